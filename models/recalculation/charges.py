"""Amounts before they are shared among sectors, with what each is worked out from where an assumption drives it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from models.engine.engine import Engine
from models.engine.selection import Selection

HANDLING, CHURN, WORD_OF_MOUTH = "handling", "avoidable_churn", "word_of_mouth"


class Exposed(NamedTuple):
    """What names the customer who was put at risk, and the day."""

    customer_id: str
    exposed_on: date


@dataclass(frozen=True)
class Charge:
    """An amount before it is shared, and what it is worked out from.

    minutes: of each uploaded row of work at the assumed hourly cost. exposed: the customer at risk, whose amount the
    complaints of one window carry; is_first: this complaint carries what rounding leaves. dissatisfied: how many
    customers tell others.
    """

    amount: Decimal
    minutes: tuple[Decimal, ...] = ()
    exposed: Exposed | None = None
    is_first: bool = False
    dissatisfied: Decimal | None = None


def told(engine: Engine, name: str, version: int, selection: Selection) -> Iterable[dict[str, Any]]:
    """Yield the rows of a figure by column, money as exact Decimal."""
    columns, rows = engine.rows(name, version, selection)
    return (dict(zip(columns, row)) for row in rows)


def charge_key(row: dict[str, Any]) -> tuple:
    """Return what a row of the ledger shares with the others of its charge."""
    if row["complaint_id"] is None:
        return row["component"], row["month"], row["segment"]
    return tuple(row[name] for name in ("complaint_id", "component", "evidence", "incurred_by", "projected"))


def charges(engine: Engine, version: int, below: Selection) -> dict[tuple, Charge]:
    """Return the charges that follow an assumption, by what their rows of the ledger share."""
    return {
        **_worked(engine, version, below),
        **_lost(engine, version, below),
        **_told_about(engine, version, below),
    }


def _worked(engine: Engine, version: int, below: Selection) -> dict[tuple, Charge]:
    """Charges of handling at the assumed hourly cost: those of a sector that has no rate of its own."""
    rows: dict[tuple, list[dict]] = {}
    for row in told(engine, HANDLING, version, below):
        if row["rate_source"] == "assumed":
            rows.setdefault(charge_key(row | {"projected": False}), []).append(row)
    return {
        key: Charge(sum((row["amount"] for row in of), Decimal(0)), tuple(row["minutes"] for row in of))
        for key, of in rows.items()
    }


def _lost(engine: Engine, version: int, below: Selection) -> dict[tuple, Charge]:
    """Charges of avoidable churn: the part of what the complaints of one window carry together."""
    exposed = {row["complaint_id"]: row for row in told(engine, "exposed_complaint", version, below)}
    found = {}
    for row in told(engine, "avoidable_churn_cost", version, below):
        of = exposed[row["complaint_id"]]
        place = Exposed(of["customer_id"], of["exposed_on"])
        found[charge_key(row)] = Charge(row["amount"] or Decimal(0), exposed=place, is_first=of["place"] == 1)
    return found


def _told_about(engine: Engine, version: int, below: Selection) -> dict[tuple, Charge]:
    """Charges of word of mouth: one a month and segment."""
    amounts: dict[tuple, Decimal] = {}
    for row in told(engine, WORD_OF_MOUTH, version, below):
        key = (WORD_OF_MOUTH, row["month"], row["segment"])
        amounts[key] = amounts.get(key, Decimal(0)) + row["amount"]
    counted = {
        (WORD_OF_MOUTH, row["month"], row["segment"]): row["complained"] + row["silent"]
        for row in told(engine, "dissatisfied_month", version, below)
        if amounts
    }
    return {key: Charge(amount, dissatisfied=Decimal(counted[key])) for key, amount in amounts.items()}

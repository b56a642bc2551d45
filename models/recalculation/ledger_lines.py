"""The lines of the ledger, each with its charge and its part of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.engine.engine import Engine
from models.engine.selection import Selection
from models.recalculation.charges import Charge, charge_key, charges, told

WHOLE = Decimal(10_000)  # basis points
NO_CHANNEL = "(no channel)"
Shares = dict[Any, list[tuple[Decimal, str]]]


@dataclass(frozen=True)
class Line:
    """One row of the ledger by column, the channel that won its customer, and its charge (None: a stored amount).

    part, of: its share of the charge. others: the parts beside it where this line takes what rounding leaves, else
    None.
    """

    row: dict[str, Any]
    channel: str
    charge: Charge | None = None
    part: Decimal = WHOLE
    of: Decimal = WHOLE
    others: tuple[Decimal, ...] | None = None


def ledger_lines(engine: Engine, version: int, selection: Selection) -> list[Line]:
    """Return the ledger of a selection in key order."""
    below = Selection(overrides=selection.overrides)
    held = charges(engine, version, below)
    shares = _shares(engine, version, below) if held else {}
    channels = {row["customer_id"]: row["channel"] for row in told(engine, "customers", version, below)}
    return [
        _line(row, channels.get(row["customer_id"]) or NO_CHANNEL, held.get(charge_key(row)), shares)
        for row in told(engine, "ledger", version, selection)
    ]


def _line(row: dict[str, Any], channel: str, charge: Charge | None, shares: Shares) -> Line:
    if charge is None:
        return Line(row, channel, part=Decimal(row["basis_points"] or WHOLE))
    of_charge = shares[row["complaint_id"] or row["month"]]
    part = next(part for part, sector in of_charge if sector == row["caused_by"])
    takes_the_rest = of_charge[0][1] == row["caused_by"]
    others = tuple(part for part, _ in of_charge[1:]) if takes_the_rest else None
    return Line(row, channel, charge, part, sum((part for part, _ in of_charge), Decimal(0)), others)


def _shares(engine: Engine, version: int, below: Selection) -> Shares:
    """By complaint, and by month for cost without one: the parts of sectors, the one that takes the rest first."""
    found: Shares = {}
    for row in told(engine, "causing_share", version, below):
        found.setdefault(row["complaint_id"], []).append((Decimal(row["basis_points"]), row["caused_by"]))
    for row in told(engine, "month_cause", version, below):
        found.setdefault(row["month"], []).append((row["complaints"], row["caused_by"]))
    return {key: sorted(of, key=lambda one: (-one[0], one[1])) for key, of in found.items()}

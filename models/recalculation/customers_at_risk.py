"""Customers put at risk by a complaint, and the retention by which their value is worked out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.engine.engine import Engine
from models.engine.selection import Selection
from models.recalculation.charges import Exposed, told

ALL = "all"


@dataclass(frozen=True)
class AtRisk:
    """A customer at risk: what their margin is worth, by how much the complaint raised their risk, what that costs.

    margin: a month, None where nobody knows it. mean_of: the segment whose mean it is, empty for the customer's own.
    complaints: how many carry the amount together.
    """

    segment: str
    tenure_months: int
    margin: Decimal | None
    mean_of: str
    excess: float
    value: Decimal
    amount: Decimal
    complaints: int


@dataclass(frozen=True)
class Retention:
    """Retention by segment and month of tenure from 0 on, and the months of margin still to come at each.

    longest: the last month of tenure a multiple is told for.
    """

    kept: dict[str, list[float]]
    staying: dict[tuple[str, int], float]
    longest: int

    def has(self, segment: str, tenure_months: int) -> bool:
        """Return whether there is a multiple for a tenure."""
        return (segment, tenure_months) in self.staying


def retention(engine: Engine, version: int, selection: Selection) -> Retention:
    """Return the retention of all segments, carried on to the longest horizon there is a month for."""
    kept: dict[str, list[float]] = {}
    for row in told(engine, "retention_extended", version, selection):
        kept.setdefault(row["segment"], []).append(row["retention"])
    rows = [*told(engine, "staying_multiple", version, selection)]
    staying = {(row["segment"], row["tenure_months"]): row["staying"] for row in rows}
    return Retention(kept, staying, max((month for _, month in staying), default=0))


def replacement_price(engine: Engine, version: int, selection: Selection) -> dict[str, Any] | None:
    """Return what a lost customer costs to replace: spend, new_customers, cac; None where nobody knows it."""
    rows = told(engine, "channel_cost", version, Selection(overrides=selection.overrides))
    return next((row for row in rows if row["channel"] == ALL and row["cac"] is not None), None)


def customers_at_risk(engine: Engine, version: int, selection: Selection) -> dict[Exposed, AtRisk]:
    """Return every customer at risk, whatever the filters: a line of the ledger may be of any of them."""
    below = Selection(overrides=selection.overrides)
    tenures = {
        Exposed(row["customer_id"], row["opened_on"]): row["tenure_months"]
        for row in told(engine, "value_of_staying", version, below)
    }
    margins = _margins(engine, version, below)
    values = {_place(row): row["value"] for row in told(engine, "exposure_value", version, below)}
    amounts, complaints = _carried(engine, version, below)
    found = {}
    for row in told(engine, "exposure_excess", version, below):
        place = _place(row)
        found[place] = AtRisk(
            row["segment"],
            tenures[place],
            *margins[place.customer_id],
            row["excess"],
            values[place] or Decimal(0),
            amounts.get(place, Decimal(0)),
            complaints.get(place, 1),
        )
    return found


def _place(row: dict) -> Exposed:
    return Exposed(row["customer_id"], row["exposed_on"])


def _margins(engine: Engine, version: int, below: Selection) -> dict[str, tuple[Decimal | None, str]]:
    """A customer's own margin, else the mean of the segment, with that segment."""
    means = {row["segment"]: row["monthly_margin"] for row in told(engine, "segment_margin", version, below)}
    return {
        row["customer_id"]: (row["monthly_margin"], "")
        if row["monthly_margin"] is not None
        else (means.get(row["segment"]), row["segment"])
        for row in told(engine, "customers", version, below)
    }


def _carried(engine: Engine, version: int, below: Selection) -> tuple[dict[Exposed, Decimal], dict[Exposed, int]]:
    """The amount of each customer at risk, and how many complaints carry it."""
    places, complaints = {}, {}
    for row in told(engine, "exposed_complaint", version, below):
        place = places[row["complaint_id"]] = _place(row)
        complaints[place] = row["complaints"]
    amounts: dict[Exposed, Decimal] = {}
    for row in told(engine, "avoidable_churn_cost", version, below):
        place = places[row["complaint_id"]]
        amounts[place] = amounts.get(place, Decimal(0)) + (row["amount"] or 0)
    return amounts, complaints

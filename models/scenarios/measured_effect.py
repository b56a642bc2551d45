"""Measured differences that levers rest on: in added risk between kinds of handling, in cost between late hours."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection
from models.scenarios.levers import LATE_HOURS

PLACES = Decimal("0.000001")
ONE = Decimal(1)


@dataclass(frozen=True)
class Effect:
    """The share of what a lever acts on that goes at 100 percent: likely, low, high.

    Complaints handled otherwise and cases less late differ in more than that, so this is an association with a range,
    no promise. weights: where it was measured by sector, how many times this share it is of what starts in each; empty
    where it is taken for every sector alike. hours: how many hours a year cases are late because of each sector.
    """

    share: Decimal
    low: Decimal
    high: Decimal
    weights: dict[str, Decimal] = field(default_factory=dict)
    hours: dict[str, Decimal] = field(default_factory=dict)

    def is_measured(self, sector: str) -> bool:
        """Return whether it holds for a sector."""
        return not self.weights or sector in self.weights

    def weight(self, sector: str) -> Decimal:
        """Return how many times the share of all it is of what starts in a sector; zero where it was not measured."""
        return self.weights.get(sector, Decimal(0)) if self.weights else ONE

    @property
    def is_clear(self) -> bool:
        """Whether the range leaves zero out."""
        return self.low > 0


def measured_effects(engine: Engine, version: int, selection: Selection = EVERYTHING) -> dict[str, Effect]:
    """Return the effect of each dimension of handling_worth, and that of late hours; one that was not measured is not
    among them."""
    names = ("handling_worth", "excess_by", "lateness_share")
    worth, sides, late = (_rows(engine, name, version, selection) for name in names)
    return effects(worth, sides) | late_effect(late)


def effects(worth: list[dict], sides: list[dict]) -> dict[str, Effect]:
    """Return what rows of handling_worth and excess_by say of each dimension.

        share = complained worse × difference / Σ over both sides complained × excess_risk

    A dimension whose complaints together add no risk says nothing.
    """
    found = {}
    for row in worth:
        added = sum(side["complained"] * side["excess_risk"] for side in sides if side["dimension"] == row["dimension"])
        if added > 0 and row["low"] is not None:
            share, low, high = (row["complained"] * row[name] / added for name in ("difference", "low", "high"))
            found[row["dimension"]] = Effect(_exact(share), _exact(low), _exact(high))
    return found


def late_effect(rows: list[dict]) -> dict[str, Effect]:
    """Return the effect of late hours from rows of lateness_share: over all sectors, and how it differs between them.

        share = Σ cost × share / Σ cost; weight of a sector = its share / share, at which all of its cost goes at most

    Nothing where no sector was measured, or none was late.
    """
    told = [row for row in rows if row["share"] is not None]
    cost = sum(float(row["cost"]) for row in told)
    share, low, high = (
        sum(float(row["cost"]) * row[name] for row in told) / cost if told else 0.0 for name in ("share", "low", "high")
    )
    if not share:
        return {}
    weights = {row["sector"]: _placed(min(row["share"], 1.0) / share) for row in told}
    hours = {row["sector"]: _placed(row["late_hours"]) for row in told}
    return {LATE_HOURS: Effect(_exact(share), _exact(low), _exact(high), weights, hours)}


def _exact(share: float) -> Decimal:
    """A share as a decimal, never more than the whole risk."""
    return min(ONE, _placed(share))


def _placed(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(PLACES, ROUND_HALF_UP)


def _rows(engine: Engine, name: str, version: int, selection: Selection) -> list[dict]:
    columns, rows = engine.rows(name, version, selection)
    return [dict(zip(columns, row)) for row in rows]

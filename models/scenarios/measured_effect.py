"""How much of the added risk goes when complaints are handled well: measured differences between kinds of handling."""

from dataclasses import dataclass
from decimal import Decimal

from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection

PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Effect:
    """The share of the added risk that goes if every badly handled complaint were handled well: likely, low, high.

    Such complaints differ in more than their handling, so this is an association with a range, no promise.
    """

    share: Decimal
    low: Decimal
    high: Decimal
    complained: int

    @property
    def is_clear(self) -> bool:
        """Whether the range leaves zero out."""
        return self.low > 0


def measured_effects(engine: Engine, version: int, selection: Selection = EVERYTHING) -> dict[str, Effect]:
    """Return the effect of each dimension of handling_worth; one that was not measured is not among them."""
    worth, sides = (_rows(engine, name, version, selection) for name in ("handling_worth", "excess_by"))
    return effects(worth, sides)


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
            found[row["dimension"]] = Effect(_exact(share), _exact(low), _exact(high), row["complained"])
    return found


def _exact(share: float) -> Decimal:
    """A share as a decimal, never more than the whole risk."""
    return min(Decimal(1), Decimal(repr(share)).quantize(PLACES))


def _rows(engine: Engine, name: str, version: int, selection: Selection) -> list[dict]:
    columns, rows = engine.rows(name, version, selection)
    return [dict(zip(columns, row)) for row in rows]

"""Which assumptions the formulas of a workbook follow, and why they do not follow the others."""

from dataclasses import dataclass
from typing import Any

from models.engine.engine import Engine
from models.engine.selection import Selection
from models.explain.explanation import used_assumptions
from models.recalculation.charges import told
from models.recalculation.customers_at_risk import replacement_price
from models.recalculation.margins import GROSS_MARGIN, revenues

BEHIND = ("ledger", "win_or_keep", "customer_value")  # what the totals of a workbook are
OF_RANGES = ("interval_level",)  # moves no total
TOLD = ("told_per", "already_customers", "influenced", "would_have_bought")
LIVE = "live"
# why a total does not follow: the amounts are stored as results; they are added up; assumed amounts hang on it too;
# nothing is set to begin with; no cost of winning a customer is known
RESULT, GROUPED, ASSUMED, UNSET, NO_PRICE = "result", "grouped", "assumed", "unset", "no_price"


@dataclass(frozen=True)
class Assumption:
    """An assumption as it is held, and whether formulas follow it: LIVE, or why not."""

    row: dict[str, Any]
    state: str

    @property
    def name(self) -> str:
        """Return what names it."""
        return self.row["name"]

    @property
    def is_live(self) -> bool:
        """Return whether every total follows it by formula."""
        return self.state == LIVE


def assumptions_behind(engine: Engine, version: int, selection: Selection, is_grouped: bool) -> list[Assumption]:
    """Return the assumptions the totals stand on; is_grouped: the ledger is added up, so that it has no drivers."""
    below = Selection(overrides=selection.overrides)
    found = []
    for row in used_assumptions(engine, [*BEHIND], version, selection.overrides):
        if row["name"] in OF_RANGES:
            continue
        state = GROUPED if is_grouped else _STATES.get(row["name"], _result)(engine, version, below, row["value"])
        found.append(Assumption(row, state))
    return found


def _result(*_: object) -> str:
    return RESULT


def _of_hours(engine: Engine, version: int, below: Selection, value: str) -> str:
    """Without a rate, work at it has no line that could follow."""
    if value and float(value):
        return LIVE
    priced = {row["import_id"] + f"/{row['source_row']}" for row in told(engine, "handling", version, below)}
    worked = [row for row in told(engine, "worked_minutes", version, below) if row["minutes"]]
    return LIVE if all(row["import_id"] + f"/{row['source_row']}" in priced for row in worked) else UNSET


def _of_value(engine: Engine, version: int, below: Selection, value: str) -> str:
    return UNSET if not value else _of_valued(engine, version, below)


def _of_valued(engine: Engine, version: int, below: Selection) -> str:
    """Silent customers are valued too, each of them in each month, and the ledger has only what that comes to."""
    return ASSUMED if _is_present(engine, version, below, "silent") else LIVE


def _of_margins(engine: Engine, version: int, below: Selection, value: str) -> str:
    """At nothing, or where nobody's margin is worked out from revenue, no amount could follow."""
    if not value or not float(value):
        return UNSET
    return _of_value(engine, version, below, value) if revenues(engine, version, value) else UNSET


def _of_told(engine: Engine, version: int, below: Selection, value: str) -> str:
    """Lines of nothing are not in the ledger, so nothing could follow."""
    amounts = (row["amount"] for row in told(engine, "word_of_mouth", version, below))
    return LIVE if _is_present(engine, version, below, "word_of_mouth") and any(amounts) else UNSET


def _is_present(engine: Engine, version: int, below: Selection, component: str) -> bool:
    states = told(engine, "assumed_state", version, below)
    return any(row["component"] == component and row["state"] == "present" for row in states)


def _of_loss(engine: Engine, version: int, below: Selection, value: str) -> str:
    return NO_PRICE if replacement_price(engine, version, below) is None else _of_valued(engine, version, below)


_STATES = {
    "hourly_cost": _of_hours,
    "discount_rate": _of_value,
    "horizon_months": _of_value,
    "loss_basis": _of_loss,
    GROSS_MARGIN: _of_margins,
    **dict.fromkeys(TOLD, _of_told),
}

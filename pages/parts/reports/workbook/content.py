"""What stands in the workbook: the ledger of the view, what its amounts follow, and the names it is told by."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from models.engine.engine import Engine
from models.engine.selection import Selection
from models.recalculation.charges import CHURN, Exposed, told
from models.recalculation.customers_at_risk import (
    ALL,
    AtRisk,
    Retention,
    customers_at_risk,
    replacement_price,
    retention,
)
from models.recalculation.ledger_lines import Line, ledger_lines
from models.recalculation.live_assumptions import Assumption, assumptions_behind
from models.recalculation.margins import GROSS_MARGIN, revenues
from models.scenarios.scenario_engine import ScenarioEngine
from pages.parts.reports.workbook.scenario_content import ScenarioContent, scenario_content
from pages.parts.reports.workbook.sheet import half_up
from pages.parts.view.view import View

MOST_ROWS = 150_000  # beyond, a spreadsheet gets slow, and its own limit is not far
EVIDENCE = ("booked", "measured", "estimated", "assumed")
GROUP = "group"  # of a row of the ledger: those of the scenario on whose amounts the same levers act
TOGETHER = ("month", "component", "evidence", "incurred_by", "caused_by", "projected")


@dataclass(frozen=True)
class Content:
    """The ledger of a view, line by line, or added up where it has too many rows.

    rows: how many rows the ledger has. scenario: the one that stands beside it; its rows are told by GROUP then.
    engine: what reads them, with the scenario's assumptions where it has some of its own.
    """

    engine: Engine
    view: View
    lines: list[Line]
    rows: int
    scenario: ScenarioContent | None = None

    @property
    def is_grouped(self) -> bool:
        """Return whether rows of the ledger are added up."""
        return len(self.lines) < self.rows

    @cached_property
    def assumptions(self) -> list[Assumption]:
        """Return the assumptions the totals stand on."""
        return assumptions_behind(self.engine, self.view.version, Selection(), self.is_grouped)

    @cached_property
    def gross_margin(self) -> str:
        """Return the gross margin formulas follow, empty where they do not."""
        return next((one.row["value"] for one in self.assumptions if one.name == GROSS_MARGIN and one.is_live), "")

    @cached_property
    def revenues(self) -> dict[str, Decimal]:
        """Return the monthly revenue of the customers whose margin follows the gross margin, by the customer."""
        return revenues(self.engine, self.view.version, self.gross_margin) if self.gross_margin else {}

    @cached_property
    def at_risk(self) -> dict[Exposed, AtRisk]:
        """Return the customers at risk the lines speak of, in the order of the ledger."""
        named = dict.fromkeys(line.charge.exposed for line in self.lines if line.charge and line.charge.exposed)
        found = customers_at_risk(self.engine, self.view.version, Selection()) if named else {}
        return {place: found[place] for place in named}

    @cached_property
    def retention(self) -> Retention:
        """Return the retention that lost customers are valued by."""
        return retention(self.engine, self.view.version, Selection())

    @cached_property
    def retention_today(self) -> Retention:
        """Return the retention the customers of the period's end are valued by."""
        chosen = self.view.selection_of("retention_extended")
        return self.retention if chosen == Selection() else retention(self.engine, self.view.version, chosen)

    @cached_property
    def whole_price(self) -> dict | None:
        """Return spend, new customers and cost of winning one of all data, None where nobody knows it."""
        return replacement_price(self.engine, self.view.version, Selection())

    @property
    def price(self) -> Decimal | None:
        """Return what a lost customer costs to replace, None where nobody knows."""
        return self.whole_price and self.whole_price["cac"]

    @cached_property
    def is_price_known(self) -> bool:
        """Return whether customers lost in the view can be priced."""
        return any(row["channel"] == ALL and row["cac"] is not None for row in self.rows_of("channel_cost"))

    @cached_property
    def keep_each(self) -> dict | None:
        """Return what keeping a customer for a year costs and what of, None where nobody knows."""
        rows = self.rows_of("customer_year")
        return next((row for row in rows if row["side"] == "keep" and row["each_one"] is not None), None)

    @cached_property
    def new_customer(self) -> dict | None:
        """Return the value of a new customer that word of mouth is priced by."""
        rows = told(self.engine, "customer_value", self.view.version, Selection())
        return next((row for row in rows if row["segment"] == ALL), None)

    @cached_property
    def total(self) -> Decimal:
        """Return the cost as the overview says it."""
        rows = self.rows_of("overview_total")
        return half_up(rows[0]["dissatisfaction_cost"] if rows else None)

    @cached_property
    def sectors(self) -> list[str]:
        """Return the sectors where cost starts, the dearest first."""
        return self._dearest("caused_by")

    @cached_property
    def payers(self) -> list[str]:
        """Return the sectors that pay, the one with most first."""
        return self._dearest("incurred_by")

    @cached_property
    def components(self) -> list[str]:
        """Return the types of cost, the dearest first."""
        return self._dearest("component")

    @cached_property
    def channels(self) -> list[str]:
        """Return the channels lost customers came through."""
        return sorted({line.channel for line in self.lines if line.row["component"] == CHURN})

    @cached_property
    def evidence(self) -> list[str]:
        """Return the kinds of evidence there are."""
        return [name for name in EVIDENCE if any(line.row["evidence"] == name for line in self.lines)]

    @cached_property
    def months(self) -> list[date]:
        """Return the months that have cost."""
        return sorted({line.row["month"] for line in self.lines})

    @cached_property
    def sums(self) -> dict[tuple, Decimal]:
        """Return the sums of the cube the pages show, by sector and type of cost."""
        found: dict[tuple, Decimal] = {}
        for row in self.rows_of("cost_cube"):
            key = row["caused_by"], row["component"]
            found[key] = found.get(key, Decimal(0)) + (row["amount"] or 0)
        return found

    def rows_of(self, name: str) -> list[dict]:
        """Return the rows of a figure as the pages read it, money exact."""
        return self.rows_at(name, self.view.selection_of(name))

    def rows_at(self, name: str, selection: Selection) -> list[dict]:
        """Return the rows of a figure of a selection."""
        return [*told(self.engine, name, self.view.version, selection)]

    def _dearest(self, column: str) -> list[str]:
        found: dict[str, Decimal] = {}
        for line in self.lines:
            name = line.row[column]
            found[name] = found.get(name, Decimal(0)) + (line.row["amount"] or 0)
        return sorted(found, key=lambda name: (-found[name], name))


def content(view: View, engine: Engine, most_rows: int = MOST_ROWS, scenario: str = "") -> Content:
    """Return what the workbook of a view holds, beside it the scenario of a name, which the engine reads then."""
    held = scenario_content(view, scenario, engine) if isinstance(engine, ScenarioEngine) else None
    below = engine.below if isinstance(engine, ScenarioEngine) else engine
    lines = ledger_lines(below, view.version, view.selection_of("ledger"))
    if held:
        for line in lines:
            line.row[GROUP] = held.group_of(line.row)  # in place, since copies of so many rows take long
    rows = len(lines)
    return Content(below, view, lines if rows <= most_rows else _added_up(lines), rows, held)


def _added_up(lines: list[Line]) -> list[Line]:
    """The lines by month, type of cost, evidence, sectors, channel and what a scenario does with them: no row of them
    names a complaint."""
    names = [name for name in (*TOGETHER, GROUP) if name in lines[0].row]
    found: dict[tuple, Line] = {}
    for line in lines:
        same = {name: line.row[name] for name in names}
        key = (*same.values(), line.channel)
        held = found.get(key)
        amounts = {
            name: (held.row[name] if held else 0) + (line.row[name] or 0) for name in ("amount", "customers_lost")
        }
        found[key] = replace(line, row=dict.fromkeys(line.row) | same | amounts, charge=None, others=None)
    return [found[key] for key in sorted(found, key=str)]

"""The scenario that stands beside the ledger: its levers, which of them change a row, and its figures."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from models.engine.engine import Engine
from models.recalculation.charges import told
from models.scenarios.levers import Lever, moved
from models.scenarios.outcome import Cell, Outcome, remaining
from models.scenarios.scenario_base import Base, scenario_base
from models.scenarios.scenario_engine import NO_CATEGORY, ScenarioEngine
from models.scenarios.workbooks.workbook import with_every_lever
from pages.parts.runtime import scenario_engines
from pages.parts.runtime.services import services
from pages.parts.view.view import View

NAMES = Cell._fields[:5]
FIRST_ROW = 2  # of the sheet Cost
FIGURES = ("overview_total", "cost_cube", "monthly_cost", "ledger_cube")


@dataclass(frozen=True)
class ScenarioContent:
    """A scenario seen through the filters of a view. outcome: of all levers, those it does not move at zero.

    places: in which group of the outcome a row of the ledger is, by the names of its cell. figures: what the pages
    read in the scenario, by figure. assumed: the assumptions of its own by name, and as_it_is the figures with those
    that hold; nothing where it has none.
    """

    name: str
    base: Base
    outcome: Outcome
    places: dict[tuple[str, ...], int]
    figures: dict[str, list[dict]]
    assumed: dict[str, str]
    as_it_is: dict[str, list[dict]]

    def group_of(self, row: dict) -> int:
        """Return the number of the group a row of the ledger is in."""
        return self.places[tuple(row[name] or NO_CATEGORY for name in NAMES)]

    @cached_property
    def left(self) -> list[Decimal]:
        """Return what is left of the amounts of each group."""
        strengths = self.outcome.strengths
        return [remaining(group, strengths) for group in self.outcome.groups]

    @property
    def moved(self) -> list[Lever]:
        """Return the levers the scenario moves, in the order of the sheet Levers."""
        return [one for one in self.outcome.levers if one.percent or one.one_off or one.yearly]


def scenario_content(view: View, name: str, engine: ScenarioEngine) -> ScenarioContent:
    """Return the scenario of a name, which this engine reads.

    Raises ScenarioProblem where its levers act on what is not there any more.
    """
    moves = scenario_engines.moves(name, view.version)
    base = scenario_base(engine.below, view.version, view.selection_of("ledger"))
    levers = moved([*moves.levers])
    outcome = with_every_lever(base, Outcome(base.cells, tuple(levers), base.effects))  # some act elsewhere
    as_it_is = _figures(view, services().engine) if moves.assumed else {}
    return ScenarioContent(name, base, outcome, outcome.places, _figures(view, engine), moves.assumed, as_it_is)


def _figures(view: View, engine: Engine) -> dict[str, list[dict]]:
    return {figure: [*told(engine, figure, view.version, view.selection_of(figure))] for figure in FIGURES}

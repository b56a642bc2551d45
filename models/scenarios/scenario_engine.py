"""The figures that are sums of the ledger's monthly cube, read under a scenario."""

import duckdb
import pyarrow

from models.engine.engine import Engine
from models.engine.variant_engine import VariantEngine
from models.scenarios.levers import ScenarioProblem
from models.scenarios.outcome import Outcome, acts, factor

CUBE = "ledger_cube"
ANSWERED = (
    CUBE,
    "cost_cube",
    "cost_by_category",
    "cost_by_component",
    "cost_by_sector",
    "cost_matrix",
    "cost_of_quality",
    "cost_of_quality_total",
    "monthly_cost",
    "scenario_cell",
)
PLACE = ("component", "category", "incurred_by", "caused_by")
CHANGED = """
select
    cube.month,
    cube.segment,
    cube.category,
    cube.component,
    case
        when cube.evidence in ('booked', 'measured') and part.factor <> 1 then 'estimated' else cube.evidence
    end as evidence,
    cube.incurred_by,
    cube.caused_by,
    cube.projected,
    sum(cast(cube.amount * coalesce(part.factor, 1) as decimal(38, 18))) as amount,
    sum(cube.customers_lost * coalesce(part.factor, 1)) as customers_lost
from {base}.ledger_cube as cube
left join scenario_factor as part
    on part.component = cube.component
        and part.category = coalesce(cube.category, '(none)')
        and part.incurred_by = cube.incurred_by
        and part.caused_by = cube.caused_by
group by all
"""


def check_answered(name: str, against: int | None = None) -> None:
    """Raise ScenarioProblem for a figure a scenario says nothing of, or for one compared with an earlier version."""
    if against is not None:
        raise ScenarioProblem(
            "against", "A scenario is compared with the base of its own version: leave out --against."
        )
    if name not in ANSWERED:
        raise ScenarioProblem(
            "figure",
            f"A scenario changes nothing that {name} could tell. It answers: {', '.join(ANSWERED)}.",
            read=name,
        )


class ScenarioEngine(VariantEngine):
    """An engine whose monthly cube is that of an outcome: what stands on it is worked out anew, all else is the base's.

    Use as a context: its tables go at the end.
    """

    base_figures = (CUBE,)

    def __init__(self, engine: Engine, outcome: Outcome):
        super().__init__(engine, {*ANSWERED})
        self._outcome = outcome

    def _change(self, cursor: duckdb.DuckDBPyConnection, base: str) -> None:
        cursor.register("scenario_factor", _factors(self._outcome))
        cursor.execute(f"create table {CUBE} as {CHANGED.format(base=base)}")
        cursor.unregister("scenario_factor")


def _factors(outcome: Outcome) -> pyarrow.Table:
    """What is left of the amounts of each place of the cube, where levers change it."""
    strengths = outcome.strengths
    parts = {
        tuple(getattr(cell, name) for name in PLACE): factor(
            strengths[place] for place, lever in enumerate(outcome.levers) if acts(lever, cell)
        )
        for cell in outcome.cells
    }
    found = {key: left for key, left in parts.items() if left != 1}
    columns = {name: pyarrow.array([key[at] for key in found], pyarrow.string()) for at, name in enumerate(PLACE)}
    return pyarrow.table(columns | {"factor": pyarrow.array(list(found.values()), pyarrow.decimal128(16, 12))})

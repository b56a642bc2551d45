"""The figures that are sums of the ledger's monthly cube, read under a scenario."""

from itertools import count

import duckdb
import pyarrow

from models.engine.build import Progress, build_variant
from models.engine.engine import Engine
from models.engine.scope_cache import ScopeCache
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
_NUMBERS = count(1)
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


class ScenarioEngine(Engine):
    """An engine whose monthly cube is that of an outcome: what stands on it is worked out anew, all else is the base's.

    Use as a context: its tables go at the end.
    """

    def __init__(self, engine: Engine, outcome: Outcome):
        self._engine, self._outcome = engine, outcome
        self._connection, self.catalogue = engine._connection, engine.catalogue
        self._scopes = ScopeCache(engine._connection, engine.catalogue)
        self._own: dict[str, str] = {}

    def __enter__(self) -> "ScenarioEngine":
        return self

    def __exit__(self, *_: object) -> None:
        for schema in self._own.values():
            self._connection.cursor().execute(f"drop schema if exists {schema} cascade")

    def build(
        self,
        version: int,
        overrides: dict | None = None,
        progress: Progress | None = None,
        names: list[str] | None = None,
    ) -> str:
        """Work out what the named figures need of the changed cube; return the schema they are read from."""
        base = self._engine.build(version, overrides, progress, names=[*(names or ()), CUBE])
        cursor, held = self._connection.cursor(), self.assumptions(version, overrides)
        if base not in self._own:
            self._own[base] = f"scenario_{next(_NUMBERS)}"
            build_variant(cursor, self.catalogue, self._own[base], base, version, held, [], set())
            self._change_cube(cursor, base)
        wanted = self.catalogue.materialized(names)
        build_variant(cursor, self.catalogue, self._own[base], base, version, held, wanted, {*ANSWERED})
        return self._own[base]

    def _change_cube(self, cursor: duckdb.DuckDBPyConnection, base: str) -> None:
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

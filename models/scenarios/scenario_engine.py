"""The figures that stand on the ledger's monthly cubes, read under a scenario."""

import duckdb
import pyarrow

from models.engine.engine import Engine
from models.engine.variant_engine import AssumedEngine, VariantEngine
from models.scenarios.levers import Lever, ScenarioProblem
from models.scenarios.outcome import Outcome
from models.scenarios.scenario_base import scenario_base

CUBES = ("ledger_cube", "complaint_cube", "lost_customer", "churn_draw")
ANSWERED = (
    *CUBES,
    "chain_flow",
    "chain_sector",
    "component_cost",
    "cost_cube",
    "cost_by_category",
    "cost_by_component",
    "cost_by_sector",
    "cost_matrix",
    "cost_of_quality",
    "cost_of_quality_total",
    "customer_year",
    "distance_cost",
    "monthly_cost",
    "overview_total",
    "payback_curve",
    "replacement_line",
    "scenario_cell",
    "sector_draw",
    "sector_interval",
    "sector_month_draw",
    "sector_overview",
    "sector_part",
    "sector_rank",
    "sector_side",
    "sector_sum",
    "sector_tier",
    "win_keep_month",
    "win_or_keep",
)
PLACE = ("component", "category", "incurred_by", "caused_by")
START = ("category", "caused_by")
NO_CATEGORY = "(none)"  # how scenario_cell names it
LEDGER = """
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
    sum(cast(cube.customers_lost * coalesce(part.factor, 1) as decimal(38, 15))) as customers_lost
from {base}.ledger_cube as cube
left join scenario_factor as part
    on part.component = cube.component
        and part.category = coalesce(cube.category, '(none)')
        and part.incurred_by = cube.incurred_by
        and part.caused_by = cube.caused_by
group by all
"""
COMPLAINTS = """
select
    cube.month,
    cube.segment,
    cube.category,
    cube.caused_by,
    cast(cube.complaints * coalesce(part.factor, 1) as decimal(38, 16)) as complaints,
    cast(round(cube.touched * coalesce(part.factor, 1)) as bigint) as touched
from {base}.complaint_cube as cube
left join complaint_factor as part
    on part.category = coalesce(cube.category, '(none)') and part.caused_by = cube.caused_by
"""
CHURN = """
select
    cube.month,
    cube.segment,
    cube.caused_by,
    sum(cube.amount) as amount,
    sum(cube.customers_lost) as customers
from {place}ledger_cube as cube
where cube.component = 'avoidable_churn'
group by cube.month, cube.segment, cube.caused_by
"""
LEFT_OF_CHURN = f"""
select
    before.month,
    before.segment,
    before.caused_by,
    cast(after.amount as double) / nullif(cast(before.amount as double), 0) as amount,
    cast(after.customers as double) / nullif(cast(before.customers as double), 0) as customers
from ({CHURN.format(place="{base}.")}) as before
join ({CHURN.format(place="")}) as after
    on after.month = before.month
        and after.segment is not distinct from before.segment
        and after.caused_by = before.caused_by
"""
LOST = """
select
    lost.month,
    lost.segment,
    lost.caused_by,
    lost.channel,
    cast(
        lost.customers_lost * cast(coalesce(part.customers, 1) as decimal(16, 12)) as decimal(38, 15)
    ) as customers_lost
from {base}.lost_customer as lost
left join temp.left_of_churn as part
    on part.month = lost.month
        and part.segment is not distinct from lost.segment
        and part.caused_by = lost.caused_by
"""
DRAWS = """
select
    draw.month,
    draw.segment,
    draw.sector,
    draw.draw,
    draw.amount * coalesce(part.amount, 1) as amount,
    draw.customers_lost * coalesce(part.customers, 1) as customers_lost
from {base}.churn_draw as draw
left join temp.left_of_churn as part
    on part.month = draw.month
        and part.segment is not distinct from draw.segment
        and part.caused_by = draw.sector
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


class ScenarioAssumptions(AssumedEngine):
    """An engine with the assumptions of a scenario, which its levers act on; it goes with the scenario's."""

    prefix = "scenario_assumed"

    def assumptions(self, version: int, overrides: dict | None = None, cursor=None) -> list[dict]:
        """Return the assumptions of the scenario; what is asked for beside takes their place."""
        return self._engine.assumptions(version, {**self._assumed, **(overrides or {})}, cursor)


class ScenarioEngine(VariantEngine):
    """An engine whose cubes are those of an outcome: what stands on them is worked out anew, all else is the base's.

    Fewer complaints are fewer in every month alike; of what leaving costs the same part is saved in every draw and
    through every channel as in the ledger. Use as a context: its tables go at the end.
    """

    base_figures = CUBES
    prefix = "scenario"

    def __init__(self, engine: Engine, outcome: Outcome):
        super().__init__(engine, {*ANSWERED})
        self._outcome = outcome

    @property
    def below(self) -> Engine:
        """What the levers act on: the engine with the scenario's assumptions, else the other one."""
        return self._engine

    def close(self) -> None:
        """Drop what was worked out, with its assumptions too where it has some of its own."""
        super().close()
        if isinstance(self._engine, ScenarioAssumptions):
            self._engine.close()

    @classmethod
    def drop_left_behind(cls, engine: Engine) -> None:
        """Drop what a process that was killed left of its scenarios; none of this process may be open."""
        cursor = engine._connection.cursor()
        asked = "select schema_name from duckdb_schemas() where regexp_matches(schema_name, ?)"
        for (schema,) in cursor.execute(asked, [f"^{cls.prefix}(_assumed)?_[0-9]+$"]).fetchall():
            cursor.execute(f"drop schema if exists {schema} cascade")

    def _change(self, cursor: duckdb.DuckDBPyConnection, base: str) -> None:
        outcome = self._outcome
        places = cursor.execute(f"select distinct {_columns(PLACE)} from {base}.ledger_cube").fetchall()
        starts = cursor.execute(f"select distinct {_columns(START)} from {base}.complaint_cube").fetchall()
        _register(cursor, "scenario_factor", PLACE, {place: outcome.left_of_cost(*place) for place in places})
        _register(cursor, "complaint_factor", START, {start: outcome.left_of_complaints(*start) for start in starts})
        for name, sql in (("ledger_cube", LEDGER), ("complaint_cube", COMPLAINTS)):
            cursor.execute(f"create table {name} as {sql.format(base=base)}")
        cursor.execute(f"create or replace temp table left_of_churn as {LEFT_OF_CHURN.format(base=base)}")
        for name, sql in (("lost_customer", LOST), ("churn_draw", DRAWS)):
            cursor.execute(f"create table {name} as {sql.format(base=base)}")
        cursor.execute("drop table temp.left_of_churn")
        cursor.unregister("scenario_factor")
        cursor.unregister("complaint_factor")


def scenario_engine(engine: Engine, version: int, levers: list[Lever], assumed: dict[str, str]) -> ScenarioEngine:
    """Return the engine of a scenario: its assumptions first, its levers on what is calculated with them.

    Raises ScenarioProblem for levers the version cannot answer.
    """
    below = ScenarioAssumptions(engine, assumed) if assumed else engine
    try:
        return ScenarioEngine(below, scenario_base(below, version).outcome(levers))
    except ScenarioProblem:
        if isinstance(below, ScenarioAssumptions):
            below.close()
        raise


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f"coalesce({name}, '{NO_CATEGORY}')" if name == "category" else name for name in names)


def _register(cursor: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...], left: dict) -> None:
    """Let the cursor see what is left of which place, where it is not all."""
    found = {key: part for key, part in left.items() if part != 1}
    columns = {name: pyarrow.array([key[at] for key in found], pyarrow.string()) for at, name in enumerate(names)}
    parts = pyarrow.array(list(found.values()), pyarrow.decimal128(16, 12))
    cursor.register(table, pyarrow.table(columns | {"factor": parts}))

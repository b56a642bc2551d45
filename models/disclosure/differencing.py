"""Whether two versions may stand beside each other in a shared view: what differs between them must be about enough
people too.

Each version alone tells nothing about few people, but one number taken from the other tells about those whose data
changed.
"""

import duckdb

from models.disclosure.plan import DisclosurePlan
from models.engine.visibility import SMALL

OF_PEOPLE = {
    "complaints": "coalesce(r.customer_id, r.complaint_id)",
    "customers": "r.customer_id",
    "transactions": "coalesce(r.customer_id, r.transaction_id)",
    "complaint_work": "r.complaint_id",
    "complaint_shares": "r.complaint_id",
    "stage_times": "r.case_id",
}
PRICES = ("exchange_rates", "sector_costs", "sectors")  # what they change is known for everybody, so it hides nobody
PATHS = ("row_id", "import_id", "brought_by", "source_row", "verbatim", "from_version", "to_version")
CUTS = (
    ("sector", "segment", "class"),
    ("category",),
    ("category", "sector", "segment"),
    ("component", "class"),
    ("sector", "payer"),
    ("month", "class"),
)
# a complaint counts for each sector it starts in; a line without a month of a block is in the earlier version's future
CELLS = """
with line as (
    select c.month, c.segment, s.caused_by as sector, 'complaint' as class, c.category,
        cast(null as varchar) as component, cast(null as varchar) as payer,
        coalesce(c.customer_id, c.complaint_id) as person, cast(1 as decimal(38, 6)) as amount
    from counted_complaint as c
    join causing_share as s on s.complaint_id = c.complaint_id
    union all
    select l.month, l.segment, l.caused_by as sector, if(l.component = 'avoidable_churn', 'churn', l.evidence) as class,
        l.category, l.component, l.incurred_by as payer, coalesce(l.customer_id, l.complaint_id) as person, l.amount
    from ledger as l
    where l.complaint_id is not null
)
select
    b.first as block, l.month, l.class, l.category, l.component, l.payer, l.person,
    if(list_contains($sectors, l.sector), $small, l.sector) as sector,
    if(list_contains($segments, l.segment), $small, l.segment) as segment,
    sum(l.amount) as amount
from line as l
left join told_block as b on strftime(l.month, '%Y-%m') between b.first and b.last
where ($seen_sectors is null or list_contains($seen_sectors, l.sector))
    and ($seen_segments is null or list_contains($seen_segments, l.segment))
group by all
"""


def is_safe_from_differencing(engine, before: DisclosurePlan, after: DisclosurePlan, earlier: int, later: int) -> bool:
    """Return whether the views of two versions under these plans differ by nobody,
    or by enough people in everything told."""
    cursor = engine.source_cursor("ledger", "ledger", later)
    counts = [count for name, who in OF_PEOPLE.items() for count in _changed(cursor, name, who, earlier, later)]
    if not counts:
        return True
    if min(counts) < before.fewest or not _same_prices(engine, cursor, earlier, later):
        return False
    return _same_cut(before, after) and not _has_few(engine, before, earlier, later)


def _changed(cursor: duckdb.DuckDBPyConnection, dataset: str, who: str, earlier: int, later: int) -> list[int]:
    """How many people have rows that hold at one of two versions only, by segment;
    a row brought again as it was is no other row."""
    names = [name for name, *_ in cursor.execute(f"describe main.raw_{dataset}").fetchall() if name not in PATHS]
    columns = ", ".join(f"r.{name}" for name in names)
    part = "r.segment" if "segment" in names else "''"
    wanted = f"select {who} as person, {part} as part, {columns} from main.raw_{dataset} as r where"
    old, new = (
        f"{wanted} {_holds(one)} and not ({_holds(other)})" for one, other in ((earlier, later), (later, earlier))
    )
    found = f"(({old}) except all ({new})) union all (({new}) except all ({old}))"
    return [
        count
        for (count,) in cursor.execute(
            f"select count(distinct d.person) from ({found}) as d group by d.part"
        ).fetchall()
    ]


def _holds(version: int) -> str:
    return f"r.from_version <= {version} and (r.to_version is null or r.to_version > {version})"


def _same_prices(engine, cursor, earlier: int, later: int) -> bool:
    held = [{row["name"]: row["value"] for row in engine.assumptions(version)} for version in (earlier, later)]
    return held[0] == held[1] and not any(_changed(cursor, name, "1", earlier, later) for name in PRICES)


def _same_cut(before: DisclosurePlan, after: DisclosurePlan) -> bool:
    """Whether the later version is cut like the earlier one:
    other blocks or groups would tell parts of those told before."""
    there = {(block.first, block.last): block for block in after.blocks}
    spans = [(block.first, block.last) for block in before.blocks]
    alike = [
        one in there and (there[one].merged, there[one].hidden) == (block.merged, block.hidden)
        for one, block in zip(spans, before.blocks, strict=True)
    ]
    return before.merged == after.merged and all(alike)


def _has_few(engine, plan: DisclosurePlan, earlier: int, later: int) -> bool:
    cursor = engine.source_cursor("ledger", "ledger", later)
    _put(cursor, "before", engine, plan, earlier)
    _put(cursor, "after", engine, plan, later)
    cursor.execute(
        "create or replace temp table told_change as (from told_before except all from told_after) "
        "union all (from told_after except all from told_before)"
    )
    counted = (
        "select count(distinct c.person) as people from told_change as c "
        f"group by c.block, {', '.join(f'c.{name}' for name in cut)}"
        for cut in CUTS
    )
    few = " or ".join(f"exists (select 1 from ({sql}) as p where p.people < {plan.fewest})" for sql in counted)
    return cursor.execute(f"select {few}").fetchone()[0]


def _put(cursor, name: str, engine, plan: DisclosurePlan, version: int) -> None:
    """Put what each person cost in each cell at a version into a table:
    blocks, and sectors and segments that stand together."""
    behind = engine.source_cursor("ledger", "ledger", version)
    behind.execute("create or replace temp table told_block (first varchar, last varchar)")
    behind.executemany("insert into told_block values (?, ?)", [[block.first, block.last] for block in plan.blocks])
    wanted = {"small": SMALL, "sectors": list(plan.together("sector")), "segments": list(plan.together("segment"))}
    seen = {
        "seen_sectors": None if plan.scope is None else list(plan.scope),
        "seen_segments": list(plan.own.segments) or None,
    }
    rows = behind.sql(CELLS, params=wanted | seen).to_arrow_table()
    cursor.register("told_rows", rows)
    cursor.execute(f"create or replace temp table told_{name} as from told_rows")
    cursor.unregister("told_rows")

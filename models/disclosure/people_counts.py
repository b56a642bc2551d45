"""The people behind every cost and complaint, counted by any cut."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from models.engine.visibility import SMALL


@dataclass(frozen=True)
class PartsLeft:
    """What the levers of a scenario leave of cost and complaints, where it is not all.

    costs: by component, category, payer and sector. complaints: by category and sector. as_it_is: the schema of the
    ledger with the assumptions that hold, where the scenario has some of its own.
    """

    costs: tuple[tuple[tuple[str, str, str, str], Decimal], ...] = ()
    complaints: tuple[tuple[tuple[str, str], Decimal], ...] = ()
    as_it_is: str = ""


AS_IT_IS = PartsLeft()
# a complaint without a customer is a person of its own; part: what a scenario leaves, else all of it
LINES = """
select
    strftime(c.month, '%Y-%m') as month, c.segment, s.caused_by as sector, 'complaint' as class, c.category,
    cast(null as varchar) as component, cast(null as varchar) as payer,
    coalesce(c.customer_id, c.complaint_id) as person, coalesce(p.part, '1') as part
from counted_complaint as c
join causing_share as s on s.complaint_id = c.complaint_id
left join complaint_part as p on p.category = coalesce(c.category, '(none)') and p.sector = s.caused_by
union
select
    strftime(l.month, '%Y-%m') as month, l.segment, l.caused_by as sector,
    case when l.component = 'avoidable_churn' then 'churn' else l.evidence end as class, l.category,
    l.component, l.incurred_by as payer, coalesce(l.customer_id, l.complaint_id) as person,
    coalesce(p.part, '1') || l.changed as part
from disclosed_ledger as l
left join cost_part as p
    on p.component = l.component and p.category = coalesce(l.category, '(none)')
        and p.payer = l.incurred_by and p.sector = l.caused_by
where l.complaint_id is not null
"""
PLACE = ("complaint_id", "component", "evidence", "incurred_by", "caused_by", "projected", "month", "segment")
LEDGER = "select *, '' as changed from ledger"
# other assumptions change what a lost customer costs customer by customer, and all else by one factor a price
LEDGERS = f"""
select
    {", ".join(f"coalesce(l.{name}, h.{name}) as {name}" for name in (*PLACE, "customer_id", "category"))},
    case
        when l.amount is not distinct from h.amount then ''
        when coalesce(l.component, h.component) = 'avoidable_churn' then ' changed'
        else concat(' ', round(cast(l.amount as double) / nullif(cast(h.amount as double), 0), 4))
    end as changed
from ledger as l
full join {{as_it_is}}.ledger as h on {" and ".join(f"h.{name} is not distinct from l.{name}" for name in PLACE)}
"""
MONEY_ONLY = "l.class <> 'complaint'"
PAID_BY_SECTORS = "l.class <> 'churn'"  # everybody knows who bears that, so it must not count as cover for others


class PeopleCounts:
    """The people of a version's costs, in blocks of months and in groups of sectors and segments.

    Costs of which a scenario leaves different parts are counted apart: their sums follow from the view in it.
    """

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        months: list[str],
        fewest: int,
        scope: dict[str, tuple[str, ...] | None],
        left: PartsLeft = AS_IT_IS,
    ):
        self._cursor, self._months, self._fewest = cursor, months, fewest
        self._put_parts("cost_part", ("component", "category", "payer", "sector"), left.costs)
        self._put_parts("complaint_part", ("category", "sector"), left.complaints)
        ledger = LEDGERS.format(as_it_is=left.as_it_is) if left.as_it_is else LEDGER
        cursor.execute(f"create or replace temp view disclosed_ledger as {ledger}")
        cursor.execute(f"create or replace temp table disclosed_line as {LINES}")
        for what, names in scope.items():
            if names is not None:
                self._put("disclosed_scope", [(name,) for name in names], "name varchar")
                cursor.execute(
                    f"delete from disclosed_line where {what} not in (select s.name from disclosed_scope as s)"
                )

    def cut(self, spans: list[tuple[str, str]], merged: dict[str, tuple[str, ...]]) -> None:
        """Put every month into its block, and the sectors and segments that stand together into one group."""
        rows = [
            (month, number)
            for number, (first, last) in enumerate(spans)
            for month in self._months
            if first <= month <= last
        ]
        self._put("disclosed_block", rows, "month varchar, block integer")
        for what in ("sector", "segment"):
            self._put(f"disclosed_{what}", [(name,) for name in merged[what]], "name varchar")
        grouped = ", ".join(
            f"case when l.{what} in (select m.name "
            f"from disclosed_{what} as m) then '{SMALL}' else l.{what} end as {what}"
            for what in ("sector", "segment")
        )
        self._cursor.execute(
            f"create or replace temp view disclosed_cut as select b.block, l.sector as own_sector, "
            f"l.month, l.class, l.category, l.component, l.payer, l.person, l.part, {grouped} "
            "from disclosed_line as l join disclosed_block as b on b.month = l.month"
        )

    def has_small(self) -> bool:
        """Return whether any block of a sector and segment, or its new customers, are about too few people."""
        cells = (
            "select count(distinct l.person) as people from disclosed_cut as l "
            "group by l.block, l.sector, l.segment, l.class, l.part"
        )
        starts = f"select sum(s.starts) as people from ({self._new()}) as s group by s.block, s.segment"
        return any(
            self._cursor.execute(
                f"select count(*) from ({sql}) as c where c.people between 1 and {self._fewest - 1}"
            ).fetchall()[0][0]
            for sql in (cells, starts)
        )

    def cells(self, what: str, place: tuple[str, ...], sectors: tuple[str, ...] = ()) -> dict:
        """Return place -> name -> people (how many, or who they are while they are few), of some sectors or of all.
        A place is the values of its columns, and last the part a scenario leaves."""
        where = f"[{', '.join(f'cast(l.{one} as varchar)' for one in (*place, 'part'))}]"
        self._cursor.execute(
            "create or replace temp table disclosed_cell as "
            f"select distinct {where} as place, l.{what} as name, l.person "
            f"from disclosed_cut as l where {self._wanted(what, sectors)}"
        )
        counted = self._cursor.execute(
            "select c.place, c.name, count(*) from disclosed_cell as c group by c.place, c.name"
        ).fetchall()
        found: dict = {}
        for at, name, people in counted:
            found.setdefault(tuple(at), {})[name] = people
        for at, name, person in self._people_of_small():
            known = found[tuple(at)][name]
            found[tuple(at)][name] = (known if isinstance(known, frozenset) else frozenset()) | {person}
        return found

    def cells_of_blocks(self, what: str, place: tuple[str, ...], sectors: tuple[str, ...] = ()) -> dict[int, dict]:
        """Return for each block what `cells` says of it."""
        return _by_block(self.cells(what, ("block", *place), sectors))

    def _people_of_small(self) -> list[tuple]:
        few = (
            f"select c.place, c.name from disclosed_cell as c group by c.place, c.name having count(*) < {self._fewest}"
        )
        sql = (
            "select c.place, c.name, c.person from disclosed_cell as c "
            f"join ({few}) as f on f.place = c.place and f.name = c.name"
        )
        return self._cursor.execute(sql).fetchall()

    def starts(self) -> dict[int, dict]:
        """Return for each block its new customers by channel."""
        rows = self._cursor.execute(
            f"select s.block, s.channel, cast(sum(s.starts) as integer) from ({self._new()}) as s "
            "group by s.block, s.channel"
        ).fetchall()
        found: dict[int, dict] = {}
        for block, name, count in rows:
            few = frozenset(f"{name} {place}" for place in range(count)) if count < self._fewest else count
            found.setdefault(block, {"": {}})[""][name] = few
        return found

    def small_mixes(self) -> set[int]:
        """Return the blocks whose new customers have a segment that is too small."""
        sql = f"select s.block, sum(s.starts) as people from ({self._new()}) as s group by s.block, s.own_segment"
        rows = self._cursor.execute(
            f"select distinct c.block from ({sql}) as c where c.people between 1 and {self._fewest - 1}"
        ).fetchall()
        return {block for (block,) in rows}

    def _new(self) -> str:
        return (
            "select b.block, n.channel, n.starts, n.segment as own_segment, "
            "case when n.segment in (select m.name "
            f"from disclosed_segment as m) then '{SMALL}' else n.segment end as segment "
            "from new_customer as n join disclosed_block as b on b.month = strftime(n.month, '%Y-%m')"
        )

    def _wanted(self, what: str, sectors: tuple[str, ...]) -> str:
        parts = ["true"]
        parts += [MONEY_ONLY] if what in ("category", "component", "payer") else []
        parts += [PAID_BY_SECTORS] if what == "payer" else []
        if sectors:
            self._put("disclosed_own", [(name,) for name in sectors], "name varchar")
            parts.append("l.own_sector in (select o.name from disclosed_own as o)")
        return " and ".join(parts)

    def _put_parts(self, table: str, names: tuple[str, ...], parts: tuple) -> None:
        rows = [(*place, str(part)) for place, part in parts]
        columns = ", ".join(f"unnest(cast(? as varchar[])) as {name}" for name in (*names, "part"))
        held = [[row[at] for row in rows] for at in range(len(names) + 1)]
        self._cursor.execute(f"create or replace temp table {table} as select {columns}", held)

    def _put(self, table: str, rows: list[tuple], columns: str) -> None:
        self._cursor.execute(f"create or replace temp table {table} ({columns})")
        marks = ", ".join("?" for _ in columns.split(","))
        if rows:
            self._cursor.executemany(f"insert into {table} values ({marks})", [list(row) for row in rows])


def _by_block(cells: dict) -> dict[int, dict]:
    found: dict[int, dict] = {}
    for (block, *place), names in cells.items():
        found.setdefault(int(block), {})[tuple(place)] = names
    return found

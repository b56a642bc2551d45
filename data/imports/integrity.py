"""Rows that cannot stand beside what is stored: unknown references, doubles, ended sectors, shares over one."""

from __future__ import annotations

import json

import pandas

from data.problems import sentence
from data.sectors.current_rows import day_of, sector_columns
from data.sectors.matching import known_sectors
from data.sectors.names import sector_key
from data.storage import temp_tables
from data.storage.schema import raw_columns

# dataset -> (column, where the known values stand, code)
REFERENCES = {
    "complaint_work": ("complaint_id", "complaints", "UNKNOWN_COMPLAINT"),
    "complaint_shares": ("complaint_id", "complaints", "UNKNOWN_COMPLAINT"),
}
READ = "\x01"  # stands for what was read until SQL puts it in
# the complaints whose shares in {rows}, with those stored for other sectors, add up to more than 1
SHARES_OVER_ONE = (
    "select a.complaint_id from (select complaint_id, share from {rows} union all "
    "select o.complaint_id, o.share from raw_complaint_shares as o where o.to_version is null and not exists "
    "(select 1 from {rows} as s where s.complaint_id = o.complaint_id and s.sector = o.sector)) as a "
    "group by a.complaint_id having sum(a.share) > 1"
)
# a stage took its time whoever the case is for; without the customer only the segment is not known
WITHOUT_CUSTOMER_REFERENCE = ("customers", "stage_times")
CUSTOMER_REFERENCE = ("customer_id", "customers", "UNKNOWN_CUSTOMER")


def reference_of(contract) -> tuple[str, str, str] | None:
    """Which column must name a stored customer or complaint, the data set that has them, and the code if not."""
    if contract.dataset in REFERENCES:
        return REFERENCES[contract.dataset]
    has_customer = any(column.name == "customer_id" for column in contract.columns)
    return CUSTOMER_REFERENCE if has_customer and contract.dataset not in WITHOUT_CUSTOMER_REFERENCE else None


def resolve_keys(cursor, contract, columns, keys: dict[str, str]) -> None:
    """Makes stage_clean: the rows of stage_row without a problem, with all raw columns,
    sector texts replaced by their keys."""
    cursor.register("sector_frame", pandas.DataFrame({"text": list(keys), "key": list(keys.values())}, dtype="str"))
    temp_tables.table(cursor, "stage_sector", "select * from sector_frame")
    cursor.unregister("sector_frame")
    joins, parts = [], []
    sector_columns = {column.name for column in contract.columns if column.type == "sector"}
    for name, kind in raw_columns(contract):
        if name not in columns and not name.endswith("_offset"):
            parts.append(f"cast(null as {kind}) as {name}")
        elif name in sector_columns:
            joins.append(f"left join stage_sector as text_{name} on text_{name}.text = s.{name}")
            parts.append(f"text_{name}.key as {name}")
        elif name.endswith("_offset") and name.removesuffix("_offset") not in columns:
            parts.append(f"cast(null as {kind}) as {name}")
        else:
            parts.append(f"cast(s.{name} as {kind}) as {name}")
    temp_tables.view(
        cursor,
        "stage_clean",
        f"select s.source_row, s.verbatim, {', '.join(parts)} from stage_row as s "
        f"{' '.join(joins)} where s.source_row not in (select source_row from stage_problem)",
    )


def drop_quarantined(cursor) -> None:
    """Takes the rows of stage_problem out of stage_clean, where it is a table; a view shows them no more."""
    if not temp_tables.is_view(cursor, "stage_clean"):
        cursor.execute("delete from stage_clean where source_row in (select source_row from stage_problem)")


def quarantine_unknown_references(cursor, contract, file: str) -> None:
    """Moves rows that name a customer or complaint nobody knows from stage_clean to stage_problem."""
    reference = reference_of(contract)
    if reference is None:
        return
    column, dataset, code = reference
    if not cursor.execute(f"select count(*) from raw_{dataset} where to_version is null").fetchone()[0]:
        return
    unknown = (
        f"{column} is not null and not exists (select 1 from raw_{dataset} as known "
        f"where known.to_version is null and known.{column} = stage_clean.{column})"
    )
    cursor.execute(
        f"insert into stage_problem (source_row, column_name, read, code, message, verbatim, content) "
        f"select source_row, '{column}', {column}, '{code}', "
        f"? || ', row ' || source_row || ', column {column}: ' || replace(?, '{READ}', {column}), "
        f"verbatim, {content_json(contract)} from stage_clean where {unknown}",
        [file, sentence(code, {"column": column, "read": READ})],
    )
    drop_quarantined(cursor)


def quarantine_excess_shares(cursor, contract, file: str, is_whole: bool = False) -> None:
    """Moves the shares of complaints that would add up to more than 1 to stage_problem: with those stored before,
    unless the file is the whole list."""
    if contract.dataset != "complaint_shares":
        return
    alone = "select complaint_id from stage_clean group by complaint_id having sum(share) > 1"
    over = f"complaint_id in ({alone if is_whole else SHARES_OVER_ONE.format(rows='stage_clean')})"
    cursor.execute(
        f"insert into stage_problem (source_row, column_name, read, code, message, verbatim, fields) "
        f"select source_row, 'share', cast(share as varchar), 'SHARES_OVER_ONE', "
        f"? || ', row ' || source_row || ', column share: ' || replace(?, '{READ}', complaint_id), verbatim, "
        f"json_object('read', complaint_id)::varchar from stage_clean where {over}",
        [file, sentence("SHARES_OVER_ONE", {"column": "share", "read": READ, "complaint_id": READ})],
    )
    drop_quarantined(cursor)


def content_json(contract) -> str:
    """The SQL that packs a row's typed columns into JSON, from which `from_content` unpacks them."""
    return "json_object(" + ", ".join(f"'{n}', cast({n} as varchar)" for n, _ in raw_columns(contract)) + ")"


def from_content(contract, alias: str) -> str:
    """The SQL select list that unpacks a row's typed columns from its JSON."""
    return ", ".join(f"cast({alias}.content ->> '{n}' as {k}) as {n}" for n, k in raw_columns(contract))


def money_columns(contract) -> list[str]:
    """The names of a data set's columns that hold money."""
    return [column.name for column in contract.columns if column.type == "money"]


def quarantine_duplicates(cursor, contract, file: str) -> None:
    """Moves rows to stage_problem whose keys are one only now that their sectors are matched;
    of exact copies one stays."""
    if contract.keeping != "row" or not set(sector_columns(contract)) & set(contract.key):
        return
    key = ", ".join(f"s.{name}" for name in contract.key)
    content = ", ".join(f"s.{name}" for name in contract.names)
    cursor.execute(
        f"create or replace temp table stage_double as select * from (select s.source_row, "
        f"row_number() over entry as nth, count(*) over entry as times, "
        f"min(row({content})::varchar) over entry = max(row({content})::varchar) over entry as same "
        "from stage_clean as s "
        f"window entry as (partition by {key} order by s.source_row rows between unbounded preceding "
        "and unbounded following)) "
        "where times > 1 and not (same and nth = 1)"
    )
    _hold(cursor, file, "select source_row from stage_double", contract.key[0], "DUPLICATE_ID", contract)


def quarantine_ended_sectors(cursor, contract, columns: list[str], file: str) -> None:
    """Moves rows to stage_problem that name a sector, on a day on which it was split into others already."""
    if (
        contract.dataset == "sectors"
        or not cursor.execute(
            "select count(*) from raw_sector_path where kind = 'ended' and to_version is null"
        ).fetchone()[0]
    ):
        return
    day = day_of(contract, "s") or "date '9999-12-30'"
    for column in (name for name in sector_columns(contract) if name in columns):
        divided = (
            " and not exists (select 1 from raw_sector_path as d where d.kind = 'split' and d.to_version is null "
            "and d.sector_key = p.sector_key and d.from_day = p.from_day)"
            if _is_cause(contract, column)
            else ""
        )
        cursor.execute(
            "create or replace temp table stage_ended as select s.source_row, p.into_key, p.from_day "
            "from stage_clean as s "
            f"join raw_sector_path as p on p.sector_key = s.{column} and p.kind = 'ended' and p.to_version is null "
            f"where {day} >= p.from_day and {day} < p.to_day{divided}"
        )
        for key, on in cursor.execute("select distinct into_key, from_day from stage_ended").fetchall():
            known = known_sectors(cursor)
            fields = {
                "on": on.isoformat(),
                "names": ", ".join(_successors(cursor, key, on)),
                "sector": known.get(key, key),
            }
            _hold(
                cursor,
                file,
                f"select source_row from stage_ended where into_key = '{key.replace(chr(39), chr(39) * 2)}' "
                f"and from_day = date '{on}'",
                column,
                "SECTOR_ENDED",
                contract,
                fields,
            )


def _is_cause(contract, column: str) -> bool:
    """Whether the column says where a complaint starts, which a split with shares divides."""
    return (contract.dataset, column) == ("complaints", "sector")


def _successors(cursor, key: str, on) -> list[str]:
    rows = cursor.execute(
        "select names, into_names from sector_change where kind = 'split' and undone_version is null "
        "and on_day <= ? order by on_day desc",
        [on],
    ).fetchall()
    return next((json.loads(into) for names, into in rows if key in map(sector_key, json.loads(names))), [])


def _hold(cursor, file: str, chosen: str, column: str, code: str, contract, fields: dict | None = None) -> None:
    """Sets the chosen rows aside for one reason; `fields` is what its sentence names besides column and text."""
    read = f"cast(c.{column} as varchar)"
    if column in sector_columns(contract):
        read = (
            "coalesce((select min(n.sector) from sector_name as n "
            f"where n.to_version is null and n.sector_key = c.{column}), {read})"
        )
    said = (fields or {}) | {"column": column}
    pairs = ", ".join("?, ?" for _ in said)
    cursor.execute(
        "insert into stage_problem (source_row, column_name, read, code, message, verbatim, fields) "
        "select source_row, ?, read, ?, "
        f"? || ', row ' || source_row || ', column {column}: ' || replace(?, '{READ}', read), verbatim, "
        f"json_object('read', read, {pairs})::varchar "
        f"from (select c.source_row, {read} as read, any_value(c.verbatim) as verbatim "
        f"from stage_clean as c where c.source_row in ({chosen}) group by all)",
        [
            column,
            code,
            file,
            sentence(code, said | {"read": READ}),
            *(part for pair in said.items() for part in pair),
        ],
    )
    drop_quarantined(cursor)

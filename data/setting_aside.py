"""Rows that cannot stand beside the others once their sectors are known: doubles, and sectors that ended."""

from __future__ import annotations

import json

from data import staging
from data.problems import sentence
from data.sector_days import day_of, sector_columns
from data.sector_matching import known_sectors
from data.sectors import sector_key


def hold_doubles(cursor, contract, file: str) -> None:
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


def hold_ended(cursor, contract, columns: list[str], file: str) -> None:
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
        f"? || ', row ' || source_row || ', column {column}: ' || replace(?, '{staging.READ}', read), verbatim, "
        f"json_object('read', read, {pairs})::varchar "
        f"from (select c.source_row, {read} as read, any_value(c.verbatim) as verbatim "
        f"from stage_clean as c where c.source_row in ({chosen}) group by all)",
        [
            column,
            code,
            file,
            sentence(code, said | {"read": staging.READ}),
            *(part for pair in said.items() for part in pair),
        ],
    )
    staging.take_out(cursor)

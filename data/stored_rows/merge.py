"""What a file changes in the stored rows: new, corrected and replaced rows, by the data set's way of keeping."""

from __future__ import annotations

from data.contracts.definitions import NUMBERS
from data.import_options import WHOLE
from data.sectors.current_rows import current_rows, names_are_shared
from data.storage import temp_tables
from data.storage.schema import raw_columns


def plan_merge(cursor, contract, columns: list[str], settings: dict) -> None:
    """Makes stage_new (rows to insert, with source_row) and stage_end (row_id to end);
    where nothing is stored yet, a view."""
    if contract.keeping != "none" and not has_rows(cursor, contract):
        return _plan_all(cursor, contract)
    {"row": _plan_rows, "lines": _plan_lines, "none": _plan_additions}[contract.keeping](
        cursor, contract, columns, settings
    )


def _names(contract) -> list[str]:
    return [name for name, _ in raw_columns(contract)]


def has_rows(cursor, contract) -> bool:
    """Whether the data set holds rows now, which a file can correct."""
    return bool(cursor.execute(f"select 1 from raw_{contract.dataset} where to_version is null limit 1").fetchall())


def _plan_all(cursor, contract) -> None:
    temp_tables.view(
        cursor,
        "stage_new",
        f"select source_row, {', '.join(_names(contract))}, cast(null as bigint) as replaces from stage_clean",
    )
    temp_tables.table(cursor, "stage_end", "select cast(null as bigint) as row_id where false")


def may_correct(cursor, contract, settings: dict) -> bool:
    """Whether a file of this data set may bring corrections, which need only the key and the changed columns."""
    return contract.keeping == "row" and WHOLE not in settings and has_rows(cursor, contract)


def merged_values(contract, columns: list[str], settings: dict) -> dict[str, str]:
    """Column -> the SQL of its value once the row s of the file has corrected the stored row o of its key."""
    if WHOLE in settings:
        return {name: f"s.{name}" for name in _names(contract)}
    brought = set(columns) | {f"{name}_offset" for name in columns} if settings.get("blanks") == "clear" else set()
    merged = {name: f"s.{name}" if name in brought else f"coalesce(s.{name}, o.{name})" for name in _names(contract)}
    for check in contract.checks:
        if settings.get(f"{check.column}.reopened") == "clear":
            cleared = f"s.{check.column} is null and {merged[check.not_before]} > o.{check.column}"
            for name in {check.column, f"{check.column}_offset"} & set(merged):
                merged[name] = f"case when not coalesce({cleared}, false) then {merged[name]} end"
    return merged


def _plan_rows(cursor, contract, columns, settings) -> None:
    merged = merged_values(contract, columns, settings)
    same_key = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    differs = " or ".join(f"{value} is distinct from o.{name}" for name, value in merged.items())
    temp_tables.table(
        cursor,
        "stage_new",
        f"select s.source_row, "
        f"{', '.join(f'{value} as {name}' for name, value in merged.items())}, o.row_id as replaces "
        f"from stage_clean as s left join {one_a_key(cursor, contract)} as o "
        f"on {same_key} where o.row_id is null or {differs}",
    )
    ended = "select replaces as row_id from stage_new where replaces is not null"
    if names_are_shared(cursor, contract):
        ended = (
            f"select o.row_id from {current_rows(cursor, contract)} as o "
            f"join (select {', '.join(contract.key)} from stage_new where replaces is not null) as s on {same_key}"
        )
    if WHOLE in settings:
        ended += f" union select o.row_id from {current_rows(cursor, contract)} as o where {_is_gone(contract)}"
    cursor.execute(f"create or replace temp table stage_end as {ended}")


def count_gone(cursor, contract) -> int:
    """How many rows end because a whole list has them no longer."""
    gone = _is_gone(contract) if contract.key else "true"
    ended = f"raw_{contract.dataset} as o where o.row_id in (select row_id from stage_end) and {gone}"
    return cursor.execute(f"select count(*) from {ended}").fetchone()[0]


def _is_gone(contract) -> str:
    """That the key of a stored row o stands in no row of the file."""
    same_key = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    return f"not exists (select 1 from stage_clean as s where {same_key})"


def one_a_key(cursor, contract) -> str:
    """The stored rows; where two names became one sector, the latest row stands for both."""
    rows = current_rows(cursor, contract)
    if not names_are_shared(cursor, contract):
        return rows
    place = f"row_number() over (partition by {', '.join(contract.key)} order by from_version desc, row_id desc)"
    return f"(select * from {rows} qualify {place} = 1)"


def _plan_lines(cursor, contract, columns, settings) -> None:
    key, names = ", ".join(contract.key), ", ".join(_names(contract))
    signature = f"select {key}, count(*) as lines, sum(hash({names})::hugeint) as content from {{}} group by {key}"
    same_key = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    stored = current_rows(cursor, contract)
    cursor.execute(
        f"create or replace temp table stage_entry as select {', '.join('s.' + name for name in contract.key)} "
        f"from ({signature.format('stage_clean')}) as s left join ({signature.format(stored)}) as o on {same_key} "
        f"where o.lines is null or o.lines <> s.lines or o.content <> s.content"
    )
    temp_tables.table(
        cursor,
        "stage_new",
        f"select s.source_row, "
        f"{', '.join('s.' + name for name in _names(contract))} from stage_clean as s "
        f"where exists (select 1 from stage_entry as o where {same_key})",
    )
    cursor.execute(
        f"create or replace temp table stage_end as select s.row_id from {stored} as s "
        f"where exists (select 1 from stage_entry as o where {same_key})"
        + (f" union select o.row_id from {stored} as o where {_is_gone(contract)}" if WHOLE in settings else "")
    )


def _plan_additions(cursor, contract, columns, settings) -> None:
    names = ", ".join(_names(contract))
    known = is_stored_already(cursor, contract, settings)
    temp_tables.view(
        cursor, "stage_new", f"select source_row, {names} from stage_clean where {'false' if known else 'true'}"
    )
    ends = "date between (select min(date) from stage_clean) and (select max(date) from stage_clean)"
    ends = "true" if WHOLE in settings else ends if settings.get("overlap") == "replace" else "false"
    replaced = "false" if known else ends
    cursor.execute(
        f"create or replace temp table stage_end as select row_id from raw_{contract.dataset} "
        f"where to_version is null and {replaced}"
    )


def is_stored_already(cursor, contract, settings: dict) -> bool:
    """Whether one earlier import brought exactly these rows (data sets without a key); of a whole list, whether
    these and no others are stored."""
    each = "" if WHOLE in settings else "group by import_id"
    names = ", ".join(_names(contract))
    signature = f"count(*) as lines, coalesce(sum(hash({names})::hugeint), 0) as content"
    return cursor.execute(
        f"select count(*) > 0 from (select {signature} from {current_rows(cursor, contract)} "
        f"{each}) as o join (select {signature} from stage_clean) as s "
        f"on o.lines = s.lines and o.content = s.content"
    ).fetchone()[0]


def overlapping_days(cursor, contract) -> tuple[str, str] | None:
    """First and last day that lie within both the file's dates and the stored ones (data sets without a key)."""
    first, last = cursor.execute(
        f"select greatest(min(o.date), any_value(s.first)), least(max(o.date), any_value(s.last)) "
        f"from raw_{contract.dataset} as o cross "
        "join (select min(date) as first, max(date) as last from stage_clean) as s "
        f"where o.to_version is null"
    ).fetchone()
    return (str(first), str(last)) if first and first <= last else None


def apply_merge(cursor, contract, import_id: str, brought_by: str, version: int) -> None:
    """Ends the rows of stage_end and inserts those of stage_new.

    import_id: the import whose file holds the rows; brought_by: the one that made them storable, usually the same.
    """
    names = ", ".join(_names(contract))
    verbatim = (
        "verbatim" if "verbatim" in [row[0] for row in cursor.execute("describe stage_new").fetchall()] else "null"
    )
    number = (
        "row_number() over ()" if contract.dataset == "stage_times" else "source_row"
    )  # a row there may hold several stages
    cursor.execute(
        f"update raw_{contract.dataset} set to_version = ? where row_id in (select row_id from stage_end)", [version]
    )
    cursor.execute(
        f"insert into raw_{contract.dataset} ({names}, row_id, import_id, brought_by, source_row, verbatim, "
        "from_version) "
        f"select {names}, ? + {number}, ?, ?, source_row, {verbatim}, ? from stage_new",
        [last_row_id(cursor, contract.dataset), import_id, brought_by, version],
    )


def record_carried_values(cursor, contract, import_id: str) -> None:
    """Notes which numbers of a corrected row still come from the row before it,
    so that a trace leads to where they stood."""
    if not cursor.execute("select 1 from stage_end limit 1").fetchall():
        return
    for column in (column for column in contract.columns if column.type in NUMBERS):
        cursor.execute(
            f"insert into raw_kept_value select '{contract.dataset}', ?, n.source_row, '{column.name}', "
            f"coalesce(k.kept_import_id, o.import_id), coalesce(k.kept_source_row, o.source_row) from stage_new as n "
            f"join stage_clean as s on s.source_row = n.source_row and s.{column.name} is null "
            f"join raw_{contract.dataset} as o on o.row_id = n.replaces left join raw_kept_value as k "
            f"on k.dataset = '{contract.dataset}' and k.import_id = o.import_id and k.source_row = o.source_row "
            f"and k.column_name = '{column.name}' where n.{column.name} is not null",
            [import_id],
        )


def last_row_id(cursor, dataset: str) -> int:
    """The highest row_id a data set has ever given; 0 for none."""
    return cursor.execute(f"select coalesce(max(row_id), 0) from raw_{dataset}").fetchone()[0]

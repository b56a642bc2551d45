"""Which rows a repair tries again, and how they join the rows that are stored."""

from __future__ import annotations

from data.imports import integrity
from data.problems import sentence
from data.repairs.reject_file import RejectedImport
from data.sectors import current_rows
from data.storage import temp_tables
from data.stored_rows import merge
from data.stored_rows.row_history import EFFECTIVE_VERSION, provenance_joins, replaced_later


def doubles_of(held: RejectedImport, touched: dict[int, dict]) -> list[int]:
    """Other rows set aside that share a key with a corrected or dismissed row, before or after:
    they may be single now."""
    key = held.contract.key[0] if held.contract.keeping == "row" else None
    if key not in held.columns:
        return []
    heading = held.columns[key]
    texts = {(cells.get(heading) or "").strip() for cells in touched.values()} | {
        held.cell(row, key) for row in touched
    }
    return [row for row in held.rows if row not in touched and held.cell(row, key) in texts - {""}]


def hold_stored_doubles(cursor, held: RejectedImport) -> None:
    """Sets rows aside again whose key a stored row of the same file has: nobody can tell which of the two is right."""
    if held.contract.keeping != "row":
        return
    same = " and ".join(f"o.{name} = stage_clean.{name}" for name in held.contract.key)
    key = held.contract.key[0]
    stored = (
        f"exists (select 1 from {current_rows.current_rows(cursor, held.contract)} as o "
        f"where o.import_id = '{held.import_id}' "
        f"and {same} and o.source_row <> stage_clean.source_row)"
    )
    _hold(cursor, held, stored, key, "DUPLICATE_ID")


def hold_superseded(cursor, held: RejectedImport) -> None:
    """Sets lines aside again whose entry, or whose days, a later file has replaced."""
    version = f"(select version from import_log where import_id = '{held.import_id}')"
    if held.contract.keeping == "lines":
        same = " and ".join(f"o.{name} = stage_clean.{name}" for name in held.contract.key)
        later = (
            f"exists (select 1 from {current_rows.current_rows(cursor, held.contract)} as o {provenance_joins('o')} "
            f"where {same} and o.import_id <> '{held.import_id}' and {EFFECTIVE_VERSION} > {version})"
        )
        _hold(cursor, held, later, held.contract.key[0], "SUPERSEDED")
    elif held.contract.keeping == "none":
        _hold(cursor, held, replaced_later(held.contract.dataset, version, "stage_clean.date"), "date", "SUPERSEDED")


def _hold(cursor, held: RejectedImport, condition: str, column: str, code: str) -> None:
    rows = cursor.execute(
        f"select distinct source_row, cast({column} as varchar) from stage_clean where {condition}"
    ).fetchall()
    for row, key in rows:
        read = held.cell(row, column) or key
        cursor.execute(
            "insert into stage_problem (source_row, column_name, read, code, message, verbatim) "
            "select source_row, ?, ?, ?, ?, verbatim from stage_clean where source_row = ? limit 1",
            [
                column,
                key if column == "complaint_id" else read,
                code,
                f"{held.file}, row {row}, column {column}: {sentence(code, {'read': key, 'column': column})}",
                row,
            ],
        )
    integrity.drop_quarantined(cursor)


def plan(cursor, held: RejectedImport, columns: list[str], settings: dict) -> None:
    """Makes stage_new and stage_end as data.stored_rows.merge.plan_merge does;
    lines join the entry of their own file instead of replacing it."""
    contract = held.contract
    if contract.keeping == "row":
        merge.plan_merge(cursor, contract, columns, settings)
        # the corrected text goes with the row: the file still holds the other
        temp_tables.table(
            cursor,
            "stage_new",
            "select n.*, c.verbatim from stage_new as n join (select source_row, any_value(verbatim) "
            "as verbatim from stage_clean group by source_row) as c using (source_row)",
        )
        return
    temp_tables.table(cursor, "stage_new", "select * from stage_clean")
    same = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    replaced = (
        f"o.import_id <> '{held.import_id}' and exists (select 1 from stage_clean as s where {same})"
        if contract.key
        else "false"
    )
    cursor.execute(
        f"create or replace temp table stage_end as select o.row_id "
        f"from {current_rows.current_rows(cursor, contract)} as o where {replaced}"
    )

"""Rows set aside: kept, listed, counted, and released when what they waited for came."""

from __future__ import annotations

import json

from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.import_options import WHOLE
from data.imports import merged_rows
from data.imports.integrity import READ, SHARES_OVER_ONE, from_content, reference_of
from data.problems import sentence
from data.sectors.current_rows import current_rows, names_are_shared, sector_columns, under_todays_names
from data.sectors.matching import name_released
from data.storage import temp_tables
from data.storage.schema import raw_columns
from data.stored_rows import merge, row_history
from data.stored_rows.row_history import EFFECTIVE_VERSION, provenance_joins, replaced_later

ALIKE = "md5(concat_ws('|', {a}column_name, {a}read, {a}code, {a}verbatim))"


def is_known_already(cursor, dataset: str) -> bool:
    """Whether every row of stage_problem is, or was until it was repaired or dismissed,
    set aside with the same content."""
    return not cursor.execute(
        f"select count(*) from (select {ALIKE.format(a='')} from stage_problem except all "
        f"select {ALIKE.format(a='')} from quarantine where dataset = ? and (to_version is null or to_version in "
        "(select i.version from repair as r join import_log as i on i.import_id = r.import_id "
        "where i.status = 'stored')))",
        [dataset],
    ).fetchone()[0]


def is_unchanged(cursor, import_id: str) -> bool:
    """Whether every row of stage_problem is set aside now for this import, with the same content and reason."""
    return not cursor.execute(
        f"select count(*) from (select source_row, {ALIKE.format(a='')} from stage_problem except "
        f"select source_row, {ALIKE.format(a='')} from quarantine where to_version is null and import_id = ?)",
        [import_id],
    ).fetchone()[0]


def put(cursor, import_id: str, dataset: str, version: int) -> None:
    """Stores the rows of stage_problem as set aside by an import."""
    cursor.execute(
        "insert into quarantine by name select ? as import_id, ? as dataset, source_row, column_name, read, code, "
        "message, "
        "verbatim, content, fields, kinds, ? as from_version from stage_problem",
        [import_id, dataset, version],
    )


def listed(cursor, import_id: str | None = None, version: int | None = None) -> list[dict]:
    """Rows set aside, oldest first: import_id, dataset, file, sheet, row, column, read, code, message, verbatim,
    fields.

    `fields` fill the sentence of the code in any language.
    """
    rows = cursor.execute(
        "select q.import_id, q.dataset, i.file, i.sheet, q.source_row as row, q.column_name as column, q.read, q.code, "
        "q.message, q.verbatim, q.fields from quarantine as q join import_log as i on i.import_id = q.import_id "
        "where (q.import_id = ? or ? is null) and case when ? is null then q.to_version is null "
        "else q.from_version <= ? and (q.to_version is null or q.to_version > ?) end "
        "order by i.version, q.source_row, q.column_name",
        [import_id, import_id, version, version, version],
    )
    names = [column[0] for column in rows.description]
    return [with_fields(dict(zip(names, row))) for row in rows.fetchall()]


def count_by(problems: list[dict], *names: str) -> dict[tuple, int]:
    """How many rows (each may have several problems) there are for each value of these fields,
    in the order they are listed."""
    found: dict[tuple, set] = {}
    for one in problems:
        found.setdefault(tuple(one[name] or "" for name in names), set()).add((one["import_id"], one["row"]))
    return {key: len(rows) for key, rows in found.items()}


def with_fields(problem: dict) -> dict:
    """The row set aside with what its sentence names, as a dict."""
    return problem | {
        "fields": {"column": problem["column"], "read": problem["read"]} | json.loads(problem["fields"] or "{}")
    }


def attach_source_cells(cursor, text) -> None:
    """Notes in stage_problem what a repair needs and the typed row has not:
    kinds of cells, cells beyond the headings."""
    for name in ("fields", "kinds"):
        cursor.execute(f"alter table stage_problem add column if not exists {name} varchar")
    if text.is_book:
        cursor.execute(
            "update stage_problem set kinds = t.kinds from read_parquet(?) as t "
            "where t.source_row = stage_problem.source_row",
            [text.path],
        )
    long = cursor.execute("select source_row, verbatim from stage_problem where code = 'ROW_TOO_LONG'").fetchall()
    if long:
        rows = cursor.execute(
            "select * exclude (cells, flaw, kinds) from read_parquet(?) where source_row in "
            "(select source_row from stage_problem where code = 'ROW_TOO_LONG')",
            [text.path],
        ).fetchall()
        cells = {row: [*texts, *json.loads(spill or "[]")] for row, spill, *texts in rows}
        cursor.executemany(
            "update stage_problem set verbatim = ? where source_row = ?",
            [[_with_beyond(verbatim, cells[row]), row] for row, verbatim in long],
        )


def _with_beyond(verbatim: str, cells: list) -> str:
    """The row's text with the cells beyond the headings, named by their position (#12)."""
    shown = json.loads(verbatim)
    beyond = {f"#{i + 1}": cell for i, cell in enumerate(cells) if i >= len(shown) and cell}
    return json.dumps(shown | beyond, ensure_ascii=False)


def counts(cursor) -> dict[str, int]:
    """How many rows each data set has set aside now."""
    return dict(
        cursor.execute(
            "select dataset, count(distinct import_id || ':' || source_row) from quarantine "
            "where to_version is null group by dataset"
        ).fetchall()
    )


def release_waiting_rows(cursor, dataset: str, brought_by: str, version: int) -> int:
    """Stores the rows set aside only because what an import just brought was missing; returns how many."""
    released = 0
    for waiting in map(contract_of, dataset_names()):
        reference = reference_of(waiting)
        if reference is not None and reference[1] == dataset:
            count = _release_into(cursor, waiting, reference, brought_by, version)
            released += count
            if count:
                released += release_waiting_rows(cursor, waiting.dataset, brought_by, version)
    return released


def _release_into(cursor, waiting, reference, brought_by: str, version: int) -> int:
    column, known, code = reference
    rows = (
        f"(select q.import_id, q.source_row, q.verbatim, i.version as import_version, {from_content(waiting, 'q')} "
        f"from quarantine as q join import_log as i on i.import_id = q.import_id "
        f"where q.to_version is null and q.dataset = ? and q.code = ? and q.content ->> '{column}' in "
        f"(select {column} from raw_{known} where to_version is null))"
    )
    named = under_todays_names(rows, sector_columns(waiting)) if names_are_shared(cursor, waiting) else rows
    cursor.execute(f"create or replace temp table stage_release as from ({named})", [waiting.dataset, code])
    if not cursor.execute("select 1 from stage_release limit 1").fetchall():
        return 0
    _keep_shares_over_one(cursor, waiting, version)
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and dataset = ? and code = ? "
        "and exists (select 1 from stage_release as r where r.import_id = quarantine.import_id "
        "and r.source_row = quarantine.source_row)",
        [version, waiting.dataset, code],
    )
    _note_superseded(cursor, waiting, brought_by, version)
    imports = cursor.execute(
        "select import_id from stage_release group by import_id, import_version order by import_version"
    ).fetchall()
    return sum(_store_released(cursor, waiting, import_id, brought_by, version) for (import_id,) in imports)


def _keep_shares_over_one(cursor, waiting, version: int) -> None:
    """Shares that would add up to more than 1 stay set aside, for that reason now."""
    if waiting.dataset != "complaint_shares":
        return
    over = f"complaint_id in ({SHARES_OVER_ONE.format(rows='stage_release')})"
    cursor.execute(
        f"update quarantine set to_version = ? where to_version is null and dataset = 'complaint_shares' "
        f"and content ->> 'complaint_id' in (select complaint_id from stage_release where {over})",
        [version],
    )
    cursor.execute(
        "insert into quarantine by name select import_id, 'complaint_shares' as dataset, source_row, "
        "'share' as column_name, "
        f"cast(share as varchar) as read, 'SHARES_OVER_ONE' as code, replace(?, '{READ}', complaint_id) as message, "
        "verbatim, "
        f"json_object('read', complaint_id)::varchar as fields, ? as from_version from stage_release where {over}",
        [sentence("SHARES_OVER_ONE", {"read": READ}), version],
    )
    cursor.execute(f"delete from stage_release where {over}")


def _note_superseded(cursor, waiting, brought_by: str, version: int) -> None:
    """Takes out what a later file said otherwise; it is kept as if it had been stored and corrected at once,
    for an undo."""
    if waiting.keeping == "none":
        later = replaced_later(waiting.dataset, "r.import_version", "r.date")
    else:
        key = " and ".join(f"o.{name} = r.{name}" for name in waiting.key)
        later = (
            f"exists (select 1 from {current_rows(cursor, waiting)} as o {provenance_joins('o')} "
            f"where {key} and o.import_id <> r.import_id "
            f"and {EFFECTIVE_VERSION} > r.import_version)"
        )
    names = ", ".join(name for name, _ in raw_columns(waiting))
    cursor.execute(f"create or replace temp table stage_superseded as select r.* from stage_release as r where {later}")
    cursor.execute(
        f"insert into raw_{waiting.dataset} ({names}, row_id, import_id, brought_by, source_row, verbatim, "
        "from_version, to_version) "
        f"select {names}, ? + row_number() over (), import_id, ?, source_row, verbatim, ?, ? from stage_superseded",
        [merge.last_row_id(cursor, waiting.dataset), brought_by, version, version],
    )
    cursor.execute(
        "delete from stage_release as r using stage_superseded as s "
        "where s.import_id = r.import_id and s.source_row = r.source_row"
    )


def _store_released(cursor, waiting, import_id: str, brought_by: str, version: int) -> int:
    temp_tables.table(cursor, "stage_clean", "select * from stage_release where import_id = ?", [import_id])
    if waiting.keeping == "row":
        _plan_corrections(cursor, waiting, import_id, brought_by, version)
    else:
        _plan_lines(cursor, waiting, import_id)
    name_released(cursor, waiting, import_id, brought_by, version)
    merge.apply_merge(cursor, waiting, import_id, brought_by, version)
    return cursor.execute("select count(*) from stage_clean").fetchone()[0]


def _plan_corrections(cursor, waiting, import_id: str, brought_by: str, version: int) -> None:
    """What the file does not have keeps its value, as it would have had the row not waited."""
    asked = "select columns, options from import_log where import_id = ?"
    columns, options = cursor.execute(asked, [import_id]).fetchone()
    brought, settings = list(json.loads(columns or "{}")), json.loads(options or "{}")
    settings.pop(WHOLE, None)  # what waited is a part
    merged_rows.hold_released(cursor, waiting, brought, settings, import_id, version)
    merge.plan_merge(cursor, waiting, brought, settings)
    temp_tables.table(
        cursor, "stage_new", "select n.*, c.verbatim from stage_new as n join stage_clean as c using (source_row)"
    )
    merge.record_carried_values(cursor, waiting, import_id)
    row_history.record_confirmations(cursor, waiting, import_id, brought_by)


def _plan_lines(cursor, waiting, import_id: str) -> None:
    """Lines join those of their own file and replace those of others; without a key they are only added."""
    temp_tables.table(cursor, "stage_new", "select * from stage_clean")
    key = " and ".join(f"o.{name} = n.{name}" for name in waiting.key) or "false"
    cursor.execute(
        f"create or replace temp table stage_end as select o.row_id from {current_rows(cursor, waiting)} as o "
        f"where o.import_id <> ? and exists (select 1 from stage_new as n where {key})",
        [import_id],
    )

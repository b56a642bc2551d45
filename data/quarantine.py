"""Rows set aside: kept with their reason, listed and counted."""

from __future__ import annotations

import json

ALIKE = "md5(concat_ws('|', {a}column_name, {a}read, {a}code, {a}verbatim))"


def is_known(cursor, dataset: str) -> bool:
    """Whether every row of stage_problem is, or was until it was repaired or dismissed,
    set aside with the same content."""
    return not cursor.execute(
        f"select count(*) from (select {ALIKE.format(a='')} from stage_problem except all "
        f"select {ALIKE.format(a='')} from quarantine where dataset = ? and (to_version is null or to_version in "
        "(select i.version from repair as r join import_log as i on i.import_id = r.import_id "
        "where i.status = 'stored')))",
        [dataset],
    ).fetchone()[0]


def stands(cursor, import_id: str) -> bool:
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


def rows_by(problems: list[dict], *names: str) -> dict[tuple, int]:
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


def take_along(cursor, text) -> None:
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

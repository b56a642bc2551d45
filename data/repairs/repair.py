"""Rows set aside, corrected and put in: from the grid, from the reject file, or dismissed because they are no data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.import_options import Options
from data.imports import report
from data.imports.whole_list import refuse_table
from data.problems import Problem
from data.reading.text_table import ReadFailure
from data.repairs import merge, reject_file
from data.repairs.corrected_rows import store_corrections
from data.repairs.job import RepairJob
from data.repairs.reject_file import load_rejects
from data.repairs.reparse import nothing_to_type, type_rows
from data.storage.versions import current_version


def repair_rows(store, import_id: str, corrections: list[dict], options: Options | None = None, watch=None) -> dict:
    """Puts in rows corrected one by one: [{"row": 17, "compensation": "12.50"}], by canonical column or the file's
    heading.

    Returns the answer of an import; a row named without a change is tried again as it stands. Raises Problem.
    """

    def _corrected(cursor, held, answer):
        rows = {
            int(one["row"]): {held.heading_of(name): text for name, text in one.items() if name != "row"}
            for one in corrections
        }
        return {row: cells for row, cells in rows.items() if row in held.rows}, {}, len(rows.keys() - held.rows.keys())

    noted = {"rows": [{name: one[name] for name in one} for one in corrections]}
    return _repair(store, import_id, options or Options(), _corrected, watch=watch, noted=noted)


def dismiss_rows(store, import_id: str, rows: list[int], options: Options | None = None, watch=None) -> dict:
    """Lets go of rows set aside that are no data, such as totals; an undo brings them back.

    Returns the answer of an import.
    """

    def _nothing(cursor, held, answer):
        return {}, {}, len(set(rows) - held.rows.keys())

    return _repair(
        store,
        import_id,
        options or Options(),
        _nothing,
        dismissed=list(rows),
        watch=watch,
        noted={"dismissed": list(rows)},
    )


def repair_file(
    store, import_id: str, path, options: Options | None = None, file_name: str | None = None, watch=None
) -> dict:
    """Puts in the rows that were corrected in a reject file (CSV or a workbook); rows it lacks stay set aside.

    Returns the answer of an import. Raises Problem for a file without row numbers.
    """
    store.demand("change")
    path, options = Path(path), options or Options()
    if not path.is_file():
        raise Problem("NO_SUCH_FILE", {"file": str(path)})
    how = replace(options, settings={"hidden-rows": "include", "struck-rows": "include"} | options.settings)
    with store.cursor(), store.kept_cells.read(path, file_name or path.name, how) as (text, digest):
        if isinstance(text, ReadFailure):
            return _not_read(store, import_id, text)

        def _corrected(cursor, held, answer):
            found, unknown, answer["ignored"] = reject_file.read_corrections(cursor, text, held)
            return {one["row"]: one["cells"] for one in found}, {one["row"]: one["kinds"] for one in found}, unknown

        return _repair(
            store,
            import_id,
            options,
            _corrected,
            file=text.file_name,
            path=path,
            digest=digest,
            watch=watch,
            noted={"file": text.file_name, "sheet": options.sheet},
        )


def _not_read(store, import_id: str, refusal: ReadFailure) -> dict:
    with store.cursor() as cursor:
        answer = report.new(load_rejects(cursor, import_id).contract.dataset, store.version)
    if not refusal.choices:
        return report.refuse(answer, refusal.code, refusal.fields)
    return report.ask(answer, [refusal.question])


def _repair(
    store, import_id, options, corrected, dismissed=(), file="", path=None, digest=None, watch=None, noted=None
) -> dict:
    store.demand("change")
    with store.cursor() as cursor, store.writing(cursor):
        held = load_rejects(cursor, import_id)
        refuse_table(store, held.contract.dataset)
        answer = report.new(held.contract.dataset, current_version(cursor)) | {"repairs": held.import_id}
        rows, kinds, unknown = corrected(cursor, held, answer)
        if unknown:
            report.add_note(answer, "ROWS_NOT_ASIDE", {"count": unknown})
        job = RepairJob(
            store=store,
            cursor=cursor,
            contract=held.contract,
            options=options,
            answer=answer,
            file=file,
            path=path,
            digest=digest,
            watch=watch,
            held=held,
            rows=rows,
            kinds=kinds,
            dismissed=[row for row in dismissed if row in held.rows],
            noted=noted or {},
        )
        try:
            return _work(job)
        finally:
            if job.text:
                job.text.unlink(missing_ok=True)


def _work(job: RepairJob) -> dict:
    job.rows = {row: cells for row, cells in job.rows.items() if any((job.held.rows[row].cells | cells).values())}
    if not job.rows and not job.dismissed:
        return job.answer | {"status": "unchanged"}
    touched = {row: job.held.rows[row].cells | cells for row, cells in job.rows.items()}
    job.doubles = merge.doubles_of(job.held, touched | {row: job.held.rows[row].cells for row in job.dismissed})
    tried = touched | {row: job.held.rows[row].cells for row in job.doubles}
    if tried:
        asked = type_rows(job, tried)
        if job.staged.error:
            return job.answer | {"error": job.staged.error}
        if asked:
            return report.ask(job.answer, asked)
    else:
        nothing_to_type(job)
    return store_corrections(job)

"""What the rows of a file change in the stored ones, and what is stored with them that a repair does not have."""

from __future__ import annotations

from data.cells import stored_cells
from data.imports import integrity, quarantine, report, saved_answers, whole_list
from data.imports.commit import commit
from data.imports.job import ImportJob
from data.parsing.problem_details import keep_readable, refuse_bad
from data.sectors.matching import names_to_store, of_stored_rows
from data.storage.versions import already_stored
from data.stored_rows import diff, merge, repeated_rows


def store_file(job: ImportJob) -> dict:
    """Stores what was matched, or only tries to, and returns the completed answer; unchanged when it says nothing new.

    The table of the file's cells is moved to where the rows are shown from.
    """
    keep_readable(job.cursor, "stage_row")
    report.fill_counts(job.cursor, job.contract, job.staged, job.answer)
    if _is_all_bad(job):
        refuse_bad(job.cursor, job.staged, job.answer["rows"]["quarantined"], job.answer["rows"]["read"])
        return job.answer | {"error": job.staged.error}
    if job.answer["rows"]["quarantined"]:
        job.new_sectors, job.sectors_aside = of_stored_rows(job.cursor, job.contract, job.new_sectors)
    job.answer["new_sectors"] = list(job.new_sectors.values())
    merge.plan_merge(job.cursor, job.contract, job.staged.columns, job.options.settings)
    repeated_rows.leave_out(job.cursor, job.contract, job.options.settings)
    job.answer["changed"] = diff.counts(job.cursor, job.contract, job.answer["rows"]["stored"])
    job.answer["changes"] = diff.cells(job.cursor, job.contract)
    if _is_unchanged(job):
        return job.answer | {"status": "unchanged"}
    _note_replaced(job)
    answer = commit(job, _write, {}, {"sheet": job.sheet, "mapping": job.options.mapping})
    if answer["import_id"]:
        with already_stored(answer["version"]):
            stored_cells.store_cells(job.store.home, answer["import_id"], job.text.path)
    return answer


def _is_all_bad(job: ImportJob) -> bool:
    """Whether no row can be stored, and none only waits for its customer or complaint."""
    rows = job.answer["rows"]
    waits = integrity.reference_of(job.contract) or ("", "", "")
    return (
        bool(rows["quarantined"] and not rows["stored"])
        and not job.cursor.execute("select count(*) from stage_problem where code = ?", [waits[2]]).fetchall()[0][0]
    )


def _is_unchanged(job: ImportJob) -> bool:
    counts = job.answer["changed"]
    ended = job.cursor.execute("select count(*) from stage_end").fetchall()[0][0]
    is_known = whole_list.is_same_quarantine if job.options.is_whole else quarantine.is_known_already
    return (
        not (counts["new"] or counts["changed"] or ended)
        and is_known(job.cursor, job.contract.dataset)
        and not names_to_store(job.cursor, job.contract, job.new_sectors)
    )


def _note_replaced(job: ImportJob) -> None:
    counts = job.answer["changed"]
    if job.options.is_whole and (gone := merge.count_gone(job.cursor, job.contract)):
        report.add_note(job.answer, "ROWS_GONE", {"count": gone})
    if replaced := counts["changed"] if job.contract.keeping == "row" else counts["replaced_entries"]:
        code = "ENTRIES_REPLACED" if job.contract.keeping == "lines" else "ROWS_CORRECTED"
        report.add_note(job.answer, code, {"count": replaced})


def _write(job: ImportJob, import_id: str, version: int) -> None:
    cursor, dataset = job.cursor, job.contract.dataset
    stored_cells.record_headings(cursor, import_id, job.staged.headings, job.staged.emptied)
    cursor.execute(
        "insert into unmapped_total select ?, ?, heading, month, amount from stage_unmapped where amount is not null",
        [import_id, dataset],
    )
    rows = f"(from raw_{dataset} where import_id = '{import_id}' and from_version = {version})"
    for name, sums in report.sums_of(cursor, integrity.money_columns(job.contract), rows).items():
        cursor.executemany(
            "insert into control_total values (?, ?, ?, ?, ?)",
            [[import_id, dataset, name, currency, amount] for currency, amount in sums.items()],
        )
    saved_answers.remember(cursor, job.contract, job.staged, job.options)
    saved_answers.save_decisions(cursor, import_id, job.staged, job.options)

"""What corrected rows change in the stored ones: they stand under the file and row they came from."""

from __future__ import annotations

import json

from data.imports import quarantine, report
from data.imports.commit import commit
from data.repairs import events, merge
from data.repairs.job import RepairJob
from data.sectors.matching import of_stored_rows
from data.stored_rows import diff


def store_corrections(job: RepairJob) -> dict:
    """Stores what was typed as one change and returns the answer; unchanged when it would change nothing."""
    cursor, held, answer = job.cursor, job.held, job.answer
    report.fill_counts(cursor, job.contract, job.staged, answer)
    job.new_sectors, job.sectors_aside = of_stored_rows(cursor, job.contract, job.new_sectors)
    answer["new_sectors"] = list(job.new_sectors.values())
    tried = cursor.execute("select count(distinct source_row) from stage_clean").fetchall()[0][0]
    events.join_events(cursor, held, job.staged.decided)
    merge.plan(cursor, held, job.staged.columns, job.options.settings)
    events.end_earlier_readings(cursor, held, job.staged.decided)
    answer["changed"] = diff.counts(cursor, job.contract)
    answer["changes"] = diff.cells(cursor, job.contract)
    if not tried and not job.dismissed and quarantine.is_unchanged(cursor, held.import_id):
        return answer | {"status": "unchanged"}
    for code, count in (
        ("ROWS_CORRECTED", answer["changed"]["changed"]),
        ("NO_LONGER_DOUBLE", len(job.doubles)),
        ("ROWS_DISMISSED", len(job.dismissed)),
    ):
        if count:
            report.add_note(answer, code, {"count": count})
    repairs = {"repairs": held.import_id}
    return commit(job, _write, repairs | {"dismissed": job.dismissed}, repairs | job.noted)


def _write(job: RepairJob, import_id: str, version: int) -> None:
    cursor, repaired = job.cursor, job.held.import_id
    cursor.execute("insert into repair values (?, ?, ?)", [import_id, repaired, json.dumps(job.dismissed)])
    if job.contract.keeping == "row":
        cursor.execute(
            "delete from raw_kept_value where dataset = ? and import_id = ? and source_row in "
            "(select source_row from stage_new)",
            [job.contract.dataset, repaired],
        )
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and import_id = ? "
        "and source_row in (select unnest(?::bigint[]))",
        [version, repaired, [*job.rows, *job.doubles, *job.dismissed]],
    )

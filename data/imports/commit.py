"""The one road by which an import or a repair is stored: in one transaction, and acknowledged once it is on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from data import moments
from data.accounting import period_close
from data.imports import duplicate_spend, quarantine, report, whole_list
from data.imports.job import Job
from data.imports.quarantine import release_waiting_rows
from data.sectors import aliases, shared_cells
from data.sectors.matching import names_to_store, store_names
from data.storage import originals
from data.storage.versions import Change, versioned_change
from data.stored_rows import merge, row_history

AnyJob = TypeVar("AnyJob", bound=Job)


class DryRun(Exception):
    """Ends the transaction of a change that was only tried."""


def commit(job: AnyJob, write: Callable[[AnyJob, str, int], None], said: dict, noted: dict) -> dict:
    """Stores what was planned (stage_new, stage_end, stage_problem) as one change and returns the completed answer.

    `write(job, import_id, version)` writes what only a job of this kind has; `said` goes with what history says of the
    change, `noted` with what makes it again. A dry run does everything and takes it back.
    """
    job.begins("storing")
    if job.path and job.digest and not job.options.dry_run:
        originals.store_original(job.store.home, job.path, job.digest)
    import_id = f"i{job.cursor.execute('select count(*) + 1 from import_log').fetchall()[0][0]}"
    facts = {"import_id": import_id, "dataset": job.contract.dataset, "file": job.file}
    try:
        with versioned_change(job.cursor, job.kind, job.store) as change:
            change.noted = facts | {"sha256": job.digest, "settings": job.options.settings} | noted
            change.detail = facts | said | _changed(job)
            change.detail["released"] = _write(job, write, import_id, change.version)
            _tell(job, change)
            if job.options.dry_run:
                raise DryRun
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}
    return job.answer | {"status": "stored", "import_id": import_id, "version": change.version}


def _changed(job: Job) -> dict:
    found = {"changed": job.answer["changed"], "new_sectors": job.answer["new_sectors"]}
    return found | ({"sectors_aside": job.sectors_aside} if job.sectors_aside else {})


def _tell(job: Job, change: Change) -> None:
    """Says what the written rows do to closed months and, to whoever watches, to the figures."""
    if months := period_close.affected_months(job.cursor, change.version):
        report.add_note(job.answer, "RESTATEMENT", {"months": ", ".join(months)})
    if job.watch:
        job.answer["effect"] = job.watch(job.cursor, change.version)
        change.detail["effect"] = (job.answer["effect"] or {}).get("change")


def _write(job: AnyJob, write: Callable[[AnyJob, str, int], None], import_id: str, version: int) -> int:
    """Writes the rows and what goes with them; returns how many rows set aside before it released."""
    cursor, contract, source = job.cursor, job.contract, job.source_id(import_id)
    names = names_to_store(cursor, contract, job.new_sectors)
    _log(job, import_id, version)
    store_names(cursor, names, import_id, version)
    shared_cells.divide(cursor, contract.dataset, job.options.settings, job.new_sectors, version)
    if job.answer["changed"]["same"]:
        row_history.record_confirmations(cursor, contract, source, import_id)
    merge.apply_merge(cursor, contract, source, import_id, version)
    write(job, import_id, version)
    if contract.keeping == "row":
        merge.record_carried_values(cursor, contract, source)
    if job.options.is_whole:
        whole_list.end_quarantine(cursor, contract.dataset, version)
    quarantine.put(cursor, source, contract.dataset, version)
    aliases.remember_aliases(cursor, job.options.settings, import_id, version)
    duplicate_spend.remember(cursor, job.options.settings, version)
    if released := release_waiting_rows(cursor, contract.dataset, import_id, version):
        report.add_note(job.answer, "ROWS_RELEASED", {"count": released})
    return released


def _log(job: Job, import_id: str, version: int) -> None:
    rows = job.answer["rows"]
    job.cursor.execute(
        "insert into import_log (import_id, dataset, file, sha256, sheet, version, imported_at, status, columns, "
        "options, rows_read, rows_stored, rows_quarantined) values (?, ?, ?, ?, ?, ?, ?, 'stored', ?, ?, ?, ?, ?)",
        [
            import_id,
            job.contract.dataset,
            job.file,
            job.digest,
            job.sheet,
            version,
            moments.now(),
            json.dumps(job.staged.mapping, ensure_ascii=False),
            json.dumps(job.options.settings, ensure_ascii=False),
            rows["read"],
            rows["stored"],
            rows["quarantined"],
        ],
    )

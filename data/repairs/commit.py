"""Repaired rows are stored under the file and row they came from, as one change with an undo of its own."""

from __future__ import annotations

import json

from data import moments
from data.accounting import period_close
from data.imports import diff, duplicate_spend, quarantine, report, row_history
from data.imports.merge import apply_merge, record_carried_values
from data.imports.quarantine import release_waiting_rows
from data.repairs import events, merge
from data.repairs.job import RepairJob
from data.sectors import aliases
from data.sectors.matching import names_to_store, of_stored_rows, store_names
from data.storage import change_journal
from data.storage.versions import already_stored, versioned_change


class DryRun(Exception):
    """Ends the transaction of a repair that was only tried."""


def commit(job: RepairJob) -> dict:
    """Stores what was typed as one change and returns the answer; unchanged when it would change nothing."""
    cursor, held, options = job.cursor, job.held, job.options
    report.fill_counts(cursor, held.contract, job.staged, job.answer)
    job.names, job.names_aside = of_stored_rows(cursor, held.contract, job.names)
    job.answer["new_sectors"] = list(job.names.values())
    tried = cursor.execute("select count(distinct source_row) from stage_clean").fetchall()[0][0]
    events.join_events(cursor, held, job.staged.decisions)
    merge.plan(cursor, held, job.staged.columns, options.settings.get("blanks") == "clear")
    events.end_earlier_readings(cursor, held, job.staged.decisions)
    job.answer["changed"] = diff.counts(cursor, held.contract)
    job.answer["changes"] = diff.cells(cursor, held.contract)
    if not tried and not job.dismissed and quarantine.is_unchanged(cursor, held.import_id):
        return job.answer | {"status": "unchanged"}
    for code, count in (
        ("ROWS_CORRECTED", job.answer["changed"]["changed"]),
        ("NO_LONGER_DOUBLE", len(job.doubles)),
        ("ROWS_DISMISSED", len(job.dismissed)),
    ):
        if count:
            report.add_note(job.answer, code, {"count": count})
    try:
        return _store(job)
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}


def _store(job: RepairJob) -> dict:
    cursor, held = job.cursor, job.held
    import_id = f"i{cursor.execute('select count(*) + 1 from import_log').fetchall()[0][0]}"
    detail = {
        "import_id": import_id,
        "repairs": held.import_id,
        "dataset": held.contract.dataset,
        "file": job.file,
        "changed": job.answer["changed"],
        "new_sectors": job.answer["new_sectors"],
        "dismissed": job.dismissed,
    } | ({"sectors_aside": job.names_aside} if job.names_aside else {})
    with versioned_change(cursor, "repair", detail, job.store) as version:
        detail["released"] = _write(job, import_id, version)
        if months := period_close.affected_months(cursor, version):
            report.add_note(job.answer, "RESTATEMENT", {"months": ", ".join(months)})
        if job.watch:
            job.answer["effect"] = job.watch(cursor, version)
            detail["effect"] = (job.answer["effect"] or {}).get("change")
        if job.options.dry_run:
            raise DryRun
        entry = change_journal.record(
            cursor,
            {
                "kind": "repair",
                "version": version,
                "by": job.store.actor.name,
                "import_id": import_id,
                "repairs": held.import_id,
                "sha256": job.digest,
                "settings": job.options.settings,
            }
            | job.noted,
        )
    with already_stored(version):
        change_journal.append(job.store.home, entry)
    return job.answer | {"status": "stored", "import_id": import_id, "version": version}


def _write(job: RepairJob, import_id: str, version: int) -> int:
    """Writes the rows and what goes with them; returns how many rows set aside by other imports it released."""
    cursor, held, contract = job.cursor, job.held, job.held.contract
    names = names_to_store(cursor, contract, job.names)
    _log(job, import_id, version)
    store_names(cursor, names, import_id, version)
    if contract.keeping == "row":
        cursor.execute(
            "delete from raw_kept_value where dataset = ? and import_id = ? and source_row in "
            "(select source_row from stage_new)",
            [contract.dataset, held.import_id],
        )
        record_carried_values(cursor, contract, held.import_id)
    row_history.record_confirmations(cursor, contract, held.import_id, import_id)
    apply_merge(cursor, contract, held.import_id, import_id, version)
    gone = [*job.rows, *job.doubles, *job.dismissed]
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and import_id = ? "
        "and source_row in (select unnest(?::bigint[]))",
        [version, held.import_id, gone],
    )
    quarantine.put(cursor, held.import_id, contract.dataset, version)
    aliases.remember_aliases(cursor, job.options.settings, import_id, version)
    duplicate_spend.remember(cursor, job.options.settings, version)
    released = release_waiting_rows(cursor, contract.dataset, import_id, version)
    if released:
        report.add_note(job.answer, "ROWS_RELEASED", {"count": released})
    return released


def _log(job: RepairJob, import_id: str, version: int) -> None:
    """Notes the repair as an import of its own."""
    cursor, held, rows = job.cursor, job.held, job.answer["rows"]
    cursor.execute(
        "insert into import_log (import_id, dataset, file, sha256, sheet, version, imported_at, status, columns, "
        "options, rows_read, "
        "rows_stored, rows_quarantined) values (?, ?, ?, ?, ?, ?, ?, 'stored', ?, ?, ?, ?, ?)",
        [
            import_id,
            held.contract.dataset,
            job.file,
            job.digest,
            job.options.sheet,
            version,
            moments.now(),
            json.dumps(job.staged.mapping, ensure_ascii=False),
            json.dumps(job.options.settings, ensure_ascii=False),
            rows["read"],
            rows["stored"],
            rows["quarantined"],
        ],
    )
    cursor.execute("insert into repair values (?, ?, ?)", [import_id, held.import_id, json.dumps(job.dismissed)])

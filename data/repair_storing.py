"""Repaired rows are stored under the file and row they came from, as one change with an undo of its own."""

from __future__ import annotations

import json
from datetime import datetime

from data import (
    answering,
    changed,
    closing,
    confirmed,
    keeping,
    originals,
    quarantine,
    remembered,
    repair_plan,
    repeated_spend,
)
from data.releasing import release
from data.repair_job import Repair
from data.sector_matching import names_to_store, store_names
from data.versions import change


class DryRun(Exception):
    """Ends the transaction of a repair that was only tried."""


def keep(job: Repair) -> dict:
    """Stores what was typed as one change and returns the answer; unchanged when it would change nothing."""
    cursor, held, options = job.cursor, job.held, job.options
    answering.count(cursor, held.contract, job.staged, job.answer)
    job.answer["new_sectors"] = list(job.names.values())
    tried = cursor.execute("select count(distinct source_row) from stage_clean").fetchone()[0]
    events = held.contract.dataset == "stage_times" and "finished_at" not in held.columns
    repair_plan.join_events(cursor, held, events)
    repair_plan.plan(cursor, held, job.staged.columns, options.settings.get("blanks") == "clear")
    job.answer["changed"] = changed.counts(cursor, held.contract)
    job.answer["changes"] = changed.cells(cursor, held.contract)
    if not tried and not job.dismissed and quarantine.stands(cursor, held.import_id):
        return job.answer | {"status": "unchanged"}
    for code, count in (
        ("ROWS_CORRECTED", job.answer["changed"]["changed"]),
        ("NO_LONGER_DOUBLE", len(job.doubles)),
        ("ROWS_DISMISSED", len(job.dismissed)),
    ):
        if count:
            answering.add_note(job.answer, code, {"count": count})
    try:
        return _store(job)
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}


def _store(job: Repair) -> dict:
    cursor, held = job.cursor, job.held
    import_id = f"i{cursor.execute('select count(*) + 1 from import_log').fetchone()[0]}"
    detail = {
        "import_id": import_id,
        "repairs": held.import_id,
        "dataset": held.contract.dataset,
        "file": job.file,
        "changed": job.answer["changed"],
        "new_sectors": job.answer["new_sectors"],
        "dismissed": job.dismissed,
    }
    with change(cursor, "repair", detail, job.store) as version:
        detail["released"] = _write(job, import_id, version)
        if months := closing.touched(cursor, version):
            answering.add_note(job.answer, "RESTATEMENT", {"months": ", ".join(months)})
        if job.watch:
            job.answer["effect"] = job.watch(cursor, version)
            detail["effect"] = (job.answer["effect"] or {}).get("change")
        if job.options.dry_run:
            raise DryRun
        entry = originals.promise(
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
    originals.note(job.store.home, entry)
    return job.answer | {"status": "stored", "import_id": import_id, "version": version}


def _write(job: Repair, import_id: str, version: int) -> int:
    """Writes the rows and what goes with them; returns how many rows set aside by other imports it released."""
    cursor, held, contract, rows = job.cursor, job.held, job.held.contract, job.answer["rows"]
    names = names_to_store(cursor, contract, job.names)
    cursor.execute(
        "insert into import_log (import_id, dataset, file, sha256, sheet, version, imported_at, status, columns, "
        "options, rows_read, "
        "rows_stored, rows_quarantined) values (?, ?, ?, ?, ?, ?, ?, 'stored', ?, ?, ?, ?, ?)",
        [
            import_id,
            contract.dataset,
            job.file,
            job.digest,
            job.options.sheet,
            version,
            datetime.now().replace(microsecond=0),
            json.dumps(job.staged.mapping, ensure_ascii=False),
            json.dumps(job.options.settings, ensure_ascii=False),
            rows["read"],
            rows["stored"],
            rows["quarantined"],
        ],
    )
    cursor.execute("insert into repair values (?, ?, ?)", [import_id, held.import_id, json.dumps(job.dismissed)])
    store_names(cursor, names, import_id, version)
    if contract.keeping == "row":
        cursor.execute(
            "delete from raw_kept_value where dataset = ? and import_id = ? and source_row in "
            "(select source_row from stage_new)",
            [contract.dataset, held.import_id],
        )
        keeping.note_kept(cursor, contract, held.import_id)
    confirmed.note(cursor, contract, held.import_id, import_id)
    keeping.store(cursor, contract, held.import_id, import_id, version)
    gone = [*job.rows, *job.doubles, *job.dismissed]
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and import_id = ? "
        "and source_row in (select unnest(?::bigint[]))",
        [version, held.import_id, gone],
    )
    quarantine.put(cursor, held.import_id, contract.dataset, version)
    remembered.remember_sectors(cursor, job.options.settings, import_id, version)
    repeated_spend.remember(cursor, job.options.settings, version)
    released = release(cursor, contract.dataset, import_id, version)
    if released:
        answering.add_note(job.answer, "ROWS_RELEASED", {"count": released})
    return released

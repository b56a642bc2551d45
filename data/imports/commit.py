"""What is stored, in one transaction, and acknowledged."""

from __future__ import annotations

import json

from data import moments
from data.accounting import period_close
from data.imports import (
    diff,
    duplicate_spend,
    integrity,
    merge,
    quarantine,
    report,
    row_history,
    saved_answers,
    source_text,
)
from data.imports.job import DryRun, ImportJob
from data.imports.quarantine import release_waiting_rows
from data.parsing.problem_details import keep_readable
from data.sectors import aliases, shared_cells
from data.sectors.matching import names_to_store, of_stored_rows, store_names
from data.storage import change_journal, originals
from data.storage.versions import already_stored, versioned_change


def commit(job: ImportJob) -> dict:
    """Stores what was matched, or only tries to, and completes the answer."""
    settings = job.options.settings
    keep_readable(job.cursor, "stage_row")
    report.fill_counts(job.cursor, job.contract, job.staged, job.answer)
    job.new_sectors, job.sectors_aside = of_stored_rows(job.cursor, job.contract, job.new_sectors)
    job.answer["new_sectors"] = list(job.new_sectors.values())
    merge.plan_merge(
        job.cursor, job.contract, job.staged.columns, settings.get("blanks") == "clear", settings.get("overlap")
    )
    job.answer["changed"] = diff.counts(job.cursor, job.contract)
    job.answer["changes"] = diff.cells(job.cursor, job.contract)
    if _is_unchanged(job):
        return job.answer | {"status": "unchanged"}
    _note_replaced(job)
    job.begins("storing")
    try:
        return _store(job)
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}


def _is_unchanged(job: ImportJob) -> bool:
    counts = job.answer["changed"]
    ended = job.cursor.execute("select count(*) from stage_end").fetchall()[0][0]
    return (
        not (counts["new"] or counts["changed"] or ended)
        and quarantine.is_known_already(job.cursor, job.contract.dataset)
        and not names_to_store(job.cursor, job.contract, job.new_sectors)
    )


def _note_replaced(job: ImportJob) -> None:
    counts = job.answer["changed"]
    if replaced := counts["changed"] if job.contract.keeping == "row" else counts["replaced_entries"]:
        code = "ENTRIES_REPLACED" if job.contract.keeping == "lines" else "ROWS_CORRECTED"
        report.add_note(job.answer, code, {"count": replaced})


def _store(job: ImportJob) -> dict:
    if not job.options.dry_run:
        originals.store_original(job.store.home, job.path, job.digest)
    import_id = f"i{job.cursor.execute('select count(*) + 1 from import_log').fetchall()[0][0]}"
    facts = {"import_id": import_id, "dataset": job.contract.dataset, "file": job.file}
    detail = facts | {"changed": job.answer["changed"], "new_sectors": job.answer["new_sectors"]}
    detail |= {"sectors_aside": job.sectors_aside} if job.sectors_aside else {}
    with versioned_change(job.cursor, "import", detail, job.store) as version:
        detail["released"] = _write(job, import_id, version)
        _tell(job, detail, version)
        if job.options.dry_run:
            raise DryRun
        entry = change_journal.record(
            job.cursor,
            facts
            | {
                "kind": "import",
                "version": version,
                "by": job.store.actor.name,
                "sha256": job.digest,
                "sheet": job.staged.sheet,
                "mapping": job.options.mapping,
                "settings": job.options.settings,
            },
        )
    with already_stored(version):
        source_text.store_cells(job.store.home, import_id, job.text.path)
        change_journal.append(job.store.home, entry)
    return job.answer | {"status": "stored", "import_id": import_id, "version": version}


def _tell(job: ImportJob, detail: dict, version: int) -> None:
    """Says what the written rows do to closed months and, to whoever watches, to the figures."""
    if months := period_close.affected_months(job.cursor, version):
        report.add_note(job.answer, "RESTATEMENT", {"months": ", ".join(months)})
    if job.watch:
        job.answer["effect"] = job.watch(job.cursor, version)
        detail["effect"] = (job.answer["effect"] or {}).get("change")


def _write(job: ImportJob, import_id: str, version: int) -> int:
    """Writes the rows and what goes with them; returns how many rows set aside before it released."""
    cursor, contract, rows = job.cursor, job.contract, job.answer["rows"]
    names = names_to_store(cursor, contract, job.new_sectors)
    cursor.execute(
        "insert into import_log values (?, ?, ?, ?, ?, ?, ?, 'stored', null, ?, ?, ?, ?, ?, ?)",
        [
            import_id,
            contract.dataset,
            job.file,
            job.digest,
            job.staged.sheet,
            version,
            moments.now(),
            json.dumps(job.staged.mapping, ensure_ascii=False),
            json.dumps(job.options.settings, ensure_ascii=False),
            None,
            *(rows[name] for name in ("read", "stored", "quarantined")),
        ],
    )
    source_text.record_headings(cursor, import_id, job.staged.headings, job.staged.emptied)
    store_names(cursor, names, import_id, version)
    shared_cells.divide(cursor, contract.dataset, job.options.settings, job.new_sectors, version)
    cursor.execute(
        "insert into unmapped_total select ?, ?, heading, month, amount from stage_unmapped where amount is not null",
        [import_id, contract.dataset],
    )
    if contract.keeping == "row":
        merge.record_carried_values(cursor, contract, import_id)
    if job.answer["changed"]["same"]:
        row_history.record_confirmations(cursor, contract, import_id, import_id)
    merge.apply_merge(cursor, contract, import_id, import_id, version)
    _write_totals(job, import_id, version)
    quarantine.put(cursor, import_id, contract.dataset, version)
    saved_answers.remember(cursor, contract, job.staged, job.options)
    aliases.remember_aliases(cursor, job.options.settings, import_id, version)
    saved_answers.save_decisions(cursor, import_id, job.staged, job.options)
    duplicate_spend.remember(cursor, job.options.settings, version)
    if released := release_waiting_rows(cursor, contract.dataset, import_id, version):
        report.add_note(job.answer, "ROWS_RELEASED", {"count": released})
    return released


def _write_totals(job: ImportJob, import_id: str, version: int) -> None:
    rows = f"(select * from raw_{job.contract.dataset} where import_id = '{import_id}' and from_version = {version})"
    for name, sums in report.sums_of(job.cursor, integrity.money_columns(job.contract), rows).items():
        for currency, amount in sums.items():
            job.cursor.execute(
                "insert into control_total values (?, ?, ?, ?, ?)",
                [import_id, job.contract.dataset, name, currency, amount],
            )

"""From a file to stored rows: read, typed, matched, compared, kept in one transaction, acknowledged once on disk."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from data import answering, keeping, originals, quarantine, remembered, repeated_spend, staging
from data.contracts import contract as contract_of
from data.contracts import contracts
from data.options import setting_error
from data.reading import read_text
from data.reading.table import Refusal
from data.typing import stage
from data.versions import change, current_version


class DryRun(Exception):
    """Ends the transaction of an import that was only tried."""


@dataclass
class Import:
    """One import on its way: what it reads from, and what is known of it so far."""

    store: object
    cursor: object
    contract: object
    path: Path
    file: str
    options: object
    answer: dict
    staged: object = None
    new_sectors: dict = field(default_factory=dict)


def import_file(store, dataset: str, path, options, file_name: str | None = None) -> dict:
    """Imports one file into one data set and returns the object `import --json` prints (docs/commands.md).

    Nothing is stored when the status is "question" or "refused", or with options.dry_run.
    """
    path = Path(path)
    answer = answering.empty(dataset, store.version)
    if not path.is_file():
        return answering.refused(answer, "NO_SUCH_FILE", {"file": str(path)})
    try:
        contract = contract_of(dataset)
    except KeyError:
        return answering.refused(answer, "UNKNOWN_DATASET", {"name": dataset, "names": ", ".join(contracts())})
    for name, value in options.settings.items():
        if code := setting_error(name, value, contract.names):
            return answering.refused(answer, code, {"setting": name, "value": value})
    text = read_text(path, file_name or path.name, options, store.home / "stage")
    if isinstance(text, Refusal):
        return _not_read(answer, text)
    try:
        with store.writing() as cursor:
            answer["version"] = current_version(cursor)
            return _import(Import(store, cursor, contract, path, file_name or path.name, options, answer), text)
    finally:
        Path(text.path).unlink(missing_ok=True)


def _not_read(answer: dict, refusal: Refusal) -> dict:
    if not refusal.choices:
        return answering.refused(answer, refusal.code, refusal.fields)
    return answering.asked(answer, [{"code": refusal.code, "choices": list(refusal.choices),
                                     "answer_with": refusal.answer_with, "fields": refusal.fields}])


def _import(job: Import, text) -> dict:
    job.staged = stage(job.cursor, text, job.contract, job.options,
                       remembered.headings(job.cursor, job.contract.dataset))
    job.answer |= {"notes": list(job.staged.notes), "readings": job.staged.readings, "ignored": job.staged.ignored,
                   "mapping": job.staged.mapping}
    if job.staged.error:
        return job.answer | {"error": job.staged.error}
    if questions := job.staged.questions or _match(job):
        return answering.asked(job.answer, questions)
    return _keep(job)


def _match(job: Import) -> list[dict]:
    """Sectors by their keys, unknown references set aside; returns what has to be asked."""
    settings, columns = job.options.settings, job.staged.columns
    keys, questions, job.new_sectors = staging.match_sectors(job.cursor, job.contract, columns, settings)
    staging.make_clean(job.cursor, job.contract, columns, keys)
    if staging.end_events(job.cursor, job.contract, columns):
        answering.add_note(job.answer, "EVENT_LOG", {})
    staging.hold_unknown(job.cursor, job.contract, job.file)
    staging.hold_shares_over_one(job.cursor, job.contract, job.file)
    return questions + _overlap_question(job) + repeated_spend.questions(job.cursor, job.contract, settings)


def _overlap_question(job: Import) -> list[dict]:
    settled = job.contract.keeping != "none" or job.options.settings.get("overlap")
    if settled or keeping.is_stored_already(job.cursor, job.contract):
        return []
    stored = keeping.overlapping_days(job.cursor, job.contract)
    return [{"code": "OVERLAPPING_PERIOD", "column": "date", "choices": ["replace", "add"],
             "answer_with": "--set overlap=replace", "fields": {"first": stored[0], "last": stored[1]}}] if stored else []


def _keep(job: Import) -> dict:
    settings = job.options.settings
    answering.count(job.cursor, job.contract, job.staged, job.answer)
    job.answer["new_sectors"] = list(job.new_sectors.values())
    keeping.plan(job.cursor, job.contract, job.staged.columns, settings.get("blanks") == "clear",
                 settings.get("overlap"))
    if _is_unchanged(job):
        return job.answer | {"status": "unchanged"}
    _note_replaced(job)
    try:
        return _store(job)
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}


def _is_unchanged(job: Import) -> bool:
    touched = job.cursor.execute(
        "select (select count(*) from stage_new) + (select count(*) from stage_end)").fetchone()[0]
    return not touched and quarantine.is_known(job.cursor, job.contract.dataset) and not _sector_changes(job)


def _sector_changes(job: Import) -> list[tuple[str, str, bool]]:
    """Key, spelling and whether listed: new sectors, and in the data set sectors those whose spelling it settles."""
    if job.contract.dataset != "sectors":
        return [(key, name, False) for key, name in job.new_sectors.items()]
    return job.cursor.execute(
        "select c.sector, min(s.sector), true from stage_clean as c join stage_row as s using (source_row) "
        "left join sector_name as o on o.sector_key = c.sector and o.to_version is null "
        "where o.sector is distinct from s.sector or not o.listed group by c.sector order by min(s.source_row)"
    ).fetchall()


def _note_replaced(job: Import) -> None:
    counted = f"distinct ({', '.join(job.contract.key)})" if job.contract.keeping == "lines" else "*"
    replaced = job.cursor.execute(
        f"select count({counted}) from raw_{job.contract.dataset} "
        f"where row_id in (select row_id from stage_end)").fetchone()[0]
    if replaced:
        code = "ENTRIES_REPLACED" if job.contract.keeping == "lines" else "ROWS_CORRECTED"
        answering.add_note(job.answer, code, {"count": replaced})


def _store(job: Import) -> dict:
    digest = originals.digest_of(job.path)
    if not job.options.dry_run:
        originals.keep(job.store.home, job.path, digest)
    import_id = f"i{job.cursor.execute('select count(*) + 1 from import_log').fetchone()[0]}"
    facts = {"import_id": import_id, "dataset": job.contract.dataset, "file": job.file}
    with change(job.cursor, "import", json.dumps(facts, ensure_ascii=False), job.store.models_hash) as version:
        _write(job, import_id, version, digest)
        if job.options.dry_run:
            raise DryRun
    originals.note(job.store.home, facts | {"kind": "import", "version": version, "sha256": digest, "sheet": job.staged.sheet,
                                            "mapping": job.options.mapping, "settings": job.options.settings})
    return job.answer | {"status": "stored", "import_id": import_id, "version": version}


def _write(job: Import, import_id: str, version: int, digest: str) -> None:
    cursor, contract, rows = job.cursor, job.contract, job.answer["rows"]
    changes = _sector_changes(job)
    cursor.execute(
        "insert into import_log values (?, ?, ?, ?, ?, ?, ?, 'stored', null, ?, ?, ?, ?, ?, ?)",
        [import_id, contract.dataset, job.file, digest, job.staged.sheet, version,
         datetime.now().replace(microsecond=0), json.dumps(job.staged.mapping, ensure_ascii=False),
         json.dumps(job.options.settings, ensure_ascii=False), keeping.content_hash(cursor, contract),
         rows["read"], rows["stored"], rows["quarantined"]])
    _name_sectors(cursor, changes, import_id, version)
    _write_totals(job, import_id)
    if contract.keeping == "row":
        keeping.note_kept(cursor, contract, import_id)
    keeping.store(cursor, contract, import_id, import_id, version)
    quarantine.put(cursor, import_id, contract.dataset, version)
    remembered.remember(cursor, contract.dataset, job.options.mapping)
    repeated_spend.remember(cursor, job.options.settings, version)
    if released := quarantine.release(cursor, contract.dataset, import_id, version):
        answering.add_note(job.answer, "ROWS_RELEASED", {"count": released})


def _name_sectors(cursor, changes, import_id: str, version: int) -> None:
    for key, name, listed in changes:
        cursor.execute("update sector_name set to_version = ? where sector_key = ? and to_version is null",
                       [version, key])
        cursor.execute("insert into sector_name values (?, ?, ?, ?, ?, null)",
                       [key, name, listed, import_id, version])


def _write_totals(job: Import, import_id: str) -> None:
    for name in staging.money_columns(job.contract):
        job.cursor.execute(
            f"insert into control_total select ?, ?, '{name}', coalesce(currency, ''), sum({name}) "
            f"from stage_new where {name} is not null group by all", [import_id, job.contract.dataset])

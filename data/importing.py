"""From a file to stored rows: read, typed, matched, compared, kept in one transaction, acknowledged once on disk."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from data import keeping, originals, quarantine, remembered, staging
from data.contracts import contract as contract_of
from data.problems import sentence
from data.reading import Refusal, read_text
from data.typing import stage
from data.versions import change, current_version

PROBLEMS_SHOWN = 1000


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
    staged: object = None
    sectors: dict = field(default_factory=dict)
    answer: dict = field(default_factory=dict)


def import_file(store, dataset: str, path, options, file_name: str | None = None) -> dict:
    """Imports one file into one data set and returns the object `import --json` prints (docs/commands.md).

    Nothing is stored when the status is "question" or "refused", or with options.dry_run.
    Raises KeyError for a data set that does not exist.
    """
    path = Path(path)
    with store.writing() as cursor:
        job = Import(store, cursor, contract_of(dataset), path, file_name or path.name, options)
        job.answer = {"status": "refused", "dataset": dataset, "import_id": None,
                      "version": current_version(cursor), "rows": {"read": 0, "stored": 0, "quarantined": 0},
                      "quarantine": [], "notes": [], "new_sectors": [], "questions": [],
                      "control_totals": {}, "control_totals_quarantined": {}}
        return _read(job) or _ask(job) or _keep(job)


def _read(job: Import) -> dict | None:
    text = read_text(job.path, job.file, job.options, job.store.home / "stage")
    if isinstance(text, Refusal):
        return _refused(job, text.code, text.fields)
    with text:
        job.staged = stage(job.cursor, text, job.contract, job.options,
                           remembered.headings(job.cursor, job.contract.dataset))
    job.answer["notes"] = list(job.staged.notes)
    job.answer["readings"] = job.staged.readings
    job.answer["ignored"] = job.staged.ignored
    if job.staged.error:
        job.answer["error"] = job.staged.error
        return job.answer
    return None


def _refused(job: Import, code: str, fields: dict) -> dict:
    if code in job.store.question_codes:
        return job.answer | {"status": "question", "questions": [{"code": code, **fields}]}
    return job.answer | {"error": {"code": code, "message": sentence(code, fields), "fields": fields}}


def _ask(job: Import) -> dict | None:
    questions = list(job.staged.questions)
    if not questions:
        keys, questions, job.sectors = staging.match_sectors(
            job.cursor, job.contract, job.staged.columns, job.options.settings)
        staging.make_clean(job.cursor, job.contract, job.staged.columns, keys)
        staging.hold_unknown(job.cursor, job.contract)
        questions += _overlap_question(job)
    for question in questions:
        question.setdefault("message", sentence(question["code"], question.get("fields", {})))
    if questions:
        return job.answer | {"status": "question", "questions": questions}
    return None


def _overlap_question(job: Import) -> list[dict]:
    settled = job.contract.keeping != "none" or job.options.settings.get("overlap")
    if settled or keeping.is_stored_already(job.cursor, job.contract):
        return []
    if not keeping.overlaps(job.cursor, job.contract):
        return []
    return [{"code": "OVERLAPPING_PERIOD", "column": "date", "choices": ["replace", "add"],
             "answer_with": "--set overlap=replace"}]


def _keep(job: Import) -> dict:
    _count(job)
    settings = job.options.settings
    keeping.plan(job.cursor, job.contract, job.staged.columns, settings.get("blanks") == "clear",
                 settings.get("overlap"))
    if _is_unchanged(job):
        return job.answer | {"status": "unchanged"}
    _name_changes(job)
    try:
        return _store(job)
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}


def _is_unchanged(job: Import) -> bool:
    touched = job.cursor.execute(
        "select (select count(*) from stage_new) + (select count(*) from stage_end)").fetchone()[0]
    if touched or not quarantine.is_known(job.cursor, job.contract.dataset):
        return False
    return not _registry_changes(job)


def _registry_changes(job: Import) -> list[tuple[str, str, bool]]:
    """Sectors to name: new ones, and in the data set sectors those that get listed or another spelling."""
    if job.contract.dataset != "sectors":
        return [(key, name, False) for key, name in job.sectors.items()]
    return job.cursor.execute(
        "select c.sector, min(s.sector), true from stage_clean as c join stage_row as s using (source_row) "
        "left join sector_name as o on o.sector_key = c.sector and o.to_version is null "
        "where o.sector is distinct from s.sector or not o.listed group by c.sector order by min(s.source_row)"
    ).fetchall()


def _count(job: Import) -> None:
    one = lambda query: job.cursor.execute(query).fetchone()[0]
    stored = one("select count(*) from stage_clean")
    aside = one("select count(distinct source_row) from stage_problem")
    job.answer["rows"] = {"read": stored + aside, "stored": stored, "quarantined": aside}
    job.answer["control_totals"] = _totals(job, "stage_clean")
    job.answer["control_totals_quarantined"] = job.staged.quarantined_totals(job.cursor)
    job.answer["quarantine"] = _problems(job)
    job.answer["new_sectors"] = list(job.sectors.values())


def _problems(job: Import) -> list[dict]:
    rows = job.cursor.execute(
        "select source_row, column_name, read, code, message from stage_problem "
        f"order by source_row, column_name limit {PROBLEMS_SHOWN}").fetchall()
    names = ("row", "column", "read", "code", "message")
    found = [dict(zip(names, row)) for row in rows]
    for problem in found:
        problem["message"] = problem["message"] or sentence(problem["code"], problem)
    return found


def _totals(job: Import, table: str) -> dict:
    totals = {}
    for name in staging.money_columns(job.contract):
        if name not in job.staged.columns:
            continue
        sums = job.cursor.execute(
            f"select coalesce(currency, ''), sum({name}) from {table} where {name} is not null "
            f"group by all order by 1").fetchall()
        texts = {currency: money_text(amount) for currency, amount in sums}
        totals[name] = next(iter(texts.values())) if len(texts) == 1 else texts
    return {name: total for name, total in totals.items() if total}


def money_text(amount) -> str:
    """An exact amount as text with at least two decimals and no idle zeros: 1315.490000 -> '1315.49'."""
    whole, _, decimals = f"{amount:f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def _name_changes(job: Import) -> None:
    ended = job.cursor.execute("select count(*) from stage_end").fetchone()[0]
    if ended and job.contract.keeping == "lines":
        entries = job.cursor.execute(
            f"select count(*) from (select distinct {', '.join(job.contract.key)} from raw_{job.contract.dataset} "
            f"where row_id in (select row_id from stage_end))").fetchone()[0]
        _note(job, "ENTRIES_REPLACED", {"count": entries})
    elif ended:
        _note(job, "ROWS_CORRECTED", {"count": ended})


def _note(job: Import, code: str, fields: dict) -> None:
    job.answer["notes"].append({"code": code, "message": sentence(code, fields), "fields": fields})


def _store(job: Import) -> dict:
    digest = originals.keep(job.store.home, job.path)
    import_id = f"i{job.cursor.execute('select count(*) + 1 from import_log').fetchone()[0]}"
    detail = json.dumps({"import_id": import_id, "dataset": job.contract.dataset, "file": job.file})
    with change(job.cursor, "import", detail, job.store.models_hash) as version:
        _write(job, import_id, version, digest)
        if job.options.dry_run:
            raise DryRun
    originals.note(job.store.home, {"version": version, "import_id": import_id, "sha256": digest,
                                    "dataset": job.contract.dataset, "file": job.file,
                                    "mapping": job.options.mapping, "settings": job.options.settings})
    return job.answer | {"status": "stored", "import_id": import_id, "version": version}


def _write(job: Import, import_id: str, version: int, digest: str) -> None:
    cursor, contract, rows = job.cursor, job.contract, job.answer["rows"]
    changes = _registry_changes(job)
    cursor.execute(
        "insert into import_log values (?, ?, ?, ?, ?, ?, ?, 'stored', null, ?, ?, ?, ?, ?, ?)",
        [import_id, contract.dataset, job.file, digest, job.staged.sheet, version,
         datetime.now().replace(microsecond=0), json.dumps(job.staged.mapping),
         json.dumps({"mapping": job.options.mapping, "settings": job.options.settings}), keeping.content_hash(cursor, contract),
         rows["read"], rows["stored"], rows["quarantined"]])
    _name_sectors(cursor, changes, import_id, version)
    keeping.store(cursor, contract, import_id, version)
    _write_totals(job, import_id)
    quarantine.put(cursor, import_id, contract.dataset, version)
    remembered.remember(cursor, contract.dataset, job.options.mapping)
    if released := quarantine.release(cursor, contract.dataset, version):
        _note(job, "ROWS_RELEASED", {"count": released})


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

"""From a file to stored rows: read, typed and matched with what is there; data/accepting.py stores them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data import answering, keeping, originals, quarantine, remembered, repeated_spend, setting_aside, staging
from data.accepting import Import, keep
from data.contracts import contract as contract_of
from data.contracts import contracts
from data.options import named, setting_error
from data.questions import Question
from data.reading import read_text
from data.reading.table import Refusal
from data.sector_matching import match_sectors
from data.typing import stage
from data.versions import current_version


def import_file(store, dataset: str, path, options, file_name: str | None = None, watch=None, progress=None) -> dict:
    """Imports one file into one data set and returns the object `import --json` prints (docs/commands.md).

    Nothing is stored when the status is "question" or "refused", or with options.dry_run. `watch(cursor, version)` is
    called when all rows stand there as `version`, before they are kept or (dry run) let go of: what it returns is
    answer["effect"], its "change" is kept with the version. `progress(step)` is called as each step begins.
    """
    store.demand("change")
    path = Path(path)
    answer = answering.empty(dataset, store.version)
    if not path.is_file():
        return answering.refused(answer, "NO_SUCH_FILE", {"file": str(path)})
    try:
        contract = contract_of(dataset)
    except KeyError:
        return answering.refused(answer, "UNKNOWN_DATASET", {"name": dataset, "names": ", ".join(contracts())})
    options = named(options, contract.name_of)
    for name, value in options.settings.items():
        if code := setting_error(name, value, contract.names):
            return answering.refused(answer, code, {"setting": name, "value": value})
    if unknown := [column for column in options.mapping if column not in contract.names]:
        return answering.refused(answer, "UNKNOWN_COLUMN", {"column": unknown[0], "columns": ", ".join(contract.names)})
    with store.cursor() as cursor:
        return _read(Import(store, cursor, contract, path, file_name or path.name, options, answer, watch, progress))


def _read(job: Import) -> dict:
    job.begins("reading")
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(originals.digest_of, job.path)
        text = read_text(job.path, job.file, job.options, job.store.home / "stage")
        job.digest = digest.result()
    if isinstance(text, Refusal):
        return _not_read(job.answer, text)
    try:
        job.text = text
        return _import(job, text)
    finally:
        Path(text.path).unlink(missing_ok=True)


def _not_read(answer: dict, refusal: Refusal) -> dict:
    if not refusal.choices:
        return answering.refused(answer, refusal.code, refusal.fields)
    return answering.asked(answer, [refusal.question])


def _import(job: Import, text) -> dict:
    """Types on temporary tables, which needs no lock; what follows compares with the stored rows and has them alone."""
    job.begins("typing")
    job.staged = stage(
        job.cursor, text, job.contract, job.options, remembered.headings(job.cursor, job.contract.dataset)
    )
    job.answer |= {
        "notes": list(job.staged.notes),
        "readings": job.staged.readings,
        "ignored": job.staged.ignored,
        "mapping": job.staged.mapping,
    }
    if job.staged.error:
        return job.answer | {"error": job.staged.error}
    if not job.staged.questions:
        quarantine.take_along(job.cursor, text)
    with job.store.writing(job.cursor):
        job.answer["version"] = current_version(job.cursor)
        job.begins("matching")
        if questions := job.staged.questions or _match(job):
            return answering.asked(job.answer, questions)
        return keep(job)


def _match(job: Import) -> list[Question]:
    """Sectors by their keys, unknown references set aside; returns what has to be asked."""
    settings, columns = job.options.settings, job.staged.columns
    keys, questions, job.new_sectors, notes = match_sectors(job.cursor, job.contract, columns, settings)
    for note in notes:
        answering.add_note(job.answer, note["code"], note["fields"])
    staging.make_clean(job.cursor, job.contract, columns, keys)
    setting_aside.hold_doubles(job.cursor, job.contract, job.file)
    setting_aside.hold_ended(job.cursor, job.contract, columns, job.file)
    staging.hold_unknown(job.cursor, job.contract, job.file)
    staging.hold_shares_over_one(job.cursor, job.contract, job.file)
    return questions + _overlap_question(job) + repeated_spend.questions(job.cursor, job.contract, settings)


def _overlap_question(job: Import) -> list[Question]:
    settled = job.contract.keeping != "none" or job.options.settings.get("overlap")
    if settled or keeping.is_stored_already(job.cursor, job.contract):
        return []
    stored = keeping.overlapping_days(job.cursor, job.contract)
    if not stored:
        return []
    fields = {"first": stored[0], "last": stored[1]}
    return [Question("OVERLAPPING_PERIOD", "date", "overlap", ["replace", "add"], fields)]

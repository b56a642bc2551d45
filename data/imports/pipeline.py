"""From a file to stored rows: read, typed and matched with what is there; data/imports/commit.py stores them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.contracts.definitions import Contract, dataset_names
from data.contracts.definitions import contract as contract_of
from data.import_options import Options, is_filter, named, near_columns, setting_error, what_may_be
from data.imports import (
    duplicate_spend,
    integrity,
    merged_rows,
    quarantine,
    report,
    saved_answers,
    sector_cells,
    undated_ends,
)
from data.imports.file_rows import store_file
from data.imports.job import ImportJob
from data.imports.row_ids import row_id_error, with_file
from data.parsing.columns.latest_row import keep_error
from data.parsing.columns.translated_words import meaning_error
from data.parsing.layout.required_columns import refuse_missing
from data.parsing.parse_table import parse_table
from data.questions import Question
from data.reading.text_table import ReadFailure
from data.sectors.matching import match_sectors
from data.storage.versions import current_version
from data.stored_rows import merge, repeated_rows

ERRORS = (meaning_error, row_id_error, keep_error)


def import_file(store, dataset: str, path, options, file_name: str | None = None, watch=None, progress=None) -> dict:
    """Imports one file into one data set and returns the object `import --json` prints (docs/commands.md).

    Nothing is stored when the status is "question" or "refused", or with options.dry_run. `watch(cursor, version)` is
    called when all rows stand there as `version`, before they are kept or (dry run) let go of: what it returns is
    answer["effect"], its "change" is kept with the version. `progress(step)` is called as each step begins.
    """
    store.demand("change")
    if dataset in store.tables:
        fields = {"dataset": dataset, "table": store.tables[dataset].table}
        return report.refuse(report.new(dataset, store.version), "FROM_TABLE", fields)
    return import_rows(store, dataset, path, options, file_name, watch, progress)


def import_rows(store, dataset: str, path, options, file_name: str | None = None, watch=None, progress=None) -> dict:
    """Imports as `import_file` does, also into a data set whose rows are read from a table: those of that table."""
    store.demand("change")
    path = Path(path)
    answer = report.new(dataset, store.version)
    if not path.is_file():
        return report.refuse(answer, "NO_SUCH_FILE", {"file": str(path)})
    try:
        contract = contract_of(dataset)
    except KeyError:
        return report.refuse(answer, "UNKNOWN_DATASET", {"name": dataset, "names": ", ".join(dataset_names())})
    options = named(options, contract.name_of)
    if error := _not_understood(contract, options):
        return report.refuse(answer, *error)
    with store.cursor() as cursor:
        job = ImportJob(
            store=store,
            cursor=cursor,
            contract=contract,
            options=options,
            answer=answer,
            file=file_name or path.name,
            path=path,
            watch=watch,
            progress=progress,
        )
        return _read(job)


def _not_understood(contract: Contract, options: Options) -> tuple[str, dict] | None:
    """What was said that this data set has not, as code and fields; None: nothing."""
    for name, value in options.settings.items():
        code = setting_error(name, value, contract.names)
        if code := code or next(filter(None, (error(contract, name, value) for error in ERRORS)), None):
            return code, {"setting": name, "value": value, **what_may_be(name, contract.names)}
    unknown = [column for column in options.mapping if column not in contract.names]
    return ("UNKNOWN_COLUMN", {"column": unknown[0], **near_columns(unknown[0], contract.names)}) if unknown else None


def _read(job: ImportJob) -> dict:
    job.begins("reading")
    with job.store.kept_cells.read(job.path, job.file, job.options) as (text, digest):
        if isinstance(text, ReadFailure):
            return _not_read(job.answer, text)
        job.text, job.digest = text, digest
        return _import(job, text)


def _not_read(answer: dict, refusal: ReadFailure) -> dict:
    if not refusal.choices:
        return report.refuse(answer, refusal.code, refusal.fields)
    return report.ask(answer, [refusal.question])


def _import(job: ImportJob, text) -> dict:
    """Types on temporary tables, which needs no lock; what follows compares with the stored rows and has them alone."""
    job.begins("typing")
    remembered = saved_answers.recalled(job.cursor, job.contract.dataset, text, job.options)
    said = with_file(job.options, job.contract, job.digest, text.sheet)
    job.options = replace(job.options, settings=remembered | said)
    job.staged = parse_table(
        job.cursor,
        text,
        job.contract,
        job.options,
        saved_answers.remembered_headings(job.cursor, job.contract.dataset),
        corrects=merge.may_correct(job.cursor, job.contract, job.options.settings),
    )
    job.answer |= {
        "notes": list(job.staged.notes),
        "readings": job.staged.readings,
        "ignored": job.staged.ignored,
        "mapping": job.staged.mapping,
        "headings": job.staged.headings,
        "heading_row": job.staged.heading_row,
        "filters": {name: texts for name, texts in job.options.settings.items() if is_filter(name)},
    }
    for setting, value in remembered.items():
        report.add_note(job.answer, "REMEMBERED_SETTING", {"setting": f"{setting}={value}"})
    if job.staged.error:
        return job.answer | {"error": job.staged.error}
    if not job.staged.questions:
        quarantine.attach_source_cells(job.cursor, text)
    with job.store.writing(job.cursor):
        job.answer["version"] = current_version(job.cursor)
        job.begins("matching")
        if questions := job.staged.questions or _match(job):
            return report.ask(job.answer, questions)
        if job.staged.error:
            return job.answer | {"error": job.staged.error}
        return store_file(job)


def _match(job: ImportJob) -> list[Question]:
    """Sectors by their keys, unknown references set aside; returns what has to be asked."""
    settings, columns = job.options.settings, job.staged.columns
    keys, questions, job.new_sectors, notes = match_sectors(job.cursor, job.contract, columns, settings)
    for note in notes:
        report.add_note(job.answer, note["code"], note["fields"])
    integrity.resolve_keys(job.cursor, job.contract, columns, keys)
    integrity.quarantine_duplicates(job.cursor, job.contract, job.file)
    integrity.quarantine_ended_sectors(job.cursor, job.contract, columns, job.file)
    integrity.quarantine_unknown_references(job.cursor, job.contract, job.file)
    questions += merged_rows.check_merged(job.cursor, job.contract, columns, settings, job.file)
    questions += undated_ends.check_undated(job.cursor, job.contract, columns, settings, job.file)
    if job.staged.missing and merged_rows.are_mostly_new(job.cursor):
        refuse_missing(job.staged)
    integrity.quarantine_excess_shares(job.cursor, job.contract, job.file, job.options.is_whole)
    questions = sector_cells.questions(job) or questions
    questions += repeated_rows.questions(job.cursor, job.contract, settings)
    return questions + _overlap_question(job) + duplicate_spend.questions(job.cursor, job.contract, settings)


def _overlap_question(job: ImportJob) -> list[Question]:
    settings = job.options.settings
    settled = job.contract.keeping != "none" or settings.get("overlap") or job.options.is_whole
    if settled or merge.is_stored_already(job.cursor, job.contract, settings):
        return []
    stored = merge.overlapping_days(job.cursor, job.contract)
    if not stored:
        return []
    fields = {"first": stored[0], "last": stored[1]}
    return [Question("OVERLAPPING_PERIOD", "date", "overlap", ["replace", "add"], fields)]

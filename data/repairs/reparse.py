"""Corrected rows are read again as the whole file was, and compared with the rows that are stored."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.import_options import Options
from data.imports import duplicate_spend, integrity, merged_rows, quarantine, report, undated_ends
from data.imports.saved_answers import options_for_rows
from data.parsing.parse_table import parse_table
from data.parsing.result import ParseResult
from data.problems import sentence
from data.questions import Question
from data.reading.text_table import TextTable
from data.repairs import merge
from data.repairs.job import RepairJob
from data.repairs.reject_file import RejectedImport
from data.sectors.matching import match_sectors
from data.storage import temp_tables
from data.storage.schema import raw_columns
from data.stored_rows import merge as stored


def type_rows(job: RepairJob, rows: dict[int, dict]) -> list[Question]:
    """Types the rows as the whole file was typed, into stage_clean and stage_problem; returns what has to be asked."""
    held, cursor, contract = job.held, job.cursor, job.held.contract
    long = {row for row, cells in rows.items() if _is_long(held, cells)}
    if long == set(rows):
        nothing_to_type(job)
        _hold_long(job, rows, long)
        return []
    table, headings = _text(job, {row: cells for row, cells in rows.items() if row not in long})
    job.text = Path(table.path)
    options = options_for_rows(cursor, held.import_id, headings, job.options.settings, job.options.dry_run)
    job.staged = parse_table(
        cursor, table, contract, options, {}, corrects=stored.may_correct(cursor, contract, options.settings)
    )
    if job.staged.stops:
        return job.staged.questions
    quarantine.attach_source_cells(cursor, table)
    return _match(job, options, rows, long)


def _match(job: RepairJob, options: Options, rows: dict, long: set) -> list[Question]:
    held, cursor, contract, columns = job.held, job.cursor, job.held.contract, job.staged.columns
    keys, questions, job.new_sectors, notes = match_sectors(cursor, contract, columns, options.settings)
    job.answer |= {
        "notes": job.answer["notes"] + [note for note in job.staged.notes if note["code"] == "READ_AS_EMPTY"],
        "readings": job.staged.readings,
        "mapping": job.staged.mapping,
    }
    for note in notes:
        report.add_note(job.answer, note["code"], note["fields"])
    integrity.resolve_keys(cursor, contract, columns, keys)
    _hold_long(job, rows, long)
    integrity.quarantine_duplicates(cursor, contract, held.file)
    integrity.quarantine_ended_sectors(cursor, contract, columns, held.file)
    merge.hold_stored_doubles(cursor, held)
    merge.hold_superseded(cursor, held)
    integrity.quarantine_unknown_references(cursor, contract, held.file)
    questions += merged_rows.check_merged(cursor, contract, columns, options.settings, held.file)
    questions += undated_ends.check_undated(cursor, contract, columns, options.settings, held.file)
    integrity.quarantine_excess_shares(cursor, contract, held.file)
    _leave_doubles(job)
    return questions + duplicate_spend.questions(cursor, contract, options.settings)


def _is_long(held: RejectedImport, cells: dict) -> bool:
    """Whether cells beyond the headings are still filled."""
    return any((cells.get(name) or "").strip() for name in held.headings[held.width :])


def _text(job: RepairJob, rows: dict[int, dict]) -> tuple[TextTable, list[str]]:
    """The rows as a text table with their own numbers, and its headings;
    changed cells are text, others keep their kind."""
    names = job.held.headings[: job.held.width]
    lines = [(1, "t" * len(names), names)] if job.held.has_header else []
    lines += [
        (row, _kinds(job, row, names), [cells.get(name) or "" for name in names]) for row, cells in sorted(rows.items())
    ]
    path = job.store.home.resolve() / "stage" / f"{uuid.uuid4().hex}.parquet"
    nothing = pa.nulls(len(lines), pa.string())
    pq.write_table(
        pa.table(
            {
                "source_row": pa.array([line[0] for line in lines], pa.int64()),
                "cells": pa.array([len(names)] * len(lines), pa.int32()),
                "spill": nothing,
                "flaw": nothing,
                "kinds": pa.array([line[1] for line in lines], pa.string()),
                **{f"c{i}": pa.array([line[2][i] for line in lines], pa.string()) for i in range(len(names))},
            }
        ),
        path,
    )
    return TextTable(
        str(path), job.held.file, job.held.sheet, len(names), len(lines), True, {"notes": [], "questions": []}
    ), names


def _kinds(job: RepairJob, row: int, names: list[str]) -> str:
    changed, given = job.rows.get(row, {}), job.kinds.get(row, {})
    before = job.held.rows[row].kinds
    return "".join(
        given.get(name, "t") if name in changed else before[i : i + 1] or "t" for i, name in enumerate(names)
    )


def _hold_long(job: RepairJob, rows: dict, long: set) -> None:
    """Rows with cells beyond the headings stay set aside, with the text they have now."""
    for row in sorted(long):
        first = next((text for text in rows[row].values() if text), "")[:200]
        job.cursor.execute(
            "insert into stage_problem (source_row, read, code, message, verbatim) values (?, ?, 'ROW_TOO_LONG', ?, ?)",
            [
                row,
                first,
                f"{job.held.file}, row {row}: {sentence('ROW_TOO_LONG', {'read': first})}",
                _packed(job, rows[row]),
            ],
        )


def _packed(job: RepairJob, cells: dict) -> str:
    names = job.held.headings
    return json.dumps(
        {name: cells.get(name) for i, name in enumerate(names) if i < job.held.width or cells.get(name)},
        ensure_ascii=False,
    )


def _leave_doubles(job: RepairJob) -> None:
    """Doubles nobody corrected that are still doubles stay as they are."""
    left = {
        row
        for (row,) in job.cursor.execute(
            "select distinct source_row from stage_problem where source_row in (select unnest(?::bigint[]))",
            [job.doubles],
        ).fetchall()
    }
    job.cursor.execute("delete from stage_problem where source_row in (select unnest(?::bigint[]))", [sorted(left)])
    job.doubles = [row for row in job.doubles if row not in left]


def nothing_to_type(job: RepairJob) -> None:
    """Makes the tables of a repair that types no row: empty."""
    names = ", ".join(name for name, _ in raw_columns(job.held.contract))
    job.staged = ParseResult(columns=list(job.held.contract.names))
    for table in ("stage_row", "stage_clean"):
        temp_tables.table(
            job.cursor,
            table,
            f"select source_row, cast(null as varchar) as verbatim, {names} "
            f"from raw_{job.held.contract.dataset} where false",
        )
    temp_tables.table(
        job.cursor,
        "stage_problem",
        "select source_row, column_name, read, code, message, verbatim, content, fields, kinds "
        "from quarantine where false",
    )

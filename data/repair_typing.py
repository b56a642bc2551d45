"""Corrected rows are read again as the whole file was, and compared with the rows that are stored."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data import answering, quarantine, repair_plan, repeated_spend, scratch, setting_aside, staging
from data.database import raw_columns
from data.decided import options_of
from data.options import Options
from data.problems import sentence
from data.reading.table import TextTable
from data.rejects import Original
from data.repair_job import Repair
from data.sector_matching import match_sectors
from data.typing import Staged, stage


def type_rows(job: Repair, rows: dict[int, dict]) -> list[dict]:
    """Types the rows as the whole file was typed, into stage_clean and stage_problem; returns what has to be asked."""
    held, cursor, contract = job.held, job.cursor, job.held.contract
    long = {row for row, cells in rows.items() if _is_long(held, cells)}
    if long == set(rows):
        nothing_to_type(job)
        _hold_long(job, rows, long)
        return []
    table, headings = _text(job, {row: cells for row, cells in rows.items() if row not in long})
    job.text = Path(table.path)
    options = options_of(cursor, held.import_id, headings, job.options.settings, job.options.dry_run)
    job.staged = stage(cursor, table, contract, options, {})
    if job.staged.stops:
        return job.staged.questions
    quarantine.take_along(cursor, table)
    return _match(job, options, rows, long)


def _match(job: Repair, options: Options, rows: dict, long: set) -> list[dict]:
    held, cursor, contract, columns = job.held, job.cursor, job.held.contract, job.staged.columns
    keys, questions, job.names, notes = match_sectors(cursor, contract, columns, options.settings)
    job.answer |= {
        "notes": job.answer["notes"] + [note for note in job.staged.notes if note["code"] == "READ_AS_EMPTY"],
        "readings": job.staged.readings,
        "mapping": job.staged.mapping,
    }
    for note in notes:
        answering.add_note(job.answer, note["code"], note["fields"])
    staging.make_clean(cursor, contract, columns, keys)
    _hold_long(job, rows, long)
    setting_aside.hold_doubles(cursor, contract, held.file)
    setting_aside.hold_ended(cursor, contract, columns, held.file)
    repair_plan.hold_stored_doubles(cursor, held)
    repair_plan.hold_superseded(cursor, held)
    staging.hold_unknown(cursor, contract, held.file)
    staging.hold_shares_over_one(cursor, contract, held.file)
    _leave_doubles(job)
    return questions + repeated_spend.questions(cursor, contract, options.settings)


def _is_long(held: Original, cells: dict) -> bool:
    """Whether cells beyond the headings are still filled."""
    return any((cells.get(name) or "").strip() for name in held.headings[held.width :])


def _text(job: Repair, rows: dict[int, dict]) -> tuple[TextTable, list[str]]:
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


def _kinds(job: Repair, row: int, names: list[str]) -> str:
    changed, given = job.rows.get(row, {}), job.kinds.get(row, {})
    before = job.held.rows[row].kinds
    return "".join(
        given.get(name, "t") if name in changed else before[i : i + 1] or "t" for i, name in enumerate(names)
    )


def _hold_long(job: Repair, rows: dict, long: set) -> None:
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


def _packed(job: Repair, cells: dict) -> str:
    names = job.held.headings
    return json.dumps(
        {name: cells.get(name) for i, name in enumerate(names) if i < job.held.width or cells.get(name)},
        ensure_ascii=False,
    )


def _leave_doubles(job: Repair) -> None:
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


def nothing_to_type(job: Repair) -> None:
    """Makes the tables of a repair that types no row: empty."""
    names = ", ".join(name for name, _ in raw_columns(job.held.contract))
    job.staged = Staged(columns=list(job.held.contract.names))
    for table in ("stage_row", "stage_clean"):
        scratch.table(
            job.cursor,
            table,
            f"select source_row, cast(null as varchar) as verbatim, {names} "
            f"from raw_{job.held.contract.dataset} where false",
        )
    scratch.table(
        job.cursor,
        "stage_problem",
        "select source_row, column_name, read, code, message, verbatim, content, fields, kinds "
        "from quarantine where false",
    )

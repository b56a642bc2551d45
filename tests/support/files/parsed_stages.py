"""What the rows of a text with stages became, parsed without a file and a home."""

from datetime import datetime

import duckdb
import pyarrow
from pyarrow import parquet

from data.commands.output import answer_with
from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.text_table import TextTable


class Staged:
    """What the rows of a text became, read without a file and a home: stages, questions, rows set aside."""

    def __init__(self, folder, text, mapping, settings):
        sign = next(sign for sign in ";\t," if sign in text.splitlines()[0])
        rows = [line.split(sign) for line in text.splitlines()]
        numbers, width = len(rows), len(rows[0])
        cells = {f"c{i}": [row[i] for row in rows] for i in range(width)}
        facts = {
            "cells": [width] * numbers,
            "spill": pyarrow.nulls(numbers, "string"),
            "flaw": pyarrow.nulls(numbers, "string"),
        }
        table = {"source_row": list(range(1, numbers + 1)), **facts, "kinds": ["t" * width] * numbers, **cells}
        parquet.write_table(pyarrow.table(table), folder / "cells.parquet")
        source = TextTable(
            str(folder / "cells.parquet"), "f", None, width, numbers, True, {"notes": [], "questions": []}
        )
        self.cursor = duckdb.connect().cursor()
        options = Options(mapping=mapping, settings=settings)
        self.staged = parse_table(self.cursor, source, contract("stage_times"), options, {})
        self.notes = [note["code"] for note in self.staged.notes]

    @property
    def question(self):
        """The only question: its code, its choices and the option that answers it with the first."""
        (question,) = self.staged.questions
        return question.code, question.choices, answer_with(question)

    @property
    def aside(self):
        return self.cursor.execute("select source_row, code from stage_problem order by 1").fetchall()

    def stages(self, *columns):
        """Case, stage, beginning and end as hours of March 2025 and further columns, in order of time."""
        assert not self.staged.stops
        more = "".join(f", {name}" for name in columns)
        found = self.cursor.execute(
            f"select case_id, stage, started_at, finished_at{more} from stage_row "
            "order by case_id, started_at, finished_at, stage"
        )
        return [(case, stage, of(start), of(end), *rest) for case, stage, start, end, *rest in found.fetchall()]


def of(stamp):
    return None if stamp is None else (stamp - datetime(2025, 3, 1)).total_seconds() / 3600

"""A small table of text cells parsed without reading a file, which takes a process of its own."""

import csv
import io

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.text_table import TextTable


class Staged:
    """What parsing gave: questions, notes and the error by their codes, rows and rows set aside."""

    def __init__(self, cursor, result):
        self.cursor, self.result = cursor, result
        self.questions = [(q.code, q.setting, q.choices) for q in result.questions]
        self.error = result.error and result.error["code"]
        self.notes = [note["code"] for note in result.notes]

    def rows(self, *columns: str) -> list:
        """The rows that would be stored, in the order of the file; of one column its values."""
        listed = ", ".join(columns)
        found = self.cursor.execute(f"select {listed} from stage_row order by source_row, {listed}").fetchall()
        return [row[0] for row in found] if len(columns) == 1 else found

    @property
    def aside(self) -> list:
        """(row, code) of what is set aside."""
        return self.cursor.execute("select source_row, code from stage_problem order by 1").fetchall()


def staged(folder, dataset: str, text: str, mapping: dict | None = None, **settings: str) -> Staged:
    """Parses comma-separated text; in settings, COLUMN__order stands for COLUMN.order."""
    rows = list(csv.reader(io.StringIO(text)))
    width = max(map(len, rows))
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    path = folder / "cells.parquet"
    columns = {f"c{i}": pa.array([row[i] for row in cells], pa.string()) for i in range(width)}
    nothing = pa.nulls(len(rows), pa.string())
    facts = {"source_row": pa.array(range(1, len(rows) + 1), pa.int64()), "cells": pa.array(map(len, rows), pa.int32())}
    kinds = {"spill": nothing, "flaw": nothing, "kinds": pa.array(["t" * width] * len(rows), pa.string())}
    pq.write_table(pa.table(facts | kinds | columns), path)
    table = TextTable(str(path), "file.csv", None, width, len(rows), False, {"notes": [], "questions": []})
    options = Options(mapping=mapping or {}, settings={k.replace("__", "."): v for k, v in settings.items()})
    cursor = duckdb.connect().cursor()
    return Staged(cursor, parse_table(cursor, table, contract(dataset), options, {}))

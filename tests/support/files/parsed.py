"""One file read and typed in this process, which is a hundred times faster than in the limited one."""

import json
from pathlib import Path

import duckdb
import openpyxl

from data.contracts.definitions import contract
from data.import_options import Options, named
from data.parsing.parse_table import parse_table
from data.reading.__main__ import _read_whole
from data.reading.text_table import TextTable

DATABASE = duckdb.connect()


class Parsed:
    """What a file came to: rows by column, codes of questions, error and notes, and the rows set aside."""

    def __init__(self, folder: Path, dataset: str, content, mapping=None, settings=None, name="file.csv"):
        file, out = write(folder, content, name), folder / "cells.parquet"
        options = named(Options(mapping=mapping or {}, settings=settings or {}), contract(dataset).name_of)
        request = {"path": str(file), "out": str(out), "sheet": None, "settings": dict(options.settings)}
        answer = json.loads(json.dumps(_read_whole(request)))
        table = TextTable(
            str(out), file.name, answer["sheet"], answer["width"], answer["rows"], answer["is_book"], answer["facts"]
        )
        self.cursor = DATABASE.cursor()
        self.staged = parse_table(self.cursor, table, contract(dataset), options, {})
        self.questions = [question.code for question in self.staged.questions]
        self.answers = [(question.setting, question.choices) for question in self.staged.questions]
        self.error = self.staged.error and self.staged.error["code"]
        self.notes = [note["code"] for note in self.staged.notes]

    def column(self, name: str) -> list:
        """The stored values of a column in the order of the file; of the stages of one row in their own."""
        return [
            v for (v,) in self.cursor.execute(f"select {name} from stage_row order by source_row, {name}").fetchall()
        ]

    @property
    def problems(self) -> list:
        """The rows set aside: row, column, what was read, code."""
        query = "select source_row, column_name, read, code from stage_problem order by 1, 2"
        return self.cursor.execute(query).fetchall()


def write(folder: Path, content, name="file.csv") -> Path:
    """Writes a text as CSV, bytes as XLSX, and rows of cells as a workbook; gives its path."""
    if isinstance(content, str):
        file = folder / name
        file.write_text(content, encoding="utf-8")
    else:
        file = folder / "file.xlsx"
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            book = openpyxl.Workbook()
            for row in content:
                book.active.append(row)
            book.save(file)
    return file

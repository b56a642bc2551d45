"""What the parsing of one CSV text gave."""

import duckdb

from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.read_file import read_text


class Result:
    """What staging one CSV text gave: rows by column, problems by row, codes of questions and error."""

    def __init__(self, folder, text, dataset="complaints", options=None, remembered=None):
        options = options or Options()
        file = folder / "file.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        self.cursor = duckdb.connect().cursor()
        table = read_text(file, file.name, options, folder)
        self.staged = parse_table(self.cursor, table, contract(dataset), options, remembered or {})
        self.questions = [question.code for question in self.staged.questions]
        self.error = self.staged.error and self.staged.error["code"]
        self.notes = [note["code"] for note in self.staged.notes]

    def column(self, name):
        return [
            v for (v,) in self.cursor.execute(f"select {name} from stage_row order by source_row, {name}").fetchall()
        ]

    @property
    def problems(self):
        return self.cursor.execute(
            "select source_row, column_name, read, code from stage_problem order by 1, 2"
        ).fetchall()

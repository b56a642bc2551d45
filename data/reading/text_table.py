"""What reading gives: a table of text cells, or why there is none."""

from dataclasses import dataclass, field

from data.questions import Question


@dataclass(frozen=True)
class TextTable:
    """The text cells of one table, in a parquet file.

    Columns of the file: source_row (bigint, the row number a person sees), cells (how many cells
    the row had), spill (json list of cells beyond the last column, or null), flaw (a code that sets
    the whole row aside, or null), kinds (one letter a cell, workbooks only: t text, n number,
    d date, b yes/no, e error, A to Z number shown with 1 to 26 leading-zero digits), c0 … cn.
    `facts` holds what else was seen: notes, questions, traits (see column_profile.py), formats, uncalculated formulas.
    """

    path: str
    file_name: str
    sheet: str | None
    width: int
    rows: int
    is_book: bool
    facts: dict = field(default_factory=dict)


@dataclass(frozen=True)
class ReadFailure:
    """Why there is no table: a code of problems.toml with its fields.

    With `choices` it is a question, answered by giving `setting` one of them.
    """

    code: str
    fields: dict = field(default_factory=dict)
    choices: tuple = ()
    setting: str | None = None

    @property
    def question(self) -> Question:
        """What is asked; only of a refusal with choices."""
        return Question(self.code, None, self.setting or "", list(self.choices), self.fields)


class ReadError(Exception):
    """Raised while reading; carries the Refusal."""

    def __init__(self, code: str, choices: tuple = (), setting: str | None = None, **fields):
        super().__init__(code)
        self.refusal = ReadFailure(code, fields, tuple(choices), setting)


def first_rows(cursor, table: TextTable, limit: int) -> list:
    """The first rows that are not blank: (row number, cells), missing cells as empty text."""
    columns = ", ".join(f"coalesce(c{i}, '')" for i in range(table.width))
    within = f"where source_row <= {head}" if (head := table.facts.get("traits", {}).get("head_ends")) else ""
    query = f"select source_row, {columns} from read_parquet(?) {within} order by source_row limit ?"
    found = cursor.execute(query, [table.path, limit]).fetchall()
    return [(row, [*cells]) for row, *cells in found if any(c.strip() for c in cells)]

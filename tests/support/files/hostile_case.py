"""One hostile file: what it holds, and what must happen with it."""

import csv
import io
from dataclasses import dataclass, field

HEAD = ("complaint_id", "customer_id", "sector", "opened_on", "closed_on", "compensation", "category")
GOOD = (
    ("C001", "0007", "Logistics", "2026-01-15", "2026-01-20", "10.00", "late"),
    ("C002", "0008", "Billing", "2026-02-28", "2026-03-02", "20.50", "wrong"),
    ("C003", "0009", "Sales", "2026-03-31", "", "0.99", "promise"),
)


@dataclass(frozen=True)
class Case:
    """One file: must = import (every cell as in `truth`), quarantine (rows `bad`, with `code`; the others as in truth),
    ask or reject (with `code`). Rows count as a person sees them; truth holds the rows that are stored."""

    name: str
    content: object
    must: str
    code: str = ""
    bad: tuple = ()
    truth: tuple = GOOD
    file_name: str = "file.csv"
    settings: dict = field(default_factory=dict)
    mapping: dict = field(default_factory=dict)

    def bytes(self) -> bytes:
        """The content of the file."""
        made = self.content() if callable(self.content) else self.content
        return made if isinstance(made, bytes) else made.encode("utf-8")


def text(rows=GOOD, head=HEAD, separator=",", end="\n") -> str:
    """A text file with separators."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([head, *rows] if head else rows)
    return out.getvalue()


def put(column: str, *texts: str, rows=GOOD) -> tuple:
    """The rows with other texts in one column, from the first row on."""
    at = HEAD.index(column)
    return tuple(row[:at] + (new,) + row[at + 1 :] for row, new in zip(rows, texts)) + tuple(rows[len(texts) :])


def reads(column: str, *pairs: str, separator: str = "|", **more) -> Case:
    """Texts of a column with what each must mean: imported."""
    texts, values = pairs[::2], pairs[1::2]
    return Case(
        f"{column} {' · '.join(texts)}",
        text(put(column, *texts), separator=separator),
        "import",
        truth=put(column, *values),
        **more,
    )


def bad(column: str, code: str, wrong: str) -> Case:
    """A cell of the first row that sets its row aside."""
    return Case(
        f"{code} {column} {wrong[:20]!r}", text(put(column, wrong), separator="|"), "quarantine", code, (2,), GOOD[1:]
    )


def asks(column: str, code: str, *texts: str) -> Case:
    """Texts of a column that can mean two things."""
    return Case(f"{code} {column} {' · '.join(texts)}", text(put(column, *texts), separator="|"), "ask", code)


def raw(name: str, content, must: str = "import", code: str = "", bad_rows: tuple = (), truth=GOOD, **more) -> Case:
    """Any content."""
    return Case(name, content, must, code, bad_rows, truth, **more)

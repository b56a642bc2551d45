"""Turns the XML of one worksheet into rows of text cells."""

import zipfile
from collections import Counter
from functools import lru_cache
from pathlib import Path

from data.reading.cells import number_cell
from data.reading.limits import COLUMNS
from data.reading.markup import parse
from data.reading.merged import MergedCells
from data.reading.table import Refused
from data.reading.writer import TableWriter

SAMPLE_ROWS = 200
STRAY_GAP = 50


@lru_cache(maxsize=1 << 15)
def column_index(letters: str) -> int:
    """The number of a column from its letters: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class SheetReader:
    """Reads one sheet; `texts` are the shared texts, `formats` the number format of each style."""

    def __init__(self, texts: list, formats: list, epoch: int, settings: dict):
        self.texts, self.formats, self.epoch = texts, formats, epoch
        self.skip_hidden = settings.get("hidden-rows") == "skip"
        self.hidden_decided = "hidden-rows" in settings
        self.numbers, self.rows, self.kinds = [], [], []
        self.row, self.row_number, self.column = {}, 0, -1
        self.is_hidden, self.hidden_rows = False, []
        self.stray_count, self.first_stray, self.format_counts, self.uncalculated = 0, None, Counter(), {}
        self.cell, self.parts, self.wants_text, self.has_formula, self.in_hint = {}, [], False, False, False
        self.writer = None

    def read(self, archive: zipfile.ZipFile, member: str, out: Path) -> dict:
        """Writes the cells to parquet; gives width, rows and facts."""
        self.out = out
        self.merged = MergedCells(archive, member)
        parse(archive, member, self._start, self._end, self._text)
        self._flush()
        self.writer.close()
        return {"width": self.writer.width, "rows": self.writer.rows, "facts": self._facts()}

    def _start(self, tag, attributes):
        if tag == "c":
            self.cell, self.has_formula = attributes, False
            self.parts = []
            reference = attributes.get("r")
            self.column = column_index(reference.rstrip("0123456789")) if reference else self.column + 1
        elif tag == "v" or tag == "t":
            self.wants_text = not self.in_hint
        elif tag == "f":
            self.has_formula = True
        elif tag == "rPh":
            self.in_hint = True
        elif tag == "row":
            self.row, self.column = {}, -1
            self.row_number = int(attributes.get("r", self.row_number + 1))
            self.is_hidden = attributes.get("hidden") in ("1", "true")

    def _text(self, characters):
        if self.wants_text:
            self.parts.append(characters)

    def _end(self, tag):
        if tag == "v" or tag == "t":
            self.wants_text = False
        elif tag == "rPh":
            self.in_hint = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()

    def _end_cell(self):
        raw, kind = "".join(self.parts), self.cell.get("t", "n")
        if not raw:
            if self.has_formula and kind != "str":
                self.uncalculated.setdefault(self.column, self.row_number)
            return
        if kind == "s":
            self.row[self.column] = (self.texts[int(raw)], "t")
        elif kind == "n":
            self._number(raw)
        elif kind == "b":
            self.row[self.column] = ("TRUE" if raw == "1" else "FALSE", "b")
        else:
            self.row[self.column] = (raw, {"e": "e", "d": "d"}.get(kind, "t"))

    def _number(self, raw):
        style = int(self.cell.get("s", 0))
        code = self.formats[style] if style < len(self.formats) else "General"
        self.row[self.column] = cell = number_cell(raw, code, self.epoch)
        if cell[1] != "d":
            self.format_counts[self.column, code] += 1

    def _end_row(self):
        row = self.merged.filled(self.row_number, self.row)
        if not any(text for text, _ in row.values()):
            return
        if self.is_hidden:
            self.hidden_rows.append(self.row_number)
            if self.skip_hidden:
                return
        self.numbers.append(self.row_number)
        self.rows.append(row)
        if len(self.rows) >= (self.writer.rows_per_chunk if self.writer else SAMPLE_ROWS):
            self._flush()

    def _flush(self):
        if self.writer is None:
            width = max((_reach(row) for row in self.rows), default=0)
            if width > COLUMNS:
                raise Refused("TOO_MANY_COLUMNS", columns=width, limit=COLUMNS)
            self.writer = TableWriter(self.out, width)
        width = self.writer.width
        nothing = ("", "t")
        for number, row in zip(self.numbers, self.rows):
            self._count_stray(number, row, width)
        cells = [[row.get(column, nothing) for column in range(width)] for row in self.rows]
        self.writer.write(self.numbers, [[text for text, _ in row] for row in cells],
                          ["".join(kind for _, kind in row) for row in cells])
        self.numbers, self.rows = [], []

    def _count_stray(self, number: int, row: dict, width: int) -> None:
        found = [column for column in row if column >= width]
        self.stray_count += len(found)
        if found and self.first_stray is None:
            self.first_stray = number

    def _facts(self) -> dict:
        notes, questions = [], []
        if self.stray_count:
            notes = [{"code": "STRAY_CELLS", "fields": {"count": self.stray_count, "row": self.first_stray}}]
        if self.hidden_rows and not self.hidden_decided:
            shown = ", ".join(map(str, self.hidden_rows[:10]))
            questions = [{"code": "HIDDEN_ROWS", "choices": ["include", "skip"], "fields": {
                "count": len(self.hidden_rows), "rows": shown}, "answer_with": "--set hidden-rows=include"}]
        formats = {}
        for (column, code), count in self.format_counts.items():
            formats.setdefault(column, {})[code] = count
        return {"notes": notes, "questions": questions, "formats": formats,
                "uncalculated": self.uncalculated, "epoch": self.epoch}


def _reach(row: dict) -> int:
    """How many columns the row really uses: a cell far to the right of all others is stray."""
    last = -1
    for column in sorted(column for column, (text, _) in row.items() if text):
        if column - last > STRAY_GAP:
            break
        last = column
    return last + 1

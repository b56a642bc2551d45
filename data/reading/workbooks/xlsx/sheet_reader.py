"""Turns the XML of one worksheet into rows of text cells."""

import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from data.reading.workbooks.cell_values import number_cell
from data.reading.workbooks.merged_cells import column_index, merged_of
from data.reading.workbooks.sheet_rows import SheetRows
from data.reading.workbooks.xml_stream import parse

column_number = lru_cache(maxsize=1 << 15)(column_index)


class Texts(Protocol):
    """Texts by their number."""

    def __getitem__(self, number: int, /) -> str: ...


class SheetReader:
    """Reads one sheet; `texts` are the shared texts, `formats` the number format of each style."""

    def __init__(self, texts: Texts, formats: list, epoch: int, settings: dict, mending, struck=()):
        self.struck = frozenset(struck)
        self.texts, self.formats, self.epoch, self.settings, self.mending = texts, formats, epoch, settings, mending
        self.row: dict = {}
        self.row_number, self.column, self.is_hidden = 0, -1, False
        self.cell: dict[str, str] = {}
        self.parts: list[str] = []
        self.wants_text = self.has_formula = self.in_hint = False

    def read(self, archive: zipfile.ZipFile, member: str, out: Path) -> dict:
        """Writes the cells to parquet; gives width, rows and facts."""
        self.out = SheetRows(out, self.settings, self.epoch, merged_of(archive, member))
        parse(archive, member, self._start, self._end, self._text)
        return self.out.close()

    def first_rows(self, archive: zipfile.ZipFile, member: str, sink) -> list:
        """The first rows of another sheet of the workbook, as far as `sink` (FirstRows) takes them."""
        self.out, self.row, self.row_number, self.column = sink, {}, 0, -1
        parse(archive, member, self._start, self._end, self._text)
        return sink.rows

    def _start(self, tag, attributes):
        if tag == "c":
            self.cell, self.has_formula = attributes, False
            self.parts = []
            reference = attributes.get("r")
            self.column = column_number(reference.rstrip("0123456789")) if reference else self.column + 1
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
                self.out.uncalculated.setdefault(self.column, self.row_number)
            return
        if kind == "s":
            self.row[self.column] = (self.texts[int(raw)], "t")
        elif kind == "n":
            self._number(raw)
        elif kind == "b":
            self.row[self.column] = ("TRUE" if raw == "1" else "FALSE", "b")
        else:
            self.row[self.column] = (self.mending.text(raw), {"e": "e", "d": "d"}.get(kind, "t"))

    def _number(self, raw):
        style = int(self.cell.get("s", 0))
        code = self.formats[style] if style < len(self.formats) else "General"
        self.row[self.column] = cell = number_cell(raw, code, self.epoch)
        if cell[1] != "d":
            self.out.format_counts[self.column, code] += 1

    def _end_row(self):
        self.out.add(self.row_number, self.row, self.is_hidden, self.row_number in self.struck)

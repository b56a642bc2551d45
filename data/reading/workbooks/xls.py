"""Reads the one table of an XLS workbook with its number formats, hidden rows and merged cells."""

import os
from contextlib import suppress
from pathlib import Path

import xlrd

from data.reading.mojibake import MojibakeRepair
from data.reading.text_table import ReadError
from data.reading.workbooks.cell_values import number_cell
from data.reading.workbooks.merged_cells import MergedCells, by_row
from data.reading.workbooks.sheet_choice import named_or_only
from data.reading.workbooks.sheet_rows import SheetRows
from data.reading.workbooks.xml_stream import StopReading


class Unreadable(Exception):
    """The workbook is of an old or odd kind that shows its values only."""


def read_old_book(path: Path, request: dict, out: Path) -> dict:
    """Writes the cells of one sheet to parquet; gives sheet, width, rows and facts. Raises Unreadable."""
    book = _open(path)
    found = [(sheet.name, is_shown(sheet), has_cells(sheet)) for sheet in book.sheets()]
    sheet = book.sheet_by_name(named_or_only(found, request["sheet"]))
    mending = MojibakeRepair(request["settings"])
    answer = XlsSheet(book, sheet, request["settings"], mending).read(out)
    answer["facts"]["garbled"] = mending.garbled
    return {"sheet": sheet.name} | answer


def first_rows_of_old(path: Path, sink) -> list:
    """For each sheet with cells: name, its first rows, how many rows it has, whether it is hidden."""
    book, found = _open(path), []
    for sheet in book.sheets():
        rows = sink()
        XlsSheet(book, sheet, {}, MojibakeRepair({})).hand_over(rows)
        found.append((sheet.name, rows.rows, sheet.nrows, not is_shown(sheet)))
    return [table for table in found if table[1]]


def _open(path: Path):
    try:
        with open(os.devnull, "w") as nowhere:
            return xlrd.open_workbook(str(path), formatting_info=True, ragged_rows=True, logfile=nowhere)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise ReadError("PASSWORD_PROTECTED") from error
        raise Unreadable from error
    except (MemoryError, ReadError):
        raise
    except Exception as error:  # xlrd meets damaged records with whatever fails first
        raise Unreadable from error


def is_shown(sheet) -> bool:
    """Whether a sheet is visible."""
    return sheet.visibility == 0


def has_cells(sheet) -> bool:
    """Whether a sheet holds anything."""
    return any(
        kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        for row in range(sheet.nrows)
        for kind in sheet.row_types(row)
    )


class XlsSheet:
    """Reads one sheet of an XLS."""

    def __init__(self, book, sheet, settings: dict, mending: MojibakeRepair):
        self.book, self.sheet, self.settings, self.mending = book, sheet, settings, mending
        self.epoch = 1904 if book.datemode else 1900
        self.empty_formulas: dict[int, int] = {}
        self.last_filled: dict[int, int] = {}

    def read(self, out: Path) -> dict:
        """Writes the cells to parquet; gives width, rows and facts."""
        merged = MergedCells(
            (left, top + 1, bottom) for top, bottom, left, _ in self.sheet.merged_cells if bottom - top > 1
        )
        merged.spans = by_row(
            (top + 1, left, right - 1) for top, _, left, right in self.sheet.merged_cells if right - left > 1
        )
        self.hand_over(SheetRows(out, self.settings, self.epoch, merged))
        # A formula nobody calculated is stored with an empty text, like one whose result is empty; so only where
        # nothing follows in the whole column.
        self.out.uncalculated = {
            column: row for column, row in self.empty_formulas.items() if self.last_filled.get(column, 0) < row
        }
        return self.out.close()

    def hand_over(self, rows) -> None:
        """Gives rows to `rows` (BookRows or FirstRows) until it has enough."""
        self.out = rows
        with suppress(StopReading):
            for number in range(self.sheet.nrows):
                info = self.sheet.rowinfo_map.get(number)
                rows.add(number + 1, self._row(number), bool(info and info.hidden), self._is_struck(number))

    def _is_struck(self, number: int) -> bool:
        """Whether all filled cells of a row are struck through."""
        with suppress(AttributeError, IndexError, TypeError):
            cells = [cell for cell in self.sheet.row(number) if cell.value != ""]
            fonts = [self.book.font_list[self.book.xf_list[cell.xf_index].font_index] for cell in cells]
            return bool(fonts) and all(font.struck_out for font in fonts)
        return False

    def _row(self, number: int) -> dict:
        row = {}
        for column, cell in enumerate(self.sheet.row(number)):
            if cell.ctype == xlrd.XL_CELL_TEXT and cell.value == "":
                self.empty_formulas.setdefault(column, number + 1)
            elif cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                row[column] = self._cell(column, cell)
                self.last_filled[column] = number + 1
        return row

    def _cell(self, column: int, cell) -> tuple:
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return self.mending.text(cell.value), "t"
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE", "b"
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#VALUE!"), "e"
        code = self._format(cell.xf_index)
        found = number_cell(repr(float(cell.value)), code, self.epoch)
        if found[1] != "d":
            self.out.format_counts[column, code] += 1
        return found

    def _format(self, style: int | None) -> str:
        try:
            return self.book.format_map[self.book.xf_list[style].format_key].format_str
        except (KeyError, IndexError, TypeError):
            return "General"

"""Reads the one table of an ODS workbook with its number formats, hidden rows and merged cells."""

import re
import zipfile
from datetime import timedelta
from pathlib import Path

from data.reading.archive import check_members
from data.reading.limits import COLUMNS
from data.reading.mojibake import MojibakeRepair
from data.reading.text_table import ReadError
from data.reading.workbooks.cell_values import format_kind, number_cell, number_text
from data.reading.workbooks.merged_cells import HEAD_ROWS
from data.reading.workbooks.ods_styles import Styles, read_styles
from data.reading.workbooks.sheet_choice import named_or_only
from data.reading.workbooks.sheet_rows import REMARK_CHARACTERS, REMARK_ROWS, SheetRows
from data.reading.workbooks.xml_stream import StopReading, parse

CONTENT = "content.xml"
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
DURATION = re.compile(r"(-)?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+|#¡.*!|#N/[AD]")
REPEATED = "table:number-{}-repeated"


def read_open_document(path: Path, request: dict, out: Path) -> dict:
    """Writes the cells of one sheet to parquet; gives sheet, width, rows and facts."""
    settings = request["settings"]
    mending = MojibakeRepair(settings)
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            name = named_or_only(tables(archive), request["sheet"])
            rows = SheetRows(out, settings, 1900)
            OdsSheet(read_styles(archive), name, rows, mending).read(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("DAMAGED_FILE") from error
    answer = rows.close()
    answer["facts"]["garbled"] = mending.garbled
    return {"sheet": name} | answer


def first_rows_of_tables(path: Path, sink) -> list:
    """For each sheet with cells: name, its first rows, whether it is hidden."""
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            for name, is_shown, is_filled in tables(archive):
                rows = sink()
                if is_filled:
                    OdsSheet(read_styles(archive), name, rows, MojibakeRepair({})).read(archive)
                    found.append((name, rows.rows, not is_shown))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("DAMAGED_FILE") from error
    return [table for table in found if table[1]]


def tables(archive: zipfile.ZipFile) -> list:
    """The sheets in order: (name, whether it is shown, whether it holds cells)."""
    styles, found, depth = Styles(), [], [0]

    def _start(tag, attributes):
        if tag == "table":
            depth[0] += 1
            if depth[0] == 1:
                shown = attributes.get("table:style-name") not in styles.hidden_tables
                found.append([attributes.get("table:name", ""), shown, False])
        elif tag == "table-cell" and depth[0] == 1:
            found[-1][2] = found[-1][2] or "office:value-type" in attributes or "table:formula" in attributes
        elif tag in ("style", "table-properties"):
            styles.start(tag, attributes)

    def _end(tag):
        depth[0] -= tag == "table"

    parse(archive, CONTENT, _start, _end)
    return found


class OdsSheet:
    """Reads one sheet:
    hands its rows to `rows` (BookRows or anything with add, merged, format_counts, uncalculated)."""

    def __init__(self, styles: Styles, name: str, rows, mending: MojibakeRepair):
        self.styles, self.name, self.rows, self.mending = styles, name, rows, mending
        self.depth, self.is_inside, self.number, self.column = 0, False, 0, 0
        self.columns: list[str | None] = []
        self.row: dict[int, tuple] = {}
        self.row_tag, self.cell = dict[str, str](), dict[str, str]()
        self.path, self.parts, self.paragraphs = list[str](), list[str](), list[str]()
        self.is_text = False
        self.filled = self.struck = 0

    def read(self, archive: zipfile.ZipFile) -> None:
        """Reads up to the end of the sheet."""
        parse(archive, CONTENT, self._start, self._end, self._text)

    def _start(self, tag, attributes):
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.is_inside, self.number = attributes.get("table:name", "") == self.name, 0
        elif not self.is_inside:
            self.styles.start(tag, attributes)
        elif self.depth == 1:
            self._start_inside(tag, attributes)
        self.path.append(tag)

    def _start_inside(self, tag, attributes):
        if tag == "table-column":
            times = min(int(attributes.get(REPEATED.format("columns"), 1)), MOST_COLUMNS)
            if attributes.get("table:visibility") in ("collapse", "filter"):
                self.rows.hidden_columns += range(len(self.columns), len(self.columns) + min(times, COLUMNS))
            self.columns += [attributes.get("table:default-cell-style-name")] * times
        elif tag == "table-row":
            self.row, self.row_tag, self.column = {}, attributes, 0
            self.filled = self.struck = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.cell, self.paragraphs = attributes, []
        elif tag == "p" and self.path[-1] in ("table-cell", "annotation"):  # not that of a picture
            self.parts, self.is_text = [], True
        elif self.is_text:
            self._start_text(tag, attributes)

    def _start_text(self, tag, attributes):
        if tag == "s":
            self.parts.append(" " * min(int(attributes.get("text:c", 1)), 32_768))
        elif tag in ("tab", "line-break"):
            self.parts.append("\t" if tag == "tab" else "\n")

    def _text(self, characters):
        if not self.is_inside:
            self.styles.text(characters)
        elif self.is_text and self.depth == 1:
            self.parts.append(characters)

    def _end(self, tag):
        self.path.pop()
        if tag == "table":
            self.depth -= 1
            if self.depth == 0 and self.is_inside:
                raise StopReading
        elif not self.is_inside:
            self.styles.end(tag)
        elif self.depth == 1:
            self._end_inside(tag)

    def _end_inside(self, tag):
        if tag == "p" and self.is_text and self.path[-1] in ("table-cell", "annotation"):
            self.is_text = False
            if self.path[-1] == "table-cell":
                self.paragraphs.append("".join(self.parts))
            elif self.number < REMARK_ROWS:
                self.rows.remarks.append([self.number + 1, self.column, "".join(self.parts)[-REMARK_CHARACTERS:]])
        elif tag == "table-cell":
            self._end_cell()
        elif tag == "covered-table-cell":
            self.column += int(self.cell.get(REPEATED.format("columns"), 1))
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self):
        times = int(self.cell.get(REPEATED.format("columns"), 1))
        cell = self._value()
        if cell:
            for column in range(self.column, min(self.column + times, MOST_COLUMNS)):
                self.row[column] = cell
            self.filled += 1
            self.struck += self.styles.is_struck(self._style())
        self._note_span()
        self.column += times

    def _note_span(self):
        down = int(self.cell.get("table:number-rows-spanned", 1))
        across = int(self.cell.get("table:number-columns-spanned", 1))
        if across > 1 and self.number < HEAD_ROWS:
            self.rows.merged.spans.setdefault(self.number + 1, []).append([self.column, self.column + across - 1])
        if down > 1:
            self.rows.merged.add(self.column, self.number + 1, self.number + down)

    def _value(self) -> tuple | None:
        kind = self.cell.get("office:value-type")
        if kind in ("float", "percentage", "currency"):
            return self._number(kind)
        if kind == "date":
            return re.sub(r"(T00:00:00)?(\.0+)?$", "", self._said("date-value")), "d"
        if kind == "time":
            return _duration(self._said("time-value")), "t"
        if kind == "boolean":
            return self._said("boolean-value").upper(), "b"
        return self._words(kind)

    def _said(self, name: str) -> str:
        """An attribute with the value of the cell; noted as not calculated when it is missing."""
        if f"office:{name}" not in self.cell:
            self.rows.uncalculated.setdefault(self.column, self.number + 1)
        return self.cell.get(f"office:{name}", "")

    def _words(self, kind: str | None) -> tuple | None:
        text, has_formula = "\n".join(self.paragraphs), "table:formula" in self.cell
        if self.cell.get("calcext:value-type") == "error" or (has_formula and ERROR.fullmatch(text)):
            return text, "e"
        text = self.cell.get("office:string-value") or text
        if not text and has_formula and kind is None:
            self.rows.uncalculated.setdefault(self.column, self.number + 1)
        return (self.mending.text(text), "t") if text else None

    def _number(self, kind: str) -> tuple | None:
        raw = self._said("value")
        if not raw:
            return None
        code = self._code(kind)
        self.rows.format_counts[self.column, code] += 1
        return number_cell(raw, code, 1900) if format_kind(code) in "p" else (number_text(raw), _kind(code))

    def _code(self, kind: str) -> str:
        """The format code of a number, from its type, its own style, that of its row or its column."""
        if kind == "percentage":
            return "0%"
        if kind == "currency" and "office:currency" in self.cell:
            return f"[${self.cell['office:currency']}]0.00"
        code = self.styles.code(self._style())
        return code if format_kind(code) not in "dep" else "General"

    def _style(self) -> str | None:
        default = self.columns[self.column] if self.column < len(self.columns) else None
        return self.cell.get("table:style-name") or self.row_tag.get("table:default-cell-style-name") or default

    def _end_row(self):
        times = int(self.row_tag.get(REPEATED.format("rows"), 1))
        hidden = self.row_tag.get("table:visibility") in ("collapse", "filter")
        if self.row or times == 1:
            if self.number + times > MOST_ROWS:
                raise ReadError("TOO_LARGE")
            for number in range(self.number + 1, self.number + times + 1):
                self.rows.add(number, dict(self.row), hidden, bool(self.filled) and self.filled == self.struck)
        self.number += times


def _kind(code: str) -> str:
    return format_kind(code) if format_kind(code) not in "de" else "n"


def _duration(text: str) -> str:
    found = DURATION.fullmatch(text)
    if not found:
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return (found[1] or "") + str(timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))

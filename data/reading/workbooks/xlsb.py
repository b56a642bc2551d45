"""Reads the one table of an XLSB workbook, or of an XLS of an odd kind: their values, and nothing else."""

import zipfile
from contextlib import suppress
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.reading.archive import check_members
from data.reading.limits import COLUMNS
from data.reading.mojibake import is_garbled, repaired
from data.reading.parquet_writer import TableWriter
from data.reading.text_table import ReadError
from data.reading.workbooks.cell_values import value_cell
from data.reading.workbooks.sheet_choice import only_sheet
from data.reading.workbooks.xml_stream import StopReading


def read_other_book(path: Path, request: dict, out: Path) -> dict:
    """Writes the cells of one sheet to parquet; gives sheet, width, rows and facts."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
    try:
        book = CalamineWorkbook.from_path(str(path))
        name = _choose(book, request["sheet"])
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise ReadError("PASSWORD_PROTECTED" if "assword" in str(error) else "DAMAGED_FILE") from error
    settings = request["settings"]
    return {"sheet": name} | _write(rows, settings.get("mojibake"), out)


def first_values(path: Path, sink) -> list:
    """For each sheet with cells: name, its first rows, whether it is hidden."""
    try:
        book, found = CalamineWorkbook.from_path(str(path)), []
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                rows = sink()
                _hand_over(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False), rows)
                found.append((sheet.name, rows.rows, sheet.visible != SheetVisibleEnum.Visible))
    except CalamineError as error:
        raise ReadError("PASSWORD_PROTECTED" if "assword" in str(error) else "DAMAGED_FILE") from error
    return [table for table in found if table[1]]


def _hand_over(values: list, rows) -> None:
    with suppress(StopReading):
        for number, row in enumerate(values, 1):
            rows.add(number, {column: value_cell(value) for column, value in enumerate(row)})


def _choose(book: CalamineWorkbook, chosen: str | None) -> str:
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if chosen in book.sheet_names:
        return chosen
    filled = [name for name in names if book.get_sheet_by_name(name).height]
    return only_sheet(filled, chosen, lambda name: name)


def _write(rows: list, mojibake: str | None, out: Path) -> dict:
    width = max((_filled(row) for row in rows), default=0)
    if width > COLUMNS:
        raise ReadError("TOO_MANY_COLUMNS", columns=width, limit=COLUMNS)
    writer, garbled = TableWriter(out, width), False
    for first in range(0, len(rows), writer.rows_per_chunk):
        chunk = [[value_cell(value) for value in row[:width]] for row in rows[first : first + writer.rows_per_chunk]]
        texts = [[text for text, _ in row] for row in chunk]
        garbled = garbled or any(is_garbled(text) for row in texts for text in row)
        if mojibake == "repair":
            texts = [list(map(repaired, row)) for row in texts]
        writer.write(
            range(first + 1, first + 1 + len(chunk)), texts, ["".join(kind for _, kind in row) for row in chunk]
        )
    writer.close()
    return {
        "width": width,
        "rows": writer.rows,
        "facts": {
            "notes": [{"code": "FORMATS_UNSEEN", "fields": {}}],
            "questions": [],
            "formats": {},
            "uncalculated": {},
            "epoch": 1900,
            "garbled": garbled and mojibake is None,
        },
    }


def _filled(row: list) -> int:
    return max((i + 1 for i, value in enumerate(row) if value not in ("", None)), default=0)

"""One XLSX workbook."""

import re
import zipfile
from pathlib import Path

from data.reading.archive import check_members
from data.reading.mojibake import MojibakeRepair
from data.reading.text_table import ReadError
from data.reading.workbooks.merged_cells import merged_of
from data.reading.workbooks.sheet_choice import choose_sheet
from data.reading.workbooks.xlsx.beside_cells import heading_remarks, hidden_columns, struck_rows
from data.reading.workbooks.xlsx.bulk_sheet import PlainSheet
from data.reading.workbooks.xlsx.bulk_tags import NotPlainXml
from data.reading.workbooks.xlsx.package_parts import Sheet, cell_formats, sheets
from data.reading.workbooks.xlsx.shared_strings import shared_texts
from data.reading.workbooks.xlsx.sheet_reader import SheetReader

COUNTED_BYTES = 64 << 20


def read_workbook(path: Path, request: dict, out: Path) -> dict:
    """Writes the cells of one sheet to parquet; gives sheet, width, rows and facts."""
    settings = request["settings"]
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            found, is_1904 = sheets(archive)
            sheet = choose_sheet(archive, found, request["sheet"])
            answer = _read_sheet(archive, sheet, 1904 if is_1904 else 1900, settings, out)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("DAMAGED_FILE") from error
    return {"sheet": sheet.name} | answer


def _read_sheet(archive: zipfile.ZipFile, sheet: Sheet, epoch: int, settings: dict, out: Path) -> dict:
    formats, mending = cell_formats(archive), MojibakeRepair(settings)
    texts = mending.texts(shared_texts(archive))
    how = (formats, epoch, settings, mending, struck_rows(archive, sheet.member))
    try:
        answer = PlainSheet(texts, *how).read(archive, sheet.member, out)
    except NotPlainXml:
        answer = SheetReader(texts.to_pylist(), *how).read(archive, sheet.member, out)
    answer["facts"] |= {"garbled": mending.garbled, "remarks": heading_remarks(archive, sheet.member)}
    answer["facts"]["hidden_columns"] = hidden_columns(archive, sheet.member)
    return answer


def first_rows_of_sheets(path: Path, sink) -> list:
    """For each sheet with cells: name, its first rows, how many rows it has (None: not counted),
    whether it is hidden."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            found, is_1904 = sheets(archive)
            reader = SheetReader(
                _Texts(shared_texts(archive)), cell_formats(archive), 1904 if is_1904 else 1900, {}, MojibakeRepair({})
            )
            rows = {
                sheet.name: reader.first_rows(archive, sheet.member, _sink(archive, sheet, sink)) for sheet in found
            }
            return [
                (s.name, rows[s.name], _count_rows(archive, s.member), not s.visible) for s in found if rows[s.name]
            ]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("DAMAGED_FILE") from error


def _sink(archive: zipfile.ZipFile, sheet: Sheet, sink):
    """A sink that knows the merged cells, where the sheet is small enough to look for them."""
    rows = sink()
    if archive.getinfo(sheet.member).file_size <= COUNTED_BYTES:
        rows.merged = merged_of(archive, sheet.member)
    return rows


class _Texts:
    """The shared texts by number, made one by one: only few are looked at."""

    def __init__(self, texts):
        self.texts = texts

    def __getitem__(self, number: int) -> str:
        return self.texts[number].as_py()


def _count_rows(archive: zipfile.ZipFile, member: str) -> int | None:
    if archive.getinfo(member).file_size > COUNTED_BYTES:
        return None
    rows = re.split(rb"<row[ >]", archive.read(member))[1:]
    return sum(b"</v>" in row or b"</t>" in row for row in rows) or None

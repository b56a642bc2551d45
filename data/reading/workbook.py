"""Reads the one table of an XLSX workbook, as far as its cells reach."""

import re
import shlex
import zipfile
from pathlib import Path

from data.reading.bookparts import Sheet, cell_formats, sheets
from data.reading.markup import Enough, parse
from data.reading.mending import Mending
from data.reading.merged import merged_of
from data.reading.plainsheet import PlainSheet
from data.reading.sharedtexts import shared_texts
from data.reading.sheet import SheetReader
from data.reading.table import Refused
from data.reading.tags import Odd
from data.reading.unpack import check_members

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
        raise Refused("DAMAGED_FILE") from error
    return {"sheet": sheet.name} | answer


def _read_sheet(archive: zipfile.ZipFile, sheet: Sheet, epoch: int, settings: dict, out: Path) -> dict:
    formats, mending = cell_formats(archive), Mending(settings)
    texts = mending.texts(shared_texts(archive))
    try:
        answer = PlainSheet(texts, formats, epoch, settings, mending).read(archive, sheet.member, out)
    except Odd:
        answer = SheetReader(texts.to_pylist(), formats, epoch, settings, mending).read(archive, sheet.member, out)
    answer["facts"]["garbled"] = mending.garbled
    return answer


def first_rows_of_sheets(path: Path, sink) -> list:
    """For each sheet with cells: name, its first rows, how many rows it has (None: not counted),
    whether it is hidden."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            found, is_1904 = sheets(archive)
            reader = SheetReader(
                _Texts(shared_texts(archive)), cell_formats(archive), 1904 if is_1904 else 1900, {}, Mending({})
            )
            rows = {
                sheet.name: reader.first_rows(archive, sheet.member, _sink(archive, sheet, sink)) for sheet in found
            }
            return [
                (s.name, rows[s.name], _count_rows(archive, s.member), not s.visible) for s in found if rows[s.name]
            ]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("DAMAGED_FILE") from error


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


def choose_sheet(archive: zipfile.ZipFile, found: list[Sheet], chosen: str | None) -> Sheet:
    """The sheet asked for, or the only one shown that holds cells; asks when there are several."""
    named = [s for s in found if s.name == chosen] or [
        s for s in found if chosen and s.name.casefold() == chosen.casefold()
    ]
    if named:
        return named[0]
    filled = [s for s in found if s.visible and _has_cells(archive, s.member)]
    return only_sheet(filled, chosen, lambda sheet: sheet.name)


def only_sheet(filled: list, chosen: str | None, name_of):
    """The one filled sheet; refuses none, asks when there are several."""
    names = tuple(map(name_of, filled))
    if chosen and len(filled) > 1:
        raise Refused("UNKNOWN_SHEET", sheet=chosen, names=", ".join(names))
    if not filled:
        raise Refused("NO_ROWS")
    if len(filled) > 1:
        raise Refused("SEVERAL_SHEETS", names, f"--sheet {shlex.quote(names[0])}", names=", ".join(names))
    return filled[0]


def named_or_only(found: list, chosen: str | None) -> str:
    """The name of the sheet asked for, or of the only one shown that holds cells, among (name, is shown, has cells)."""
    named = [name for name, _, _ in found if name == chosen] or [
        name for name, _, _ in found if chosen and name.casefold() == chosen.casefold()
    ]
    return named[0] if named else only_sheet([n for n, shown, filled in found if shown and filled], chosen, str)


def _has_cells(archive: zipfile.ZipFile, member: str) -> bool:
    seen = []

    def start(tag, _):
        if tag in ("v", "is"):
            seen.append(tag)
            raise Enough

    parse(archive, member, start)
    return bool(seen)

"""The one sheet meant, or the question."""

import zipfile

from data.import_options import SHEET
from data.reading.text_table import ReadError
from data.reading.workbooks.xlsx.package_parts import Sheet
from data.reading.workbooks.xml_stream import StopReading, parse


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
        raise ReadError("UNKNOWN_SHEET", sheet=chosen, names=", ".join(names))
    if not filled:
        raise ReadError("NO_ROWS")
    if len(filled) > 1:
        raise ReadError("SEVERAL_SHEETS", names, SHEET, names=", ".join(names))
    return filled[0]


def named_or_only(found: list, chosen: str | None) -> str:
    """The name of the sheet asked for, or of the only one shown that holds cells, among (name, is shown, has cells)."""
    named = [name for name, _, _ in found if name == chosen] or [
        name for name, _, _ in found if chosen and name.casefold() == chosen.casefold()
    ]
    return named[0] if named else only_sheet([n for n, shown, filled in found if shown and filled], chosen, str)


def _has_cells(archive: zipfile.ZipFile, member: str) -> bool:
    seen = []

    def _start(tag, _):
        if tag in ("v", "is"):
            seen.append(tag)
            raise StopReading

    parse(archive, member, _start)
    return bool(seen)

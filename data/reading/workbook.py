"""Reads the one table of an XLSX workbook, as far as its cells reach."""

import shlex
import zipfile
from pathlib import Path

from data.reading.bookparts import Sheet, cell_formats, shared_texts, sheets
from data.reading.garbled import is_garbled, repaired
from data.reading.markup import Enough, parse
from data.reading.sheet import SheetReader
from data.reading.table import Refused
from data.reading.unpack import check_members


def read_workbook(path: Path, request: dict, out: Path) -> dict:
    """Writes the cells of one sheet to parquet; gives sheet, width, rows and facts."""
    settings = request["settings"]
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            found, is_1904 = sheets(archive)
            sheet = choose_sheet(archive, found, request["sheet"])
            texts = shared_texts(archive)
            garbled = any(map(is_garbled, texts)) and "mojibake" not in settings
            if settings.get("mojibake") == "repair":
                texts = list(map(repaired, texts))
            reader = SheetReader(texts, cell_formats(archive), 1904 if is_1904 else 1900, settings)
            answer = reader.read(archive, sheet.member, out)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("DAMAGED_FILE") from error
    answer["facts"]["garbled"] = garbled
    return {"sheet": sheet.name} | answer


def choose_sheet(archive: zipfile.ZipFile, found: list[Sheet], chosen: str | None) -> Sheet:
    """The sheet asked for, or the only one shown that holds cells; asks when there are several."""
    named = [s for s in found if s.name == chosen] or [
        s for s in found if chosen and s.name.casefold() == chosen.casefold()]
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


def _has_cells(archive: zipfile.ZipFile, member: str) -> bool:
    seen = []

    def start(tag, _):
        if tag in ("v", "is"):
            seen.append(tag)
            raise Enough

    parse(archive, member, start)
    return bool(seen)

"""The parts of an XLSX around its sheets: the list of sheets, shared texts, number formats."""

import posixpath
import zipfile
from dataclasses import dataclass

from data.reading.workbooks.cell_values import BUILTIN
from data.reading.workbooks.xml_stream import attribute, parse


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its name, its member of the archive, and whether it is shown."""

    name: str
    member: str
    visible: bool


def sheets(archive: zipfile.ZipFile) -> tuple[list[Sheet], bool]:
    """The worksheets in order (no chart sheets), and whether dates count from 1904."""
    members, found, book = _worksheet_members(archive), [], {"is_1904": False}

    def _start(tag, attributes):
        if tag == "workbookPr":
            book["is_1904"] |= attribute(attributes, "date1904") in ("1", "true")
        elif tag == "sheet" and (member := members.get(attributes.get("r:id") or attribute(attributes, "id"))):
            found.append(Sheet(attributes.get("name", ""), member, attributes.get("state", "visible") == "visible"))

    parse(archive, "xl/workbook.xml", _start)
    return found, book["is_1904"]


def _worksheet_members(archive: zipfile.ZipFile) -> dict:
    members = {}

    def _start(tag, attributes):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            members[attributes.get("Id")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )

    parse(archive, "xl/_rels/workbook.xml.rels", _start)
    return members


def cell_formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style, by number of the style."""
    own, styles, state = {}, [], {"cells": False}

    def _start(tag, attributes):
        if tag == "numFmt":
            own[int(attributes["numFmtId"])] = attributes.get("formatCode", "General")
        elif tag == "cellXfs":
            state["cells"] = True
        elif tag == "xf" and state["cells"]:
            styles.append(int(attributes.get("numFmtId", 0)))

    def _end(tag):
        if tag == "cellXfs":
            state["cells"] = False

    if "xl/styles.xml" in archive.namelist():
        parse(archive, "xl/styles.xml", _start, _end)
    return [own.get(number) or BUILTIN.get(number, "General") for number in styles]

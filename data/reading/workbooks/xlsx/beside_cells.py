"""What an XLSX says beside its cells: remarks on the first rows, and rows that are struck through."""

import posixpath
import re
import zipfile

from data.reading.limits import COLUMNS
from data.reading.workbooks.merged_cells import column_index
from data.reading.workbooks.sheet_rows import REMARK_CHARACTERS, REMARK_ROWS
from data.reading.workbooks.xml_stream import StopReading, parse

BOILERPLATE = re.compile(r"^\[[^\]]*\].*?\n\s*\w[^\n:]*:\s*", re.DOTALL)  # before the text of a comment with answers


def heading_remarks(archive: zipfile.ZipFile, member: str) -> list:
    """Row, column and text of the comments on cells of the first rows."""
    found: list[list] = []
    parts: list[str] = []
    state = {"row": 0, "column": 0, "text": False}

    def _start(tag, attributes):
        if tag == "comment":
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", attributes.get("ref", "A0")).groups()
            state.update(row=int(row), column=column_index(letters))
            parts.clear()
        state["text"] = tag == "t"

    def _end(tag):
        state["text"] = False
        if tag == "comment" and 0 < state["row"] <= REMARK_ROWS:
            text = BOILERPLATE.sub("", "".join(parts).strip(), count=1)
            found.append([state["row"], state["column"], text[-REMARK_CHARACTERS:]])

    def _text(characters):
        if state["text"]:
            parts.append(characters)

    if name := _comments_of(archive, member):
        parse(archive, name, _start, _end, _text)
    return found


def _comments_of(archive: zipfile.ZipFile, member: str) -> str | None:
    folder, name = posixpath.split(member)
    relations, found = f"{folder}/_rels/{name}.rels", []

    def _start(tag, attributes):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/comments"):
            target = attributes.get("Target", "")
            found.append(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))

    there = set(archive.namelist())
    if relations in there:
        parse(archive, relations, _start)
    return next((name for name in map(posixpath.normpath, found) if name in there), None)


def struck_rows(archive: zipfile.ZipFile, member: str) -> list[int]:
    """The rows all of whose filled cells are struck through."""
    styles = _struck_styles(archive)
    found: list[int] = []
    state = {"row": 0, "cells": 0, "struck": 0, "is_struck": False}

    def _start(tag, attributes):
        if tag == "row":
            state.update(row=int(attributes.get("r", state["row"] + 1)), cells=0, struck=0)
        elif tag == "c":
            state["is_struck"] = int(attributes.get("s", 0)) in styles
        elif tag in ("v", "is"):
            state["cells"] += 1
            state["struck"] += state["is_struck"]

    def _end(tag):
        if tag == "row" and state["cells"] and state["cells"] == state["struck"]:
            found.append(state["row"])

    if styles:
        parse(archive, member, _start, _end)
    return found


def _struck_styles(archive: zipfile.ZipFile) -> set[int]:
    """The numbers of the cell styles whose font is struck through."""
    fonts, styles, state = [], [], {"fonts": False, "cells": False}

    def _start(tag, attributes):
        if tag in ("fonts", "cellXfs"):
            state["fonts" if tag == "fonts" else "cells"] = True
        elif tag == "font" and state["fonts"]:
            fonts.append(False)
        elif tag == "strike" and state["fonts"] and fonts:
            fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "xf" and state["cells"]:
            styles.append(int(attributes.get("fontId", 0)))

    def _end(tag):
        if tag in ("fonts", "cellXfs"):
            state["fonts" if tag == "fonts" else "cells"] = False

    if "xl/styles.xml" in archive.namelist():
        parse(archive, "xl/styles.xml", _start, _end)
    return {i for i, font in enumerate(styles) if font < len(fonts) and fonts[font]}


def hidden_columns(archive: zipfile.ZipFile, member: str) -> list[int]:
    """The places (0: the first) of the columns that are not shown."""
    found: list[int] = []

    def _start(tag, attributes):
        if tag == "col" and attributes.get("hidden") in ("1", "true"):
            found.extend(range(int(attributes.get("min", 1)) - 1, min(int(attributes.get("max", 1)), COLUMNS)))
        elif tag == "sheetData":
            raise StopReading

    parse(archive, member, _start)
    return found

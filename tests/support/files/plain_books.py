"""Workbooks drawn at random, written in many ways, and read by both readers."""

import io
import re
import zipfile

import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import strategies as st

from data.reading.mojibake import MojibakeRepair
from data.reading.text_table import ReadError
from data.reading.workbooks.xlsx.bulk_sheet import PlainSheet
from data.reading.workbooks.xlsx.bulk_tags import NotPlainXml
from data.reading.workbooks.xlsx.package_parts import cell_formats
from data.reading.workbooks.xlsx.shared_strings import shared_texts
from data.reading.workbooks.xlsx.sheet_reader import SheetReader

MEMBER = "xl/worksheets/sheet1.xml"
FORMATS = [
    "General",
    "0",
    "0.00",
    "0%",
    "0.0%",
    "00000",
    "dd/mm/yyyy",
    "yyyy-mm-dd hh:mm",
    "h:mm",
    "[h]:mm",
    '#,##0.00 "€"',
    "[$EUR] #,##0.00",
    "mmm-yy",
    "@",
    "000",
    "[Red]0.0",
    "0.00E+00",
]
TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=12
) | st.sampled_from(
    [
        "",
        " ",
        "a & b",
        "<x>",
        "Ã©",
        "0007",
        "=1+1",
        "line\nbreak",
        "é",
        "hidden",
        "it's",
        '"quoted"',
        "&amp;",
        "]]>",
        "_x000D_",
    ]
)
NUMBERS = st.one_of(
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**17), 10**17),
    st.decimals(-9999, 9999, places=2).map(float),
    st.floats(0, 3e6),
    st.sampled_from([0, -0.0, 0.1 + 0.2, 60, 59.5, 1e15, 1e16, 123456789012345.6, 2.5e-7, 1 / 3, 2958465.9999999]),
)
CELL = st.one_of(
    st.none(),
    st.tuples(st.just("text"), TEXTS),
    st.tuples(st.just("number"), NUMBERS),
    st.tuples(st.just("yes"), st.booleans()),
    st.tuples(st.just("formula"), st.one_of(st.just(""), NUMBERS, TEXTS.filter(bool))),
)
ROWS = st.lists(st.lists(st.tuples(CELL, st.integers(0, len(FORMATS) - 1)), max_size=5), min_size=1, max_size=12)


def book_of(rows: list, hidden: set = frozenset(), far: int = 0) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format({"num_format": code}) for code in FORMATS]
        for r, row in enumerate(rows):
            if r in hidden:
                sheet.set_row(r, options={"hidden": True})
            for c, (cell, style) in enumerate(row):
                _write(sheet, r, c, cell, formats[style])
        if far:
            sheet.write(len(rows), far, "far away")
    return file.getvalue()


def _write(sheet, r, c, cell, form):
    if cell is None:
        sheet.write_blank(r, c, None, form)
    elif cell[0] == "text":
        sheet.write_string(r, c, cell[1], form)
    elif cell[0] == "number":
        sheet.write_number(r, c, cell[1], form)
    elif cell[0] == "yes":
        sheet.write_boolean(r, c, cell[1], form)
    else:
        sheet.write_formula(r, c, "=A1", form, cell[1])


def changed(book: bytes, change, member: str = MEMBER) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == member else content)
    return file.getvalue()


def both_ways(book: bytes, folder, epoch: int = 1900, **said):
    """What the two readers give: (columns, facts) each; None where the bulk reader leaves it to the other."""
    found = []
    said = {name.replace("_", "-"): value for name, value in said.items()}
    for reader, prepare in ((PlainSheet, lambda texts: texts), (SheetReader, lambda texts: texts.to_pylist())):
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            mending = MojibakeRepair(said)
            texts = prepare(mending.texts(shared_texts(archive)))
            out = folder / "out.parquet"
            try:
                answer = reader(texts, cell_formats(archive), epoch, said, mending).read(archive, MEMBER, out)
                found.append((pq.read_table(out).to_pydict(), answer, mending.garbled))
            except NotPlainXml:
                found.append(None)
            except (ReadError, ValueError):
                found.append("damaged")
    return found


def assert_same(book: bytes, folder, **said):
    plain, slow = both_ways(book, folder, **said)
    assert plain is not None or is_empty(book), "left to the other reader"
    assert plain is None or plain == slow


def is_empty(book: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return re.search(rb"<sheetData ?/>", archive.read(MEMBER)) is not None

"""Workbooks and archives made by hand."""

import gzip
import io
import zipfile
from datetime import date

import xlsxwriter
import xlwt
from hostile_case import GOOD, HEAD, text


def book(change=None, rows=GOOD, first: int = 0, **options):
    """Makes a workbook with numbers and dates in their cells; change(book, sheet) does the rest."""

    def build() -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, **options}) as made:
            sheet = made.add_worksheet("Data")
            day = made.add_format({"num_format": "yyyy-mm-dd"})
            sheet.write_row(first, 0, HEAD)
            for number, row in enumerate(rows, first + 1):
                _write(sheet, number, row, day)
            if change:
                change(made, sheet)
        return out.getvalue()

    return build


def _write(sheet, number: int, row: tuple, day) -> None:
    for place, cell in enumerate(row):
        if HEAD[place] == "compensation" and cell:
            sheet.write_number(number, place, float(cell))
        elif HEAD[place].endswith("_on") and cell:
            sheet.write_datetime(number, place, date.fromisoformat(cell), day)
        elif cell:
            sheet.write_string(number, place, cell)


def rewritten(build, member: str, change):
    """The workbook with one member of its archive changed."""

    def again() -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(build())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, change(old.read(name)) if name == member else old.read(name))
        return out.getvalue()

    return again


def old_book() -> bytes:
    """An XLS workbook."""
    out, made = io.BytesIO(), xlwt.Workbook()
    sheet, day = made.add_sheet("Data"), xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for place, heading in enumerate(HEAD):
        sheet.write(0, place, heading)
    for number, row in enumerate(GOOD, 1):
        for place, cell in enumerate(row):
            if HEAD[place] == "compensation":
                sheet.write(number, place, float(cell))
            elif HEAD[place].endswith("_on") and cell:
                sheet.write(number, place, date.fromisoformat(cell), day)
            elif cell:
                sheet.write(number, place, cell)
    made.save(out)
    return out.getvalue()


def open_document() -> bytes:
    """An ODS workbook, with repeated cells and rows far below."""

    def cell(place: int, shown: str) -> str:
        if HEAD[place] == "compensation":
            return f'<table:table-cell office:value-type="float" office:value="{shown}"/>'
        if HEAD[place].endswith("_on") and shown:
            return f'<table:table-cell office:value-type="date" office:date-value="{shown}"/>'
        return (
            f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'
            if shown
            else "<table:table-cell/>"
        )

    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{h}</text:p></table:table-cell>' for h in HEAD
    )
    lines = "".join(
        f"<table:table-row>{''.join(cell(i, c) for i, c in enumerate(row))}</table:table-row>" for row in GOOD
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="Data"><table:table-row>{head}</table:table-row>{lines}<table:table-row '
        'table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def archive(files: dict) -> bytes:
    """A zip archive of name → content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def locked() -> bytes:
    """A zip archive whose member says that it needs a password."""
    made = bytearray(archive({"a.csv": text()}))
    made[6] |= 1
    made[made.find(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def packed(content, times: int = 1) -> bytes:
    """The content in gzip, some times over."""
    content = content if isinstance(content, bytes) else content.encode("utf-8")
    return packed(gzip.compress(content), times - 1) if times > 1 else gzip.compress(content)

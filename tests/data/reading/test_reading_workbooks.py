"""Workbooks become the same cells: shown sheets, merged and hidden cells, other formats, what is refused."""

import io
import re
import zipfile

import duckdb
import xlsxwriter
from test_reading import cells, read, row_numbers, zipped

from data.commands.output import answer_with


def workbook(fill) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    return file.getvalue()


def test_workbook_cells_become_text(tmp_path):
    def fill(book):
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["id", "day", "amount", "share", "yes"])
        sheet.write_string(1, 0, "0007")
        sheet.write_number(1, 1, 46081, book.add_format({"num_format": "dd/mm/yyyy"}))  # 2026-02-28
        sheet.write_number(1, 2, 0.1 + 0.2)  # 0.30000000000000004 in the file
        sheet.write_number(1, 3, 0.6, book.add_format({"num_format": "0%"}))
        sheet.write_boolean(1, 4, True)

    table = read(tmp_path, workbook(fill), "any.name")
    assert table.sheet == "Data"
    assert cells(table)[1] == ("0007", "2026-02-28", "0.3", "60%", "TRUE")


def test_only_shown_sheets_with_cells_count(tmp_path):
    def fill(book):
        book.add_worksheet("Empty")
        book.add_worksheet("Data").write_row(0, 0, ["a", "b"])
        hidden = book.add_worksheet("Lists")
        hidden.write_row(0, 0, ["x"])
        hidden.hide()

    assert read(tmp_path, workbook(fill)).sheet == "Data"


def test_two_sheets_are_asked_about(tmp_path):
    def fill(book):
        for name in ("March", "April 2026"):
            book.add_worksheet(name).write_row(0, 0, [name, "b"])

    refusal = read(tmp_path, workbook(fill))
    assert (refusal.code, answer_with(refusal.question)) == ("SEVERAL_SHEETS", "--sheet March")
    assert read(tmp_path, workbook(fill), sheet="april 2026").sheet == "April 2026"
    assert read(tmp_path, workbook(fill), sheet="May").code == "UNKNOWN_SHEET"


def test_merged_cells_are_filled_down_and_numbers_marked(tmp_path):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["sector", "amount", "note"])
        sheet.merge_range("A2:A3", "Billing")
        sheet.merge_range("B2:B3", 10)
        sheet.write_column("C2", ["x", "y"])

    table = read(tmp_path, workbook(fill))
    assert cells(table)[1:] == [("Billing", "10", "x"), ("Billing", "10", "y")]
    kinds = duckdb.execute("select kinds from read_parquet(?) order by source_row", [table.path]).fetchall()
    assert kinds[1:] == [("tnt",), ("tmt",)]
    assert table.facts["merged_numbers"] == [1]


def test_hidden_rows_are_asked_about_or_skipped(tmp_path):
    def fill(book):
        sheet = book.add_worksheet()
        for row in range(3):
            sheet.write_row(row, 0, [str(row), "x"])
        sheet.set_row(1, options={"hidden": True})

    table = read(tmp_path, workbook(fill))
    assert [question["code"] for question in table.facts["questions"]] == ["HIDDEN_ROWS"]
    assert row_numbers(read(tmp_path, workbook(fill), hidden_rows="skip")) == [1, 3]


def test_entities_in_a_workbook_are_refused(tmp_path):
    book = workbook(lambda b: b.add_worksheet().write_row(0, 0, ["a", "b"]))
    evil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(evil, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = content.replace(b"<workbook ", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook ', 1)
            new.writestr(name, content)
    assert read(tmp_path, evil.getvalue()).code == "UNSAFE_FILE"


def test_open_document_spreadsheet(tmp_path):
    content = """<?xml version="1.0"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
        <office:body><office:spreadsheet><table:table table:name="Data">
        <table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="1.5"><text:p>1.5</text:p>
        </table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-02-28"><text:p>28/02/26</text:p>
        </table:table-cell>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
    manifest = """<?xml version="1.0"?><manifest:manifest
        xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""
    content = re.sub(r">\s+<", "><", content)
    packed = zipped(
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
    table = read(tmp_path, packed)
    assert (table.sheet, cells(table)) == ("Data", [("a", "b"), ("1.5", "2026-02-28")])

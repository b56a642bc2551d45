"""XLS and ODS workbooks are read with what their cells show: formats, hidden rows, merged cells, errors, formulas."""

import io
import zipfile

import duckdb
import pytest

from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.read_file import read_text

xlwt = pytest.importorskip("xlwt")

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
SPACES += (
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:'
    'experimental:calc:xmlns:calcext:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)
STYLES = """
<number:number-style style:name="N1"><number:number number:min-integer-digits="5" number:decimal-places="0"/>
</number:number-style>
<style:style style:name="zeros" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>"""


def read(tmp_path, content: bytes, name: str, **settings):
    file = tmp_path / name
    file.write_bytes(content)
    return read_text(file, name, Options(settings={k.replace("_", "-"): v for k, v in settings.items()}), tmp_path)


def cells(table):
    columns = ", ".join(f"c{i}" for i in range(table.width))
    return duckdb.execute(
        f"select source_row, kinds, {columns} from read_parquet(?) order by source_row", [table.path]
    ).fetchall()


def xls(fill, **about) -> bytes:
    book = xlwt.Workbook()
    for name, value in about.items():
        setattr(book, name, value)
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(*tables: str, styles: str = STYLES) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def table(*rows: str, name: str = "Data", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


def number(value, more: str = "", kind: str = "float") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" '
        f"{more}><text:p>shown</text:p></table:table-cell>"
    )


def style(code: str):
    return xlwt.easyxf(num_format_str=code)


def test_xls_shows_formats_dates_errors_and_yes_or_no(tmp_path):
    def fill(book):
        sheet = book.add_sheet("Data")
        for column, name in enumerate(["id", "share", "day", "amount", "yes", "error"]):
            sheet.write(0, column, name)
        sheet.write(1, 0, 7, style("00000"))
        sheet.write(1, 1, 0.6, style("0%"))
        sheet.write(1, 2, 46081, style("dd/mm/yyyy"))  # 2026-02-28
        sheet.write(1, 3, 0.1 + 0.2, style("[$EUR] #,##0.00"))
        sheet.write(1, 4, True)
        sheet.row(1).set_cell_error(5, "#DIV/0!")

    found = read(tmp_path, xls(fill), "file.xls")
    assert cells(found)[1] == (
        2,
        "Endnbe",
        "7",
        "60%",
        "2026-02-28",
        "0.3",
        "TRUE",
        "#DIV/0!",
    )  # E: shown with five digits
    assert found.facts["formats"]["3"] == {"[$EUR] #,##0.00": 1}


def test_xls_counts_days_from_1904_where_it_says_so(tmp_path):
    def fill(book):
        sheet = book.add_sheet("Data")
        sheet.write(0, 0, "day")
        sheet.write(1, 0, 46081 - 1462, style("yyyy-mm-dd"))  # 1904 begins 1,462 days later

    assert cells(read(tmp_path, xls(fill, dates_1904=True), "f.xls"))[1][2] == "2026-02-28"


def test_xls_hidden_rows_are_asked_about_and_merged_cells_filled(tmp_path):
    def fill(book):
        sheet = book.add_sheet("Data")
        sheet.write(0, 0, "sector"), sheet.write(0, 1, "amount")
        sheet.write_merge(1, 2, 0, 0, "Billing")
        sheet.write(1, 1, 5), sheet.write(2, 1, 6), sheet.write(3, 0, "Sales"), sheet.write(3, 1, 7)
        sheet.row(3).hidden = True

    found = read(tmp_path, xls(fill), "f.xls")
    assert [question["code"] for question in found.facts["questions"]] == ["HIDDEN_ROWS"]
    assert [line[2:] for line in cells(read(tmp_path, xls(fill), "f.xls", hidden_rows="skip"))] == [
        ("sector", "amount"),
        ("Billing", "5"),
        ("Billing", "6"),
    ]


def test_xls_formulas_nobody_calculated_are_noticed(tmp_path):
    def fill(book):
        sheet = book.add_sheet("Data")
        sheet.write(0, 0, "id"), sheet.write(0, 1, "amount")
        sheet.write(1, 0, "a"), sheet.write(1, 1, xlwt.Formula("1+1"))

    assert read(tmp_path, xls(fill), "f.xls").facts["uncalculated"] == {"1": 2}


def test_ods_shows_formats_spaces_errors_and_notes_stay_out(tmp_path):
    found = read(
        tmp_path,
        ods(
            table(
                row(*map(text, ["id", "share", "amount", "words", "error", "time", "yes"])),
                row(
                    number(7, 'table:style-name="zeros"'),
                    number(0.6, kind="percentage"),
                    number(12.5, 'office:currency="EUR"', "currency"),
                    '<table:table-cell office:value-type="string"><office:annotation><text:p>a '
                    "note</text:p></office:annotation>"
                    "<text:p>two<text:s "
                    'text:c="2"/><text:span>words</text:span></text:p><text:p>below</text:p></table:table-cell>',
                    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
                    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
                    '<table:table-cell office:value-type="time" office:time-value="PT10H30M00S"/>',
                    '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
                ),
            )
        ),
        "f.ods",
    )
    assert cells(found)[1] == (2, "Enntetb", "7", "60%", "12.5", "two  words\nbelow", "#DIV/0!", "10:30:00", "TRUE")
    assert found.facts["formats"]["2"] == {"[$EUR]0.00": 1}


def test_ods_hidden_rows_merged_and_repeated_cells(tmp_path):
    book = ods(
        table(
            row(text("sector"), text("amount"), text("note")),
            row(text("Billing", 'table:number-rows-spanned="2"'), number(5), text("x")),
            row("<table:covered-table-cell/>", number(6, 'table:number-columns-repeated="2"')),
            row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="3"'),
            row(text("Sales"), number(7), text("y"), more='table:number-rows-repeated="2"'),
            row(text("Gone"), number(8), text("z"), more='table:visibility="filter"'),
        )
    )
    found = read(tmp_path, book, "f.ods")
    assert found.facts["questions"][0]["fields"] == {"count": 1, "rows": "9"}
    assert [(line[0], *line[2:]) for line in cells(read(tmp_path, book, "f.ods", hidden_rows="skip"))] == [
        (1, "sector", "amount", "note"),
        (2, "Billing", "5", "x"),
        (3, "Billing", "6", "6"),
        (7, "Sales", "7", "y"),
        (8, "Sales", "7", "y"),
    ]


def test_ods_hidden_sheets_do_not_count_and_formulas_without_values_are_noticed(tmp_path):
    book = ods(
        table(row(text("x")), name="Lists", style="hidden"),
        table(row(text("id"), text("amount")), row(text("a"), '<table:table-cell table:formula="of:=1+1"/>')),
        table(row("<table:table-cell/>"), name="Empty"),
    )
    found = read(tmp_path, book, "f.ods")
    assert (found.sheet, found.facts["uncalculated"]) == ("Data", {"1": 2})


def test_amounts_merged_over_rows_count_once_and_merged_ids_hold_for_all(tmp_path):
    # one complaint_id 17 over two rows; compensation 10 over the same rows counts in the first only
    book = ods(
        table(
            row(*map(text, ["complaint_id", "sector", "minutes"])),
            row(
                number(17, 'table:number-rows-spanned="2"'),
                text("Billing"),
                number(10, 'table:number-rows-spanned="2"'),
            ),
            row("<table:covered-table-cell/>", text("Sales"), "<table:covered-table-cell/>"),
        )
    )
    cursor = duckdb.connect().cursor()
    staged = parse_table(cursor, read(tmp_path, book, "f.ods"), contract("complaint_work"), Options(), {})
    assert not staged.stops, (staged.error, staged.questions)
    rows = cursor.execute("select complaint_id, sector, minutes from stage_row order by source_row").fetchall()
    aside = cursor.execute("select source_row, column_name, code from stage_problem").fetchall()
    assert (rows[0][:2], aside) == (("17", "Billing"), [(3, "minutes", "MISSING_VALUE")])

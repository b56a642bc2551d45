"""Hostile workbooks and archives."""

import re

from hostile_case import GOOD, HEAD, put, raw, text
from made_files import archive, book, locked, old_book, open_document, packed, rewritten


def _money_formats(*codes):
    def change(made, sheet):
        for number, code in enumerate(codes, 1):
            sheet.write_number(number, 5, float(GOOD[number - 1][5]), made.add_format({"num_format": code}))

    return change


def _two_sheets(made, sheet):
    other = made.add_worksheet("More")
    other.write_row(0, 0, HEAD)
    other.write_row(1, 0, ["C9", "1", "Sales", "2026-01-15"])


def _hidden_sheet(made, sheet):
    _two_sheets(made, sheet)
    made.get_worksheet_by_name("More").hide()


def _chart(made, sheet):
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$F$2:$F$4"})
    made.add_chartsheet("Chart").set_chart(chart)


def _filtered(made, sheet):
    sheet.autofilter(0, 0, 3, 6)
    sheet.set_row(2, None, None, {"hidden": True})


def _zeros(made, sheet):
    for number in (1, 2, 3):
        sheet.write_number(number, 1, 6 + number, made.add_format({"num_format": "0000"}))


def _formulas(made, sheet):
    sheet.write_formula(1, 5, "=5+5", None, 10)
    sheet.write_formula(2, 6, '="wr"&"ong"', None, "wrong")


def _merged(made, sheet):
    sheet.merge_range(1, 2, 3, 2, "Logistics")


def _merged_title(made, sheet):
    sheet.merge_range(0, 0, 0, 6, "Complaints of the first quarter")
    sheet.write(1, 0, "Printed")
    sheet.write(1, 1, "2026-04-01")


WITHOUT_RESULT = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
FILES = (
    raw("gzip", packed(text())),
    raw("gzip in gzip", packed(text(), 2)),
    raw("gzip five times", packed(text(), 5), "reject", "UNSAFE_FILE"),
    raw("gzip cut off", lambda: packed(text() * 50)[:-20], "reject", "DAMAGED_FILE"),
    raw("gzip of nothing", packed(""), "reject", "EMPTY_FILE"),
    raw("gzip bomb", lambda: packed(b"0," * (100 << 20)), "reject", "TOO_LARGE"),
    raw("zip of one", archive({"a.csv": text()})),
    raw(
        "zip with what others leave",
        archive({"d/": "", "d/A.CSV": text(), "d/readme.md": "x", "__MACOSX/d/._A.CSV": "x", ".DS_Store": "x"}),
    ),
    raw("zip of a table and nothing", archive({"a.csv": text(), "b.csv": ""})),
    raw("zip of two", archive({"a.csv": text(), "b.csv": text()}), "ask", "SEVERAL_FILES"),
    raw("zip of two, told which", archive({"a.csv": "x", "b.csv": text()}), settings={"sheet": "b.csv"}),
    raw("zip without a table", archive({"a.pdf": "x"}), "reject", "NOT_A_SPREADSHEET"),
    raw("zip that leaves its folder", archive({"../../a.csv": text()}), "reject", "UNSAFE_FILE"),
    raw("zip with an absolute path", archive({"/etc/a.csv": text()}), "reject", "UNSAFE_FILE"),
    raw("zip with backslashes", archive({"..\\a.csv": text()}), "reject", "UNSAFE_FILE"),
    raw("zip bomb", lambda: archive({"a.csv": b"0," * (100 << 20)}), "reject", "TOO_LARGE"),
    raw("zip with a password", locked(), "reject", "PASSWORD_PROTECTED"),
    raw("zip cut off", lambda: archive({"a.csv": text() * 50})[:-40], "reject", "DAMAGED_FILE"),
    *(
        raw(f"{name} named csv", content, "reject", code)
        for name, content, code in (
            ("html", "<!-- x -->\n<html><table><tr><td>C1</td></tr></table>", "NOT_A_SPREADSHEET"),
            ("xml", "<?xml version='1.0'?><a/>", "NOT_A_SPREADSHEET"),
            ("json", '[{"complaint_id": "C1"}]', "NOT_A_SPREADSHEET"),
            ("json lines", '{"complaint_id":"C1"}\n{"complaint_id":"C2"}\n', "NOT_A_SPREADSHEET"),
            ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "NOT_A_SPREADSHEET"),
            ("png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "NOT_A_SPREADSHEET"),
            ("program", b"MZ" + bytes(range(256)) * 4, "NOT_A_SPREADSHEET"),
            ("rtf", "{\\rtf1 x}", "NOT_A_SPREADSHEET"),
            ("noise", bytes((i * 7919) % 256 for i in range(3000)), "NOT_A_SPREADSHEET"),
            ("parquet", b"PAR1" + b"x" * 100 + b"PAR1", "WRONG_TYPE"),
            ("database", b"SQLite format 3\0" + b"\0" * 100, "WRONG_TYPE"),
        )
    ),
    raw(
        "text document named xlsx",
        archive({"[Content_Types].xml": "x", "word/document.xml": "x"}),
        "reject",
        "NOT_A_SPREADSHEET",
        file_name="a.xlsx",
    ),
)
BOOKS = (
    raw("workbook", book()),
    raw("workbook named csv", book(), file_name="a.csv"),
    raw("text named xlsx", text(), file_name="a.xlsx"),
    raw("days from 1904", book(date_1904=True)),
    raw("XLS", old_book),
    raw("ODS", open_document),
    raw("chart sheet", book(_chart)),
    raw("hidden sheet", book(_hidden_sheet)),
    raw("two sheets", book(_two_sheets), "ask", "SEVERAL_SHEETS"),
    raw("two sheets, told which", book(_two_sheets), settings={"sheet": "data"}),
    raw("filtered rows", book(_filtered), "ask", "HIDDEN_ROWS"),
    raw("filtered rows left out", book(_filtered), settings={"hidden-rows": "skip"}, truth=(GOOD[0], GOOD[2])),
    raw("hidden column", book(lambda made, sheet: sheet.set_column(1, 1, None, None, {"hidden": True}))),
    raw(
        "merged cells",
        book(_merged, put("sector", "Logistics", "", "")),
        truth=put("sector", "Logistics", "Logistics", "Logistics"),
    ),
    raw("title and blank rows", book(_merged_title, first=3)),
    raw("note below", book(lambda made, sheet: sheet.write(6, 0, "Source: CRM")), "quarantine", "MISSING_VALUE", (7,)),
    raw("stray cells", book(lambda made, sheet: (sheet.write(1, 9, "x"), sheet.write(1048575, 16383, "x")))),
    raw("formulas with results", book(_formulas)),
    raw(
        "formulas without results",
        rewritten(book(_formulas), "xl/worksheets/sheet1.xml", lambda xml: WITHOUT_RESULT.sub(rb"\1", xml)),
        "reject",
        "FORMULA_NOT_CALCULATED",
    ),
    raw(
        "errors",
        book(lambda made, sheet: sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")),
        "quarantine",
        "CELL_ERROR",
        (2,),
        GOOD[1:],
    ),
    raw("zeros by format", book(_zeros), "ask", "ID_FORMAT"),
    raw("zeros by format, kept", book(_zeros), settings={"customer_id.zeros": "keep"}),
    raw(
        "zeros by format, dropped",
        book(_zeros),
        settings={"customer_id.zeros": "drop"},
        truth=put("customer_id", "7", "8", "9"),
    ),
    raw(
        "id over 15 digits as a number",
        book(lambda made, sheet: sheet.write_number(1, 0, 9007199254740993)),
        "quarantine",
        "ID_LOST_DIGITS",
        (2,),
        GOOD[1:],
    ),
    raw("euro format on all", book(_money_formats("#,##0.00 [$EUR]", "#,##0.00 [$EUR]", "#,##0.00 [$EUR]"))),
    raw("euro format on some", book(_money_formats("#,##0.00 [$EUR]", "0.00", "0.00")), "ask", "MIXED_CURRENCY"),
    raw(
        "two currency formats",
        book(_money_formats("[$€-407] 0.00", "[$$-409]0.00", "0.00")),
        "reject",
        "MIXED_CURRENCY",
    ),
    raw("percent as money", book(_money_formats("0%", "0.00", "0.00")), "quarantine", "NOT_MONEY", (2,), GOOD[1:]),
    raw(
        "true as money",
        book(lambda made, sheet: sheet.write_boolean(1, 5, True)),
        "quarantine",
        "NOT_A_NUMBER",
        (2,),
        GOOD[1:],
    ),
    raw(
        "noise of binary numbers",
        book(lambda made, sheet: sheet.write_number(1, 5, 0.1 + 0.2)),
        truth=put("compensation", "0.3"),
    ),
    raw(
        "dates and money as text",
        book(lambda made, sheet: (sheet.write(1, 3, "15 January 2026"), sheet.write(1, 5, "1.234,50"))),
        truth=put("compensation", "1234.50"),
    ),
    raw(
        "rows of formats only",
        book(lambda made, sheet: [sheet.set_row(i, 15, made.add_format({"bold": True})) for i in range(5, 500)]),
    ),
    raw("empty workbook", book(lambda made, sheet: None, rows=()), "reject", "NO_ROWS"),
    raw("workbook cut off", lambda: book()()[:-100], "reject", "DAMAGED_FILE", file_name="a.xlsx"),
    raw(
        "workbook with an entity",
        rewritten(
            book(),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1),
        ),
        "reject",
        "UNSAFE_FILE",
    ),
)

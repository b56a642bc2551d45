"""Hostile files made by code, by the rules of reading: what each holds, and what must happen with it."""

import csv
import gzip
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta

import xlsxwriter
import xlwt

HEAD = ("complaint_id", "customer_id", "sector", "opened_on", "closed_on", "compensation", "category")
GOOD = (
    ("C001", "0007", "Logistics", "2026-01-15", "2026-01-20", "10.00", "late"),
    ("C002", "0008", "Billing", "2026-02-28", "2026-03-02", "20.50", "wrong"),
    ("C003", "0009", "Sales", "2026-03-31", "", "0.99", "promise"),
)


@dataclass(frozen=True)
class Case:
    """One file: must = import (every cell as in `truth`), quarantine (rows `bad`, with `code`; the others as in truth),
    ask or reject (with `code`). Rows count as a person sees them; truth holds the rows that are stored."""

    name: str
    content: object
    must: str
    code: str = ""
    bad: tuple = ()
    truth: tuple = GOOD
    file_name: str = "file.csv"
    settings: dict = field(default_factory=dict)
    mapping: dict = field(default_factory=dict)

    def bytes(self) -> bytes:
        """The content of the file."""
        made = self.content() if callable(self.content) else self.content
        return made if isinstance(made, bytes) else made.encode("utf-8")


def text(rows=GOOD, head=HEAD, separator=",", end="\n") -> str:
    """A text file with separators."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([head, *rows] if head else rows)
    return out.getvalue()


def _spaced(rows: tuple) -> str:
    """A text file with every cell in quotes and a blank behind each comma."""
    return "".join(", ".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in (HEAD, *rows))


def put(column: str, *texts: str, rows=GOOD) -> tuple:
    """The rows with other texts in one column, from the first row on."""
    at = HEAD.index(column)
    return tuple(row[:at] + (new,) + row[at + 1 :] for row, new in zip(rows, texts)) + tuple(rows[len(texts) :])


def reads(column: str, *pairs: str, separator: str = "|", **more) -> Case:
    """Texts of a column with what each must mean: imported."""
    texts, values = pairs[::2], pairs[1::2]
    return Case(
        f"{column} {' · '.join(texts)}",
        text(put(column, *texts), separator=separator),
        "import",
        truth=put(column, *values),
        **more,
    )


def bad(column: str, code: str, wrong: str) -> Case:
    """A cell of the first row that sets its row aside."""
    return Case(
        f"{code} {column} {wrong[:20]!r}", text(put(column, wrong), separator="|"), "quarantine", code, (2,), GOOD[1:]
    )


def asks(column: str, code: str, *texts: str) -> Case:
    """Texts of a column that can mean two things."""
    return Case(f"{code} {column} {' · '.join(texts)}", text(put(column, *texts), separator="|"), "ask", code)


def raw(name: str, content, must: str = "import", code: str = "", bad_rows: tuple = (), truth=GOOD, **more) -> Case:
    """Any content."""
    return Case(name, content, must, code, bad_rows, truth, **more)


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
AHEAD = (date.today() + timedelta(days=60)).isoformat()
NEXT_YEAR = date.today().year % 100 + 2

ENCODINGS = (
    raw("utf-16 with a mark", text().encode("utf-16")),
    raw("utf-16 without a mark", text().encode("utf-16-be")),
    raw("utf-32", text().encode("utf-32")),
    raw("utf-8 with a mark", text().encode("utf-8-sig")),
    raw(
        "windows-1252",
        text(put("category", "“tarde” – señal €")).encode("cp1252"),
        truth=put("category", "“tarde” – señal €"),
    ),
    raw("central european", text(put("category", "łąka żółw")).encode("cp1250"), "ask", "BAD_ENCODING"),
    raw("cyrillic", text(put("category", "поздно")).encode("cp1251"), "ask", "BAD_ENCODING"),
    raw("code page 850", text(put("category", "Logística")).encode("cp850"), "ask", "BAD_ENCODING"),
    raw("shift-jis", text(put("category", "物流遅延")).encode("shift_jis"), "ask", "BAD_ENCODING"),
    raw(
        "one row in another encoding",
        text(put("category", "señal", "año", "x")).encode().replace("año".encode(), "año".encode("cp1252")),
        "quarantine",
        "BAD_ENCODING",
        (3,),
        put("category", "señal", "x", rows=(GOOD[0], GOOD[2])),
    ),
    raw("garbled twice", text(put("category", "LogÃƒÂ­stica")), "ask", "MOJIBAKE"),
    raw("garbled apostrophe", text(put("category", "itâ€™s late")), "ask", "MOJIBAKE"),
    raw("NUL in a cell", text(put("category", "la\0te")), "quarantine", "NUL_BYTE", (2,), GOOD[1:]),
    raw("NUL at the end", text().encode() + b"\0" * 512, "reject", "NUL_BYTE"),
)
SHAPES = (
    raw("tabs", text(separator="\t")),
    raw("bars", text(separator="|")),
    raw("sep= and CRLF", "sep=;\r\n" + text(separator=";", end="\r\n")),
    raw("sep= that contradicts nothing", "sep=|\n" + text(separator="|")),
    raw("CR only", text(end="\r")),
    raw(
        "separator in quotes",
        text(put("category", "late; said twice"), separator=";"),
        truth=put("category", "late; said twice"),
    ),
    raw("quotes and line breaks", text(put("category", 'a "b"\nc')), truth=put("category", 'a "b"\nc')),
    raw("inches", text(separator="|").replace("late", '5" pipe'), truth=put("category", '5" pipe')),
    raw(
        "blanks before quotes",
        _spaced(put("category", 'late, said "twice"', "two\nlines")),
        truth=put("category", 'late, said "twice"', "two\nlines"),
    ),
    raw(
        "a blank and a quote in a text",
        text(separator="|").replace("late", ' "late" again'),
        truth=put("category", ' "late" again'),
    ),
    raw("open quote", text().replace("late", '"late'), "reject", "UNBALANCED_QUOTE"),
    raw("open quote in the last row", text().replace("promise", '"promise'), "reject", "UNBALANCED_QUOTE"),
    raw(
        "blank rows and columns",
        text([("", *row, "") for row in (("",) * 7, GOOD[0], ("",) * 7, *GOOD[1:])], ("", *HEAD, "")),
    ),
    raw("title above", "Complaints;2026;;\n\nprinted on 2026-04-01\n" + text(separator=";")),
    raw("headings twice", text((HEAD, *GOOD)), "quarantine", "NOT_A_DATE NOT_A_NUMBER", (2,)),
    raw(
        "too few cells",
        text((GOOD[0], ("C002", "0008"), GOOD[2])),
        "quarantine",
        "ROW_TOO_SHORT",
        (3,),
        (GOOD[0], GOOD[2]),
    ),
    raw(
        "too many cells",
        text((GOOD[0], (*GOOD[1], "more"), GOOD[2])),
        "quarantine",
        "ROW_TOO_LONG",
        (3,),
        (GOOD[0], GOOD[2]),
    ),
    raw("blank cells beyond", text((GOOD[0], (*GOOD[1], "", ""), GOOD[2]))),
    raw("all rows longer", text([(*row, "x") for row in GOOD]), "reject", "ROW_TOO_LONG"),
    raw(
        "total with capitals",
        text((*GOOD, ("TOTAL GENERAL", "", "", "", "", "31.49", ""))),
        "quarantine",
        "TOTALS_ROW",
        (5,),
    ),
    raw(
        "subtotals between",
        text((GOOD[0], ("", "", "Subtotal:", "", "", "10.00", ""), *GOOD[1:])),
        "quarantine",
        "TOTALS_ROW",
        (3,),
    ),
    raw("suma in Spanish", text((*GOOD, ("Suma", "", "", "", "", "31.49", ""))), "quarantine", "TOTALS_ROW", (5,)),
    raw("a sector called Total", text(put("sector", "Total Logistics")), truth=put("sector", "Total Logistics")),
    raw("footer", text() + "3 rows selected.\n", "quarantine", "ROW_TOO_SHORT", (5,)),
    raw("two headings alike", text(head=(*HEAD[:6], "Compensation ")), "ask", "DUPLICATE_COLUMN"),
    raw("two headings for one column", text(head=(*HEAD[:5], "cost", "refund")), "ask", "DUPLICATE_COLUMN"),
    raw("no headings", text(head=None), "ask", "NO_HEADER"),
    raw("headings only", text(()), "reject", "NO_ROWS"),
    raw("empty", "", "reject", "EMPTY_FILE"),
    raw("blanks only", " \n\n\t\n", "reject", "EMPTY_FILE"),
    raw("a mark only", b"\xef\xbb\xbf", "reject", "EMPTY_FILE"),
    raw(
        "missing column",
        text(head=("complaint_id", "who", "sector", "when", "x", "y", "z")),
        "reject",
        "MISSING_COLUMN",
    ),
    raw(
        "two thousand columns",
        text([(*row, *("1.50",) * 1993) for row in GOOD], (*HEAD, *(f"h{i}" for i in range(1993)))),
    ),
    raw("too many columns", ",".join(f"h{i}" for i in range(2001)) + "\n1\n", "reject", "TOO_MANY_COLUMNS"),
    raw("cell too long", text(put("category", "x" * 32_768)), "quarantine", "CELL_TOO_LONG", (2,), GOOD[1:]),
    raw("cell just not too long", text(put("category", "x" * 32_767)), truth=put("category", "x" * 32_767)),
    raw("same row twice", text((*GOOD, GOOD[0])), "quarantine", "DUPLICATE_ID", (5,)),
    raw(
        "same id with other content",
        text((*GOOD, ("C002", *GOOD[0][1:]))),
        "quarantine",
        "DUPLICATE_ID",
        (3, 5),
        (GOOD[0], GOOD[2]),
    ),
    raw(
        "spanish headings",
        text(
            head=(
                "Id Reclamación",
                "Nº CLIENTE",
                "Área",
                "Fecha de apertura",
                "Fecha_cierre",
                "Importe devuelto",
                "Motivo",
            ),
            separator=";",
        ),
    ),
    raw(
        "salesforce headings",
        text(
            head=(
                "Case Number",
                "Account ID",
                "Department",
                "Date/Time Opened",
                "Date/Time Closed",
                "Refund Amount",
                "Case Reason",
            )
        ),
    ),
    raw(
        "zendesk headings",
        text(head=("Ticket ID", "customer no", "team", "Created at", "Solved at", "Refund", "Ticket type")),
    ),
    raw(
        "servicenow headings", text(head=("Number", "customer", "area", "Opened", "Closed", "Compensation", "Category"))
    ),
)
NUMBERS = (
    reads("compensation", "1.234,50", "1234.50"),
    reads("compensation", "1'234.50", "1234.50"),
    reads("compensation", "1’234,50", "1234.50"),
    reads("compensation", "12,34,567.00", "1234567.00"),
    reads("compensation", "1\u202f234,50", "1234.50"),
    reads("compensation", "１２３４．５０", "1234.50"),
    reads("compensation", "٤٢٫٥٠", "42.50"),
    reads("compensation", "1٬234٫50", "1234.50"),
    reads("compensation", "79.760.504,67", "79760504.67"),
    reads("compensation", "1.000,–", "1000"),
    reads("compensation", "20.-", "20"),
    reads("compensation", "80.50+", "80.50"),
    reads("compensation", "1.5E+03", "1500"),
    reads("compensation", "1,234", "1234", "12.50", "12.50"),
    reads("compensation", "1.234", "1234", "12,50", "12.50", "0,99", "0.99"),
    reads("compensation", "N/A", "", "null", "", "-", ""),
    reads("compensation", "Fr. 5.00", "5.00"),
    reads("compensation", "€ 5.00", "5.00", "6.00 €", "6.00", "7.00", "7.00"),
    reads("compensation", "0.125", "0.125"),
    reads("compensation", "1000000000000000000", "1000000000000000000"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1.234", "2.345", "3.456"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1,234", "80", "7"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1.234", "1234.50"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1.234", "12,50", "12.50"),
    asks("compensation", "MIXED_CURRENCY", "EUR 5.00", "6.00", "7.00"),
    reads("compensation", "1.234,50 EUR", "1234.50", "80EUR", "80.00", "0,99 €", "0.99"),
    raw(
        "currency beside",
        text(
            [
                (*row, code)
                for row, code in zip(put("compensation", "10.00 €", "US$ 20.50", "$0.99"), ("EUR", "EUR", "CAD"))
            ],
            (*HEAD, "currency"),
        ),
        "quarantine",
        "CURRENCY_DIFFERS",
        (3,),
        GOOD[:1] + GOOD[2:],
    ),
    raw(
        "currency of the heading beside",
        text(
            [(*row, code) for row, code in zip(GOOD, ("EUR", "", "USD"))],
            (*HEAD[:5], "compensation in EUR", HEAD[6], "currency"),
        ),
        "quarantine",
        "CURRENCY_DIFFERS",
        (4,),
        GOOD[:2],
    ),
    raw("three currencies", text(put("compensation", "EUR 5.00", "USD 6.00", "GBP 7.00")), "reject", "MIXED_CURRENCY"),
    raw("dollar and euro signs", text(put("compensation", "$5.00", "€6.00", "$7.00")), "reject", "MIXED_CURRENCY"),
    *(
        bad("compensation", "NEGATIVE_AMOUNT", wrong)
        for wrong in ("1.234,56-", "(80.00)", "$ (80.00)", "−80.50", "-$80.50")
    ),
    *(
        bad("compensation", "NOT_A_NUMBER", wrong)
        for wrong in (
            "1.23.4567",
            "12,345,67",
            "1 2345",
            "l00",
            "½",
            "0x1F",
            "1/2",
            "TRUE",
            "Infinity",
            "5 (est.)",
            "--5",
            "1_000",
            "5 k",
            "=5",
            "1.234,56 H",
        )
    ),
    *(bad("compensation", "CELL_ERROR", wrong) for wrong in ("#N/A", "#¡VALOR!", "Err:508")),
    bad("compensation", "NOT_MONEY", "5 %"),
    bad("compensation", "TOO_PRECISE", "0.1234567"),
    bad("compensation", "AMOUNT_TOO_LARGE", "1e400"),
    bad("compensation", "AMOUNT_TOO_LARGE", "1000000000000000001"),
    bad("compensation", "NOT_A_NUMBER", "9" * 500),
)
DATES = (
    reads("closed_on", "20/01/2026", "2026-01-20", "03/04/2026", "2026-04-03"),
    reads("closed_on", "1/20/26", "2026-01-20", "3/4/26", "2026-03-04"),
    reads("closed_on", "20-ENE-26", "2026-01-20"),
    reads("closed_on", "Tue, 20 Jan 2026 10:00:00 +0100", "2026-01-20"),
    reads("closed_on", "martes, 20 de enero de 2026", "2026-01-20"),
    reads("closed_on", "20 de março de 2026", "2026-03-20"),
    reads("closed_on", "20260120", "2026-01-20"),
    reads("closed_on", "２０２６－０１－２０", "2026-01-20"),
    reads("closed_on", "2026-01-20T23:30:00-05:00", "2026-01-20"),
    reads("closed_on", "2026-01-20T00:30:00.123456789Z", "2026-01-20"),
    reads("closed_on", "2026-01-20T10:00+01:00[Europe/Madrid]", "2026-01-20"),
    reads("closed_on", "20 01 2026", "2026-01-20"),
    reads("closed_on", "28.02.26", "2026-02-28"),
    reads("closed_on", "05/05/2026", "2026-05-05"),
    asks("closed_on", "AMBIGUOUS_DATE", "03/04/2026", "05/06/2026"),
    asks("closed_on", "AMBIGUOUS_DATE", "01.02.26", "2026-03-20"),
    asks("closed_on", "AMBIGUOUS_DATE", f"{NEXT_YEAR - 2}/01/{NEXT_YEAR}", f"{NEXT_YEAR - 2}/02/28"),
    asks("closed_on", "EXCEL_SERIAL", "46042"),
    asks("closed_on", "EXCEL_SERIAL", "46042.75", "2026-03-20"),
    asks("closed_on", "OPEN_DATE", "31/12/9999", "13/03/2026"),
    asks("closed_on", "OPEN_DATE", "2099-12-31"),
    raw("both orders", text(put("closed_on", "28/02/2026", "03/31/2026")), "reject", "MIXED_DATE_ORDER"),
    *(
        bad("closed_on", "NOT_A_DATE", wrong)
        for wrong in (
            "2026-02-29",
            "31/11/2026",
            "2026-13-01",
            "0000-00-00",
            "2026-01-20 25:00",
            "20 Jan",
            "Jan 2026",
            "2026-W03-2",
            "1768867200",
            "today",
            "1900-01-00",
            "2026-01-20 10:00 CST",
            "Q1 2026",
        )
    ),
    bad("closed_on", "DATE_OUT_OF_RANGE", "1899-12-31"),
    bad("closed_on", "DATE_OUT_OF_RANGE", AHEAD),
    bad("opened_on", "DATE_OUT_OF_RANGE", AHEAD),
    bad("closed_on", "CLOSED_BEFORE_OPENED", "2025-12-31"),
    bad("opened_on", "MISSING_VALUE", ""),
)
IDS = (
    reads("complaint_id", "0007", "0007", "7", "7", "00007", "00007"),
    reads("complaint_id", "1E5", "1E5", "12e3", "12e3"),
    reads("complaint_id", "9007199254740993", "9007199254740993", "9007199254740992", "9007199254740992"),
    reads("complaint_id", "2026-01-05", "2026-01-05", "MAR1", "MAR1", "3/4", "3/4"),
    reads("complaint_id", "NA", "NA", "null", "null", "TRUE", "TRUE"),
    reads("complaint_id", "=1+1", "=1+1", "+34 600", "+34 600", "@x", "@x"),
    reads("complaint_id", "c1", "c1", "C1", "C1"),
    reads(
        "category",
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "'; drop table x; --",
        "'; drop table x; --",
    ),
    reads("category", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "-2+3", "-2+3", separator=";"),
    reads("sector", "NA", "NA", "true", "true"),
    bad("complaint_id", "ID_LOST_DIGITS", "1.23457E+15"),
    bad("complaint_id", "ID_LOST_DIGITS", "1,23457E+15"),
    bad("customer_id", "ID_LOST_DIGITS", "9E+15"),
    bad("complaint_id", "MISSING_VALUE", "  "),
    bad("complaint_id", "CELL_ERROR", "#REF!"),
)
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
CASES = (*ENCODINGS, *SHAPES, *NUMBERS, *DATES, *IDS, *FILES, *BOOKS)

"""Hostile text files: their encodings, separators, quotes, headings and rows."""

from hostile_case import GOOD, HEAD, put, raw, text


def _spaced(rows: tuple) -> str:
    """A text file with every cell in quotes and a blank behind each comma."""
    return "".join(", ".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in (HEAD, *rows))


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

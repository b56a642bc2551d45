"""For a reader who may not see single rows: what their view tells, with the sums of it as formulas."""

from decimal import Decimal

import pandas

from pages.parts.i18n.values import is_missing
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, half_up, letters
from pages.parts.reports.workbook.sheets.about_sheet import about_sheet

STEPS = ("use_told", "use_sums", "use_rounding")
SECTORS = {
    "complaints": ("complaints", "ratio"),
    "dissatisfaction_cost": ("cost", "money"),
    "loyalty_lost": ("loyalty_lost", "money"),
    "customers_lost": ("lost", "ratio"),
    "replacement_cost": ("replacing", "money"),
}
EVIDENCE = ("booked", "measured", "estimated", "assumed")


def told_sheets(book: Book) -> None:
    """Write the workbook of a link, or of somebody who sees some sectors."""
    book.add("about", "sectors", "components", "months")
    _sectors(book)
    _by_evidence(book, "components", "cost_by_component", "component")
    _by_evidence(book, "months", "monthly_cost", "month")
    about_sheet(book, STEPS)


def _sectors(book: Book) -> None:
    sheet = book.open("sectors", book.view.scope())
    rows = book.view.read("sector_overview")
    if rows.empty:
        _nothing(book, sheet)
        return
    sheet.skip()
    forms = ["text", *(form for _, form in SECTORS.values())]
    sheet.head([book.words("head_starts_in"), *(book.words(f"head_{name}") for name, _ in SECTORS.values())], forms)
    sheet.freeze(1)
    first = sheet.at + 1
    for row in rows.to_dict("records"):
        sheet.row([book.view.sector(row["sector"]), *(_number(row[name]) for name in SECTORS)], forms)
    _sums(book, sheet, first, [rows[name] for name in SECTORS], forms)
    place = 1 + [*SECTORS].index("dissatisfaction_cost")
    book.headlines.append((book.words("check_total"), sheet.place(place), _sum(rows["dissatisfaction_cost"])))
    sheet.close()


def _by_evidence(book: Book, key: str, figure: str, column: str) -> None:
    view = book.view
    sheet = book.open(key, view.scope())
    rows = view.read(figure)
    if rows.empty:
        _nothing(book, sheet)
        return
    sheet.skip()
    evidence = [name for name in EVIDENCE if (rows["evidence"] == name).any()]
    table = rows.pivot(index=column, columns="evidence", values="amount")
    forms = ["month" if column == "month" else "text", *["money"] * (len(evidence) + 1)]
    said = [view.words(f"evidence.{name}") for name in evidence]
    sheet.head([book.words(f"head_{column}"), *said, book.words("total")], forms)
    sheet.freeze(1)
    first, last = sheet.at + 1, letters(len(evidence))
    for name, row in zip(table.index, table.to_dict("records")):
        amounts = [_number(row.get(one)) for one in evidence]
        whole = Formula(f"ROUND(SUM(B{sheet.at + 1}:{last}{sheet.at + 1}),2)", half_up(sum(filter(None, amounts))))
        sheet.row([name.date() if column == "month" else view.component(name), *amounts, whole], forms)
    _sums(book, sheet, first, [*(table[name] for name in evidence), table.sum(axis=1)], forms)
    sheet.close()


def _nothing(book: Book, sheet: Sheet) -> None:
    sheet.row([book.words("nothing_told")])
    sheet.close()


def _number(value: object) -> Decimal | None:
    return None if is_missing(value) else Decimal(str(value))


def _sum(values: pandas.Series) -> Decimal:
    return half_up(sum(filter(None, map(_number, values)), Decimal(0)))


def _sums(book: Book, sheet: Sheet, first: int, columns: list[pandas.Series], forms: list[str]) -> None:
    """The sum of each column, of the rows above it."""
    last = sheet.at
    cells = [
        Formula(f"ROUND(SUM({letters(place)}{first}:{letters(place)}{last}),2)", _sum(values))
        for place, values in enumerate(columns, 1)
    ]
    sheet.row([book.words("total"), *cells], ["total_text", *["total"] * len(cells)])

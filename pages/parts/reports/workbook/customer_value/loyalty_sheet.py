"""What customers are worth: the value of a new one and of all active ones, by segment."""

from decimal import Decimal

from models.recalculation.customers_at_risk import ALL
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.customer_value.margins_sheet import TODAY, Margins
from pages.parts.reports.workbook.customer_value.retention_sheet import Staying
from pages.parts.reports.workbook.customer_value.tenures import Tenure, Tenures
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, half_up
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

HEADS = ("number", "segment", "customers", "mean_margin", "new_value", "all_value")
FORMS = ["number", "text", "count", "exact", "money", "money"]
BELOW = ("number", "segment", "tenure", "customers", "margins", "staying", "margin_value")
BELOW_FORMS = ["number", "text", "count", "count", "exact", "exact", "exact"]


def loyalty_sheet(book: Book, held: Tenures, staying: Staying, margins: Margins) -> None:
    """Write the sheet, with its checks; one sentence where no customer has a value."""
    sheet = book.open("loyalty", book.view.scope_as_of(), book.words("loyalty_why"))
    sheet.row([warning(book)], "warning")
    values = {row["segment"]: row for row in book.content.rows_of("customer_value") if row["value"] is not None}
    if not values:
        sheet.row([book.words("nobody_valued")])
        sheet.close()
        return
    segments = [name for name in values if name != ALL]
    sheet.head([book.words(f"head_{name}") for name in HEADS], FORMS)
    sheet.freeze(2)
    for number, name in enumerate([*segments, *[ALL][: ALL in values]], 1):
        _segment(book, sheet, number, values[name], staying, margins)
    sheet.close({0: 5})
    _tenures(book, segments, held, staying, margins)


def _tenures(book: Book, segments: list[str], held: Tenures, staying: Staying, margins: Margins) -> None:
    sheet = book.open("tenures")
    sheet.row([warning(book)], "warning")
    sheet.head([book.words(f"head_{name}") for name in BELOW], BELOW_FORMS)
    sheet.freeze(2)
    below = sheet.at + 1
    for place, ((segment, months), of) in enumerate(held.items(), 1):
        if segment in segments:
            together = _together(of, place, margins.means.get((TODAY, segment)))
            _tenure(book, sheet, (segments.index(segment) + 1, segment, months, of), together, staying)
    book.name("loyalty_segment", sheet.place(0, below, max(sheet.at, below)))
    book.name("loyalty_value", sheet.place(6, below, max(sheet.at, below)))
    sheet.close({0: 5})


def _segment(book: Book, sheet: Sheet, number: int, row: dict, staying: Staying, margins: Margins) -> None:
    at, name = sheet.at + 1, book.view.segment(row["segment"])
    is_all = row["segment"] == ALL
    start = staying.at_start(book.content.retention_today, row["segment"]) or "0"
    worth = Formula(f"ROUND(ROUND(ROUND(D{at}*{start},8),6),2)", half_up(row["value"]))
    summed = "SUM(loyalty_value)" if is_all else f"SUMIFS(loyalty_value,loyalty_segment,$A{at})"
    total = Formula(f"ROUND(ROUND({summed},6),2)", half_up(row["total_value"]))
    mean = margins.mean_margin(TODAY, row["segment"], row["monthly_margin"])
    cells = [None if is_all else number, name, row["customers"], mean, worth, total]
    sheet.row(cells, ["total_text", "total_text", "count", "exact", "total", "total"] if is_all else FORMS)
    book.check(book.words("check_new_value", name=name), sheet.place(4), half_up(row["value"]))
    book.check(book.words("check_all_value", name=name), sheet.place(5), half_up(row["total_value"]))
    if is_all:
        book.headlines.append((book.words("head_all_value"), sheet.place(5), half_up(row["total_value"])))


def _together(of: Tenure, place: int, mean: str | None) -> Formula | Decimal:
    """The margins of the customers of a tenure, who call it by its place on the sheet of margins."""
    if mean is None:
        return of.margins
    without = f"+{of.without}*{mean}" if of.without else ""
    return Formula(f"{of.given:f}+SUMIFS(margin_value,margin_tenure,{place}){without}", of.margins)


def _tenure(book: Book, sheet: Sheet, row: tuple[int, str, int, Tenure], together, staying: Staying) -> None:
    number, segment, months, customers = row
    at, of = sheet.at + 1, book.content.retention_today
    cell = staying.cell(of, segment, months)
    multiple = of.staying.get((segment, months), 0)
    value = Formula(f"E{at}*F{at}", float(customers.margins) * multiple)
    cells = [customers.customers, together, Formula(cell, multiple) if cell else None, value]
    sheet.row([number, book.view.segment(segment), months, *cells], BELOW_FORMS)

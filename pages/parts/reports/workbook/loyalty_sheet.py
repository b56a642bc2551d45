"""What customers are worth: the value of a new one and of all active ones, by segment."""

from decimal import Decimal

from models.recalculation.customers_at_risk import ALL
from pages.parts.reports.workbook.assumptions_sheet import warning
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.content import Content
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.retention_sheet import Staying
from pages.parts.reports.workbook.sheet import Sheet, half_up

HEADS = ("number", "segment", "customers", "mean_margin", "new_value", "all_value")
FORMS = ["number", "text", "count", "exact", "money", "money"]
BELOW = ("number", "segment", "tenure", "customers", "margins", "staying", "margin_value")
Tenures = dict[tuple[str, int], tuple[int, Decimal]]
BELOW_FORMS = ["number", "text", "count", "count", "exact", "exact", "exact"]


def tenures(held: Content) -> Tenures:
    """Return how many active customers there are by segment and tenure, and their margins; a missing one is the
    segment's mean."""
    rows = held.rows_of("customer_tenure")
    means = {row["segment"]: row["monthly_margin"] for row in held.rows_of("segment_margin")}
    found: Tenures = {}
    for row in rows:
        if row["has_left"]:
            continue
        own = means.get(row["segment"]) if row["monthly_margin"] is None else row["monthly_margin"]
        count, margins = found.get((row["segment"], row["tenure_months"]), (0, Decimal(0)))
        found[row["segment"], row["tenure_months"]] = count + 1, margins + (own or 0)
    return {key: found[key] for key in sorted(found)}


def loyalty_sheet(book: Book, held: Tenures, staying: Staying) -> None:
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
    first = sheet.at + 1
    for number, name in enumerate([*segments, *[ALL][: ALL in values]], 1):
        _segment(book, sheet, number, values[name], staying, first)
    sheet.close({0: 5})
    _tenures(book, segments, held, staying)


def _tenures(book: Book, segments: list[str], held: Tenures, staying: Staying) -> None:
    sheet = book.open("tenures")
    sheet.skip()
    sheet.head([book.words(f"head_{name}") for name in BELOW], BELOW_FORMS)
    sheet.freeze(2)
    below = sheet.at + 1
    for (segment, months), (count, margins) in held.items():
        if segment in segments:
            _tenure(book, sheet, (segments.index(segment) + 1, segment, months, count, margins), staying)
    book.name("loyalty_segment", sheet.place(0, below, max(sheet.at, below)))
    book.name("loyalty_value", sheet.place(6, below, max(sheet.at, below)))
    sheet.close({0: 5})


def _segment(book: Book, sheet: Sheet, number: int, row: dict, staying: Staying, first: int) -> None:
    at, name = sheet.at + 1, book.view.segment(row["segment"])
    is_all = row["segment"] == ALL
    start = staying.at_start(book.content.retention_today, row["segment"]) or "0"
    worth = Formula(f"ROUND(ROUND(ROUND(D{at}*{start},8),6),2)", half_up(row["value"]))
    summed = "SUM(loyalty_value)" if is_all else f"SUMIFS(loyalty_value,loyalty_segment,$A{at})"
    total = Formula(f"ROUND(ROUND({summed},6),2)", half_up(row["total_value"]))
    cells = [None if is_all else number, name, row["customers"], row["monthly_margin"], worth, total]
    sheet.row(cells, ["total_text", "total_text", "count", "exact", "total", "total"] if is_all else FORMS)
    book.check(book.words("check_new_value", name=name), sheet.place(4), half_up(row["value"]))
    book.check(book.words("check_all_value", name=name), sheet.place(5), half_up(row["total_value"]))
    if is_all:
        book.headlines.append((book.words("head_all_value"), sheet.place(5), half_up(row["total_value"])))


def _tenure(book: Book, sheet: Sheet, row: tuple[int, str, int, int, Decimal], staying: Staying) -> None:
    number, segment, months, count, margins = row
    at, of = sheet.at + 1, book.content.retention_today
    cell = staying.cell(of, segment, months)
    multiple = of.staying.get((segment, months), 0)
    cells = [Formula(cell, multiple) if cell else None, Formula(f"E{at}*F{at}", float(margins) * multiple)]
    sheet.row([number, book.view.segment(segment), months, count, margins, *cells], BELOW_FORMS)

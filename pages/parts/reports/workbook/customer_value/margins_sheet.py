"""The margins that follow the gross margin, customer by customer, and the means of segments as formulas of them."""

from dataclasses import dataclass, field
from decimal import Decimal

from models.engine.selection import Selection
from models.recalculation.customers_at_risk import ALL, AtRisk
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.customer_value.tenures import Tenures
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, half_up

KNOWN, TODAY = DAYS = "known", "today"  # all data; up to the end of the period
MEAN_HEADS = ("number", "segment", "given_margins", "with_margin", "mean_margin")
MEAN_FORMS = ["number", "text", "exact", "count", "exact"]
HEADS = ("customer", "segment", "revenue", "margin", "known_no", "today_no", "tenure_no")
FORMS = ["text", "text", "exact", "exact", "number", "number", "number"]


@dataclass
class Margins:
    """Where formulas find the margin of a customer, and the mean of a segment on either day."""

    customers: dict[str, str] = field(default_factory=dict)
    means: dict[tuple[str, str], str] = field(default_factory=dict)

    def mean_margin(self, day: str, segment: str, amount: Decimal | None) -> Formula | Decimal | None:
        """Return the mean of a segment as a formula where it follows, else as it is."""
        cell = self.means.get((day, segment))
        return Formula(cell, amount) if cell else amount

    def at_risk(self, customer: str, one: AtRisk) -> Formula | Decimal | None:
        """Return the margin of a customer at risk, or the mean that stands for it, in the same way."""
        if one.mean_of:
            return self.mean_margin(KNOWN, one.mean_of, one.margin)
        cell = self.customers.get(customer)
        return Formula(cell, one.margin) if cell else one.margin


def margins_sheet(book: Book, active: Tenures) -> Margins:
    """Write the sheet where margins follow the gross margin; active: the customers of today by segment and tenure."""
    held, found = book.content, Margins()
    if not held.revenues:
        return found
    sheet = book.open("margins", book.words("margins_why"))
    chosen = held.view.selection_of("customer_tenure")
    rows = {KNOWN: held.rows_at("customer_tenure", Selection()), TODAY: held.rows_at("customer_tenure", chosen)}
    numbers = {name: number for number, name in enumerate(sorted({row["segment"] for row in rows[KNOWN]}), 1)}
    for day, selection in zip(DAYS, (Selection(), chosen)):
        means = {row["segment"]: row["monthly_margin"] for row in held.rows_at("segment_margin", selection)}
        found.means |= _means(book, sheet, day, rows[day], numbers | {ALL: None}, means)
    places = {key: number for number, key in enumerate(active, 1)}
    _customers(book, sheet, rows, numbers, places, found)
    return found


def _means(book: Book, sheet: Sheet, day: str, rows: list[dict], numbers: dict, means: dict) -> dict:
    """A table of the means of segments; returns their cells."""
    given, counts, cells = {}, {}, {}
    for row in rows:
        if row["monthly_margin"] is not None:
            own = Decimal(0) if row["customer_id"] in book.content.revenues else row["monthly_margin"]
            for name in (row["segment"], ALL):
                given[name], counts[name] = given.get(name, Decimal(0)) + own, counts.get(name, 0) + 1
    sheet.skip()
    sheet.row([book.words(f"section_margins_{day}")], "section")
    sheet.head([book.words(f"head_{name}") for name in MEAN_HEADS], MEAN_FORMS)
    for name in filter(counts.get, numbers):
        at = sheet.at + 1
        by = '">0"' if name == ALL else f"$A{at}"
        mean = Formula(f"ROUND((C{at}+SUMIFS(margin_value,margin_{day},{by}))/D{at},6)", means[name])
        sheet.row([numbers[name], book.view.segment(name), given[name], counts[name], mean], MEAN_FORMS)
        cells[day, name] = sheet.place(4)
    return cells


def _customers(book: Book, sheet: Sheet, rows: dict, numbers: dict, places: dict, found: Margins) -> None:
    """A row for each customer whose margin follows; who had not begun on a day counts in no mean of it."""
    known, today = ({row["customer_id"]: row for row in rows[day]} for day in DAYS)
    share = Decimal(book.content.gross_margin)
    sheet.skip()
    sheet.head([book.words(f"head_{name}") for name in HEADS], FORMS)
    first = sheet.at + 1
    for name, revenue in book.content.revenues.items():
        at, one = sheet.at + 1, today.get(name)
        margin = Formula(f"ROUND(C{at}*gross_margin,6)", half_up(revenue * share, 6))
        segment = (known.get(name) or one or {}).get("segment")
        days = [numbers.get(of[name]["segment"]) if name in of else None for of in (known, today)]
        tenure = places.get((one["segment"], one["tenure_months"])) if one and not one["has_left"] else None
        named = None if segment is None else book.view.segment(segment)
        sheet.one_of_many((name, named, revenue, margin, *days, tenure), FORMS)
        found.customers[name] = sheet.place(3)
    for column, name in ((3, "value"), (4, KNOWN), (5, TODAY), (6, "tenure")):
        book.name(f"margin_{name}", sheet.place(column, first, sheet.at))
    sheet.close()

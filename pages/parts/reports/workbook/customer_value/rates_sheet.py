"""The rates totals are priced by: what winning and keeping a customer costs, and what a new one is worth."""

from decimal import Decimal

from models.recalculation.charges import CHURN
from models.recalculation.customers_at_risk import ALL
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.customer_value.margins_sheet import KNOWN, Margins
from pages.parts.reports.workbook.customer_value.retention_sheet import Staying
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

CHANNEL_HEADS = ("number", "channel", "spend", "new_customers", "own_price", "price")
CHANNEL_FORMS = ["number", "text", "money", "count", "exact", "exact"]
RATE_FORMS = ["text", "money", "count", "exact"]


def rates_sheet(book: Book, staying: Staying, margins: Margins) -> None:
    """Write the sheet; formulas call its rates by replacement_cost, new_customer_value and keep_each."""
    sheet = book.open("rates", book.words("rates_why"))
    sheet.row([warning(book)], "warning")
    if CHURN in book.content.components:
        _channels(book, sheet)
        sheet.skip()
    sheet.head(
        [book.words(f"head_{name}") for name in ("rate", "rate_amount", "rate_divisor", "rate_each")], RATE_FORMS
    )
    _replacement(book, sheet)
    _keeping(book, sheet)
    _new_customer(book, sheet, staying, margins)
    sheet.close()


def _channels(book: Book, sheet: Sheet) -> None:
    """A channel without spend or without new customers is priced as all."""
    costs = {row["channel"]: row for row in book.content.rows_of("channel_cost")}
    sheet.head([book.words(f"head_{name}") for name in CHANNEL_HEADS], CHANNEL_FORMS)
    first = sheet.at + 1
    book.channel_rows = {name: first + place for place, name in enumerate(book.content.channels)}
    whole = costs.get(ALL, {"spend": None, "new_customers": None, "cac": None})
    last = first + len(book.content.channels)
    for number, name in enumerate([*book.content.channels, ALL], 1):
        own, at = costs.get(name, {"spend": None, "new_customers": None, "cac": None}), sheet.at + 1
        price = own["cac"] if own["cac"] is not None else whole["cac"]
        each = Formula(f"ROUND(C{at}/D{at},6)", own["cac"]) if own["cac"] is not None else None
        told = None if price is None else Formula(f"E{at}" if each else f"$E${last}", price)
        row = [number, book.view.channel(name), own["spend"], own["new_customers"], each, told]
        sheet.row(row, CHANNEL_FORMS)


def _replacement(book: Book, sheet: Sheet) -> None:
    price = book.content.price
    if price is not None:
        row = book.content.whole_price
        _rate(book, sheet, "replacement_cost", (row["spend"], row["new_customers"], 1), price)


def _keeping(book: Book, sheet: Sheet) -> None:
    if row := book.content.keep_each:
        _rate(book, sheet, "keep_each", (row["amount"], row["divisor"], row["times"]), row["each_one"])


def _new_customer(book: Book, sheet: Sheet, staying: Staying, margins: Margins) -> None:
    """Only where word of mouth is priced by it."""
    start = staying.at_start(book.content.retention, ALL)
    value = book.content.new_customer
    if start is None or not value:
        return
    at = sheet.at + 1
    worth = Formula(f"ROUND(ROUND(B{at}*{start},8),6)", value["value"])
    mean = margins.mean_margin(KNOWN, ALL, value["monthly_margin"])
    sheet.row([book.words("rate_new_customer_value"), mean, None, worth], RATE_FORMS)
    book.name("new_customer_value", sheet.place(3))


def _rate(book: Book, sheet: Sheet, name: str, of: tuple[Decimal, int, int], each: Decimal) -> None:
    amount, divisor, times = of
    at = sheet.at + 1
    formula = Formula(f"ROUND(B{at}*{times}/C{at},6)", each)
    sheet.row([book.words(f"rate_{name}"), amount, divisor, formula], RATE_FORMS)
    book.name(name, sheet.place(3))

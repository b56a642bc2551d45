"""Retention by month of tenure, and the months of margin still to come as formulas of horizon and discount rate."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.assumptions import known
from models.recalculation.customers_at_risk import ALL, Retention
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

HEADS = ("segment", "tenure", "retention", "discounted", "staying")
FORMS = ["text", "count", "exact", "exact", "exact"]
LAST_MONTH = 720
HORIZON = "horizon_months"


@dataclass
class Staying:
    """Where the sheet has the months of margin of a retention, a segment and a tenure."""

    title: str
    rows: dict[tuple[int, str, int], int] = field(default_factory=dict)

    def cell(self, of: Retention, segment: str, tenure: int) -> str | None:
        """Return the cell of the months of margin still to come, None where nobody knows."""
        row = self.rows.get((id(of), segment, tenure))
        return f"'{self.title}'!$E${row}" if row and of.has(segment, tenure) else None

    def at_start(self, of: Retention, segment: str) -> str | None:
        """Return the formula of the months of margin of a new customer."""
        row = self.rows.get((id(of), segment, 0))
        return f"SUM(OFFSET('{self.title}'!$D${row},0,0,{HORIZON},1))" if row else None


def retention_sheet(book: Book, needed: Iterable[tuple[Retention, str, int]]) -> Staying:
    """Write the retention of each segment from month 0 as far as the longest horizon reaches from a tenure needed."""
    sheet = book.open("retention", book.words("retention_why"))
    sheet.row([warning(book)], "warning")
    sheet.head([book.words(f"head_{name}") for name in HEADS], FORMS)
    sheet.freeze()
    longest: dict[tuple[int, str], tuple[Retention, int]] = {}
    for of, segment, tenure in needed:
        if segment in of.kept:
            held = longest.get((id(of), segment), (of, 0))[1]
            longest[id(of), segment] = of, max(held, tenure)
    staying = Staying(sheet.title)
    for (key, segment), (of, tenure) in longest.items():
        _block(book, sheet, staying, (of, key, segment), tenure)
    sheet.close()
    return staying


def _block(book: Book, sheet: Sheet, staying: Staying, which: tuple[Retention, int, str], tenure: int) -> None:
    of, key, segment = which
    last = min(tenure + known()[HORIZON]["most"], LAST_MONTH)
    named = book.view.segment(segment)
    rate = float(next(one.row["value"] for one in book.content.assumptions if one.name == "discount_rate") or 0)
    for month, kept in enumerate(of.kept[segment][: last + 1]):
        at = sheet.at + 1
        discounted = Formula(f"C{at}/(1+discount_rate)^(B{at}/12)", kept / (1 + rate) ** (month / 12))
        row = [named, month, kept, discounted, None]
        if month <= tenure and of.has(segment, month):
            summed = f"SUM(OFFSET(D{at},0,0,MIN({HORIZON},{last - month + 1}),1))"
            multiple = f"IF(C{at}=0,1,{summed}*(1+discount_rate)^(B{at}/12)/C{at})"
            row[-1] = Formula(multiple, of.staying[segment, month])
        staying.rows[key, segment, month] = sheet.row(row, FORMS)


def all_needed(book: Book, today: Iterable[tuple[str, int]]) -> list[tuple[Retention, str, int]]:
    """Return the tenures of all customers at risk, and those of the customers of today."""
    held = book.content
    lost = [(held.retention, one.segment, one.tenure_months) for one in held.at_risk.values()]
    told = any(line.charge and line.charge.dissatisfied is not None for line in held.lines)
    new = [(held.retention, ALL, 0)] if told else []
    return [*lost, *new, *((held.retention_today, segment, tenure) for segment, tenure in today)]

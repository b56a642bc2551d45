"""The customers at risk behind the cost of avoidable churn: margin × months still to come × added risk."""

from models.recalculation.charges import Exposed
from models.recalculation.customers_at_risk import AtRisk
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.customer_value.margins_sheet import Margins
from pages.parts.reports.workbook.customer_value.retention_sheet import Staying
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, half_up
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

COLUMNS = {
    "number": "number",
    "customer": "text",
    "exposed_on": "day",
    "segment": "text",
    "tenure": "count",
    "margin": "exact",
    "staying": "exact",
    "worth": "exact",
    "counted_at": "exact",
    "excess": "exact",
    "risk_amount": "exact",
    "complaints": "count",
    "part": "exact",
}
FORMS = [*COLUMNS.values()]


def risk_sheet(book: Book, staying: Staying, margins: Margins) -> dict[Exposed, int]:
    """Write the sheet and return the row of each customer at risk."""
    sheet = book.open("at_risk", book.words("at_risk_why"))
    sheet.row([warning(book)], "warning")
    sheet.head([book.words(f"head_{name}") for name in COLUMNS], FORMS)
    sheet.freeze(2)
    rows = {place: _row(book, sheet, (place, one), staying, margins) for place, one in book.content.at_risk.items()}
    sheet.close()
    return rows


def _row(book: Book, sheet: Sheet, named: tuple[Exposed, AtRisk], staying: Staying, margins: Margins) -> int:
    at, of, (place, one) = sheet.at + 1, book.content.retention, named
    cell = staying.cell(of, one.segment, one.tenure_months) if one.margin is not None else None
    months = of.staying[one.segment, one.tenure_months] if cell else 0
    worth = half_up(float(one.margin or 0) * months, 6)
    amount = one.amount
    row = (
        at,
        place.customer_id,
        place.exposed_on,
        book.view.segment(one.segment),
        one.tenure_months,
        margins.at_risk(place.customer_id, one),
        Formula(cell, months) if cell else None,
        Formula(f"ROUND(ROUND(F{at}*G{at},8),6)", worth),
        Formula(_counted_at(book, at, bool(cell)), one.value),
        one.excess,
        Formula(f"ROUND(ROUND(J{at}*I{at},8),6)", amount),
        one.complaints,
        Formula(f"ROUND(K{at}/L{at},6)", half_up(amount / one.complaints, 6)),
    )
    return sheet.one_of_many(row, FORMS)


def _counted_at(book: Book, at: int, is_known: bool) -> str:
    """What a lost customer is counted at: a customer nobody knows the margin of at nothing but the replacement."""
    if book.content.price is None:
        return f"H{at}"
    lower = f'IF(loss_basis="lower_of",MIN(replacement_cost,H{at}),H{at})' if is_known else "0"
    return f'IF(loss_basis="replacement",replacement_cost,{lower})'

"""The ledger, row by row, with the amounts that follow an assumption as formulas."""

from decimal import Decimal

from data.contracts.definitions import contract, dataset_names
from models.recalculation.charges import CHURN, Exposed
from models.recalculation.ledger_lines import Line
from pages.parts.i18n.figure_texts import column
from pages.parts.reports.workbook.about_sheet import rows_told
from pages.parts.reports.workbook.assumptions_sheet import warning
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.sheet import Formula, Sheet

COLUMNS = {
    "month": "month",
    "complaint_id": "text",
    "customer_id": "text",
    "segment": "text",
    "category": "text",
    "component": "text",
    "evidence": "text",
    "projected": "text",
    "incurred_by": "text",
    "caused_by": "text",
    "channel": "text",
    "dataset": "text",
    "driver": "plain",
    "charge": "exact",
    "share": "plain",
    "amount": "exact",
    "customers_lost": "exact",
    "sector_no": "number",
    "payer_no": "number",
    "component_no": "number",
    "evidence_no": "number",
    "channel_no": "number",
}
OWN = ("driver", "charge", "share", "sector_no", "payer_no", "component_no", "evidence_no", "channel_no")
PLACES = {name: place for place, name in enumerate(COLUMNS)}
NAMED = {
    "ledger_month": "month",
    "ledger_amount": "amount",
    "ledger_lost": "customers_lost",
    "ledger_sector": "sector_no",
    "ledger_payer": "payer_no",
    "ledger_component": "component_no",
    "ledger_evidence": "evidence_no",
    "ledger_channel": "channel_no",
}


def ledger_sheet(book: Book, risk_rows: dict[Exposed, int]) -> None:
    """Write the ledger; risk_rows: where each customer at risk stands on their own sheet."""
    sheet = book.open("ledger", rows_told(book), book.words("ledger_why"))
    sheet.row([warning(book)], "warning")
    heads = [book.words(f"head_{name}") if name in OWN else column(book.view.language, name) for name in COLUMNS]
    sheet.head(heads, [*COLUMNS.values()])
    sheet.freeze(2)
    first, numbers = sheet.at + 1, _numbers(book)
    for line in book.content.lines:
        _row(book, sheet, line, numbers, risk_rows)
    last = max(sheet.at, first)
    sheet.page.autofilter(first - 2, 0, last - 1, len(COLUMNS) - 1)
    for name, of in NAMED.items():
        book.name(name, sheet.place(PLACES[of], first, last))
    sheet.close()


def _numbers(book: Book) -> dict[str, dict[str, int]]:
    """The number of each name: formulas look names up by it, since a name may look like a condition or a pattern."""
    held = book.content
    named = {
        "caused_by": held.sectors,
        "incurred_by": held.payers,
        "component": held.components,
        "evidence": held.evidence,
        "channel": held.channels,
    }
    return {column: {name: number for number, name in enumerate(names, 1)} for column, names in named.items()}


def _row(book: Book, sheet: Sheet, line: Line, numbers: dict, risk_rows: dict[Exposed, int]) -> None:
    view, row = book.view, line.row
    said = {
        **row,
        "segment": view.segment(row["segment"]) if row["segment"] else None,
        "category": view.category(row["category"]) if row["category"] else None,
        "component": view.component(row["component"]),
        "evidence": view.words(f"evidence.{row['evidence']}"),
        "projected": book.words("yes" if row["projected"] else "no"),
        "incurred_by": view.sector(row["incurred_by"]),
        "caused_by": view.sector(row["caused_by"]),
        "channel": view.channel(line.channel),
        "dataset": _data_set(book, row["dataset"]),
        "driver": _driver(line),
        "charge": _charge(line, sheet.at + 1, risk_rows, book.titles["at_risk"]),
        "share": line.part / line.of,
        "amount": _amount(line, sheet.at + 1),
        "sector_no": numbers["caused_by"][row["caused_by"]],
        "payer_no": numbers["incurred_by"][row["incurred_by"]],
        "component_no": numbers["component"][row["component"]],
        "evidence_no": numbers["evidence"][row["evidence"]],
        "channel_no": numbers["channel"].get(line.channel) if row["component"] == CHURN else None,
    }
    sheet.row([said[name] for name in COLUMNS], [*COLUMNS.values()])


def _data_set(book: Book, name: str | None) -> str | None:
    """The title of the list an amount comes from, or of the sheet of assumptions."""
    if name in dataset_names():
        return contract(name).title[book.view.language]
    return name and book.titles["assumptions"]


def _driver(line: Line) -> Decimal | None:
    """The quantity that is priced: minutes of work, or customers who tell others."""
    charge = line.charge
    return charge and (charge.dissatisfied or (sum(charge.minutes) if charge.minutes else None))


def _charge(line: Line, at: int, risk_rows: dict[Exposed, int], risk_title: str) -> Formula | None:
    charge = line.charge
    if charge is None:
        return None
    if charge.exposed:
        row = risk_rows[charge.exposed]
        part = f"'{risk_title}'!$M${row}"
        rest = f"'{risk_title}'!$K${row}-{part}*('{risk_title}'!$L${row}-1)"
        return Formula(rest if charge.is_first else part, charge.amount)
    driver = letter_of("driver") + str(at)
    if charge.dissatisfied is not None:
        told = f"{driver}*told_per*(1-already_customers)*influenced*would_have_bought"
        return Formula(f"ROUND(ROUND({told}*(new_customer_value-replacement_cost),8),6)", charge.amount)
    minutes = [driver] if len(charge.minutes) == 1 else [f"{one.normalize():f}" for one in charge.minutes]
    return Formula("+".join(f"ROUND({one}*hourly_cost/60,6)" for one in minutes), charge.amount)


def _amount(line: Line, at: int) -> Formula | Decimal | None:
    amount = line.row["amount"]
    if line.charge is None:
        return amount
    charge = letter_of("charge") + str(at)
    if line.others is None:
        return Formula(f"ROUND({charge}*{line.part:f}/{line.of:f},6)", amount or 0)
    return Formula("-".join([charge, *(f"ROUND({charge}*{one:f}/{line.of:f},6)" for one in line.others)]), amount or 0)


def letter_of(name: str) -> str:
    """Return the column of the ledger a name stands in, as a formula calls it."""
    return chr(ord("A") + PLACES[name])

"""The ledger, row by row, with the amounts that follow an assumption as formulas."""

from decimal import Decimal
from typing import NamedTuple

from data.contracts.definitions import contract, dataset_names
from models.recalculation.charges import CHURN, Exposed
from models.recalculation.ledger_lines import Line
from pages.parts.i18n.figure_texts import column
from pages.parts.reports.workbook.about_sheet import rows_told
from pages.parts.reports.workbook.assumptions_sheet import warning
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet

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
FORMS = [*COLUMNS.values()]
LOOKED_UP = ("caused_by", "incurred_by", "component", "evidence")
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


class Named(NamedTuple):
    """A name as it is shown, and the number formulas look it up by."""

    name: str | None
    number: int | None = None


NOBODY = Named(None)


def ledger_sheet(book: Book, risk_rows: dict[Exposed, int]) -> None:
    """Write the ledger; risk_rows: where each customer at risk stands on their own sheet."""
    sheet = book.open("ledger", rows_told(book), book.words("ledger_why"))
    sheet.row([warning(book)], "warning")
    heads = [book.words(f"head_{name}") if name in OWN else column(book.view.language, name) for name in COLUMNS]
    sheet.head(heads, FORMS)
    sheet.freeze(2)
    first, told = sheet.at + 1, _told(book)
    for line in book.content.lines:
        _row(sheet, line, told, risk_rows, book.titles["at_risk"])
    last = max(sheet.at, first)
    sheet.page.autofilter(first - 2, 0, last - 1, len(COLUMNS) - 1)
    for name, of in NAMED.items():
        book.name(name, sheet.place(PLACES[of], first, last))
    sheet.close()


def _told(book: Book) -> dict[str, dict[str, Named]]:
    """Each name as it is shown, and its number: formulas look names up by that, since a name may look like a condition
    or a pattern."""
    held, view = book.content, book.view
    numbered = {
        "caused_by": (held.sectors, view.sector),
        "incurred_by": (held.payers, view.sector),
        "component": (held.components, view.component),
        "evidence": (held.evidence, lambda name: view.words(f"evidence.{name}")),
        "channel": (held.channels, view.channel),
    }
    told = {
        column: {name: Named(shown(name), number) for number, name in enumerate(names, 1)}
        for column, (names, shown) in numbered.items()
    }
    said = {
        "segment": view.segment,
        "category": view.category,
        "projected": lambda is_projected: book.words("yes") if is_projected else None,
        "dataset": lambda name: _data_set(book, name),
    }
    for name, shown in said.items():
        names = {line.row[name] for line in held.lines}
        told[name] = {one: NOBODY if one is None else Named(shown(one)) for one in names}
    return told


def _row(sheet: Sheet, line: Line, told: dict[str, Named], risk_rows: dict[Exposed, int], risk_title: str) -> None:
    """Write a line; what is nothing, whole or of no use there stays empty, since a ledger may be long."""
    row, is_lost = line.row, line.row["component"] == CHURN
    sector, payer, component, evidence = (told[name][row[name]] for name in LOOKED_UP)
    channel = told["channel"][line.channel] if is_lost else NOBODY
    sheet.one_of_many(
        (
            row["month"],
            row["complaint_id"],
            row["customer_id"],
            told["segment"][row["segment"]].name,
            told["category"][row["category"]].name,
            component.name,
            evidence.name,
            told["projected"][row["projected"]].name,
            payer.name,
            sector.name,
            channel.name,
            told["dataset"][row["dataset"]].name,
            _driver(line),
            _charge(line, sheet.at + 1, risk_rows, risk_title),
            None if line.part == line.of else line.part / line.of,
            _amount(line, sheet.at + 1),
            row["customers_lost"] or None,
            sector.number,
            payer.number,
            component.number,
            evidence.number,
            channel.number,
        ),
        FORMS,
    )


def _data_set(book: Book, name: str) -> str:
    """The title of the list an amount comes from, or of the sheet of assumptions."""
    if name in dataset_names():
        return contract(name).title[book.view.language]
    return book.titles["assumptions"]


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

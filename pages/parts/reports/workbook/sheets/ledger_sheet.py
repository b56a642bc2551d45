"""The ledger, row by row, with the amounts that follow an assumption as formulas."""

from decimal import Decimal
from typing import NamedTuple

from data.contracts.definitions import contract, dataset_names
from models.recalculation.charges import CHURN, Exposed
from models.recalculation.ledger_lines import Line
from models.scenarios.workbooks.workbook import COST
from pages.parts.i18n.figure_texts import column
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.content import GROUP
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.scenario_content import FIRST_ROW
from pages.parts.reports.workbook.sheets.about_sheet import rows_told
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

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
IN_SCENARIO = {"in_scenario": "exact"}  # beside the amount, and at the end the row of the sheet Cost
COST_ROW = {"cost_row": "number"}
OWN = ("driver", "charge", "share", "sector_no", "payer_no", "component_no", "evidence_no", "channel_no")
LOOKED_UP = ("caused_by", "incurred_by", "component", "evidence")
BEFORE_AMOUNT = [*COLUMNS].index("amount") + 1  # with it
NAMED = {
    "ledger_month": "month",
    "ledger_amount": "amount",
    "ledger_lost": "customers_lost",
    "ledger_sector": "sector_no",
    "ledger_payer": "payer_no",
    "ledger_component": "component_no",
    "ledger_evidence": "evidence_no",
    "ledger_channel": "channel_no",
    "ledger_in_scenario": "in_scenario",
    "ledger_cost_row": "cost_row",
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
    columns = _columns(book)
    forms, own = [*columns.values()], (*OWN, *IN_SCENARIO, *COST_ROW)
    heads = [book.words(f"head_{name}") if name in own else column(book.view.language, name) for name in columns]
    sheet.head(heads, forms)
    sheet.freeze(2)
    first, told = sheet.at + 1, _told(book)
    for line in book.content.lines:
        cells = _cells(line, sheet.at + 1, told, risk_rows, book.titles["at_risk"])
        if book.content.scenario:
            cells = (*cells[:BEFORE_AMOUNT], *_in_scenario(book, line, sheet.at + 1, cells[BEFORE_AMOUNT:]))
        sheet.one_of_many(cells, forms)
    last = max(sheet.at, first)
    sheet.page.autofilter(first - 2, 0, last - 1, len(columns) - 1)
    places = {name: place for place, name in enumerate(columns)}
    for name, of in NAMED.items():
        if of in places:
            book.name(name, sheet.place(places[of], first, last))
    sheet.close()


def _columns(book: Book) -> dict[str, str]:
    if not book.content.scenario:
        return COLUMNS
    names = [*COLUMNS.items()]
    return dict(names[:BEFORE_AMOUNT]) | IN_SCENARIO | dict(names[BEFORE_AMOUNT:]) | COST_ROW


def _in_scenario(book: Book, line: Line, at: int, more: tuple) -> tuple:
    """The amount in the scenario, the cells after it, and the row of the sheet Cost that says what is left of it."""
    group, amount = line.row[GROUP], line.row["amount"]
    row, left = group + FIRST_ROW, book.content.scenario.left[group]
    formula = None if amount is None else Formula(f"{letter_of('amount')}{at}*{COST}!$F${row}", amount * left)
    return (formula, *more, row)


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


def _cells(line: Line, at: int, told: dict[str, Named], risk_rows: dict[Exposed, int], risk_title: str) -> tuple:
    """The cells of a line; what is nothing, whole or of no use there stays empty, since a ledger may be long."""
    row, is_lost = line.row, line.row["component"] == CHURN
    sector, payer, component, evidence = (told[name][row[name]] for name in LOOKED_UP)
    channel = told["channel"][line.channel] if is_lost else NOBODY
    return (
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
        _charge(line, at, risk_rows, risk_title),
        None if line.part == line.of else line.part / line.of,
        _amount(line, at),
        row["customers_lost"] or None,
        sector.number,
        payer.number,
        component.number,
        evidence.number,
        channel.number,
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
    """Return the column of the ledger a name up to the amount stands in, as a formula calls it."""
    return chr(ord("A") + [*COLUMNS].index(name))

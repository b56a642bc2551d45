"""The scenario: the sheets that calculate it, and its amounts beside those as they are, each a formula."""

from decimal import Decimal

from models.scenarios.outcome import Outcome
from models.scenarios.payback import payback
from models.scenarios.workbooks.workbook import COST, HEADS, LEVERS, SCENARIO, Sheets, total_cell, write_sheets
from pages.parts.i18n.model_texts import assumption_title
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.scenario_content import ScenarioContent
from pages.parts.reports.workbook.sheet import LINE, Sheet, half_up, letters, quoted
from pages.parts.reports.workbook.sheets.assumptions_sheet import typed, warning
from pages.parts.scenarios.wording import lever_name

ELSEWHERE = {
    "amount": "SUMIFS(ledger_amount,ledger_cost_row,{row})",
    "horizon_months": "horizon_months",
    "discount_rate": "discount_rate",
}
LEVERS_MOVED = 'COUNTIFS(lever_state,">0")'
BLOCKS = {  # table, which formulas name the column of the ledger by: figure and its column
    "sector": ("cost_cube", "caused_by"),
    "component": ("cost_cube", "component"),
    "payer": ("ledger_cube", "incurred_by"),
    "month": ("monthly_cost", "month"),
}
HEADED = ("in_base", "in_scenario", "in_change")
HEADED_ASSUMED = ("in_base", "in_assumed", "in_scenario", "in_change")  # as it is, then, is no formula of the ledger

BESIDE_CODES = 3  # column of the sheet Scenario that is not read when the file comes back


def scenario_sheets(book: Book) -> None:
    """Write the sheets, with a check for each total."""
    held, view = book.content.scenario, book.view
    pages = [book.sheet(key).page for key in ("scenario", "levers", "cost")]
    forms = [book.sheet("levers").form(name) for name in ("money", "head", "input")]
    sheets = Sheets(*pages, *forms, ELSEWHERE)
    write_sheets(sheets, held.base, held.outcome, held.name, view.version, view.selection_of("ledger").period)
    warned = warning(book)
    pages[0].write_formula(0, BESIDE_CODES, "=" + warned.text, book.sheet("scenario").form("warning"), warned.value)
    _words_of_levers(book, held.outcome)
    _beside(book, held)


def _words_of_levers(book: Book, outcome: Outcome) -> None:
    """What each lever is called, its percentage in the report, and whether it was changed since."""
    sheet, column = book.sheet("levers"), len(HEADS[LEVERS])
    sheet.page.set_row(0, 2 * LINE)  # headings in words may need two
    for place, name in enumerate(("lever", "held", "state"), column):
        sheet.cell(place, 1, book.words(f"head_{name}"), "head")
    held, last = letters(column + 1), len(outcome.levers) + 1
    for row, one in enumerate(outcome.levers, 2):
        sheet.cell(column, row, lever_name(book.view, one))
        sheet.cell(column + 1, row, one.percent, "plain")
        sheet.cell(column + 2, row, Formula(f"IF(D{row}={held}{row},0,1)", 0), "state")
    book.name("lever_state", sheet.place(column + 2, 2, max(last, 2)))
    sheet.close()


def _beside(book: Book, held: ScenarioContent) -> None:
    """The amounts as they are and in the scenario."""
    words = book.words
    notes = [book.view.scope(), words("in_scenario_why", levers=LEVERS)]
    notes += [words("in_assumed_why", sheet=book.titles["assumptions"])] if book.assumed else []
    sheet = book.open("in_scenario", *notes)
    sheet.row([warning(book)], "warning")
    sheet.row([Formula(f'IF({LEVERS_MOVED}>0,{quoted(words("warning_levers"))},"")', "")], "warning")
    if held.moved or not book.assumed:
        _levers(book, sheet, held)
    if book.assumed:
        _assumptions(book, sheet)
    _money(book, sheet, held)
    for kind in ("sector", "component"):
        _block(book, sheet, kind)
    _evidence(book, sheet, held)
    for kind in ("payer", "month"):
        _block(book, sheet, kind)
    sheet.close({0: 5})


def _levers(book: Book, sheet: Sheet, held: ScenarioContent) -> None:
    forms = ["number", "text", "plain", "money", "money"]
    sheet.row([book.words("section_levers", name=held.name)], "section")
    sheet.head([book.words(f"head_{name}") for name in ("number", "lever", "percent", "one_off", "yearly")], forms)
    for row, one in enumerate(held.moved, 2):
        numbers = {"D": one.percent, "G": one.one_off, "H": one.yearly}
        cells = [Formula(f"{LEVERS}!{column}{row}", number) for column, number in numbers.items()]
        sheet.row([row - 1, lever_name(book.view, one), *cells], forms)


def _assumptions(book: Book, sheet: Sheet) -> None:
    """The assumptions of the scenario's own, beside what holds."""
    forms, as_it_is = ["number", "text", "plain", "plain"], book.view.held_assumptions(*book.assumed)
    sheet.skip()
    sheet.row([book.words("section_assumptions", name=book.content.scenario.name)], "section")
    sheet.head([book.words(f"head_{name}") for name in ("number", "assumption", "value", "as_it_is")], forms)
    for number, (name, text) in enumerate(sorted(book.assumed.items()), 1):
        title, before = assumption_title(book.view.language, name), typed(name, as_it_is[name])
        value = Formula(name, typed(name, text) or "")
        sheet.row([number, title, value, book.words("not_set") if before is None else before], forms)


def _money(book: Book, sheet: Sheet, held: ScenarioContent) -> None:
    """The cost as it is and in the scenario, and when the levers pay."""
    words, found = book.words, payback(held.base, held.outcome)
    all_rows = (held.as_it_is.get("overview_total"), book.content.rows_of("overview_total"))
    costs = [rows[0]["dissatisfaction_cost"] if rows else None for rows in (*all_rows, held.figures["overview_total"])]
    _head(book, sheet, "cost")
    total = words("check_total")
    _line(book, sheet, (None, total, total), ("SUM(ledger_amount)", "SUM(ledger_in_scenario)"), costs)
    book.headlines.append((words("check_in_scenario", what=total), sheet.place(_place(book)), half_up(costs[-1])))
    numbers = {
        "saving_a_year": found.yearly_saving,
        "one_off_cost": found.one_off,
        "yearly_cost": found.yearly_cost,
        "net_value": found.net_value,
    }
    for name, value in numbers.items() if held.moved or not book.assumed else ():
        said = words(f"in_{name}", months=held.base.horizon_months)
        amount = Formula(f"ROUND({SCENARIO}!{total_cell(name)},2)", half_up(value))
        sheet.row([None, said, *[None] * (len(_headed(book)) - 1), amount], _forms(book))


def _block(book: Book, sheet: Sheet, kind: str) -> None:
    """A table of one dimension, whose names formulas look up by the numbers of the ledger; months by themselves."""
    held, (figure, column) = book.content, BLOCKS[kind]
    told = (held.scenario.as_it_is.get(figure, []), held.rows_of(figure), held.scenario.figures[figure])
    sums = [_summed(rows, column) for rows in told]
    names, shown = {
        "sector": (held.sectors, book.view.sector),
        "component": (held.components, book.view.component),
        "payer": (held.payers, book.view.sector),
        "month": (held.months, book.view.formats.month),
    }[kind]
    gone = sorted(name for name, amount in sums[0].items() if amount and name not in names)
    _head(book, sheet, kind)
    for number, name in enumerate([*names, *gone], 1):
        by = f"ledger_{kind},${'B' if kind == 'month' else 'A'}{sheet.at + 1}"
        cells = f"SUMIFS(ledger_amount,{by})", f"SUMIFS(ledger_in_scenario,{by})"
        said = name if kind == "month" else shown(name)
        what = book.words(f"check_{kind}", name=shown(name))
        _line(book, sheet, (number, said, what), cells, [one.get(name) for one in sums])


def _evidence(book: Book, sheet: Sheet, held: ScenarioContent) -> None:
    """By the codes of the sheet Cost: what a lever changes is an estimate there."""
    before, after = (_summed(rows.get("monthly_cost", []), "evidence") for rows in (held.as_it_is, held.figures))
    lines = {line.name: line.base for line in held.outcome.lines("evidence")}
    last = len(held.outcome.groups) + 1
    _head(book, sheet, "evidence")
    for number, code in enumerate(dict.fromkeys((*lines, *before)), 1):
        cells = (_of_cost("D", "B", last, code), _of_cost("G", "H", last, code))
        name = book.view.words(f"evidence.{code}")
        named = number, name, book.words("check_evidence", name=name)
        _line(book, sheet, named, cells, [before.get(code), lines.get(code), after.get(code)])


def _of_cost(amount: str, by: str, last: int, evidence: str) -> str:
    return f'SUMIFS({COST}!${amount}$2:${amount}${last},{COST}!${by}$2:${by}${last},"{evidence}")'


def _headed(book: Book) -> tuple[str, ...]:
    return HEADED_ASSUMED if book.assumed else HEADED


def _forms(book: Book) -> list[str]:
    return ["number", "text", *["money"] * len(_headed(book))]


def _place(book: Book) -> int:
    """The column of the amount in the scenario."""
    return 2 + _headed(book).index("in_scenario")


def _head(book: Book, sheet: Sheet, kind: str) -> None:
    sheet.skip()
    first = {"sector": "starts_in"}.get(kind, kind)
    heads = [book.words(f"head_{name}") for name in ("number", first, *_headed(book))]
    sheet.head(heads, _forms(book))


def _line(book: Book, sheet: Sheet, named: tuple, cells: tuple[str, str], values: list) -> None:
    """A row of a table, whose amount in the scenario is checked; each amount and the change is rounded once.

    named: its number and name, and what it is. cells: formulas of what the levers act on and of what they leave.
    values: amounts as it is (where the scenario has assumptions of its own), what the levers act on, what they leave.
    """
    (number, name, what), (as_it_is, before, after) = named, (value or Decimal(0) for value in values)
    start, since = (f"{as_it_is:.6f}", as_it_is) if book.assumed else (cells[0], before)
    formulas = {cells[0]: before, cells[1]: after, f"{cells[1]}-{start}": after - since}
    amounts: list = [Formula(f"ROUND({formula},2)", half_up(value)) for formula, value in formulas.items()]
    amounts = [half_up(as_it_is), *amounts] if book.assumed else amounts
    first, second, *others = _forms(book)
    sheet.row([number, name, *amounts], [first, second if isinstance(name, str) else "month", *others])
    book.check(book.words("check_in_scenario", what=what), sheet.place(_place(book)), half_up(after))


def _summed(rows: list[dict], column: str) -> dict:
    found: dict = {}
    for row in rows:
        found[row[column]] = found.get(row[column], Decimal(0)) + (row["amount"] or 0)
    return found

"""The cost by sector and type, by evidence and by who pays, each total a formula over the ledger."""

from decimal import Decimal

from pages.parts.i18n.direction import own_direction
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.charts import bars
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, half_up, letters
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

MOST_BARS = 12
BLOCK_FORMS = ["number", "text", "money"]


def model_sheet(book: Book) -> None:
    """Write the sheet, with its totals for the sheet of checks."""
    sheet = book.open("model", book.scope(), book.words("model_why"))
    sheet.row([warning(book)], "warning")
    _matrix(book, sheet)
    held, view = book.content, book.view
    evidence = [view.words(f"evidence.{name}") for name in held.evidence]
    _block(book, sheet, "evidence", evidence, _summed(book, "monthly_cost", "evidence", held.evidence))
    payers = [view.sector(name) for name in held.payers]
    _block(book, sheet, "payer", payers, _summed(book, "ledger_cube", "incurred_by", held.payers))
    sheet.close({0: 5})


def _matrix(book: Book, sheet: Sheet) -> None:
    held, view, words = book.content, book.view, book.words
    count = len(held.components)
    sheet.row([None, words("numbers"), *range(1, count + 1)], ["note", "text", *["number"] * count])
    numbers, forms = sheet.at, ["number", "text", *["money"] * (count + 1)]
    sheet.head(
        [words("head_number"), words("head_starts_in"), *map(view.component, held.components), words("total")], forms
    )
    sheet.freeze(2, is_only_table=False)
    first = sheet.at + 1
    for number, name in enumerate(held.sectors, 1):
        at = sheet.at + 1
        cells = [
            Formula(_sum(f"ledger_sector,$A{at},ledger_component,{letters(2 + place)}${numbers}"), half_up(amount))
            for place, component in enumerate(held.components)
            if (amount := held.sums.get((name, component), Decimal(0))) is not None
        ]
        whole = half_up(sum((held.sums.get((name, of), Decimal(0)) for of in held.components), Decimal(0)))
        cells.append(Formula(_sum(f"ledger_sector,$A{at}"), whole))
        sheet.row([number, view.sector(name), *cells], forms)
        book.check(words("check_sector", name=view.sector(name)), sheet.place(2 + count), whole)
    _totals(book, sheet, (first, sheet.at), numbers)
    if held.sectors:
        last = min(sheet.at - 3, first + MOST_BARS - 1)
        cells = f"={sheet.place(1, first, last)}", f"={sheet.place(2 + count, first, last)}"
        alt = words("chart_sectors_alt", listed=_listed(book))
        bars(book, sheet, words("chart_sectors"), cells, alt, last - first + 1)
    sheet.skip()


def _listed(book: Book) -> str:
    held, view = book.content, book.view
    costs = {name: sum(amount for (sector, _), amount in held.sums.items() if sector == name) for name in held.sectors}
    shown = held.sectors[:MOST_BARS]
    return ", ".join(f"{own_direction(view.sector(name))} {view.formats.money(costs[name])}" for name in shown)


def _totals(book: Book, sheet: Sheet, rows: tuple[int, int], numbers: int) -> None:
    """The totals are rounded once; the rows below say by how much rounded cells differ."""
    held, words = book.content, book.words
    first, last = rows
    by_component = {name: Decimal(0) for name in held.components}
    for (_, component), amount in held.sums.items():
        by_component[component] += amount
    whole = half_up(sum(by_component.values(), Decimal(0)))
    columns = [*map(letters, range(2, 2 + len(held.components)))]
    formulas = [_sum(f"ledger_component,{column}${numbers}") for column in columns]
    values = [*map(half_up, by_component.values()), whole]
    cells = [*map(Formula, [*formulas, "ROUND(SUM(ledger_amount),2)"], values)]
    at = sheet.row([None, words("total"), *cells], ["total_text", "total_text", *["total"] * len(cells)])
    for place, (name, value) in enumerate(zip(held.components, values), 2):
        book.check(words("check_component", name=book.view.component(name)), sheet.place(place), value)
    book.check(words("check_total"), sheet.place(2 + len(columns)), book.content.total)
    book.headlines.append((words("check_total"), sheet.place(2 + len(columns)), whole))
    rounded = [_rounded(book, component) for component in [*held.components, None]]
    letters_of = [*columns, letters(2 + len(columns))]
    sums = [Formula(f"SUM({one}{first}:{one}{max(last, first)})", value) for one, value in zip(letters_of, rounded)]
    sheet.row([None, words("rounded_sum"), *sums], ["note", "text", *["money"] * len(sums)])
    parts = [
        Formula(f"ROUND({one}{at}-{one}{at + 1},2)", value - off)
        for one, value, off in zip(letters_of, values, rounded)
    ]
    sheet.row([None, words("rounded_difference"), *parts], ["note", "text", *["money"] * len(parts)])


def _rounded(book: Book, component: str | None) -> Decimal:
    """The sum of a column of rounded cells; of the totals by sector without a type of cost."""
    held = book.content
    if component:
        return sum((half_up(held.sums.get((name, component), Decimal(0))) for name in held.sectors), Decimal(0))
    wholes = [
        sum((amount for (name, _), amount in held.sums.items() if name == sector), Decimal(0))
        for sector in held.sectors
    ]
    return sum(map(half_up, wholes), Decimal(0))


def _sum(conditions: str) -> str:
    return f"ROUND(SUMIFS(ledger_amount,{conditions}),2)"


def _summed(book: Book, figure: str, column: str, names: list[str]) -> list[Decimal]:
    found = {name: Decimal(0) for name in names}
    for row in book.content.rows_of(figure):
        found[row[column]] += row["amount"] or 0
    return [*map(half_up, found.values())]


def _block(book: Book, sheet: Sheet, kind: str, names: list[str], amounts: list[Decimal]) -> None:
    """A short table of one dimension: number, name, amount."""
    words = book.words
    sheet.skip()
    sheet.row([words(f"section_{kind}")], "section")
    sheet.head([words("head_number"), words(f"head_{kind}"), words("head_amount")], BLOCK_FORMS)
    for number, (name, amount) in enumerate(zip(names, amounts), 1):
        formula = Formula(_sum(f"ledger_{kind},$A{sheet.at + 1}"), amount)
        sheet.row([number, name, formula], BLOCK_FORMS)
        book.check(words(f"check_{kind}", name=name), sheet.place(2), amount)

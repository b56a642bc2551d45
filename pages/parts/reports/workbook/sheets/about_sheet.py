"""The cover: what the workbook tells, of which data and when, and how to use it."""

from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

STEPS = ("use_assumptions", "use_live", "use_anew", "use_back", "use_rounding")


def about_sheet(book: Book, steps: tuple[str, ...] = STEPS) -> None:
    """Write the cover."""
    view, words, request = book.view, book.words, book.request
    sheet, scenario = book.open("about"), book.content and request.scenario  # what is told without rows is all in it
    sheet.skip()
    moment = f"{view.formats.day(request.moment.date())}, {request.moment:%H:%M} UTC"
    said = {
        "about_scope": view.scope(),
        "about_scenario": scenario and words(_beside(book), name=scenario, **_named(book)),
        "about_moment": moment,
        "about_currency": view.formats.currency,
        "about_rows": rows_told(book) if book.content else "",
    }
    for key, value in said.items():
        if value:
            sheet.row([words(key), value], ["bold", "text"])
    _headlines(book, sheet)
    sheet.skip()
    sheet.row([words("about_how")], "section")
    steps = (*steps[:1], "use_levers", *steps[1:]) if scenario else steps
    for number, key in enumerate(steps, 1):
        sheet.row([f"{number}. " + words(key, **_named(book))], "note")
    sheet.skip()
    sheet.row([words("about_sheets")], "section")
    for key, title in book.titles.items():
        sheet.link(title, words(f"title_{key}"))
    sheet.close({0: max([30, *(len(what) for what, *_ in book.headlines)]), 1: 24})


def _beside(book: Book) -> str:
    return "in_scenario_assumed" if book.assumed else "in_scenario"


def _named(book: Book) -> dict[str, str]:
    """The titles of the sheets that sentences name."""
    fields = {"sheet": "assumptions", "levers": "levers", "beside": "in_scenario", "ledger": "ledger"}
    return {field: book.titles.get(key, "") for field, key in fields.items()}


def _headlines(book: Book, sheet) -> None:
    sheet.skip()
    sheet.row([book.words("about_headlines")], "section")
    if book.content:
        sheet.row([warning(book)], "warning")
    for what, cell, value in book.headlines:
        sheet.row([what, Formula(cell, value)], ["text", "money"])


def rows_told(book: Book) -> str:
    """Return how many rows of the ledger the workbook has: "1,882 of 1,882 rows of the ledger"."""
    held, number = book.content, book.view.formats.number
    key = "rows_grouped" if held.is_grouped else "rows_all"
    return book.words(key, shown=number(len(held.lines)), count=number(held.rows))

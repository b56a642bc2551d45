"""The checks: each total as the formulas work it out beside the figure it has to be."""

from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import quoted
from pages.parts.reports.workbook.sheets.assumptions_sheet import IS_ANEW, warning
from pages.parts.reports.workbook.sheets.scenario_sheets import LEVERS_MOVED

HEADS = ("check", "formula", "figure", "difference", "result")
FORMS = ["text", "money", "money", "money", "text"]


def checks_sheet(book: Book) -> None:
    """Write the sheet; the differences are called check_difference."""
    words = book.words
    held = "_or_lever" if book.content.scenario else ""
    sheet = book.open("checks", words(f"checks_why{held}"))
    sheet.row([warning(book)], "warning")
    sheet.head([words(f"head_{name}") for name in HEADS], FORMS)
    sheet.freeze(1)
    first = sheet.at + 1
    names = ("agrees", f"moved{held}", "differs", "not_valid")
    agrees, moved, differs, not_valid = (quoted(words(f"check_{name}")) for name in names)
    changed = 'COUNTIFS(assumption_state,">0")' + (f"+{LEVERS_MOVED}" if held else "")
    for one in book.checks:
        at = sheet.at + 1
        difference = Formula(f"ROUND(B{at}-C{at},2)", 0)
        else_ = f"IF({changed}>0,{moved},{differs})"
        result = Formula(f"IF({IS_ANEW},{not_valid},IF(D{at}=0,{agrees},{else_}))", words("check_agrees"))
        sheet.row([one.what, Formula(one.cell, one.figure), one.figure, difference, result], FORMS)
    book.name("check_difference", sheet.place(3, first, max(sheet.at, first)))
    sheet.close()

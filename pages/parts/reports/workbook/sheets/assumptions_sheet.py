"""The assumptions, one cell each: what formulas follow, and what says plainly that it has to be worked out anew."""

import textwrap
from decimal import Decimal

from models.assumptions import known
from models.recalculation.live_assumptions import Assumption
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.model_texts import assumption, assumption_choice, assumption_title
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, quoted

NUMERIC = ("number", "money", "share", "whole")
HEADS = ("assumption", "value", "unit", "low", "high", "source", "follows", "held", "state", "called")
FORMS = ["text", "input", "wrapped", "plain", "plain", "wrapped", "wrapped", "text", "state", "text"]
AS_IT_IS = "as_it_is"  # behind them, where the book is calculated with assumptions of a scenario's own
WIDTHS = {"value": 16, "unit": 30, "source": 28, "follows": 42, "held": 16, AS_IT_IS: 16}
WRAPPED = ("unit", "source", "follows")
CHANGED, ANEW = 1, 2
IS_ANEW, IS_CHANGED = (f"COUNTIFS(assumption_state,{state})>0" for state in (ANEW, CHANGED))


def assumptions_sheet(book: Book) -> None:
    """Write the sheet; each value is a named cell that is not locked."""
    own = (book.words("assumptions_assumed", name=book.request.scenario),) if book.assumed else ()
    sheet = book.open("assumptions", book.words("assumptions_why"), book.words("assumptions_back"), *own)
    sheet.skip()
    heads = (*HEADS, AS_IT_IS) if book.assumed else HEADS
    sheet.head([book.words(f"head_{name}") for name in heads], _forms(book))
    sheet.freeze(1)
    first, as_it_is = sheet.at + 1, book.view.held_assumptions(*book.assumed)
    for one in sorted(book.content.assumptions, key=lambda one: (one.name not in as_it_is, not one.is_live)):
        _row(book, sheet, one, as_it_is.get(one.name))
    book.name("assumption_state", sheet.place(HEADS.index("state"), first, max(sheet.at, first)))
    sheet.close({heads.index(name): width for name, width in WIDTHS.items() if name in heads})


def _forms(book: Book) -> list[str]:
    return [*FORMS, "text"] if book.assumed else FORMS


def _row(book: Book, sheet: Sheet, one: Assumption, as_it_is: str | None) -> None:
    """as_it_is: the value that holds, where the scenario has its own."""
    language, row, place = book.view.language, one.row, sheet.at + 1
    held = typed(one.name, row["value"])
    changed = f'IF(B{place}="",{ANEW},{CHANGED})' if one.is_live else str(ANEW)  # nothing is not a value of zero
    state = Formula(f"IF(B{place}=H{place},0,{changed})", 0)
    follows = book.words(f"follows_{one.state}")
    ends = [typed(one.name, row[end]) for end in ("low", "high")]
    told = [assumption_title(language, one.name), held, _unit(book, one), *ends]
    source = assumption(language, row, "source") if as_it_is is None else book.words("source_scenario")
    cells = [*told, source, follows, held, state, one.name]
    lines = max(len(textwrap.wrap(cells[HEADS.index(name)] or "", WIDTHS[name])) for name in WRAPPED)
    if book.assumed:
        cells.append(None if as_it_is is None else typed(one.name, as_it_is) or book.words("not_set"))
    sheet.row(cells, _forms(book), lines)
    sheet.allow(1, _validation(one.name))
    book.name(one.name, sheet.place(1))


def typed(name: str, text: str) -> object:
    """Return a number as a number, so that formulas calculate with it; anything else as it is written."""
    is_number = known()[name]["type"] in NUMERIC
    return None if not text else Decimal(text) if is_number else text


def _unit(book: Book, one: Assumption) -> str:
    """The unit, and for one of several answers the answers with their words."""
    language = book.view.language
    unit = assumption(language, one.row, "unit")
    entry = known()[one.name]
    answers = entry.get("choices", ["yes", "no"] if entry["type"] == "yes_no" else [])
    said = [f"{answer} = {assumption_choice(language, answer)}" for answer in answers]
    return "; ".join(said) if said else unit


def _validation(name: str) -> dict | None:
    """What a spreadsheet program accepts in the cell; nothing where anything may stand there."""
    entry = known()[name]
    if entry["type"] in ("choice", "yes_no"):
        return {"validate": "list", "source": entry.get("choices", ["yes", "no"])}
    if entry["type"] == "whole":
        between = {"minimum": entry.get("least", 0), "maximum": entry.get("most", 1_000_000)}
        return {"validate": "integer", "criteria": "between"} | between
    if entry["type"] == "share":
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    return {"validate": "decimal", "criteria": ">=", "value": 0} if entry["type"] in NUMERIC else None


def warning(book: Book) -> Formula:
    """Return the line above the totals that says, once an assumption is changed, whether they follow it."""
    anew, changed = quoted(book.words("warning_anew")), quoted(book.words("warning_changed"))
    return Formula(f'IF({IS_ANEW},{anew},IF({IS_CHANGED},{changed},""))', "")


def version_sheet(book: Book) -> None:
    """Write by what the changed assumptions of a workbook that comes back are understood; the words are codes."""
    sheet = book.open("version", book.words("version_why"))
    sheet.skip()
    view = book.view
    first, last = view.selection_of("ledger").period
    said = {
        "report": book.request.scenario or book.words("scenario_name", version=view.version),
        "version": str(view.version),
        "from": first or "",
        "to": last or "",
        "language": Formats(view.language).language,
        "assumptions": book.titles["assumptions"],
    }
    for pair in said.items():
        sheet.row([*pair])
    sheet.close()

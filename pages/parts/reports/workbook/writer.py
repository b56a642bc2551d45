"""A workbook from a request: whole for who may see rows, else what their view tells."""

import io
from dataclasses import replace

import xlsxwriter

from pages.parts.reports.report_view import report_view
from pages.parts.reports.request import SECTOR, Request
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.content import MOST_ROWS, content
from pages.parts.reports.workbook.customer_value.loyalty_sheet import loyalty_sheet
from pages.parts.reports.workbook.customer_value.margins_sheet import margins_sheet
from pages.parts.reports.workbook.customer_value.rates_sheet import rates_sheet
from pages.parts.reports.workbook.customer_value.retention_sheet import all_needed, retention_sheet
from pages.parts.reports.workbook.customer_value.risk_sheet import risk_sheet
from pages.parts.reports.workbook.customer_value.tenures import tenures
from pages.parts.reports.workbook.customer_value.win_or_keep_sheet import win_or_keep_sheet
from pages.parts.reports.workbook.many_rows import with_rows
from pages.parts.reports.workbook.sheets.about_sheet import about_sheet
from pages.parts.reports.workbook.sheets.assumptions_sheet import assumptions_sheet, version_sheet
from pages.parts.reports.workbook.sheets.checks_sheet import checks_sheet
from pages.parts.reports.workbook.sheets.ledger_sheet import ledger_sheet
from pages.parts.reports.workbook.sheets.model_sheet import model_sheet
from pages.parts.reports.workbook.sheets.months_sheet import months_sheet
from pages.parts.reports.workbook.sheets.scenario_sheets import scenario_sheets
from pages.parts.reports.workbook.sheets.told_sheets import told_sheets
from pages.parts.runtime import scenario_engines

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
SCENARIO = ("in_scenario", "levers")  # where the report holds one, with BEHIND_IT
IN_ORDER = ("model", "months", "win_or_keep", "loyalty", "assumptions")
BEHIND_IT = ("scenario", "cost")
BEHIND = ("ledger", "at_risk", "rates", "retention", "tenures")
LAST = ("checks", "version")


def write(request: Request, most_rows: int = MOST_ROWS) -> bytes:
    """Return the workbook of a request; the same request and data give the same bytes."""
    view = report_view(_narrowed(request))
    if request.scenario and view.may_read_rows:  # the ledger is never that of a scenario, which stands beside it
        view = replace(view, filters=replace(view.filters, scenario=""))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as file:
        file.set_properties({"title": view.words("workbook.title_about"), "created": request.moment})
        file.set_calc_mode("auto")
        if view.may_read_rows:
            with scenario_engines.reading(request.scenario, view.version) as engine:
                book = Book(file, request, view, content(view, engine, most_rows, request.scenario))
                _whole(book)
        else:
            book = Book(file, request, view, None)
            told_sheets(book)
    return with_rows(out.getvalue(), book.more_rows)


def _narrowed(request: Request) -> Request:
    """The statement of a sector looks at its ledger alone."""
    if request.kind != SECTOR:
        return request
    return replace(request, selection=replace(request.selection, sectors=(request.sector,)))


def _whole(book: Book) -> None:
    """Sheets are added in the order of reading, and written in that of what formulas need of one another."""
    held = book.content
    beside, behind = (SCENARIO, BEHIND_IT) if held.scenario else ((), ())
    of_margins = ("margins",) if held.revenues else ()
    book.add("about", *beside, *IN_ORDER, *BEHIND, *of_margins, *behind, *LAST)
    active = tenures(held)
    today = [*active, *((segment, 0) for segment in held.retention_today.kept)]
    staying = retention_sheet(book, all_needed(book, today))
    margins = margins_sheet(book, active)
    rates_sheet(book, staying, margins)
    ledger_sheet(book, risk_sheet(book, staying, margins))
    assumptions_sheet(book)
    model_sheet(book)
    months_sheet(book)
    win_or_keep_sheet(book)
    loyalty_sheet(book, active, staying, margins)
    if held.scenario:
        scenario_sheets(book)
    checks_sheet(book)
    version_sheet(book)
    about_sheet(book)

"""A workbook from a request: whole for who may see rows, else what their view tells."""

import io
from dataclasses import replace

import xlsxwriter

from pages.parts.reports.report_view import report_view
from pages.parts.reports.request import SECTOR, Request
from pages.parts.reports.workbook.about_sheet import about_sheet
from pages.parts.reports.workbook.assumptions_sheet import assumptions_sheet, version_sheet
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.checks_sheet import checks_sheet
from pages.parts.reports.workbook.content import MOST_ROWS, content
from pages.parts.reports.workbook.ledger_sheet import ledger_sheet
from pages.parts.reports.workbook.loyalty_sheet import loyalty_sheet, tenures
from pages.parts.reports.workbook.many_rows import with_rows
from pages.parts.reports.workbook.model_sheet import model_sheet
from pages.parts.reports.workbook.months_sheet import months_sheet
from pages.parts.reports.workbook.rates_sheet import rates_sheet
from pages.parts.reports.workbook.retention_sheet import all_needed, retention_sheet
from pages.parts.reports.workbook.risk_sheet import risk_sheet
from pages.parts.reports.workbook.told_sheets import told_sheets
from pages.parts.reports.workbook.win_or_keep_sheet import win_or_keep_sheet

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
IN_ORDER = ("about", "model", "months", "win_or_keep", "loyalty", "assumptions")
BEHIND = ("ledger", "at_risk", "rates", "retention", "tenures", "checks", "version")


def write(request: Request, most_rows: int = MOST_ROWS) -> bytes:
    """Return the workbook of a request; the same request and data give the same bytes."""
    view = report_view(_narrowed(request))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as file:
        file.set_properties({"title": view.words("workbook.title_about"), "created": request.moment})
        file.set_calc_mode("auto")
        if view.may_read_rows:
            book = Book(file, request, view, content(view, most_rows))
            _whole(book)
        else:
            book = Book(file, request, view, None)
            told_sheets(book)
    return with_rows(out.getvalue(), book.more_rows)


def _narrowed(request: Request) -> Request:
    """The statement of a sector looks at its ledger alone; the ledger is never that of a scenario. A link tells no
    ledger, and all it tells in its scenario."""
    request = request if request.reader.shared else replace(request, scenario="")
    if request.kind != SECTOR:
        return request
    return replace(request, selection=replace(request.selection, sectors=(request.sector,)))


def _whole(book: Book) -> None:
    """Sheets are added in the order of reading, and written in that of what formulas need of one another."""
    book.add(*IN_ORDER, *BEHIND)
    held = book.content
    active = tenures(held)
    today = [*active, *((segment, 0) for segment in held.retention_today.kept)]
    staying = retention_sheet(book, all_needed(book, today))
    rates_sheet(book, staying)
    ledger_sheet(book, risk_sheet(book, staying))
    assumptions_sheet(book)
    model_sheet(book)
    months_sheet(book)
    win_or_keep_sheet(book)
    loyalty_sheet(book, active, staying)
    checks_sheet(book)
    version_sheet(book)
    about_sheet(book)

"""What a page of answers shows where there is too little: nothing has a cost, nobody counts, too little is told."""

from data.contracts.definitions import contract
from pages.parts.charts.figure_table import LEAD, NAME, WIDE, Column, figure_table
from pages.parts.data.upload.first_steps import FILES, first_steps
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.i18n.values import is_missing
from pages.parts.overview.sector_table import sector_table
from pages.parts.ui import bars, html
from pages.parts.ui.html import page_header
from pages.parts.ui.steps import end, step_of_visitor
from pages.parts.view.shaping import by_sector, totals
from pages.parts.view.words.empty_reasons import why_empty

COSTS = ("sectors", "sector_costs", "customers")


def stop_if_no_costs(view, total) -> None:
    """Draw complaints by sector, if any, and end the page, when nothing of the period has a cost; else do nothing.

    total: of the period, None where the reader may be told none.
    """
    if total is None:
        stop_if_unreadable(view, ())  # whoever may read rows has a total
    if total.dissatisfaction_cost and not is_missing(total.dissatisfaction_cost):
        return
    words, formats = view.words, view.formats
    counted = {"complaints": formats.number(total.complaints), "period": formats.period(*view.period)}
    lists = formats.listing([contract(name).title[view.language] for name in view.lacks(*COSTS)])
    why = words("costless.why_lists", lists=lists) if lists else words("costless.why")
    page_header(view.scope(), words("costless.answer", **counted), why)
    rows = view.read("sector_overview").sort_values("complaints", ascending=False)
    rows = rows[rows["complaints"] != 0]
    scale = bars.largest(rows["complaints"])
    columns = [
        Column("sector", view.sector, words("overview.column_sector"), NAME),
        Column("complaints", lambda count: bars.plain_bar(scale, count), words("chart.of_largest"), WIDE),
        Column("complaints", formats.number, words("costless.count"), LEAD),
    ]
    if len(rows):
        figure_table(view, "sector_overview", rows, columns, words("costless.title"), words("costless.subtitle"))
    if view.is_live and view.lacks(*FILES):
        step_of_visitor(view, _steps)
    reconciliation_badge(view)
    quality_line(view)
    end()


def _steps(view) -> None:
    html.section_header(view.words("start.more"), view.words("start.more_subtitle"))
    first_steps(view)


def stop_if_nobody(view, values) -> None:
    """End the page where nobody counts as a customer on its day yet; else do nothing. values: customer_value."""
    if len(values):
        return
    page_header(view.scope_as_of(), why_empty(view, "loyalty.answer_nobody"), "")
    reconciliation_badge(view)
    end()


def stop_if_unreadable(view, *needed) -> None:
    """End the page with the sums by sector when a figure it rests on has no rows for this reader; else do nothing.

    needed: the figures' rows.
    """
    if view.may_read_rows or all(len(rows) for rows in needed):
        return
    key = "untold.scope" if view.is_live or view.sector_scope else "untold.link"
    html.page_header(view.scope(), view.words(key), view.words("untold.why"))
    total = totals(view)
    if total is not None:
        sector_table(view, by_sector(view), total)
        reconciliation_badge(view)
    end()

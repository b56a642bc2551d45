"""What winning a customer costs, what keeping one costs, for each sector too, and what is worth spending there."""

from functools import partial

from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.overview.too_little import stop_if_unreadable
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.ui.lanes import balanced
from pages.parts.ui.steps import step_of_visitor
from pages.parts.view.sections import folded_section
from pages.parts.view.view_cache import drawn
from pages.parts.win_or_keep.charts import pairs, payback
from pages.parts.win_or_keep.comparison import win_answer
from pages.parts.win_or_keep.contacts import contact_tables
from pages.parts.win_or_keep.investment import best_split_table, cash_chart, lag_table
from pages.parts.win_or_keep.next_amount import next_amount_section
from pages.parts.win_or_keep.tables import break_even_table, channel_table, part_table, ratio_table, spend_table


def _win_or_keep(view) -> None:
    channels, sectors = view.read("acquisition_cost"), view.read("win_or_keep")
    stop_if_unreadable(view, channels, sectors)
    html.page_header(view.scope(), win_answer(view, channels, sectors), view.words("win.why"))

    balanced(view, partial(pairs, view, sectors), partial(payback, view), widths=(6, 5))
    ratio_table(view, sectors)
    html.space()
    part_table(view, sectors)
    html.space()
    channel_table(view, channels)
    if not view.lacks("contacts"):
        folded_section(view, "contacts", "conversion", contact_tables)
    html.space()
    break_even_table(view, sectors)
    folded_section(view, "spend", "sector_spend_total", spend_table)
    folded_section(view, "lag", "acquisition_by_lag", lag_table)
    folded_section(view, "cash", "customer_cash_flow", cash_chart)
    best_split_table(view)
    step_of_visitor(view, next_amount_section)
    reconciliation_badge(view)
    quality_line(view)
    explain(
        view,
        "acquisition_cost",
        "win_or_keep",
        "sector_spend",
        "channel_payback",
        "conversion",
        "conversion_by",
        "customer_value",
        "acquisition_by_lag",
        "customer_cash_flow",
        "best_split",
    )
    rows_behind(view, "acquisition_cost", {"channel": list(channels["channel"])})


view = open_answers("win_or_keep", of_a_day=("best_split",))
drawn(view, "win_or_keep", _win_or_keep)

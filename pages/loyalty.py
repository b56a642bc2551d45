"""How long customers stay, what they are worth, and what loyalty each sector puts at stake."""

from functools import partial

from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.loyalty.churn import churn_part, stake_section
from pages.parts.loyalty.cohorts import cohort_grid
from pages.parts.loyalty.customer_value import buyers_table, retention_worth_table, tenure_table, value_table
from pages.parts.loyalty.leaving import complainers_part, leaving_table
from pages.parts.loyalty.retention import fitted_chart, loyalty_answer, loyalty_why, retention_part, tail_is_fitted
from pages.parts.overview.too_little import stop_if_nobody
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.ui.lanes import balanced
from pages.parts.view.sections import folded_section
from pages.parts.view.view_cache import drawn


def _loyalty(view) -> None:
    curves, values = view.read("retention_curve"), view.read("customer_value")
    stop_if_nobody(view, values)
    html.page_header(view.scope_as_of(), loyalty_answer(view, curves, values), loyalty_why(view))
    html.footnote(view.words("loyalty.follows"))
    balanced(
        view,
        partial(retention_part, view, curves, values),
        partial(value_table, view, values),
        partial(retention_worth_table, view),
        partial(stake_section, view),
        widths=(11, 9),
    )
    if not view.lacks("complaints"):
        churn_part(view)
    folded_section(view, "leaving", "leaving_reason", leaving_table)
    complainers_part(view)
    folded_section(view, "cohorts", "cohort_retention", cohort_grid)
    folded_section(view, "tenure", "margin_by_tenure", tenure_table)
    if not view.lacks("transactions"):
        folded_section(view, "buyers", "repeat_buyers", buyers_table)
    if tail_is_fitted(view):
        folded_section(view, "fitted", "retention_extended", fitted_chart, curves)
    reconciliation_badge(view)
    quality_line(view)
    explain(view, *EXPLAINED)
    rows_behind(view, "customer_value", {"segment": list(view.choice.segments)})


view = open_answers(
    "loyalty",
    of_a_day=(
        "retention_curve",
        "customer_value",
        "avoidable_churn",
        "avoidable_churn_total",
        "crude_comparison",
        "retention_worth",
        "retention_extended",
        "cohort_retention",
        "margin_by_tenure",
        "repeat_buyers",
    ),
)
EXPLAINED = (
    "retention_curve",
    "customer_value",
    "avoidable_churn",
    "avoidable_churn_total",
    "crude_comparison",
    "loyalty_at_stake",
    "retention_worth",
    "leaving_reason",
    "cohort_retention",
    "margin_by_tenure",
    "repeat_buyers",
)
drawn(view, "loyalty", _loyalty)

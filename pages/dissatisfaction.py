"""Where the cost starts and who pays for it: matrix, categories, components, down to the uploaded rows."""

from functools import partial

from pages.parts.dissatisfaction.breakdowns import component_table, pareto
from pages.parts.dissatisfaction.closing import closing_table, promise_table
from pages.parts.dissatisfaction.cost_of_quality import capacity_table, quality_table
from pages.parts.dissatisfaction.handling import handling_table, kinds_table
from pages.parts.dissatisfaction.matrix import dissatisfaction_answer, matrix, only_cells
from pages.parts.dissatisfaction.satisfaction import satisfaction_table
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.overview.too_little import stop_if_no_costs, stop_if_unreadable
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.ui.lanes import balanced
from pages.parts.view.sections import folded_section
from pages.parts.view.shaping import totals
from pages.parts.view.view_cache import drawn


def _dissatisfaction(view) -> None:
    stop_if_no_costs(view, totals(view))
    cost, categories, components = (
        view.read("cost_matrix"),
        view.read("cost_by_category"),
        view.read("component_cost"),
    )
    stop_if_unreadable(view, cost, categories, components)
    html.page_header(view.scope(), dissatisfaction_answer(view, only_cells(cost)), view.words("dissatisfaction.why"))
    matrix(view, cost)
    html.space()

    balanced(view, partial(pareto, view, categories), partial(component_table, view, components))
    html.space()
    handling_table(view, view.read("excess_by"))
    folded_section(view, "kinds", "excess_by", kinds_table)
    folded_section(view, "closing", "time_to_close", closing_table)
    folded_section(view, "promise", "promise_kept", promise_table)
    if not view.lacks("satisfaction"):
        folded_section(view, "satisfied", "satisfaction_by", satisfaction_table)
    folded_section(view, "capacity", "capacity_use", capacity_table)
    folded_section(view, "quality", "cost_of_quality", quality_table)
    reconciliation_badge(view)
    quality_line(view)
    explain(view, *EXPLAINED)
    choice = view.choice
    cells = {"caused_by": list(choice.sectors), "incurred_by": list(choice.payers)}
    cells |= {"component": list(choice.components), "month": list(choice.months)}
    cells |= {"category": list(categories["category"])}
    rows_behind(view, "ledger", cells)


view = open_answers("dissatisfaction", of_a_day=("excess_by", "handling_worth"))
EXPLAINED = (
    "cost_matrix",
    "ledger",
    "cost_by_category",
    "component_cost",
    "cost_by_component",
    "handling",
    "avoidable_churn",
    "handling_worth",
    "excess_by",
    "time_to_close",
    "promise_kept",
    "satisfaction_by",
    "capacity_use",
    "cost_of_quality",
)
drawn(view, "dissatisfaction", _dissatisfaction)

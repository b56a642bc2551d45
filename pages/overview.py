"""Three answers for every sector: what unhappy customers cost, what loyalty is at stake, winning against keeping."""

from pages.parts.cost_change.bridge import cost_change
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.overview.answers import overview_answer, overview_why, three_answers
from pages.parts.overview.monthly_cost import cost_by_month, lost_in_period
from pages.parts.overview.sector_table import rank_line, sector_table
from pages.parts.overview.too_little import stop_if_no_costs
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.view.shaping import by_sector, totals
from pages.parts.view.view_cache import drawn


def _overview(view) -> None:
    sectors, total = by_sector(view), totals(view)
    stop_if_no_costs(view, total)
    state = view.read("churn_state")["state"].iloc[0]
    html.page_header(view.scope(), overview_answer(view, sectors, total), overview_why(view, total, state))
    three_answers(view, total)
    sector_table(view, sectors, total)
    rank_line(view)
    lost_in_period(view)
    html.space()

    cost_change(view)
    html.space()
    cost_by_month(view, view.read_all_months("monthly_cost"))

    reconciliation_badge(view)
    quality_line(view)
    explain(
        view,
        "sector_overview",
        "ledger",
        "change_bridge_total",
        "sector_rank",
        "avoidable_churn",
        "loyalty_at_stake",
        "acquisition_cost",
    )
    choice = view.choice
    cells = {"caused_by": list(sectors["sector"]), "component": list(choice.components), "month": list(choice.months)}
    rows_behind(view, "ledger", cells)


view = open_answers("overview", of_a_day=("churn_state",))
drawn(view, "overview", _overview)

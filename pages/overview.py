"""Three answers for every sector: what unhappy customers cost, what loyalty is at stake, winning against keeping."""

from pages.parts import look
from pages.parts.badge import badge
from pages.parts.change_parts import cost_change
from pages.parts.cost_months import cost_by_month
from pages.parts.costless import end_without_costs
from pages.parts.explain import explain
from pages.parts.frame import open_answers
from pages.parts.lost_lines import lost_in_period
from pages.parts.quality_line import quality_line
from pages.parts.ranks import rank_line
from pages.parts.rows_behind import rows_behind
from pages.parts.sector_table import sector_table
from pages.parts.sentences import overview_answer, overview_why
from pages.parts.shaping import by_sector, totals
from pages.parts.steps import space
from pages.parts.three_answers import three_answers
from pages.parts.view_cache import drawn


def _overview(view) -> None:
    sectors, total = by_sector(view), totals(view)
    end_without_costs(view, total)
    state = view.read("churn_state")["state"].iloc[0]
    look.headline(view.scope(), overview_answer(view, sectors, total), overview_why(view, total, state))
    three_answers(view, total)
    sector_table(view, sectors, total)
    rank_line(view)
    lost_in_period(view)
    badge(view)
    quality_line(view)
    space()

    cost_change(view)
    space()
    cost_by_month(view, view.read_all_months("monthly_cost"))

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


view = open_answers("nav.overview", "complaints", of_a_day=("churn_state",))
drawn(view, "overview", _overview)

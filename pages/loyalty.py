"""How long customers stay, what they are worth, and what loyalty each sector puts at stake."""

from pages.parts import look, seam
from pages.parts.badge import badge
from pages.parts.cohorts import cohort_grid
from pages.parts.explain import explain
from pages.parts.folding import folded
from pages.parts.frame import open_answers
from pages.parts.lost_lines import lost_ever
from pages.parts.loyalty_more import buyers_table, fitted_chart, points_table, tail_is_fitted, tenure_table
from pages.parts.loyalty_tables import churn_table, stake_table, value_table
from pages.parts.quality_line import quality_line
from pages.parts.reasons import why_no_stake
from pages.parts.retention_part import retention_part
from pages.parts.rows_behind import rows_behind
from pages.parts.sentences import loyalty_answer, loyalty_why
from pages.parts.shaping import by_sector
from pages.parts.steps import columns, space
from pages.parts.view_cache import drawn


def _loyalty(view) -> None:
    curves, values = view.read("retention_curve"), view.read("customer_value")
    look.headline(view.scope_as_of(), loyalty_answer(view, curves, values), loyalty_why(view))

    left, right = columns([11, 9])
    with left:
        retention_part(view, curves, values)
        points_table(view)
    with right:
        value_table(view, values)
        if not view.lacks("complaints") and seam.tells(view, "loyalty_at_stake"):
            stake_table(view, by_sector(view))
        elif view.shared:
            look.remark(view.words("untold.stake_column", why=why_no_stake(view, None)))

    if not view.lacks("complaints"):
        space()
        churn = view.read("avoidable_churn")
        if len(churn):
            churn_table(view, churn)
            lost_ever(view)
    badge(view)
    quality_line(view)
    folded(view, "cohorts", cohort_grid)
    folded(view, "tenure", tenure_table)
    if not view.lacks("transactions"):
        folded(view, "buyers", buyers_table)
    if tail_is_fitted(view):
        folded(view, "fitted", fitted_chart, curves)
    explain(
        view,
        "retention_curve",
        "customer_value",
        "avoidable_churn",
        "avoidable_churn_total",
        "loyalty_at_stake",
        "retention_worth",
        "cohort_retention",
        "margin_by_tenure",
        "repeat_buyers",
    )
    rows_behind(view, "customer_value", {"segment": list(view.choice.segments)})


view = open_answers(
    "nav.loyalty",
    "customers",
    of_a_day=(
        "retention_curve",
        "customer_value",
        "avoidable_churn",
        "avoidable_churn_total",
        "retention_worth",
        "retention_extended",
        "cohort_retention",
        "margin_by_tenure",
        "repeat_buyers",
    ),
)
drawn(view, "loyalty", _loyalty)

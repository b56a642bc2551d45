"""Three answers for every sector: what unhappy customers cost, what loyalty is at stake, winning against keeping."""

import streamlit as st

from pages.parts import charts, charts_cost, look
from pages.parts.badge import badge
from pages.parts.costless import end_without_costs
from pages.parts.explain import explain
from pages.parts.frame import open_answers
from pages.parts.quality_line import quality_line
from pages.parts.rows_behind import rows_behind
from pages.parts.sector_table import sector_table
from pages.parts.sentences import change_finding, overview_answer, overview_why
from pages.parts.shaping import by_sector, changes_by_sector, dearest_month, in_unit, months_and_tiers, totals
from pages.parts.three_answers import three_answers
from pages.parts.units import unit_words

view = open_answers("nav.overview", "complaints")
sectors, total, months = by_sector(view), totals(view), months_and_tiers(view)
end_without_costs(view, total)
state = view.read("churn_state")["state"].iloc[0]
look.headline(view.scope(), overview_answer(view, sectors, total), overview_why(view, total, state))
three_answers(view, total)
sector_table(view, sectors, total)
badge(view)
quality_line(view)
st.space("small")

left, right = st.columns([3, 2], gap="large")
with left:
    unit = view.formats.column_unit(months["amount"])
    words, dearest = unit_words(view, unit), view.formats.month(dearest_month(months))
    look.finding(
        view.words("overview.months_title", month=dearest),
        view.words("overview.months_subtitle", unit=words),
        charts.legend(view, "booked", "estimated"),
    )
    charts.show(
        view,
        "months",
        charts_cost.by_month,
        in_unit(months, unit),
        view.choice.last,
        view.words("overview.months_open"),
        words,
        alternative=view.words("overview.months_alternative", month=dearest),
    )
    charts.twin(view, "months", months)
with right:
    changes = changes_by_sector(view, sectors)
    if not changes.empty:
        unit = view.formats.column_unit(changes["amount"])
        words = unit_words(view, unit)
        look.finding(change_finding(view, changes), view.words("overview.change_subtitle", unit=words))
        charts.show(
            view,
            "changes",
            charts_cost.changes,
            in_unit(changes, unit),
            words,
            alternative=view.words("overview.change_alternative"),
        )
        charts.twin(view, "changes", changes)

explain(view, "sector_overview", "ledger", "avoidable_churn", "loyalty_at_stake", "acquisition_cost")
choice = view.choice
cells = {"caused_by": list(sectors["sector"]), "component": list(choice.components), "month": list(choice.months)}
rows_behind(view, "ledger", cells)

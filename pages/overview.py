"""Three answers for every sector: what unhappy customers cost, what loyalty is at stake, winning against keeping."""

import streamlit as st
from pages.parts import charts, charts_cost, look
from pages.parts.badge import badge
from pages.parts.explain import explain
from pages.parts.frame import open_answers
from pages.parts.overview_parts import sector_table, three_answers, unit_words
from pages.parts.rows_behind import rows_behind
from pages.parts.sentences import overview_answer, overview_why
from pages.parts.shaping import by_sector, dearest_month, in_unit, months_and_tiers, totals

view = open_answers("nav.overview", "complaints")
sectors, total, months = by_sector(view), totals(view), months_and_tiers(view)
state = view.read("churn_state")["state"].iloc[0]
look.headline(view.scope(), overview_answer(view, sectors, total), overview_why(view, total, state))
three_answers(view, total)
sector_table(view, sectors, total)
badge(view)
st.space("small")

left, right = st.columns([3, 2], gap="large")
with left:
    unit = view.formats.column_unit(months["amount"])
    words, dearest = unit_words(view, unit), view.formats.month(dearest_month(months))
    look.finding(
        view.words("overview.months_title", month=dearest),
        view.words("overview.months_subtitle", unit=words), charts.legend(view, "booked", "estimated"),
    )
    charts.show(
        view, "months", charts_cost.by_month, in_unit(months, unit), view.choice.last,
        view.words("overview.months_open"), words, alternative=view.words("overview.months_alternative", month=dearest),
    )
    charts.twin(view, "months", months)
with right:
    changes = sectors.dropna(subset=["dissatisfaction_cost_change"]).sort_values("dissatisfaction_cost_change", ascending=False)
    if not changes.empty:
        unit = view.formats.column_unit(changes["dissatisfaction_cost_change"])
        look.finding(
            view.words("overview.change_title", sector=changes["sector"].iloc[0]),
            view.words("overview.change_subtitle", unit=unit_words(view, unit)),
        )
        rows = in_unit(changes[["sector", "dissatisfaction_cost_change"]].set_axis(["name", "amount"], axis=1), unit)
        charts.show(view, "changes", charts_cost.changes, rows, unit_words(view, unit), alternative=view.words("overview.change_alternative"))
        charts.twin(view, "changes", rows)

explain(view, "sector_overview", "ledger", "avoidable_churn", "loyalty_at_stake", "acquisition_cost")
rows_behind(view, "ledger", {"caused_by": list(sectors["sector"]), "component": list(view.choice.components), "month": list(view.choice.months)})

"""Where the cost starts and who pays for it: matrix, categories, components, down to the uploaded rows."""

from pages.parts import look
from pages.parts.badge import badge
from pages.parts.change_parts import change_table
from pages.parts.component_table import component_table
from pages.parts.costless import end_without_costs
from pages.parts.explain import explain
from pages.parts.folding import folded
from pages.parts.frame import open_answers
from pages.parts.handling_tables import handling_table, kinds_table
from pages.parts.matrix import matrix, only_cells
from pages.parts.pareto import pareto
from pages.parts.quality_line import quality_line
from pages.parts.quality_tables import capacity_table, quality_table
from pages.parts.rows_behind import rows_behind
from pages.parts.sentences import dissatisfaction_answer
from pages.parts.shaping import totals
from pages.parts.small_groups import small_names
from pages.parts.steps import columns, space
from pages.parts.untold import end_untold
from pages.parts.view_cache import drawn


def _dissatisfaction(view) -> None:
    end_without_costs(view, totals(view))
    cost, categories, components = (
        view.read("cost_matrix"),
        view.read("cost_by_category"),
        view.read("cost_by_component"),
    )
    end_untold(view, cost, categories, components)
    look.headline(view.scope(), dissatisfaction_answer(view, only_cells(cost)), view.words("dissatisfaction.why"))
    matrix(view, cost)
    badge(view)
    quality_line(view)
    space()

    left, right = columns(2)
    with left:
        pareto(view, categories)
        small_names(view, "category", view.category)
    with right:
        component_table(view, components)

    space()
    handling_table(view, view.read("excess_by"))
    folded(view, "kinds", kinds_table)
    folded(view, "change", change_table)
    folded(view, "capacity", capacity_table)
    folded(view, "quality", quality_table)
    explain(view, *EXPLAINED)
    choice = view.choice
    cells = {
        "caused_by": list(choice.sectors),
        "incurred_by": list(choice.payers),
        "component": list(choice.components),
    }
    cells |= {"category": list(categories["category"]), "month": list(choice.months)}
    rows_behind(view, "ledger", cells)


view = open_answers("nav.dissatisfaction", "complaints", of_a_day=("excess_by", "handling_worth"))
EXPLAINED = (
    "cost_matrix",
    "ledger",
    "cost_by_category",
    "cost_by_component",
    "handling",
    "avoidable_churn",
    "handling_worth",
    "excess_by",
    "change_bridge",
    "capacity_use",
    "cost_of_quality",
)
drawn(view, "dissatisfaction", _dissatisfaction)

"""The categories of complaints, dearest first, and how few of them make four fifths of the cost."""

from pages.parts import charts, charts_cost, look
from pages.parts.asking import links
from pages.parts.findings import pareto_finding
from pages.parts.shaping import in_unit, with_others
from pages.parts.units import unit_words


def pareto(view, categories) -> None:
    """Draw cost_by_category as bars with the running share beside them, and its table."""
    unit = view.formats.column_unit(categories["amount"])
    link = links(view, categories, "cost_by_category", "amount", "place")
    shown = categories.assign(category=categories["category"].map(view.category), link=link)
    finding = pareto_finding(view, shown)
    look.finding(finding, view.words("dissatisfaction.pareto_subtitle", unit=unit_words(view, unit)))
    charts.show(
        view,
        "pareto",
        charts_cost.pareto,
        in_unit(with_others(shown, view.words("dissatisfaction.others")), unit),
        unit_words(view, unit),
        view.words("dissatisfaction.pareto_cut"),
        alternative=view.words("dissatisfaction.pareto_alternative", finding=finding),
    )
    charts.twin(view, "pareto", categories, "cost_by_category")

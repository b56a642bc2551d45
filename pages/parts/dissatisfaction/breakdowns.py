"""By category (Pareto) and by component."""

from functools import partial

import pandas as pd

from pages.parts.charts import base, cost, draw
from pages.parts.charts.figure_table import LEAD, NAME, TEXT, WIDE, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.ui.suppression_marks import small_names
from pages.parts.view.shaping import in_unit


def component_table(view, components: pd.DataFrame) -> None:
    """Draw component_cost: one row a component, its bar in the texture of each evidence it rests on."""
    formats, words = view.formats, view.words
    unit, scale = formats.column_unit(components["amount"]), bars.largest(components["amount"])
    columns = [
        Column("component", view.component, words("component.head"), NAME),
        Column("", partial(_evidence, view), words("component.evidence"), TEXT, later=True),
        Column("", lambda row: _bar(view, row, unit, scale), words("component.bar"), WIDE),
        Column("amount", lambda amount: formats.amount(amount, unit), words("component.amount"), LEAD),
        Column("share", formats.share, words("component.share")),
    ]
    tiers = ("booked", "estimated", "assumed") if components["assumed"].any() else ("booked", "estimated")
    figure_table(
        view,
        "component_cost",
        components.sort_values("amount", ascending=False),
        columns,
        _component_finding(view, components),
        words("component.subtitle", unit=unit_words(view, unit)),
        small="component",
        legend=draw.legend(view, *tiers),
        data="components",
    )


def _evidence(view, row) -> str:
    """What the cost of a row rests on, the surest first: "booked, estimated"."""
    tiers = [tier for tier in base.TIERS if float(getattr(row, tier))]
    return view.formats.listing([view.words(f"evidence.{tier}") for tier in tiers])


def _component_finding(view, components: pd.DataFrame) -> str:
    first = components.loc[components["amount"].idxmax()]
    share = view.formats.share(first["share"])
    share = linked_text(view, share, "component_cost", "share", component=first["component"])
    return view.words("component.title", component=view.component(first["component"]), share=share)


def _bar(view, row, unit, scale: float) -> str:
    said = f"{view.component(row.component)}: {view.formats.amount(row.amount, unit)}"
    return bars.cost_bar(scale, row.booked + row.measured, row.estimated, None, None, said, row.assumed)


def with_others(rows: pd.DataFrame, name: str, count: int = 10) -> pd.DataFrame:
    """Return cost_by_category with all beyond the first rows as one row of that name."""
    rest = rows.iloc[count:]
    if len(rest) < 2:
        return rows
    first = rest.iloc[0]
    others = {
        "category": name,
        "amount": first["amount_from_here"],
        "share": first["share_from_here"],
        "running_share": 1.0,
        "vital": False,
    }
    return pd.concat([rows.head(count), pd.DataFrame([others])], ignore_index=True)


def pareto_finding(view, categories) -> str:
    """Return how few categories make four fifths of the cost. categories: cost_by_category, dearest first."""
    vital, first = categories[categories["vital"]], categories["category"].iloc[0]
    if len(categories) == 1:
        return view.words("dissatisfaction.pareto_title_one", first=first)
    last = next(vital.tail(1).itertuples(), None)
    share = view.formats.share(vital["running_share"].max())
    share = linked_text(view, share, "cost_by_category", "running_share", place=last.place) if last else share
    count = {"count": len(vital), "all": len(categories)}
    return view.words("dissatisfaction.pareto_title", share=share, first=first, **count)


def pareto(view, categories) -> None:
    """Draw cost_by_category as bars with the running share beside them, and its table."""
    unit = view.formats.column_unit(categories["amount"])
    link = row_links(view, categories, "cost_by_category", "amount", "place")
    shown = categories.assign(category=categories["category"].map(view.category), link=link)
    finding = pareto_finding(view, shown)
    html.section_header(finding, view.words("dissatisfaction.pareto_subtitle", unit=unit_words(view, unit)))
    draw.draw_chart(
        view,
        "pareto",
        cost.pareto,
        in_unit(with_others(shown, view.words("dissatisfaction.others")), unit),
        unit_words(view, unit),
        view.words("dissatisfaction.pareto_cut"),
        alternative=view.words("dissatisfaction.pareto_alternative", finding=finding),
    )
    draw.data_table(view, "pareto", categories, "cost_by_category")
    small_names(view, "category", view.category)

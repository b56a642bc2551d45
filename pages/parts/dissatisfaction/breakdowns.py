"""By category (Pareto) and by component."""

import pandas as pd

from pages.parts.charts import base, cost, draw
from pages.parts.charts.figure_table import LEAD, NAME, TEXT, WIDE, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.view.shaping import in_unit


def component_table(view, components: pd.DataFrame) -> None:
    """Draw cost_by_component: one row a component and evidence, its bar in the evidence's texture."""
    formats, words = view.formats, view.words
    unit, scale = formats.column_unit(components["amount"]), bars.largest(components["amount"])
    columns = [
        Column("component", view.component, words("component.head"), NAME),
        Column("evidence", lambda tier: words(f"evidence.{tier}"), words("component.evidence"), TEXT, later=True),
        Column("", lambda row: _bar(view, row, unit, scale), words("component.bar"), WIDE),
        Column("amount", lambda amount: formats.amount(amount, unit), words("component.amount"), LEAD),
        Column("share", formats.share, words("component.share")),
    ]
    figure_table(
        view,
        "cost_by_component",
        components.sort_values("amount", ascending=False),
        columns,
        _component_finding(view, components),
        words("component.subtitle", unit=unit_words(view, unit)),
        key=("component", "evidence"),
        small="component",
        legend=draw.legend(view, *base.tiers_of(components)),
    )


def _component_finding(view, components: pd.DataFrame) -> str:
    first = components.loc[components["amount"].idxmax()]
    cell, share = first[["component", "evidence"]], view.formats.share(first["share"])
    share = linked_text(view, share, "cost_by_component", "share", **cell)
    return view.words("component.title", component=view.component(first["component"]), share=share)


def _bar(view, row, unit, scale: float) -> str:
    sure = row.amount if row.evidence in ("booked", "measured") else 0
    assumed = row.amount if row.evidence == "assumed" else 0
    estimated = 0 if sure or assumed else row.amount
    said = f"{view.component(row.component)}: {view.formats.amount(row.amount, unit)}"
    return bars.cost_bar(scale, sure, estimated, None, None, said, assumed)


def with_others(rows: pd.DataFrame, name: str, count: int = 12) -> pd.DataFrame:
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

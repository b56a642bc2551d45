"""By category (Pareto) and by component."""

import pandas as pd

from pages.parts.charts import base, cost, draw
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html, tables
from pages.parts.ui.number_links import linked_text, number_cell, row_links
from pages.parts.ui.suppression_marks import small_rows
from pages.parts.view.shaping import in_unit


def component_table(view, components: pd.DataFrame) -> None:
    """Draw cost_by_component: one row a component and evidence, its bar in the evidence's texture."""
    formats, words = view.formats, view.words
    unit = formats.column_unit(components["amount"])
    scale = bars.largest(components["amount"])
    heads = [
        tables.head(words("component.head")),
        tables.head(words("component.evidence")),
        tables.head(words("component.bar"), "wide"),
        tables.head(words("component.amount"), "num"),
        tables.head(words("component.share"), "num"),
    ]
    rows = [_row(view, row, unit, scale) for row in components.sort_values("amount", ascending=False).itertuples()]
    rows += small_rows(view, "component", view.component, ["", "wide", "num", "num"])
    first = components.loc[components["amount"].idxmax()]
    tables.table(
        words(
            "component.title",
            component=view.component(first["component"]),
            share=linked_text(
                view, formats.share(first["share"]), "cost_by_component", "share", **first[["component", "evidence"]]
            ),
        ),
        words("component.subtitle", unit=unit_words(view, unit)),
        heads,
        rows,
        draw.legend(view, *base.tiers_of(components)),
    )


def _row(view, row, unit, scale: float) -> str:
    formats, words = view.formats, view.words
    sure = row.amount if row.evidence in ("booked", "measured") else 0
    assumed = row.amount if row.evidence == "assumed" else 0
    estimated = 0 if sure or assumed else row.amount
    name, written = view.component(row.component), formats.amount(row.amount, unit)
    return tables.row(
        tables.name(name),
        tables.cell(html.escape(words(f"evidence.{row.evidence}"))),
        tables.cell(bars.cost_bar(scale, sure, estimated, None, None, f"{name}: {written}", assumed), "full wide"),
        number_cell(
            view, written, "cost_by_component", "amount", {"component": row.component, "evidence": row.evidence}
        ),
        number_cell(
            view,
            formats.share(row.share),
            "cost_by_component",
            "share",
            {"component": row.component, "evidence": row.evidence},
            words("component.share"),
        ),
    )


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

"""The table of what the cost consists of, with its evidence."""

import pandas as pd

from pages.parts import bars, charts, tables
from pages.parts.asking import linked, number
from pages.parts.small_groups import small_rows
from pages.parts.units import unit_words


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
            share=linked(
                view, formats.share(first["share"]), "cost_by_component", "share", **first[["component", "evidence"]]
            ),
        ),
        words("component.subtitle", unit=unit_words(view, unit)),
        heads,
        rows,
        charts.legend(view, *charts.tiers_of(components)),
    )


def _row(view, row, unit, scale: float) -> str:
    formats, words = view.formats, view.words
    sure = row.amount if row.evidence in ("booked", "measured") else 0
    assumed = row.amount if row.evidence == "assumed" else 0
    estimated = 0 if sure or assumed else row.amount
    name, written = view.component(row.component), formats.amount(row.amount, unit)
    return tables.row(
        tables.name(name),
        tables.cell(tables.escape(words(f"evidence.{row.evidence}"))),
        tables.cell(bars.cost_bar(scale, sure, estimated, None, None, f"{name}: {written}", assumed), "full wide"),
        number(view, written, "cost_by_component", "amount", {"component": row.component, "evidence": row.evidence}),
        number(
            view,
            formats.share(row.share),
            "cost_by_component",
            "share",
            {"component": row.component, "evidence": row.evidence},
            words("component.share"),
        ),
    )

"""Charts of what unhappy customers cost: by month, its change by sector, and by category."""

import altair as alt
import pandas as pd
from pages.parts.charts import COST, GREY, INK, KEEP, MUTED, TIERS, amounts_axis, names_axis, rows_of, text_channel
from pages.parts.formats import Formats


def by_month(formats: Formats, rows: pd.DataFrame, last_closed: str, open_words: str, axis_title: str) -> alt.Chart:
    """Return stacked bars by month and evidence; months after `last_closed` are pale and dashed.

    rows: month, evidence, amount (already divided by the unit in the axis title).
    """
    values = [_month_row(formats, row, last_closed) for row in rows.itertuples()]
    months = list(dict.fromkeys(row["month"] for row in values))
    x = alt.X("month", type="ordinal", sort=months, title=None, scale=alt.Scale(paddingInner=0.14),
              axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=14, grid=False))
    dash = alt.when("datum.open").then(alt.value([3, 2])).otherwise(alt.value([1, 0]))
    bars = rows_of(values).mark_bar(strokeWidth=1, stroke=COST).encode(
        x=x, y=alt.Y("amount", **amounts_axis(axis_title)), order=alt.Order("tier", type="quantitative"),
        fill=alt.Fill("evidence", type="nominal", legend=None, scale=alt.Scale(domain=list(TIERS), range=list(TIERS.values()))),
        strokeDash=dash, opacity=alt.when("datum.open").then(alt.value(0.55)).otherwise(alt.value(1)),
    )
    note = [{"month": months[-1], "words": open_words}] if any(row["open"] for row in values) else []
    words = rows_of(note).mark_text(align="right", dx=14, color=MUTED, baseline="top").encode(
        x=alt.X("month", type="ordinal", sort=months), y=alt.value(-4), text=text_channel("words"))
    return (bars + words if note else bars).properties(height=230)


def _month_row(formats: Formats, row, last_closed: str) -> dict:
    return {
        "month": formats.short_month(row.month), "evidence": row.evidence, "amount": float(row.amount),
        "tier": list(TIERS).index(row.evidence), "open": f"{row.month:%Y-%m}" > last_closed,
    }


def changes(formats: Formats, rows: pd.DataFrame, axis_title: str) -> alt.Chart:
    """Return bars to both sides of zero, dearer to the right. rows: name, amount (in the axis unit)."""
    values = [
        {"name": row.name, "amount": float(row.amount), "words": formats.number(row.amount, signed=True)}
        for row in rows.itertuples(index=False)
    ]
    largest = max((abs(row["amount"]) for row in values), default=1) or 1
    y = names_axis("name", [row["name"] for row in values])
    x = alt.X("amount", **amounts_axis(axis_title, [min(0, min(r["amount"] for r in values)) - largest * 0.3, largest * 1.3]))
    colour = alt.when("datum.amount > 0").then(alt.value(COST)).otherwise(alt.value(KEEP))
    bars = rows_of(values).mark_bar().encode(y=y, x=x, fill=colour)
    more = rows_of([r for r in values if r["amount"] >= 0]).mark_text(align="left", dx=5).encode(y=y, x=x, text=text_channel("words"))
    less = rows_of([r for r in values if r["amount"] < 0]).mark_text(align="right", dx=-5).encode(y=y, x=x, text=text_channel("words"))
    zero = rows_of([{"amount": 0}]).mark_rule(color=INK).encode(x=x)
    return (bars + more + less + zero).properties(height=max(120, 26 * len(values) + 50))


def pareto(formats: Formats, rows: pd.DataFrame, axis_title: str, cut_words: str) -> alt.Chart:
    """Return bars of categories, dearest first, the running share as a column, a line where 80 % is reached.

    rows: category, amount (in the axis unit), running_share, vital.
    """
    values = [
        {"name": row.category, "amount": float(row.amount), "vital": bool(row.vital),
         "words": formats.number(row.amount), "running": formats.share(row.running_share)}
        for row in rows.itertuples(index=False)
    ]
    names = [row["name"] for row in values]
    end = max((row["amount"] for row in values), default=1) * 1.6
    y, x = names_axis("name", names), alt.X("amount", **amounts_axis(axis_title, [0, end]))
    fill = alt.when("datum.vital").then(alt.value(COST)).otherwise(alt.value(GREY))
    chart = rows_of(values).mark_bar().encode(y=y, x=x, fill=fill)
    chart += rows_of(values).mark_text(align="left", dx=5).encode(y=y, x=x, text=text_channel("words"))
    chart += rows_of(values).mark_text(align="right", color=MUTED).encode(y=y, x=alt.datum(end), text=text_channel("running"))
    last = [{"name": row["name"], "words": cut_words} for row in values if row["vital"]][-1:]
    if last and len(names) > 1:
        between = alt.Y("name", type="nominal", sort=names, bandPosition=1)
        chart += rows_of(last).mark_rule(color=INK, strokeDash=[4, 3]).encode(y=between)
        chart += rows_of(last).mark_text(align="right", dy=10, color=MUTED, fontSize=alt.ExprRef("width < 320 ? 0 : 11.5")).encode(
            y=between, x=alt.datum(end * 0.88), text=text_channel("words"))
    return chart.properties(height=max(150, 28 * len(values) + 50))

"""Cost by month, changes, Pareto, bridge."""

import math

import altair as alt
import pandas as pd

from pages.parts.charts.base import (
    COST,
    GREY,
    IN_LINES,
    INK,
    KEEP,
    MUTED,
    TIERS,
    amounts_axis,
    either,
    names_axis,
    row_height,
    rows_of,
    text_channel,
    voice,
    voice_of,
)
from pages.parts.i18n.formats import Formats

CLOSE_ROW = 26  # pixels a bar takes where a table stands beside it
AXIS = 50  # and the axis below all of them


def by_month(
    formats: Formats, rows: pd.DataFrame, last_closed: str, words: dict[str, str], period: tuple[str | None, str | None]
) -> alt.Chart:
    """Return stacked bars by month and evidence; months after `last_closed` are pale and dashed, the period is shaded.

    rows: month, evidence, amount (already divided by its unit), link where there is one; words: open, and one for each
    kind of evidence; period: month codes.
    """
    values = [_month_row(formats, row, last_closed, words) for row in rows.itertuples()]
    months = list(dict.fromkeys(row["month"] for row in values))
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=14, grid=False)
    x = alt.X("month", type="ordinal", sort=months, title=None, scale=alt.Scale(paddingInner=0.14), axis=axis)
    tiers = alt.Scale(domain=list(TIERS), range=list(TIERS.values()))
    bars = (
        rows_of(values)
        .mark_bar(strokeWidth=1, stroke=COST)
        .encode(
            x=x,
            y=alt.Y("amount", **amounts_axis(None)),
            order=alt.Order("tier", type="quantitative"),
            fill=alt.Fill("evidence", type="nominal", legend=None, scale=tiers),
            strokeDash=either(alt.StrokeDashValue, "datum.open", [3, 2], [1, 0]),
            opacity=either(alt.OpacityValue, "datum.open", 0.55, 1),
            **voice_of(values),
        )
    )
    note = [{"month": months[-1], "words": words["open"]}] if any(row["open"] for row in values) else []
    said = rows_of(note).mark_text(align="right", dx=14, color=MUTED, baseline="top")
    said = said.encode(x=x, y=alt.YValue(-4), text=text_channel("words"))
    shaded = (
        rows_of(_chosen_months(formats, rows, period))
        .mark_rect(color="var(--grid)", width=alt.RelativeBandSize(1.17))
        .encode(x=x)
    )
    return alt.layer(shaded, bars, *([said] if note else []), height=230)


def _chosen_months(formats: Formats, rows: pd.DataFrame, period: tuple[str | None, str | None]) -> list[dict]:
    """The months of the period, none where it holds all of them."""
    months = [(f"{month:%Y-%m}", formats.short_month(month)) for month in dict.fromkeys(rows["month"])]
    chosen = [name for code, name in months if all(period) and period[0] <= code <= period[1]]
    return [{"month": name} for name in chosen] if len(chosen) < len(months) else []


def _month_row(formats: Formats, row, last_closed: str, words: dict[str, str]) -> dict:
    return {
        "month": formats.short_month(row.month),
        "evidence": row.evidence,
        "amount": float(row.amount),
        "tier": list(TIERS).index(row.evidence),
        "open": f"{row.month:%Y-%m}" > last_closed,
    } | voice(row, formats.month(row.month), words[row.evidence], formats.number(row.amount))


def changes(formats: Formats, rows: pd.DataFrame, axis_title: str) -> alt.Chart:
    """Return bars to both sides of zero, dearer to the right. rows: name, amount (in the axis unit)."""
    values = [
        {"name": row.name, "amount": float(row.amount), "words": formats.number(row.amount, signed=True)}
        | voice(row, row.name, formats.number(row.amount, signed=True))
        for row in rows.itertuples(index=False)
    ]
    amounts = [row["amount"] for row in values]
    room = max(map(abs, amounts), default=1) * 0.3 or 1
    y = names_axis("name", [row["name"] for row in values])
    ends = [end + room if end > 0 else end - room for end in (min(0, *amounts), max(0, *amounts)) if end]
    x = alt.X("amount", **amounts_axis(axis_title, [min(0, *ends), max(0, *ends)] if ends else [-room, room]))
    fill = either(alt.FillValue, "datum.amount > 0", COST, KEEP)
    rise = rows_of([row for row in values if row["amount"] >= 0]).mark_text(align="left", dx=5)
    fall = rows_of([row for row in values if row["amount"] < 0]).mark_text(align="right", dx=-5)
    return alt.layer(
        rows_of(values).mark_bar().encode(y=y, x=x, fill=fill, **voice_of(values)),
        rise.encode(y=y, x=x, text=text_channel("words")),
        fall.encode(y=y, x=x, text=text_channel("words")),
        rows_of([{"amount": 0}]).mark_rule(color=INK).encode(x=x),
        height=max(120, row_height([row["name"] for row in values]) * len(values) + AXIS),
    )


def pareto(formats: Formats, rows: pd.DataFrame, axis_title: str, cut_words: str) -> alt.Chart:
    """Return bars of categories, dearest first, the running share as a column, a line where 80 % is reached.

    rows: category, amount (in the axis unit), running_share, vital.
    """
    values = [_category_row(formats, row) for row in rows.itertuples(index=False)]
    names = [row["name"] for row in values]
    end = max((row["amount"] for row in values), default=1) * 1.75
    y, x = names_axis("name", names), alt.X("amount", **amounts_axis(axis_title, [0, end]))
    fill = either(alt.FillValue, "datum.vital", COST, GREY)
    running = rows_of(values).mark_text(align="right", color=MUTED)
    return alt.layer(
        rows_of(values).mark_bar().encode(y=y, x=x, fill=fill, **voice_of(values)),
        rows_of(values).mark_text(align="left", dx=5).encode(y=y, x=x, text=text_channel("words")),
        running.encode(y=y, x=alt.XDatum(end), text=text_channel("running")),
        *_cut(values, names, end, cut_words),
        height=max(150, row_height(names, CLOSE_ROW) * len(values) + AXIS),
    )


def _category_row(formats: Formats, row) -> dict:
    return {
        "name": row.category,
        "amount": float(row.amount),
        "vital": bool(row.vital),
        "words": formats.number(row.amount),
        "running": formats.share(row.running_share),
    } | voice(row, row.category, formats.number(row.amount), formats.share(row.running_share))


def _cut(values: list[dict], names: list[str], end: float, words: str) -> list[alt.Chart]:
    """The dashed line below the last category that is needed to reach 80 %."""
    last = [{"name": row["name"], "words": words} for row in values if row["vital"]][-1:]
    if len(names) < 2:
        return []
    below = alt.Y("name", type="nominal", sort=names, bandPosition=1)
    size = alt.ExprRef("width < 320 ? 0 : 11.5")
    said = rows_of(last).mark_text(align="right", dy=10, color=MUTED, fontSize=size)
    return [
        rows_of(last).mark_rule(color=INK, strokeDash=[4, 3]).encode(y=below),
        said.encode(y=below, x=alt.XDatum(end * 0.88), text=text_channel("words")),
    ]


KINDS = {
    "total": GREY,
    "more": COST,
    "less": KEEP,
    "more_projected": "url(#est-cost)",
    "less_projected": "url(#est-keep)",
}
CUT_ABOVE = 0.5  # an axis is cut where all amounts lie above this part of the largest


def axis_start(steps: pd.DataFrame) -> float:
    """Return where the axis of the bridge starts: zero, or a round amount where the steps would be slivers.

    steps: start, end.
    """
    levels = [*steps["start"].iloc[1:-1], *steps["end"]]
    low, high = min(levels, default=0), max(levels, default=0)
    if low <= high * CUT_ABOVE:
        return min(low, 0)
    room = (high - low) * 0.35 or high * 0.1
    size = 10 ** math.floor(math.log10(room))
    return math.floor((low - room) / size) * size


def bridge(formats: Formats, steps: pd.DataFrame, start: float, axis_title: str) -> alt.Chart:
    """Return the bridge. steps: name, cause, start, end (in the axis unit), amount;
    its first and last row are totals."""
    values = [_row(formats, row, start) for row in steps.itertuples(index=False)]
    low, high = min(row["from"] for row in values), max(row["top"] for row in values)
    y = _places([row["name"] for row in values])
    x = alt.X("from", **amounts_axis(axis_title, [low, high + (high - low) * 0.3]))
    totals = [row for row in values if row["kind"] == "total"]
    bars = [row for row in values if row["kind"] != "total" or not start]
    next_to = {
        "y": y("name", bandPosition=1),
        "y2": alt.Y2("next", bandPosition=0),
        "x": alt.X("to", type="quantitative"),
    }
    return alt.layer(
        rows_of(bars).mark_bar(strokeWidth=1).encode(y=y("name"), x=x, x2=alt.X2("to"), **_paint(), **voice_of(bars)),
        rows_of(_links(values)).mark_rule(strokeDash=[2, 2], color=GREY).encode(**next_to),
        rows_of(totals if start else [])
        .mark_tick(thickness=4, bandSize=20, color=INK)
        .encode(y=y("name"), x=next_to["x"], **voice_of(totals if start else [])),
        rows_of(values)
        .mark_text(align="left", dx=6)
        .encode(y=y("name"), x=alt.X("top", type="quantitative"), text=text_channel("words")),
        height=row_height([row["name"] for row in values]) * len(values) + AXIS,
    )


def _places(names: list[str]):
    """Return what makes the axis of names; the names are its domain, since no layer holds all of them."""
    axis = alt.Axis(labelColor=INK, labelFontSize=13, labelLimit=150, **IN_LINES)
    scale = alt.Scale(domain=names, paddingInner=0.3)
    return lambda field, **place: alt.Y(field, type="nominal", title=None, axis=axis, scale=scale, **place)


def _paint() -> dict:
    kinds = list(KINDS)
    fill = alt.Fill("kind", type="nominal", legend=None, scale=alt.Scale(domain=kinds, range=list(KINDS.values())))
    edges = alt.Scale(domain=kinds, range=[GREY, COST, KEEP, COST, KEEP])
    return {"fill": fill, "stroke": alt.Stroke("kind", type="nominal", legend=None, scale=edges)}


def _row(formats: Formats, row, start: float) -> dict:
    is_total = row.cause in ("before", "after")
    kind = "total" if is_total else "more" if row.amount >= 0 else "less"
    return {
        "name": row.name,
        "kind": kind + ("_projected" if row.cause == "projected" else ""),
        "from": float(start if is_total else row.start),
        "to": float(row.end),
        "top": float(max(row.start, row.end)),
        "words": formats.number(row.amount, signed=not is_total),
    } | voice(row, row.name.replace("\n", " "), formats.number(row.amount, signed=not is_total))


def _links(values: list[dict]) -> list[dict]:
    """Thin lines from the end of each step to the step below it."""
    return [
        {"name": row["name"], "next": after["name"], "to": row["to"]}
        for row, after in zip(values, values[1:], strict=False)
    ]

"""The bridge from the cost of the period before to that of this one,
drawn sideways so that its names can be read on a phone."""

import math

import altair as alt
import pandas as pd

from pages.parts.charts import COST, GREY, INK, KEEP, amounts_axis, link_of, links_of, rows_of, text_channel
from pages.parts.charts_cost import AXIS, ROW
from pages.parts.formats import Formats

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
        rows_of(bars).mark_bar(strokeWidth=1).encode(y=y("name"), x=x, x2=alt.X2("to"), **_paint(), **links_of(values)),
        rows_of(_links(values)).mark_rule(strokeDash=[2, 2], color=GREY).encode(**next_to),
        rows_of(totals if start else [])
        .mark_tick(thickness=4, bandSize=20, color=INK)
        .encode(y=y("name"), x=next_to["x"]),
        rows_of(values)
        .mark_text(align="left", dx=6)
        .encode(y=y("name"), x=alt.X("top", type="quantitative"), text=text_channel("words")),
    ).properties(height=ROW * len(values) + AXIS)


def _places(names: list[str]):
    """Return what makes the axis of names; the names are its domain, since no layer holds all of them."""
    axis = alt.Axis(labelColor=INK, labelFontSize=13, labelLimit=150)
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
    } | link_of(row, row.name, formats.number(row.amount, signed=not is_total))


def _links(values: list[dict]) -> list[dict]:
    """Thin lines from the end of each step to the step below it."""
    return [
        {"name": row["name"], "next": after["name"], "to": row["to"]}
        for row, after in zip(values, values[1:], strict=False)
    ]

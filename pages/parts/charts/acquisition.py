"""Win and keep, payback, cumulative cash."""

import altair as alt
import pandas as pd

from pages.parts.charts.base import (
    INK,
    KEEP,
    PAPER,
    WIN,
    amounts_axis,
    either,
    lines_scale,
    names_axis,
    row_height,
    rows_of,
    text_channel,
    voice,
    voice_of,
)
from pages.parts.charts.cost import AXIS
from pages.parts.i18n.formats import Formats, Unit


def cumulative(formats: Formats, rows: pd.DataFrame, axis_title: str) -> alt.Chart:
    """Return a bar a year, to the left while the winning is not earned back. rows: name, cumulative."""
    values = [
        {"name": row.name, "amount": float(row.cumulative), "words": formats.number(row.cumulative)}
        | voice(row, row.name, formats.number(row.cumulative))
        for row in rows.itertuples(index=False)
    ]
    amounts = [0, *(row["amount"] for row in values)]
    room = (max(amounts) - min(amounts)) * 0.18 or 1
    y = names_axis("name", [row["name"] for row in values])
    x = alt.X(
        "amount", **amounts_axis(axis_title, [min(amounts) - (room if min(amounts) < 0 else 0), max(amounts) + room])
    )
    fill = either(alt.FillValue, "datum.amount < 0", WIN, KEEP)
    above = rows_of([row for row in values if row["amount"] >= 0]).mark_text(align="left", dx=5)
    below = rows_of([row for row in values if row["amount"] < 0]).mark_text(align="right", dx=-5)
    return alt.layer(
        rows_of(values).mark_bar().encode(y=y, x=x, fill=fill, **voice_of(values)),
        above.encode(y=y, x=x, text=text_channel("words")),
        below.encode(y=y, x=x, text=text_channel("words")),
        rows_of([{"amount": 0}]).mark_rule(color=INK).encode(x=x),
        height=max(120, row_height([row["name"] for row in values]) * len(values) + AXIS),
    )


PAIR, HEIGHT = 45, 360  # pixels
SIDES = ("won", "kept")


def win_and_keep(formats: Formats, rows: pd.DataFrame, unit: Unit, words: dict[str, str]) -> alt.Chart:
    """Return two bars a sector, replacing those lost and keeping the same ones, with a tick at the margin lost.

    rows: sector, replacement_cost, keep_instead, loyalty_lost, and link_win, link_keep, link_lost; words: axis, and
    what a mark is of: win, keep, lost.
    """
    bars = [bar for row in rows.itertuples() for bar in _pair(formats, row, unit, words)]
    ticks = _ticks(formats, rows, unit, words["lost"])
    end = max([row["amount"] for row in bars + ticks], default=1) * 1.15 or 1
    y = names_axis("sector", list(rows["sector"]))
    offset = alt.YOffset("side", type="nominal", sort=["win", "keep"], scale=alt.Scale(paddingInner=0.12))
    x = alt.X("amount", **amounts_axis(words["axis"], [0, end]))
    fill = alt.Fill("side", type="nominal", legend=None, scale=alt.Scale(domain=["win", "keep"], range=[WIN, KEEP]))
    told, where = rows_of(bars), {"y": y, "yOffset": offset, "x": x, "text": text_channel("words")}
    return alt.layer(
        rows_of(bars).mark_bar().encode(y=y, yOffset=offset, x=x, fill=fill, **voice_of(bars)),
        rows_of(ticks).mark_tick(thickness=2, color=INK, bandSize=30).encode(y=y, x=x, **voice_of(ticks)),
        told.mark_text(align="left", dx=6, stroke=PAPER, strokeWidth=4).encode(**where),
        told.mark_text(align="left", dx=6).encode(**where),
        height=max(160, PAIR * len(rows) + AXIS),
    )


def _pair(formats: Formats, row, unit: Unit, words: dict[str, str]) -> list[dict]:
    sides = {"win": row.replacement_cost, "keep": row.keep_instead}
    return [
        {"sector": row.sector, "side": side, "amount": float(amount) / unit.size, "words": formats.amount(amount, unit)}
        | voice(row, row.sector, words[side], formats.amount(amount, unit), link=f"link_{side}")
        for side, amount in sides.items()
        if pd.notna(amount)
    ]


def _ticks(formats: Formats, rows: pd.DataFrame, unit: Unit, words: str) -> list[dict]:
    known = rows.dropna(subset=["loyalty_lost"])
    return [
        {"sector": row.sector, "amount": float(row.loyalty_lost) / unit.size}
        | voice(row, row.sector, words, formats.amount(row.loyalty_lost, unit), link="link_lost")
        for row in known.itertuples()
    ]


def payback(formats: Formats, rows: pd.DataFrame, crossings: dict[str, int], words: dict[str, str]) -> alt.Chart:
    """Return cumulative margin less spend of one customer won (dashed) and one kept, the crossings marked.

    rows: side ("won", "kept"), month, cumulative, link; crossings: side -> month;
    words: x and y (axis titles), won and kept (at a crossing that has no other), line_won and line_kept (at the ends).
    """
    values = [
        {"side": row.side, "month": int(row.month), "amount": float(row.cumulative)}
        | voice(row, words["line_" + row.side], f"{words['x']}: {row.month}", formats.number(row.cumulative))
        for row in rows.itertuples()
    ]
    last = max(row["month"] for row in values)
    axis = alt.Axis(values=list(range(0, last + 1, 6)), grid=False)
    x = alt.X("month", type="quantitative", title=words["x"], scale=alt.Scale(domain=[0, last], nice=False), axis=axis)
    y = alt.Y("amount", **amounts_axis(words["y"], ticks=5))
    colour = lines_scale(alt.Color, "side", SIDES, (WIN, KEEP))
    dash = lines_scale(alt.StrokeDash, "side", SIDES, ([6, 3], [1, 0]))
    crossed = [row for row in values if crossings.get(row["side"]) == row["month"]]
    # where both have paid back the title says when; words at both would lie on the lines
    named = [row | {"words": words[row["side"]]} for row in crossed if len(crossings) == 1]
    ends = [row | {"words": words["line_" + row["side"]]} for row in values if row["month"] == last]
    return alt.layer(
        rows_of([{"amount": 0}]).mark_rule(color=INK).encode(y=y),
        rows_of(values).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, strokeDash=dash),
        _named(named, x, y, colour, align="left", dx=9, dy=24),
        rows_of(values).mark_point(filled=True, size=90, opacity=0).encode(x=x, y=y, color=colour, **voice_of(values)),
        rows_of(crossed)
        .mark_point(filled=True, size=90, opacity=1)
        .encode(x=x, y=y, color=colour, **voice_of(crossed)),
        _named(ends, x, y, colour, align="right", dx=-12, dy=-12),
        height=HEIGHT,
    )


def _named(rows: list[dict], x: alt.X, y: alt.Y, colour: alt.Color, **place: object) -> alt.LayerChart:
    """Words on a halo, so that lines do not run through them."""
    halo = rows_of(rows).mark_text(stroke=PAPER, strokeWidth=5, fontWeight=600, **place)
    words = rows_of(rows).mark_text(fontWeight=600, **place)
    text = text_channel("words")
    return halo.encode(x=x, y=y, text=text) + words.encode(x=x, y=y, text=text, color=colour)

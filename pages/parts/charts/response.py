"""How the shares kept and won answer to spend, with a mark at the spend of today."""

import altair as alt

from pages.parts.charts.base import (
    INK,
    KEEP,
    WIN,
    amounts_axis,
    lines_scale,
    rows_of,
    text_channel,
    voice,
    voice_of,
)
from pages.parts.i18n.formats import Formats

HEIGHT, TODAY = 260, 1.0
SIDES = ("keep", "win")


def curves(formats: Formats, rows: list[dict], words: dict[str, str]) -> alt.Chart:
    """Return both curves. rows: side, times (of the spend of today), share; words: x and y (axis titles), keep, win."""
    values = [
        row
        | {"percent": 100 * row["share"]}
        | voice(
            row, words[row["side"]], f"{words['x']}: {formats.number(row['times'], 1)}", formats.share(row["share"], 1)
        )
        for row in rows
    ]
    last = max(row["times"] for row in values)
    ends = [row | {"words": words[row["side"]]} for row in values if row["times"] == last]
    marks = [row | {"words": formats.share(row["share"], 1)} for row in values if abs(row["times"] - TODAY) < 1e-9]
    x = alt.X("times", **amounts_axis(words["x"], [0, last], ticks=3))
    y = alt.Y("percent", **amounts_axis(words["y"], ticks=4))
    colour = lines_scale(alt.Color, "side", SIDES, (KEEP, WIN))
    dash = lines_scale(alt.StrokeDash, "side", SIDES, ([1, 0], [6, 3]))
    return alt.layer(
        rows_of([{"times": TODAY}]).mark_rule(color=INK, strokeDash=[2, 3]).encode(x=x),
        rows_of(values).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, strokeDash=dash),
        rows_of(values).mark_point(filled=True, size=90, opacity=0).encode(x=x, y=y, color=colour, **voice_of(values)),
        rows_of(marks).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour),
        rows_of(marks).mark_text(align="left", dx=8, dy=14).encode(x=x, y=y, text=text_channel("words")),
        rows_of(ends)
        .mark_text(align="right", dx=-4, dy=-10, fontWeight=600)
        .encode(x=x, y=y, text=text_channel("words"), color=colour),
        height=HEIGHT,
    )

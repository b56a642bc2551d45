"""Private estimates as dots, stage below stage: a thin line agreed, a thick one measured."""

import altair as alt

from pages.parts.charts.base import (
    COST,
    GREY,
    INK,
    PAPER,
    amounts_axis,
    names_axis,
    rows_of,
    text_channel,
    voice,
    voice_of,
)
from pages.parts.i18n.formats import Formats

BAND, AXIS = 76, 56  # pixels
FEWEST_LEVELS = 7  # of dots a band has room for


def guesses(formats: Formats, stages: list[dict], axis: str, top: float) -> alt.Chart:
    """Return the chart of the reveal.

    stages: name, dots (each a place and its level), agreed, measured (None where unknown), words, in the order drawn.
    """
    names = [one["name"] for one in stages]
    dots = [
        {"name": one["name"], "x": place, "level": level} | voice(one, one["name"], formats.number(place, 1))
        for one in stages
        for place, level in one["dots"]
    ]
    levels = max([FEWEST_LEVELS, *(dot["level"] + 1 for dot in dots)])
    y, x = names_axis("name", names, padding=0.3), alt.X("x", **amounts_axis(axis, [0, top], ticks=8))
    up = alt.YOffset("level", type="quantitative", scale=alt.Scale(domain=[-1, levels]))
    middle = alt.YOffset("middle", type="quantitative", scale=alt.Scale(domain=[-1, levels]))
    agreed, measured = (_marks(stages, what, levels) for what in ("agreed", "measured"))
    layers = [
        rows_of(dots)
        .mark_point(filled=True, size=70, color=GREY, opacity=1)
        .encode(x=x, y=y, yOffset=up, **voice_of(dots)),
        _lines(agreed, INK, 2).encode(x=x, y=y, yOffset=middle),
        _lines(measured, COST, 4).encode(x=x, y=y, yOffset=middle, **voice_of(measured)),
    ]
    for look in ({"stroke": PAPER, "strokeWidth": 4, "color": PAPER}, {"color": COST}):
        text = rows_of(measured).mark_text(align="left", dx=9, fontWeight=600, **look)
        layers.append(text.encode(x=x, y=y, yOffset=middle, text=text_channel("words")))
    return alt.layer(*layers, height=BAND * max(len(names), 1) + AXIS)


def _marks(stages: list[dict], what: str, levels: int) -> list[dict]:
    return [
        {"name": one["name"], "x": one[what], "middle": levels / 2 - 1, "words": one["words"]}
        | voice(one, one["name"], one["words"])
        for one in stages
        if one[what] is not None
    ]


def _lines(rows: list[dict], color: str, width: int) -> alt.Chart:
    """Upright lines as high as a band."""
    mark = rows_of(rows).mark_point(shape="stroke", angle=90, size=2400, strokeWidth=width, opacity=1)
    return mark.encode(color=alt.value(color))

"""The tornado of a scenario's assumptions; its bridge is drawn as that of a change of cost."""

import altair as alt
import pandas as pd

from pages.parts.charts.base import IN_LINES, INK, WIN, amounts_axis, rows_of, text_channel, voice, voice_of
from pages.parts.charts.cost import AXIS
from pages.parts.i18n.formats import Formats

ROW = 40
FILLS = {"low": "url(#est-win)", "high": WIN}


def tornado(formats: Formats, rows: pd.DataFrame, middle: float, axis_title: str) -> alt.Chart:
    """Return bars from the likely saving to the one at either end of each assumption.

    rows: name, low, high (savings in the axis unit), low_words, high_words (the assumption's own values).
    """
    values = [bar for row in rows.itertuples(index=False) for bar in _bars(formats, row, middle)]
    ends = [row["to"] for row in values] + [middle]
    room = (max(ends) - min(ends)) * 0.45 or 1
    axis = alt.Axis(labelColor=INK, labelFontSize=13, labelLimit=190, **IN_LINES)
    y = alt.Y("name", type="nominal", sort=list(rows["name"]), title=None, axis=axis, scale=alt.Scale(paddingInner=0.4))
    x = alt.X("from", **amounts_axis(axis_title, [min(ends) - room, max(ends) + room], ticks=3))
    fill = alt.Fill("end", type="nominal", legend=None, scale=alt.Scale(domain=[*FILLS], range=[*FILLS.values()]))
    place = alt.X("to", type="quantitative")
    left, right = ([row for row in values if row["side"] == side] for side in ("left", "right"))
    return alt.layer(
        rows_of(values)
        .mark_bar(strokeWidth=1.2, stroke=WIN)
        .encode(y=y, x=x, x2=alt.X2("to"), fill=fill, **voice_of(values)),
        rows_of(left).mark_text(align="right", dx=-5).encode(y=y, x=place, text=text_channel("words")),
        rows_of(right).mark_text(align="left", dx=5).encode(y=y, x=place, text=text_channel("words")),
        rows_of([{"from": middle}]).mark_rule(color=INK, strokeWidth=1.5).encode(x=x),
        height=ROW * len(rows) + AXIS,
    )


def _bars(formats: Formats, row, middle: float) -> list[dict]:
    """The two bars of an assumption; where both lie on one side, the longer one bears both values."""
    bars = [
        {
            "name": row.name,
            "from": middle,
            "to": float(getattr(row, end)),
            "end": end,
            "words": getattr(row, f"{end}_words"),
        }
        | voice(row, row.name.replace("\n", " "), getattr(row, f"{end}_words"), formats.number(getattr(row, end)))
        for end in FILLS
    ]
    low, high = bars
    for bar, other in ((low, high), (high, low)):
        bar["side"] = "left" if bar["to"] < middle or (bar["to"] == middle and other["to"] > middle) else "right"
    if low["side"] == high["side"]:
        shorter, longer = sorted(bars, key=lambda bar: abs(bar["to"] - middle))
        longer["words"], shorter["words"] = f"{low['words']} / {high['words']}", ""
        return [longer, shorter]
    return bars

"""The staircase of a case's way: the time agreed for each stage against the time it takes, laid end to end."""

import altair as alt
import pandas as pd

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
from pages.parts.i18n.values import is_missing

STEP, AXIS = 52, 60  # pixels
ROOM = 1.16  # to the right, for words
ACTUAL, AGREED = "actual", "agreed"


def staircase(formats: Formats, rows: pd.DataFrame, words: dict[str, str]) -> alt.Chart:
    """Return the staircase of one way, the promise as a line.

    rows: name, agreed_from, agreed_until, actual_from, within_until, actual_until, p90_until, assigned_hours,
    promised_hours, all in the unit of the axis, words, said, link; words: axis, promise.
    """
    values = [_step(row) for row in rows.itertuples(index=False)]
    promised = rows["promised_hours"].dropna().head(1).astype(float).tolist()
    end = max([*(row["end"] for row in values), *promised, 0.1]) * ROOM
    names = [row["name"] for row in values]
    y = names_axis("name", names, padding=0.25)
    offset = alt.YOffset("side", type="nominal", scale=alt.Scale(domain=[AGREED, ACTUAL], paddingInner=0.15))
    x = alt.X("from", **amounts_axis(words["axis"], [0, end], ticks=8))
    on, until = {"y": y, "yOffset": offset, "x": x}, alt.X2("until")
    agreed = [row | {"from": row["agreed_from"], "until": row["agreed_until"], "side": AGREED} for row in values]
    within = [row | {"until": row["within"]} for row in values]
    beyond = [row | {"from": row["within"]} for row in values if row["until"] > row["within"]]
    tails = [row | {"from": row["until"], "until": row["end"]} for row in values if row["end"] > row["until"]]
    agreed = [row for row in agreed if row["agreed"]]
    outline = rows_of(agreed).mark_bar(fill=PAPER, stroke=GREY, strokeDash=[3, 2])
    return alt.layer(
        outline.encode(**on, x2=until),
        rows_of(within).mark_bar(fill=GREY).encode(**on, x2=until, **voice_of(within)),
        rows_of(beyond).mark_bar(fill=COST).encode(**on, x2=until, **voice_of(beyond)),
        rows_of(tails).mark_rule(color=INK, strokeWidth=1.5).encode(**on, x2=until),
        rows_of(tails).mark_tick(color=INK, thickness=1.5, size=10).encode(**on | {"x": _at("until")}),
        *_promise(promised, words["promise"], x),
        *_words(values, on),
        height=STEP * len(values) + AXIS,
    )


def _step(row) -> dict:
    until = float(row.actual_until)
    return {
        "name": row.name,
        "from": float(row.actual_from),
        "within": float(row.within_until),
        "until": until,
        "end": until if is_missing(row.p90_until) else float(row.p90_until),
        "agreed": not is_missing(row.assigned_hours),
        "agreed_from": float(row.agreed_from),
        "agreed_until": float(row.agreed_until),
        "side": ACTUAL,
        "words": row.words,
    } | voice(row, row.name, row.said)


def _at(field: str) -> alt.X:
    return alt.X(field, type="quantitative")


def _promise(promised: list[float], words: str, x: alt.X) -> list[alt.Chart]:
    values = [{"from": moment, "words": words} for moment in promised]
    text = rows_of(values).mark_text(align="right", dx=-5, baseline="top", fontWeight=600)
    return [
        rows_of(values).mark_rule(color=INK, strokeWidth=1.5).encode(x=x),
        text.encode(x=x, y=alt.YValue(-2), text=text_channel("words")),
    ]


def _words(values: list[dict], on: dict) -> list[alt.Chart]:
    """The times in words, after the line of each step."""
    place = on | {"x": _at("end"), "text": text_channel("words")}
    halo = rows_of(values).mark_text(align="left", dx=7, stroke=PAPER, strokeWidth=4)
    return [halo.encode(**place), rows_of(values).mark_text(align="left", dx=7).encode(**place)]

"""Retention curves and the fitted tail."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from pages.parts.charts.base import (
    INK,
    KEEP,
    MUTED,
    PAPER,
    in_lines,
    lines_scale,
    rows_of,
    text_channel,
    voice,
    voice_of,
)
from pages.parts.i18n.formats import Formats

HEIGHT = 430
NUMBER_HEIGHT = 18  # of one row of numbers at risk
HEAD_ROWS = 1.6  # what the head of the numbers takes, in rows
ROOM = 1.36  # to the right of the curves, for their names
SHORT = 13  # letters of a name beside a curve that a phone has room for in one line
NAME_LIMIT = alt.ExprRef(f"width * {1 - 1 / ROOM:.2f} - 6")  # a longer name would take the room of the curves
HUES = (KEEP, INK, "var(--warn)", MUTED)
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])


@dataclass(frozen=True)
class Frame:
    """Where things stand in the plot: shares from floor to 1, below it down to bottom the numbers at risk."""

    floor: float
    bottom: float
    line: float
    step: int
    last: int
    label: str  # of a tick of shares

    def x(self, start: str) -> alt.X:
        """Return the axis of months; `start` is written at month 0."""
        label = f"datum.value == 0 ? '{start}' : datum.value"
        ticks = list(range(0, self.last + 1, self.step))
        axis = alt.Axis(values=ticks, grid=False, labelOverlap="greedy", labelExpr=label)
        scale = alt.Scale(domain=[0, self.last * ROOM], nice=False)
        return alt.X("month", type="quantitative", title=None, scale=scale, axis=axis)

    def y(self, field: str) -> alt.Y:
        """Return the axis of shares for a field."""
        ticks = [place / 5 for place in range(round(self.floor * 5), 6)]
        axis = alt.Axis(values=ticks, labelExpr=self.label)
        scale = alt.Scale(domain=[self.bottom, 1], nice=False)
        return alt.Y(field, type="quantitative", title=None, axis=axis, scale=scale)


def retention(
    formats: Formats, rows: pd.DataFrame, names: dict[str, str], last: int, words: dict[str, str]
) -> alt.Chart:
    """Return the chart of the curves up to the month `last`.

    rows: segment, month, at_risk, retention, low, high, link, link_risk; names: segment -> name shown, in order (four
    at most);
    words: start (first tick), month (what a mark's month is called), risk (head of the numbers).
    """
    values = _curve_rows(formats, rows, names, last, words)
    shown = list(names.values())
    frame = _frame(values, len(shown), last, formats.share_label())
    x, y, colour = frame.x(words["start"]), frame.y, lines_scale(alt.Color, "name", shown, HUES)
    band = rows_of(values).mark_area(interpolate="step-after", opacity=0.16)
    line = rows_of(values).mark_line(interpolate="step-after", strokeWidth=2.25)
    name = rows_of(_ends(values, shown, frame)).mark_text(
        align="left",
        fontWeight=600,
        fontSize=alt.ExprRef("width < 320 ? 11 : 13"),
        dx=6,
        limit=NAME_LIMIT,
        lineBreak="\n",
        lineHeight=NUMBER_HEIGHT - 2,
    )
    return alt.layer(
        band.encode(x=x, y=y("low"), y2=alt.Y2("high"), color=colour),
        line.encode(x=x, y=y("share"), color=colour, strokeDash=lines_scale(alt.StrokeDash, "name", shown, DASHES)),
        _points(values, INK).encode(x=x, y=y("share"), color=colour, **voice_of(values)),
        name.encode(x=x, y=y("share"), text=text_channel("lines"), color=colour),
        _risk_head(frame, words["risk"]).encode(x=x, y=y("share"), text=text_channel("words")),
        *_risk_numbers(formats, frame, values, shown, words["risk"], {"x": x, "y": y("share"), "color": colour}),
        height=HEIGHT,
    )


def _curve_rows(
    formats: Formats, rows: pd.DataFrame, names: dict[str, str], last: int, words: dict[str, str]
) -> list[dict]:
    wanted = rows[rows["segment"].isin(names) & (rows["month"] <= last)]
    wanted = wanted.assign(
        low=wanted["low"].fillna(wanted["retention"]), high=wanted["high"].fillna(wanted["retention"])
    )
    return [
        {
            "name": names[row.segment],
            "month": int(row.month),
            "at_risk": int(row.at_risk),
            "share": float(row.retention),
            "low": float(row.low),
            "high": float(row.high),
            "link_risk": getattr(row, "link_risk", ""),
            "at": f"{names[row.segment]}, {words['month']} {row.month}",
        }
        | voice(row, names[row.segment], f"{words['month']} {row.month}", formats.share(row.retention))
        for row in wanted.itertuples()
    ]


def _frame(values: list[dict], curves: int, last: int, label: str) -> Frame:
    lowest = min((row["low"] for row in values), default=0)
    floor = min(max(0, int(lowest * 5) / 5), 0.8)  # some height even where nobody ever left
    below = NUMBER_HEIGHT * (curves + HEAD_ROWS)
    depth = (1 - floor) * below / (HEIGHT - below)
    return Frame(floor, floor - depth, depth / (curves + HEAD_ROWS), max(1, last // 24) * 6, last, label)


def _ends(values: list[dict], shown: list[str], frame: Frame) -> list[dict]:
    """The names at the curves' ends, a long one in two lines, moved apart where two curves end close together."""
    last = {row["name"]: row | {"lines": in_lines(row["name"], SHORT)} for row in values}
    ends = sorted((dict(last[name]) for name in shown if name in last), key=lambda row: -row["share"])
    for above, below in zip(ends, ends[1:], strict=False):
        below["share"] = min(below["share"], above["share"] - frame.line * (1 + above["lines"].count("\n")))
    return ends


def _risk_head(frame: Frame, words: str) -> alt.Chart:
    row = {"month": 0, "share": frame.floor - frame.line * 0.9, "words": words}
    return rows_of([row]).mark_text(align="left", dx=2, fontSize=11.5, color=MUTED)


def _risk_numbers(
    formats: Formats, frame: Frame, values: list[dict], shown: list[str], words: str, on: dict
) -> list[alt.Chart]:
    """The numbers at risk below the curves, and at the end of each row the name of its curve: its colour alone would
    not tell."""
    rows = [
        {
            "month": row["month"],
            "name": row["name"],
            "words": formats.number(row["at_risk"]),
            "link": row["link_risk"],
            "said": f"{row['at']}, {words}: {formats.number(row['at_risk'])}",
            "share": frame.floor - frame.line * (shown.index(row["name"]) + 1.9),
        }
        for row in values
        if row["month"] % frame.step == 0
    ]
    ends = [
        {"month": frame.last, "name": name, "words": name, "share": frame.floor - frame.line * (place + 1.9)}
        for place, name in enumerate(shown)
    ]
    at_end = f"datum.month == {frame.last} ? 'right' : 'center'"  # beside the name that stands there
    align = alt.ExprRef(f"datum.month == 0 ? 'left' : {at_end}")
    narrow = alt.ExprRef(f"width < 320 && datum.month % {2 * frame.step} != 0 ? 0 : 1")
    numbers = rows_of(rows).mark_text(fontSize=12, align=align, opacity=narrow)
    named = rows_of(ends).mark_text(fontSize=alt.ExprRef("width < 320 ? 11 : 12"), align="left", dx=6, limit=NAME_LIMIT)
    text = text_channel("words")
    return [numbers.encode(**on, text=text, **voice_of(rows)), named.encode(**on, text=text)]


TAIL_HEIGHT = 300


def tail(formats: Formats, observed: pd.DataFrame, fitted: pd.DataFrame, last: int, words: dict[str, str]) -> alt.Chart:
    """Return observed retention as steps and the fitted tail dashed.

    rows: month, retention; words: x, observed, tail.
    """
    seen = _rows(formats, observed, words, "observed")
    beyond = _rows(formats, pd.concat([observed.tail(1), fitted]), words, "tail")
    axis = alt.Axis(tickCount=6, grid=False)
    x = alt.X("month", type="quantitative", title=words["x"], scale=alt.Scale(domain=[0, last], nice=False), axis=axis)
    shares = alt.Axis(tickCount=4, labelExpr=formats.share_label())
    y = alt.Y("share", type="quantitative", title=None, scale=alt.Scale(domain=[0, 1]), axis=shares)
    named = [seen[len(seen) // 2] | {"words": words["observed"]}, beyond[len(beyond) // 2] | {"words": words["tail"]}]
    said = {"x": x, "y": y, "text": text_channel("words")}
    return alt.layer(
        rows_of(seen).mark_line(interpolate="step-after", strokeWidth=2.25, color=KEEP).encode(x=x, y=y),
        rows_of(beyond).mark_line(strokeWidth=2, strokeDash=[2, 3], color=INK).encode(x=x, y=y),
        _points(seen, KEEP).encode(x=x, y=y, **voice_of(seen)),
        _points(beyond[1:], INK).encode(x=x, y=y, **voice_of(beyond[1:])),
        rows_of(named).mark_text(dy=-14, stroke=PAPER, strokeWidth=5, fontWeight=600).encode(**said),
        rows_of(named).mark_text(dy=-14, fontWeight=600).encode(**said),
        height=TAIL_HEIGHT,
    )


def _rows(formats: Formats, rows: pd.DataFrame, words: dict[str, str], side: str) -> list[dict]:
    return [
        {"month": int(row.month), "share": float(row.retention)}
        | voice(row, words[side], f"{words['x']}: {row.month}", formats.share(row.retention))
        for row in rows.itertuples()
    ]


def _points(rows: list[dict], colour: str) -> alt.Chart:
    """Marks that nobody sees: what the mouse and the keyboard find on a line."""
    return rows_of(rows).mark_point(filled=True, size=70, opacity=0, color=colour)

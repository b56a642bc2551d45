"""Charts of loyalty: how long customers stay, and when a customer has paid back what was spent."""

import altair as alt
import pandas as pd
from pages.parts.charts import INK, KEEP, MUTED, PAPER, WIN, amounts_axis, rows_of, text_channel
from pages.parts.formats import GAP, Formats

HEIGHT = 340
ROW = 18
ROOM = 1.3  # to the right of the curves, for their names
STYLES = ((KEEP, [1, 0]), (INK, [6, 3]), ("var(--warn)", [2, 2]), (MUTED, [8, 3, 2, 3]))


def retention(formats: Formats, rows: pd.DataFrame, names: dict[str, str], last_month: int, words: dict[str, str]) -> alt.Chart:
    """Return step curves with their bands, names at the end and the numbers at risk inside the plot.

    rows: segment, month, at_risk, retention, low, high; names: segment -> name shown, in order (four at most);
    words: start (first tick), risk (head of the numbers).
    """
    values = _curve_rows(rows, names, last_month)
    shown = list(names.values())
    floor = _floor(values)
    bottom = floor - (1 - floor) / (1 - (ROW * (len(shown) + 1.6)) / HEIGHT) + (1 - floor)
    colour = alt.Color("name", type="nominal", legend=None, scale=alt.Scale(domain=shown, range=[STYLES[i][0] for i in range(len(shown))]))
    dash = alt.StrokeDash("name", type="nominal", legend=None, scale=alt.Scale(domain=shown, range=[STYLES[i][1] for i in range(len(shown))]))
    step = max(1, last_month // 24) * 6
    x = alt.X("month", type="quantitative", title=None, scale=alt.Scale(domain=[0, last_month * ROOM], nice=False), axis=alt.Axis(
        values=list(range(0, last_month + 1, step)), grid=False, labelOverlap="greedy", labelExpr=f"datum.value == 0 ? '{words['start']}' : datum.value"))
    y = _share_axis(floor, bottom)
    chart = rows_of(values).mark_area(interpolate="step-after", opacity=0.16).encode(x=x, y=y("low"), y2=alt.Y2("high"), color=colour)
    chart += rows_of(values).mark_line(interpolate="step-after", strokeWidth=2.25).encode(x=x, y=y("share"), color=colour, strokeDash=dash)
    chart += rows_of(_ends(values, shown, floor)).mark_text(align="left", fontWeight=600, fontSize=13, dx=6).encode(
        x=x, y=y("share"), text=text_channel("name"), color=colour)
    chart += _risk_rows(formats, values, shown, step, floor, bottom, words["risk"], x, y, colour)
    return chart.properties(height=HEIGHT)


def _curve_rows(rows: pd.DataFrame, names: dict[str, str], last_month: int) -> list[dict]:
    wanted = rows[rows["segment"].isin(names) & (rows["month"] <= last_month)]
    return [
        {"name": names[row.segment], "month": int(row.month), "share": float(row.retention), "at_risk": int(row.at_risk),
         "low": float(row.low if row.low == row.low else row.retention), "high": float(row.high if row.high == row.high else row.retention)}
        for row in wanted.itertuples()
    ]


def _floor(values: list[dict]) -> float:
    lowest = min((row["low"] for row in values), default=0)
    return max(0, int(lowest * 5) / 5)


def _share_axis(floor: float, bottom: float):
    ticks = [round(floor + 0.2 * i, 1) for i in range(6) if floor + 0.2 * i <= 1.001]
    axis = alt.Axis(values=ticks, labelExpr=f"format(datum.value * 100, '.0f') + '{GAP}%'")
    return lambda field: alt.Y(field, type="quantitative", title=None, axis=axis, scale=alt.Scale(domain=[bottom, 1], nice=False))


def _ends(values: list[dict], shown: list[str], floor: float) -> list[dict]:
    """The names at the curves' ends, moved apart where two curves end close together."""
    last = {row["name"]: row for row in values}
    ends = sorted((dict(last[name]) for name in shown if name in last), key=lambda row: -row["share"])
    gap = (1 - floor) * 0.075
    for above, below in zip(ends, ends[1:]):
        below["share"] = min(below["share"], above["share"] - gap)
    return ends


def _risk_rows(formats, values, shown, step, floor, bottom, head, x, y, colour) -> alt.LayerChart:
    line = (floor - bottom) / (len(shown) + 1.6)
    marks = [rows_of([{"month": 0, "share": floor - line * 0.9, "words": head}]).mark_text(
        align="left", dx=2, fontSize=11.5, color=MUTED).encode(x=x, y=y("share"), text=text_channel("words"))]
    for place, name in enumerate(shown):
        points = [
            {"month": row["month"], "share": floor - line * (place + 1.9), "name": name, "words": formats.number(row["at_risk"])}
            for row in values if row["name"] == name and row["month"] % step == 0
        ]
        align = alt.ExprRef("datum.month == 0 ? 'left' : 'center'")
        narrow = alt.ExprRef(f"width < 320 && datum.month % {2 * step} != 0 ? 0 : 1")
        marks.append(rows_of(points).mark_text(fontSize=12, align=align, opacity=narrow).encode(x=x, y=y("share"), text=text_channel("words"), color=colour))
    return alt.layer(*marks)


def payback(formats: Formats, rows: pd.DataFrame, crossings: dict[str, int], words: dict[str, str]) -> alt.Chart:
    """Return cumulative margin less spend of one customer won (dashed) and one kept, the crossings marked and named.

    rows: side ("won", "kept"), month, cumulative; crossings: side -> month; words: x and y (axis titles), won and kept (at the crossings), line_won and line_kept (at the ends).
    """
    values = [{"who": row.side, "month": int(row.month), "amount": float(row.cumulative)} for row in rows.itertuples()]
    last = max(row["month"] for row in values)
    colour = alt.Color("who", type="nominal", legend=None, scale=alt.Scale(domain=["won", "kept"], range=[WIN, KEEP]))
    dash = alt.StrokeDash("who", type="nominal", legend=None, scale=alt.Scale(domain=["won", "kept"], range=[[6, 3], [1, 0]]))
    x = alt.X("month", type="quantitative", title=words["x"], scale=alt.Scale(domain=[0, last], nice=False),
              axis=alt.Axis(values=list(range(0, last + 1, 6)), grid=False))
    y = alt.Y("amount", **amounts_axis(words["y"], ticks=5))
    crossed = [row | {"words": words[row["who"]]} for row in values if crossings.get(row["who"]) == row["month"]]
    ends = [row | {"words": words["line_" + row["who"]]} for row in values if row["month"] == last]
    chart = rows_of([{"amount": 0}]).mark_rule(color=INK).encode(y=y)
    chart += rows_of(values).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, strokeDash=dash)
    chart += rows_of(crossed).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour)
    below = {"align": "left", "dx": 9, "dy": alt.ExprRef("datum.who == 'kept' ? 15 : 30"), "fontWeight": 600}
    chart += rows_of(crossed).mark_text(stroke=PAPER, strokeWidth=5, **below).encode(x=x, y=y, text=text_channel("words"))
    chart += rows_of(crossed).mark_text(**below).encode(x=x, y=y, text=text_channel("words"), color=colour)
    chart += rows_of(ends).mark_text(align="right", dx=-12, dy=-12, fontWeight=600).encode(x=x, y=y, text=text_channel("words"), color=colour)
    return chart.properties(height=HEIGHT)

"""The chart of retention as observed and its fitted continuation, told apart by the line."""

import altair as alt
import pandas as pd

from pages.parts.charts import INK, KEEP, PAPER, rows_of, text_channel
from pages.parts.formats import GAP, Formats

HEIGHT = 300


def tail(formats: Formats, observed: pd.DataFrame, fitted: pd.DataFrame, last: int, words: dict[str, str]) -> alt.Chart:
    """Return observed retention as steps and the fitted tail dashed.

    rows: month, retention; words: x, observed, tail.
    """
    seen, beyond = _rows(observed), _rows(pd.concat([observed.tail(1), fitted]))
    axis = alt.Axis(tickCount=6, grid=False)
    x = alt.X("month", type="quantitative", title=words["x"], scale=alt.Scale(domain=[0, last], nice=False), axis=axis)
    shares = alt.Axis(tickCount=4, labelExpr=f"format(datum.value * 100, '.0f') + '{GAP}%'")
    y = alt.Y("share", type="quantitative", title=None, scale=alt.Scale(domain=[0, 1]), axis=shares)
    named = [seen[len(seen) // 2] | {"words": words["observed"]}, beyond[len(beyond) // 2] | {"words": words["tail"]}]
    said = {"x": x, "y": y, "text": text_channel("words")}
    return alt.layer(
        rows_of(seen).mark_line(interpolate="step-after", strokeWidth=2.25, color=KEEP).encode(x=x, y=y),
        rows_of(beyond).mark_line(strokeWidth=2, strokeDash=[2, 3], color=INK).encode(x=x, y=y),
        rows_of(named).mark_text(dy=-14, stroke=PAPER, strokeWidth=5, fontWeight=600).encode(**said),
        rows_of(named).mark_text(dy=-14, fontWeight=600).encode(**said),
    ).properties(height=HEIGHT)


def _rows(rows: pd.DataFrame) -> list[dict]:
    return [{"month": int(row.month), "share": float(row.retention)} for row in rows.itertuples()]

"""How often audited work was right, month by month."""

import altair as alt
import pandas as pd

from pages.parts.charts.base import GREY, INK, PAPER, lines_scale, rows_of, voice, voice_of
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.values import is_missing

HUES, DASHES = (INK, GREY), ([1, 0], [5, 3])


def accuracy(formats: Formats, rows: pd.DataFrame, names: dict[str, str], axis_title: str) -> alt.Chart:
    """Return a line for each kind of criteria.

    rows: month, <kind> and link_<kind> for each kind; names: kind → words.
    """
    values = [
        {"month": formats.short_month(row.month), "kind": names[kind], "share": float(getattr(row, kind))}
        | voice(row, names[kind], formats.month(row.month), formats.share(getattr(row, kind)), link=f"link_{kind}")
        for kind in names
        for row in rows.itertuples(index=False)
        if not is_missing(getattr(row, kind))
    ]
    span = pd.date_range(rows["month"].min(), rows["month"].max(), freq="MS")  # a month left out keeps its place
    months = [formats.short_month(month) for month in span]
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=14, grid=False)
    x = alt.X("month", type="ordinal", sort=months, title=None, axis=axis, scale=alt.Scale(domain=months, padding=0.5))
    percent = alt.Axis(tickCount=5, labelExpr=formats.share_label())
    y = alt.Y("share", type="quantitative", title=axis_title, axis=percent, scale=alt.Scale(domain=[0, 1]))
    told = list(names.values())
    on = {"x": x, "y": y, "stroke": lines_scale(alt.Stroke, "kind", told, HUES)}
    lines = (
        rows_of(values)
        .mark_line(strokeWidth=2)
        .encode(**on, strokeDash=lines_scale(alt.StrokeDash, "kind", told, DASHES))
    )
    dots = rows_of(values).mark_point(size=30, filled=True, fill=PAPER, strokeWidth=1.5, opacity=1)
    return alt.layer(lines, dots.encode(**on, **voice_of(values)), height=220)

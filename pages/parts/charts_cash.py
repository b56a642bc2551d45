"""The chart of what a customer who stays has brought after each year."""

import altair as alt
import pandas as pd

from pages.parts.charts import (
    INK,
    KEEP,
    WIN,
    amounts_axis,
    either,
    link_of,
    links_of,
    names_axis,
    rows_of,
    text_channel,
)
from pages.parts.charts_cost import AXIS, ROW
from pages.parts.formats import Formats


def cumulative(formats: Formats, rows: pd.DataFrame, axis_title: str) -> alt.Chart:
    """Return a bar a year, to the left while the winning is not earned back. rows: name, cumulative."""
    values = [
        {"name": row.name, "amount": float(row.cumulative), "words": formats.number(row.cumulative)}
        | link_of(row, row.name, formats.number(row.cumulative))
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
        rows_of(values).mark_bar().encode(y=y, x=x, fill=fill, **links_of(values)),
        above.encode(y=y, x=x, text=text_channel("words")),
        below.encode(y=y, x=x, text=text_channel("words")),
        rows_of([{"amount": 0}]).mark_rule(color=INK).encode(x=x),
    ).properties(height=max(120, ROW * len(values) + AXIS))

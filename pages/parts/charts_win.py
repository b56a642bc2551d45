"""The chart of winning against keeping, sector by sector."""

import altair as alt
import pandas as pd
from pages.parts.charts import INK, KEEP, PAPER, WIN, amounts_axis, names_axis, rows_of, text_channel
from pages.parts.formats import Formats, Unit


def win_and_keep(formats: Formats, rows: pd.DataFrame, unit: Unit, words: dict[str, str]) -> alt.Chart:
    """Return two bars a sector, replacing those lost and keeping, with a tick where both break even.

    rows: sector, replacement_cost, keeping_cost, loyalty_lost; words: win, keep (written in the first pair), axis.
    """
    sectors = list(rows["sector"])
    bars = [bar for row in rows.itertuples() for bar in _pair(formats, row, unit)]
    ticks = [{"sector": row.sector, "amount": float(row.loyalty_lost) / unit.size} for row in rows.itertuples() if row.loyalty_lost == row.loyalty_lost]
    end = max([bar["amount"] for bar in bars] + [tick["amount"] for tick in ticks], default=1) * 1.15
    y = names_axis("sector", sectors)
    offset = alt.YOffset("side", type="nominal", sort=["win", "keep"], scale=alt.Scale(paddingInner=0.12))
    x = alt.X("amount", **amounts_axis(words["axis"], [0, end or 1]))
    fill = alt.Fill("side", type="nominal", legend=None, scale=alt.Scale(domain=["win", "keep"], range=[WIN, KEEP]))
    chart = rows_of(bars).mark_bar().encode(y=y, yOffset=offset, x=x, fill=fill)
    chart += rows_of(ticks).mark_tick(thickness=2, color=INK, bandSize=30).encode(y=y, x=x)
    chart += rows_of(bars).mark_text(align="left", dx=6, stroke=PAPER, strokeWidth=4).encode(y=y, yOffset=offset, x=x, text=text_channel("words"))
    chart += rows_of(bars).mark_text(align="left", dx=6).encode(y=y, yOffset=offset, x=x, text=text_channel("words"))
    first = [bar | {"words": words[bar["side"]]} for bar in bars[:2]]
    first = first if all(bar["amount"] > end * 0.14 for bar in first) else []
    chart += rows_of(first).mark_text(align="left", dx=6, fontWeight=600, color=PAPER).encode(
        y=y, yOffset=offset, x=alt.value(0), text=text_channel("words"))
    return chart.properties(height=max(160, 48 * len(sectors) + 50))


def _pair(formats: Formats, row, unit: Unit) -> list[dict]:
    sides = {"win": row.replacement_cost, "keep": row.keeping_cost}
    return [
        {"sector": row.sector, "side": side, "amount": float(amount) / unit.size, "words": formats.amount(amount, unit)}
        for side, amount in sides.items() if amount == amount and amount is not None
    ]

"""Tables of the page win or keep: channels; replacing against keeping, whose spend it is, and what preventing
a complaint may cost, in each sector; where the money goes."""

import pandas as pd

from pages.parts.charts import draw
from pages.parts.charts.figure_table import NAME, RANGE, Column, figure_table
from pages.parts.charts.largest import largest_finding
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.shaping import sectors_shown
from pages.parts.view.words.empty_reasons import why_empty

ONES, TENTHS = Unit(1, "", 0), Unit(1, "", 1)
BREAK_EVEN_LATER = ("replacement_cost", "keeping_cost")
PARTS = ("win_part", "keep_part", "failure_part")
PURPOSES = (
    "acquisition",
    "retention",
    "service",
    "complaint_handling",
    "prevention",
    "appraisal",
    "internal_failure",
    "running",
)


def channel_table(view, channels: pd.DataFrame) -> None:
    """Draw acquisition_cost: what winning costs through each channel and when it is earned back."""
    formats, words = view.formats, view.words
    written = {
        "spend": formats.number,
        "new_customers": formats.number,
        "cac": lambda value: formats.number(value, 2),
        "payback_months": formats.number,
        "simple_payback_months": lambda value: formats.number(value, 1),
        "value_to_cac": formats.times,
    }
    columns = [Column("channel", view.channel, words("channel.head"), NAME)]
    columns += [Column(name, write, words(f"channel.{name}")) for name, write in written.items()]
    rows = channels.sort_values("channel", key=lambda names: names.str.startswith("("), kind="stable")
    titles = ("channel.title", "channel.title_open")
    title = largest_finding(view, rows, "acquisition_cost", ("channel", "cac"), titles, view.channel)
    subtitle = words("channel.subtitle", unit=unit_words(view, ONES))
    figure_table(view, "acquisition_cost", rows, columns, title, subtitle, small="channel", folded=True)
    if rows[rows["channel"] != "all"]["cac"].isna().any():
        html.footnote(words("channel.no_cost"))


def break_even_table(view, sectors: pd.DataFrame) -> None:
    """Draw win_or_keep: replacing, losing and keeping by sector, and the break-even spend a complaint."""
    formats, words = view.formats, view.words
    written = {
        "customers_lost": lambda value: formats.number(value, 1),
        "replacement_cost": formats.number,
        "loyalty_lost": formats.number,
        "keeping_cost": formats.number,
        "break_even_spend": lambda value: formats.number(value, 2),
    }
    columns = [Column("sector", view.sector_or_all, words("stake.sector"), NAME)]
    columns += [
        Column(name, write, words(f"break_even.{name}"), later=name in BREAK_EVEN_LATER)
        for name, write in written.items()
    ]
    rows = _ordered(sectors_shown(view, sectors), "replacement_cost")
    titles = ("break_even.title", "break_even.title_open")
    title = largest_finding(view, rows, "win_or_keep", ("sector", "break_even_spend"), titles)
    subtitle = words("break_even.subtitle", unit=unit_words(view, ONES))
    figure_table(view, "win_or_keep", rows, columns, title, subtitle, folded=True)


def ratio_table(view, sectors: pd.DataFrame) -> None:
    """Draw win_or_keep: for one customer lost in a sector, replacing against keeping for a year, and their ratio."""
    formats, words = view.formats, view.words
    columns = [
        Column("sector", view.sector_or_all, words("stake.sector"), NAME),
        Column("win_to_keep", lambda ratio: formats.number(ratio, 1), words("each.win_to_keep")),
        Column("", lambda row: _range(view, row), words("each.range"), RANGE),
        Column("win_each", lambda cost: formats.number(cost, 2), words("each.win_each")),
        Column("keep_each", lambda cost: formats.number(cost, 2), words("each.keep_each")),
        Column("customers_lost", lambda count: formats.number(count, 1), words("break_even.customers_lost")),
        Column("replacement_cost", formats.number, words("each.replacement_cost")),
        Column("keep_instead", formats.number, words("each.keep_instead")),
    ]
    level = formats.share(view.assumptions("interval_level")["interval_level"])
    subtitle = words("each.subtitle", unit=unit_words(view, ONES), level=level)
    rows = _ordered(sectors_shown(view, sectors), "win_to_keep")
    figure_table(view, "win_or_keep", rows, columns, _ratio_finding(view, rows), subtitle)
    if (rows["customers_lost"] <= 0).any():
        html.footnote(words("each.nobody"))


def _ratio_finding(view, rows: pd.DataFrame) -> str:
    """Return the sector where replacing costs most for what keeping costs."""
    known = rows[~rows["sector"].str.startswith("(") & (rows["sector"] != "all")].dropna(subset=["win_to_keep"])
    if known.empty:
        return view.words("each.title_open")
    first = known.iloc[0]
    ratio = view.formats.number(first["win_to_keep"], 1)
    return view.words(
        "each.title",
        sector=first["sector"],
        ratio=linked_text(view, ratio, "win_or_keep", "win_to_keep", sector=first["sector"]),
    )


def _range(view, row) -> str:
    return view.formats.interval(row.win_to_keep_low, row.win_to_keep_high, TENTHS)


def part_table(view, sectors: pd.DataFrame) -> None:
    """Draw win_or_keep: which part of winning, keeping and failing one customer is each sector's; they add up."""
    words = view.words
    columns = [Column("sector", view.sector_or_all, words("stake.sector"), NAME)]
    columns += [
        Column(name, lambda part: view.formats.number(part, 2), words(f"customer_part.{name}")) for name in PARTS
    ]
    rows = _ordered(sectors_shown(view, sectors), "failure_part")
    subtitle = words("customer_part.subtitle", unit=unit_words(view, ONES))
    figure_table(view, "win_or_keep", rows, columns, _part_finding(view, rows), subtitle, folded=True)


def _part_finding(view, rows: pd.DataFrame) -> str:
    """Return what winning, keeping and failing one customer cost in all."""
    every = rows[rows["sector"] == "all"].dropna(subset=list(PARTS))
    if every.empty:
        return view.words("customer_part.title_open")
    parts = {
        part: linked_text(view, view.formats.money(every.iloc[0][part]), "win_or_keep", part, sector="all")
        for part in PARTS
    }
    return view.words("customer_part.title", **parts)


def spend_table(view) -> None:
    """Draw sector_spend_total: where the money goes, by sector and purpose, and what stands behind it by month."""
    rows, words = view.read("sector_spend_total"), view.words
    if rows.empty:
        html.footnote(why_empty(view, "spend.missing"))
        return
    columns = [Column("sector", view.sector_or_all, words("stake.sector"), NAME)]
    columns += [
        Column("amount", view.formats.number, words(f"spend.{purpose}"), of={"purpose": purpose})
        for purpose in PURPOSES
        if purpose in set(rows["purpose"])
    ]
    shown = sectors_shown(view, rows)
    subtitle = words("spend.subtitle", unit=unit_words(view, ONES))
    figure_table(view, "sector_spend_total", shown, columns, words("spend.title"), subtitle)
    draw.data_table(view, "spend", sectors_shown(view, view.read("sector_spend")), "sector_spend", month="month")


def _ordered(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Rows with the largest of a column first, and those that are no sector's last."""
    rows = rows.sort_values(column, ascending=False, kind="stable")
    return rows.sort_values("sector", key=lambda names: names.str.startswith("("), kind="stable")

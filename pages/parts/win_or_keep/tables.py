"""Tables of the page win or keep: channels, and what preventing a complaint may cost in each sector."""

import pandas as pd

from pages.parts.charts.figure_table import NAME, Column, figure_table
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.view.shaping import sectors_shown

ONES = Unit(1, "", 0)


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
    title, subtitle = words("channel.title"), words("channel.subtitle", unit=unit_words(view, ONES))
    figure_table(view, "acquisition_cost", rows, columns, title, subtitle, small="channel", kind="lines")


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
    columns += [Column(name, write, words(f"break_even.{name}")) for name, write in written.items()]
    rows = sectors_shown(view, sectors).sort_values("replacement_cost", ascending=False, kind="stable")
    rows = rows.sort_values("sector", key=lambda names: names.str.startswith("("), kind="stable")
    title, subtitle = words("break_even.title"), words("break_even.subtitle", unit=unit_words(view, ONES))
    figure_table(view, "win_or_keep", rows, columns, title, subtitle, kind="lines")

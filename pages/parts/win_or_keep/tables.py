"""Tables of the page win or keep: channels, and what preventing a complaint may cost in each sector."""

import pandas as pd

from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.ui import tables
from pages.parts.ui.number_links import number_cell
from pages.parts.ui.suppression_marks import small_rows
from pages.parts.view.shaping import sectors_shown

ALL = "all"
ONES = Unit(1, "", 0)
CHANNEL_COLUMNS = ("spend", "new_customers", "cac", "payback_months", "simple_payback_months", "value_to_cac")
SECTOR_COLUMNS = ("customers_lost", "replacement_cost", "loyalty_lost", "keeping_cost", "break_even_spend")


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
    heads = [tables.head(words("channel.head"))] + [
        tables.head(words(f"channel.{column}"), "num") for column in CHANNEL_COLUMNS
    ]
    body = [
        tables.row(
            tables.name(view.channel(row.channel)),
            *(
                number_cell(
                    view,
                    written[column](getattr(row, column)),
                    "acquisition_cost",
                    column,
                    {"channel": row.channel},
                    words(f"channel.{column}"),
                )
                for column in CHANNEL_COLUMNS
            ),
            total=row.channel == ALL,
        )
        for row in _all_last(channels, "channel").itertuples()
    ]
    body += small_rows(view, "channel", view.channel, ["num"] * len(CHANNEL_COLUMNS))
    tables.table(
        words("channel.title"), words("channel.subtitle", unit=unit_words(view, ONES)), heads, body, kind="lines"
    )


def break_even_table(view, sectors: pd.DataFrame) -> None:
    """Draw win_or_keep: replacing, losing and keeping by sector, and the break-even spend a complaint."""
    formats, words = view.formats, view.words
    digits = {"customers_lost": 1, "break_even_spend": 2}
    heads = [tables.head(words("stake.sector"))] + [
        tables.head(words(f"break_even.{column}"), "num") for column in SECTOR_COLUMNS
    ]
    body = [
        tables.row(
            tables.name(words("overview.total") if row.sector == ALL else view.sector(row.sector)),
            *(
                number_cell(
                    view,
                    formats.number(getattr(row, column), digits.get(column, 0)),
                    "win_or_keep",
                    column,
                    {"sector": row.sector},
                    words(f"break_even.{column}"),
                )
                for column in SECTOR_COLUMNS
            ),
            total=row.sector == ALL,
        )
        for row in _all_last(_dearest(sectors_shown(view, sectors)), "sector").itertuples()
    ]
    tables.table(
        words("break_even.title"), words("break_even.subtitle", unit=unit_words(view, ONES)), heads, body, kind="lines"
    )


def _all_last(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return rows.sort_values(name, key=lambda names: names.eq(ALL) * 2 + names.str.startswith("("), kind="stable")


def _dearest(sectors: pd.DataFrame) -> pd.DataFrame:
    return sectors.sort_values("replacement_cost", ascending=False, kind="stable")

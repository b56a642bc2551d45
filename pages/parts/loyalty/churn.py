"""Loyalty at stake, customers lost."""

import pandas as pd

from pages.parts.charts.figure_table import LEAD, NAME, TEXT, WIDE, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.shaping import by_sector
from pages.parts.view.words.empty_reasons import why_no_stake


def lost_ever(view) -> None:
    """Draw what the customers lost of all time are, and that all who left are baseline,
    silent and due to a complaint."""
    html.footnote(view.words("lost.ever"))
    row = next(view.read("loyalty_balance").itertuples(), None)
    if row is None:
        return
    names = {"left": "left_in_all", "baseline": "baseline", "silent": "silent", "complaint": "complaint_excess"}
    fields = {
        word: linked_text(view, view.formats.number(getattr(row, name)), "loyalty_balance", name)
        for word, name in names.items()
    }
    html.footnote(view.words("lost.by_why" if row.silent else "lost.by_why_without_silent", **fields))


CHURN_COUNTS = ("complained", "complained_left", "comparable", "comparable_left")
BANDS_SHOWN = 16


def stake_section(view) -> None:
    """Draw the value at stake by sector, or why a link does not tell it."""
    if not view.lacks("complaints") and view.can_read("loyalty_at_stake"):
        stake_table(view, by_sector(view))
    elif not view.is_live:
        html.footnote(view.words("untold.stake_column", why=why_no_stake(view, None)))


def stake_table(view, sectors: pd.DataFrame) -> None:
    """Draw the value each sector puts at stake, and the part of it that was lost."""
    rows, words, formats = sectors.sort_values("loyalty_at_stake", ascending=False), view.words, view.formats
    unit, scale = formats.column_unit(rows["loyalty_at_stake"]), bars.largest(rows["loyalty_at_stake"])
    columns = [
        Column("sector", view.sector, words("stake.sector"), NAME),
        Column("loyalty_at_stake", lambda value: formats.amount(value, unit), words("stake.at_stake"), LEAD),
        Column("loyalty_at_stake", lambda value: bars.plain_bar(scale, value, "keep"), words("chart.of_largest"), WIDE),
        Column("loyalty_lost", lambda value: formats.amount(value, unit), words("stake.lost")),
        Column("customers_lost", lambda count: formats.number(count, 1), words("stake.customers_lost")),
    ]
    top = next(rows.itertuples(), None)
    is_told = top is not None and not is_missing(top.loyalty_at_stake) and top.loyalty_at_stake > 0
    title = words("stake.title", sector=view.sector(top.sector)) if is_told else words("stake.title_open")
    subtitle = words("stake.subtitle", unit=unit_words(view, unit))
    figure_table(view, "sector_overview", rows, columns, title, subtitle)


def churn_table(view, churn: pd.DataFrame) -> None:
    """Draw avoidable_churn: who left after a complaint against comparable customers, by segment and tenure."""
    words, formats = view.words, view.formats
    columns = [
        Column("segment", view.segment, words("churn.segment"), NAME),
        Column("tenure_band", str, words("churn.tenure_band"), TEXT),
        *(Column(name, formats.number, words(f"churn.{name}"), later=True) for name in CHURN_COUNTS),
        Column("excess_risk", formats.points, words("churn.excess_risk")),
        Column("avoidable", lambda count: formats.number(count, 1), words("churn.avoidable")),
    ]
    rows, key = _in_order(churn).head(BANDS_SHOWN), ("segment", "tenure_band")
    figure_table(view, "avoidable_churn", rows, columns, *_churn_titles(view), key=key)


def _churn_titles(view) -> tuple[str, str]:
    total = next(view.read("avoidable_churn_total").itertuples())
    between = f"({view.formats.number(total.low)}–{view.formats.number(total.high)})"
    key = "churn.title_unclear" if total.low <= 0 <= total.high else "churn.title"
    months, level = view.assumptions("effect_months")["effect_months"], view.formats.share(total.level)
    lost = linked_text(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
    title = view.words(key, lost=lost, interval=between)
    return title, view.words("churn.subtitle", months=months, level=level)


def _in_order(churn: pd.DataFrame) -> pd.DataFrame:
    """By segment, the shortest tenure first."""
    first_month = churn["tenure_band"].str.extract(r"(\d+)")[0].astype(int)
    return churn.assign(first_month=first_month).sort_values(["segment", "first_month"])


def churn_part(view) -> None:
    """Draw whom complaints drove away, where anybody was followed after one."""
    html.space()
    churn = view.read("avoidable_churn")
    if len(churn):
        churn_table(view, churn)
        lost_ever(view)

"""Loyalty at stake, customers lost."""

import pandas as pd

from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html, tables
from pages.parts.ui.number_links import linked_text, number_cell
from pages.parts.ui.steps import space


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


def stake_table(view, sectors: pd.DataFrame) -> None:
    """Draw the value each sector puts at stake, and the part of it that was lost."""
    words = view.words
    rows = sectors.sort_values("loyalty_at_stake", ascending=False)
    unit, scale = view.formats.column_unit(rows["loyalty_at_stake"]), bars.largest(rows["loyalty_at_stake"])
    kinds = {"sector": "", "at_stake": "num", "bar": "wide", "lost": "num", "customers_lost": "num"}
    heads = [tables.head(words(f"stake.{column}"), kind) for column, kind in kinds.items()]
    top = next(rows.itertuples(), None)
    is_told = top is not None and not is_missing(top.loyalty_at_stake) and top.loyalty_at_stake > 0
    title = words("stake.title", sector=view.sector(top.sector)) if is_told else words("stake.title_open")
    subtitle = words("stake.subtitle", unit=unit_words(view, unit))
    tables.table(title, subtitle, heads, [_stake_row(view, row, unit, scale) for row in rows.itertuples()])


def _stake_row(view, row, unit, scale: float) -> str:
    formats, words, place = view.formats, view.words, {"sector": row.sector}
    lost = formats.amount(row.loyalty_lost, unit), formats.number(row.customers_lost, 1)
    return tables.row(
        tables.name(view.sector(row.sector)),
        number_cell(view, formats.amount(row.loyalty_at_stake, unit), "sector_overview", "loyalty_at_stake", place),
        tables.cell(bars.dot(scale, row.loyalty_at_stake), "full wide"),
        number_cell(view, lost[0], "sector_overview", "loyalty_lost", place, words("stake.lost")),
        number_cell(view, lost[1], "sector_overview", "customers_lost", place, words("stake.customers_lost")),
    )


def churn_table(view, churn: pd.DataFrame) -> None:
    """Draw avoidable_churn: who left after a complaint against comparable customers, by segment and tenure."""
    words = view.words
    columns = ("segment", "tenure_band", *CHURN_COUNTS, "excess_risk", "avoidable")
    heads = [tables.head(words(f"churn.{name}"), "" if place < 2 else "num") for place, name in enumerate(columns)]
    body = [_churn_row(view, row) for row in _in_order(churn).head(BANDS_SHOWN).itertuples()]
    tables.table(*_churn_titles(view), heads, body, kind="lines")


def _churn_titles(view) -> tuple[str, str]:
    total = next(view.read("avoidable_churn_total").itertuples())
    between = f"({view.formats.number(total.low)}–{view.formats.number(total.high)})"
    key = "churn.title_unclear" if total.low <= 0 <= total.high else "churn.title"
    months, level = view.assumptions("effect_months")["effect_months"], view.formats.share(total.level)
    lost = linked_text(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
    title = view.words(key, lost=lost, interval=between)
    return title, view.words("churn.subtitle", months=months, level=level)


def _churn_row(view, row) -> str:
    formats, words = view.formats, view.words
    figure, cell = "avoidable_churn", {"segment": row.segment, "tenure_band": row.tenure_band}
    counts = [
        number_cell(view, formats.number(getattr(row, name)), figure, name, cell, words(f"churn.{name}"))
        for name in CHURN_COUNTS
    ]
    return tables.row(
        tables.name(view.segment(row.segment)),
        tables.cell(html.escape(row.tenure_band)),
        *counts,
        number_cell(
            view,
            formats.share(row.excess_risk, 1, signed=True),
            figure,
            "excess_risk",
            cell,
            words("churn.excess_risk"),
        ),
        number_cell(view, formats.number(row.avoidable, 1), figure, "avoidable", cell, words("churn.avoidable")),
    )


def _in_order(churn: pd.DataFrame) -> pd.DataFrame:
    """By segment, the shortest tenure first."""
    first_month = churn["tenure_band"].str.extract(r"(\d+)")[0].astype(int)
    return churn.assign(first_month=first_month).sort_values(["segment", "first_month"])


def churn_part(view) -> None:
    """Draw whom complaints drove away, where anybody was followed after one."""
    space()
    churn = view.read("avoidable_churn")
    if len(churn):
        churn_table(view, churn)
        lost_ever(view)

"""The sectors, and how sure their order is."""

import pandas as pd

from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html, tables
from pages.parts.ui.html import footnote, legend
from pages.parts.ui.number_links import number_cell, number_link
from pages.parts.ui.suppression_marks import small_remark, small_rows
from pages.parts.view.empty_reasons import why_no_stake


def rank_line(view) -> None:
    """Draw in how many of a hundred resamples the dearest sector is the dearest;
    nothing while some sectors are left out."""
    rows = view.read("sector_rank")
    rows = rows[rows["draws"] > 0].sort_values("largest_share", ascending=False)
    if view.filters.sectors or len(rows) < 2:
        return
    first, second = rows.iloc[0], rows.iloc[1]
    key = "rank.always" if first["largest_share"] == 1 else "rank.often"
    fields = {"count": _of_hundred(view, first["largest_share"]), "other": _of_hundred(view, second["largest_share"])}
    names = {"sector": view.sector(first["sector"]), "next": view.sector(second["sector"])}
    html.footnote(view.words(key, draws=view.formats.number(first["draws"]), **fields, **names))


def _of_hundred(view, share: float) -> str:
    """A share as so many of a hundred; never a hundred, nor none, when it is not all or nothing."""
    return view.formats.number(min(max(share * 100, 1), 99) if 0 < share < 1 else share * 100)


COLUMNS = {
    "sector": "",
    "cost": "num",
    "interval": "",
    "bar": "wide",
    "change": "num",
    "stake": "num",
    "stake_dot": "middling",
    "lost": "num",
    "pair": "middling",
}


def sector_table(view, sectors: pd.DataFrame, total) -> None:
    """Draw all sectors, dearest first, with a total row.

    sectors: sector_overview with changes and intervals; total: the same for all of them together.
    """
    unit = view.formats.column_unit([*sectors["dissatisfaction_cost"], *sectors["loyalty_at_stake"]])
    scales = _scales(sectors)
    rows = [_row(view, row, unit, scales) for row in sectors.itertuples()]
    rows += small_rows(view, "sector", view.sector, list(COLUMNS.values())[1:])
    # what is spent on keeping knows no causing sector, so a choice of sectors has no total of it
    rows += [] if view.filters.sectors else [_total(view, total, unit)]
    level = view.formats.share(view.assumptions("interval_level")["interval_level"])
    subtitle = view.words("overview.table_subtitle", unit=unit_words(view, unit), level=level)
    heads = [_head(view, column, unit, scales) for column in COLUMNS]
    tables.table(
        view.words("overview.table_title"), subtitle, heads, rows, _legend(view, bool(sectors["assumed"].any()))
    )
    small_remark(view, "sector")
    if not view.is_live and sectors["loyalty_at_stake"].isna().all():
        footnote(view.words("untold.stake_column", why=why_no_stake(view, total)))


def _scales(sectors: pd.DataFrame) -> dict[str, float]:
    return {
        "bar": bars.largest(sectors["dissatisfaction_cost"], sectors["high"], sectors["sure"]),
        "stake_dot": bars.largest(sectors["loyalty_at_stake"]),
        "pair": bars.largest(sectors["replacement_cost"], sectors["keeping_cost"]),
    }


def _head(view, column: str, unit, scales: dict[str, float]) -> str:
    if scales.get(column) == bars.UNSCALED:
        return tables.head("", COLUMNS[column])  # nothing is drawn there, so there is no scale to name
    scale = view.formats.amount(scales.get(column), unit)
    return tables.head(view.words(f"overview.column_{column}", scale=scale), COLUMNS[column])


def _row(view, row, unit, scales: dict[str, float]) -> str:
    dot = bars.dot(scales["stake_dot"], row.loyalty_at_stake)
    pair = bars.pair(scales["pair"], row.keeping_cost, row.replacement_cost)
    return _cells(
        view,
        ("sector_overview", {"sector": row.sector}),
        view.sector(row.sector),
        row,
        unit,
        _bar(view, row, unit, scales["bar"]),
        dot,
        pair,
    )


def _bar(view, row, unit, scale: float) -> str:
    amount = view.formats.amount
    between = view.formats.interval(row.low, row.high, unit)
    spoken = {"sure": amount(row.sure, unit), "estimated": amount(row.estimated, unit), "interval": between}
    said = view.words("overview.bar", **spoken)
    if row.assumed:
        said += ", " + view.words("overview.bar_assumed", assumed=amount(row.assumed, unit))
    return bars.cost_bar(scale, row.sure, row.estimated, row.low, row.high, said, row.assumed)


def _total(view, total, unit) -> str:
    return _cells(view, ("overview_total", {}), view.words("overview.total"), total, unit, "", "", "", total=True)


def _cells(
    view, place: tuple[str, dict], name: str, row, unit, bar: str, dot: str, pair: str, total: bool = False
) -> str:
    formats, words = view.formats, view.words

    def _number(column: str, written: str, label: str = "") -> str:
        return number_cell(view, written, place[0], column, place[1], label)

    return tables.row(
        tables.name(name),
        _number("dissatisfaction_cost", formats.amount(row.dissatisfaction_cost, unit)),
        tables.interval(formats.interval(row.low, row.high, unit)),
        tables.cell(bar, "full wide"),
        tables.cell(
            _change(view, place, row.dissatisfaction_cost_change, unit), "num", words("overview.column_change")
        ),
        _number("loyalty_at_stake", formats.amount(row.loyalty_at_stake, unit), words("overview.column_stake")),
        tables.cell(dot, "hide middling"),
        _number("customers_lost", formats.number(row.customers_lost, 1), words("overview.column_lost")),
        tables.cell(pair, "hide middling"),
        total=total,
    )


def _change(view, place: tuple[str, dict], change: object, unit) -> str:
    written, figure = tables.change(view.formats, change, unit), "change_bridge" if place[1] else "change_bridge_total"
    return written if is_missing(change) else number_link(view, written, figure, "amount", **place[1])


def _legend(view, with_assumed: bool) -> str:
    words = view.words
    return legend(
        [
            ("bk", "cost", words("evidence.booked_is")),
            ("es", "cost", words("evidence.estimated_is")),
            *([("as", "cost", words("evidence.assumed_is"))] if with_assumed else []),
            ("rule", "text", words("overview.key_interval")),
            ("ring", "keep", words("overview.key_keep")),
            ("box", "win", words("overview.key_win")),
        ]
    )

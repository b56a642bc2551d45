"""The sectors, and how sure their order is."""

import pandas as pd

from pages.parts.charts.figure_table import LEAD, MIDDLING, NAME, NUMBER, RANGE, WIDE, Column, Total, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html, tables
from pages.parts.ui.html import footnote, legend
from pages.parts.ui.number_links import linked_text, sector_link
from pages.parts.ui.suppression_marks import small_remark
from pages.parts.view.shaping import idle_apart
from pages.parts.view.words.empty_reasons import why_no_stake

ANYTHING = ("dissatisfaction_cost", "dissatisfaction_cost_change", "loyalty_at_stake")


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


def sector_table(view, sectors: pd.DataFrame, total) -> None:
    """Draw all sectors, dearest first, with a total row.

    sectors: sector_overview with changes and intervals; total: the same for all of them together.
    """
    unit = view.formats.column_unit([*sectors["dissatisfaction_cost"], *sectors["loyalty_at_stake"]])
    sectors, idle = idle_apart(sectors, *ANYTHING)
    level = view.formats.share(view.assumptions("interval_level")["interval_level"])
    figure_table(
        view,
        "sector_overview",
        sectors,
        _columns(view, unit, sectors),
        view.words("overview.table_title"),
        view.words("overview.table_subtitle", unit=unit_words(view, unit), level=level),
        # what is spent on keeping knows no causing sector, so a choice of sectors has no total of it
        total=None if view.filters.sectors else Total("overview_total", [total]),
        small="sector",
        legend=_legend(view, bool(sectors["assumed"].any()), _has_pairs(sectors)),
    )
    if idle:
        _idle_sectors(view, idle)
    small_remark(view, "sector")
    if not view.is_live and sectors["loyalty_at_stake"].isna().all():
        footnote(view.words("untold.stake_column", why=why_no_stake(view, total)))


def _idle_sectors(view, names: list[str]) -> None:
    """The sectors without cost as one line that opens; each leads to its own page as in the table."""
    said = html.escape(view.words("overview.idle", count=len(names)))
    links = view.formats.listing([html.escape(sector_link(view, name, view.sector(name))) for name in sorted(names)])
    html.render(f'<details><summary>{said}</summary><p class="src">{links}</p></details>')


def _columns(view, unit, sectors: pd.DataFrame) -> list[Column]:
    formats, written = view.formats, lambda value: view.formats.amount(value, unit)
    scales = {
        "bar": bars.largest(sectors["dissatisfaction_cost"], sectors["high"], sectors["sure"]),
        "stake_dot": bars.largest(sectors["loyalty_at_stake"]),
        "pair": bars.largest(sectors["win_each"], sectors["keep_each"]),
    }

    def _column(head: str, name: str, write, kind: str = NUMBER) -> Column:
        scale = formats.number(scales.get(head)) if head == "pair" else written(scales.get(head))
        return Column(name, write, view.words(f"overview.column_{head}", scale=scale), kind)

    # who may see some sectors only is not told what keeping a customer costs the whole organisation
    ratio = [_column("replace", "", lambda row: _ratio(view, row))] if sectors["replace_to_keep"].notna().any() else []
    stake = _column("stake_dot", "loyalty_at_stake", _stake(scales["stake_dot"]), MIDDLING)
    pair = _column("pair", "", lambda row: bars.pair(scales["pair"], row.keep_each, row.win_each), MIDDLING)
    return [
        _column("sector", "sector", lambda name: sector_link(view, name, view.sector_or_all(name)), NAME),
        _column("cost", "dissatisfaction_cost", written, LEAD),
        _column("interval", "", lambda row: formats.interval(row.low, row.high, unit), RANGE),
        _column("bar", "", lambda row: _bar(view, row, unit, scales["bar"]), WIDE),
        _column("change", "", lambda row: _change(view, row, unit)),
        _column("stake", "loyalty_at_stake", written),
        *[stake] * (scales["stake_dot"] != bars.UNSCALED),
        _column("lost", "customers_lost", lambda value: formats.number(value, 1)),
        *ratio,
        *[pair] * _has_pairs(sectors),
    ]


def _stake(scale: float):
    return lambda value: bars.plain_bar(scale, value, "keep")


def _has_pairs(sectors: pd.DataFrame) -> bool:
    """Whether winning and keeping a customer are drawn beside each other."""
    return bars.largest(sectors["win_each"], sectors["keep_each"]) != bars.UNSCALED


def _bar(view, row, unit, scale: float) -> str:
    amount = view.formats.amount
    between = view.formats.interval(row.low, row.high, unit)
    spoken = {"sure": amount(row.sure, unit), "estimated": amount(row.estimated, unit), "interval": between}
    said = view.words("overview.bar", **spoken)
    if row.assumed:
        said += ", " + view.words("overview.bar_assumed", assumed=amount(row.assumed, unit))
    return bars.cost_bar(scale, row.sure, row.estimated, row.low, row.high, said, row.assumed)


def _change(view, row, unit) -> str:
    """The change of a sector, or of all, as a link to what it is made of."""
    written, sector = tables.change(view.formats, row.dissatisfaction_cost_change, unit), getattr(row, "sector", None)
    if sector is None:
        return linked_text(view, written, "change_bridge_total", "amount")
    return linked_text(view, written, "change_bridge", "amount", sector=sector)


def _ratio(view, row) -> str:
    """What replacing a customer lost costs for each unit that keeping one costs, as a link to what it is made of."""
    written, sector = view.formats.number(row.replace_to_keep, 1), getattr(row, "sector", "all")
    return linked_text(view, written, "win_or_keep", "win_to_keep", sector=sector)


def _legend(view, with_assumed: bool, with_pairs: bool) -> str:
    words = view.words
    return legend(
        [
            ("bk", "cost", words("evidence.booked_is")),
            ("es", "cost", words("evidence.estimated_is")),
            *([("as", "cost", words("evidence.assumed_is"))] if with_assumed else []),
            ("rule", "text", words("overview.key_interval")),
            *([("ring", "keep", words("overview.key_keep")), ("box", "win", words("overview.key_win"))] * with_pairs),
        ]
    )

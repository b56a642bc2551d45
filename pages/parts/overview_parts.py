"""The pieces of the overview: the strip of three answers and the table of all sectors."""

import pandas as pd
from pages.parts import bars, tables
from pages.parts.formats import is_missing
from pages.parts.look import escape, key_line, show

ALL_COLUMNS = ("cost", "interval", "bar", "change", "stake", "stake_dot", "ratio", "pair")


def three_answers(view, total) -> None:
    """Draw the strip: what unhappy customers cost, what loyalty is at stake, what winning costs against keeping.

    total: one row of overview_total with its changes.
    """
    words, formats = view.words, view.formats
    lost = words("overview.loyalty_lost", amount=formats.money(total.loyalty_lost))
    keep = total.keeping_cost_per_customer_year
    is_compared = not (is_missing(total.cac) or is_missing(keep))
    both = words("overview.win_keep", win=formats.money(total.cac), keep=formats.money(keep)) if is_compared else words("overview.no_win_keep")
    show('<div class="ans">' + "".join((
        _answer(words("overview.ask_cost"), *formats.money_interval(total.dissatisfaction_cost, total.low, total.high), _since(view, total)),
        _answer(words("overview.ask_loyalty"), formats.money(total.loyalty_at_stake), "", escape(lost)),
        _answer(words("overview.ask_win"), words("overview.to_one", ratio=formats.ratio(total.cac, keep, sign="")), "", escape(both)),
    )) + "</div>")


def _since(view, total) -> str:
    if is_missing(total.dissatisfaction_cost_change):
        return escape(view.words("overview.no_change"))
    share = view.formats.share(total.dissatisfaction_cost_change_share, signed=True)
    changed = tables.change(view.formats, total.dissatisfaction_cost_change)
    return changed + " " + escape(view.words("overview.on_before", share=share))


def _answer(question: str, number: str, between: str, below: str) -> str:
    return (f'<div><h2 class="q">{escape(question)}</h2><p class="n">{escape(number)} <span class="r">{escape(between)}</span></p>'
            f'<p class="d">{below}</p></div>')


def sector_table(view, sectors: pd.DataFrame, total) -> None:
    """Draw the table of all sectors, dearest first, with a total row.

    sectors: sector_overview with changes and intervals; total: the same for all of them together.
    """
    unit = view.formats.column_unit([*sectors["dissatisfaction_cost"], *sectors["loyalty_at_stake"]])
    scales = {
        "cost": bars.largest(sectors["dissatisfaction_cost"], sectors["high"], sectors["sure"]),
        "stake": bars.largest(sectors["loyalty_at_stake"]),
        "pair": bars.largest(sectors["replacement_cost"], sectors["keeping_cost"]),
    }
    rows = [_row(view, row, unit, scales) for row in sectors.itertuples()] + [_total(view, total, unit)]
    tables.table(
        view.words("overview.table_title"),
        view.words("overview.table_subtitle", unit=unit_words(view, unit), level=view.formats.share(view.assumptions("interval_level")["interval_level"])),
        [_head(view, column, unit, scales) for column in ("sector", *ALL_COLUMNS)], rows, _legend(view),
    )


def unit_words(view, unit) -> str:
    """Return the unit of a column in words: "thousand EUR", or "amount in thousands" while no currency is set."""
    size = "unit.thousand" if unit.size == 1000 else "unit.one"
    return view.words(size + "_of", currency=view.formats.currency) if view.formats.currency else view.words(size)


def _head(view, column: str, unit, scales: dict) -> str:
    kind = {"bar": "wide", "stake_dot": "middling", "pair": "middling", "sector": "", "interval": ""}.get(column, "num")
    scale = {"stake_dot": scales["stake"], "pair": scales["pair"]}.get(column)
    return tables.head(view.words(f"overview.column_{column}", scale=view.formats.amount(scale, unit)), kind)


def _row(view, row, unit, scales: dict) -> str:
    formats, words = view.formats, view.words
    between = formats.interval(row.low, row.high, unit)
    spoken = words("overview.bar", sure=formats.amount(row.sure, unit), estimated=formats.amount(row.estimated, unit), interval=between)
    return tables.row(
        tables.name(view.sector(row.sector)), tables.number(formats.amount(row.dissatisfaction_cost, unit)), tables.interval(between),
        tables.cell(bars.cost_bar(scales["cost"], row.sure, row.estimated, row.low, row.high, spoken), "full wide"),
        tables.cell(tables.change(formats, row.dissatisfaction_cost_change, unit), "num", words("overview.column_change")),
        tables.number(formats.amount(row.loyalty_at_stake, unit), words("overview.column_stake")),
        tables.cell(bars.dot(scales["stake"], row.loyalty_at_stake), "hide middling"),
        tables.number(formats.ratio(row.replacement_cost, row.keeping_cost), words("overview.column_ratio")),
        tables.cell(bars.pair(scales["pair"], row.keeping_cost, row.replacement_cost), "hide middling"),
    )


def _total(view, total, unit) -> str:
    formats, words = view.formats, view.words
    return tables.row(
        tables.name(words("overview.total")), tables.number(formats.amount(total.dissatisfaction_cost, unit)),
        tables.interval(formats.interval(total.low, total.high, unit)), tables.cell("", "full"),
        tables.cell(tables.change(formats, total.dissatisfaction_cost_change, unit), "num", words("overview.column_change")),
        tables.number(formats.amount(total.loyalty_at_stake, unit), words("overview.column_stake")), tables.cell("", "hide"),
        tables.number(formats.ratio(total.replacement_cost, total.keeping_cost), words("overview.column_ratio")), tables.cell("", "hide"), total=True,
    )


def _legend(view) -> str:
    words = view.words
    return key_line([
        ("bk", "cost", words("evidence.booked_is")), ("es", "cost", words("evidence.estimated_is")),
        ("rule", "text", words("overview.key_interval")), ("ring", "keep", words("overview.key_keep")),
        ("box", "win", words("overview.key_win")),
    ])

"""What handling a complaint well keeps, and after which complaints customers leave: extra risk with its range."""

import pandas as pd
from markupsafe import Markup

from pages.parts.charts import draw
from pages.parts.charts.figure_table import NAME, RANGE, WIDE, Column, figure_table
from pages.parts.i18n.formats import points_range
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

HANDLING = {
    "resolved": ("no", "yes"),
    "first_contact": ("no", "yes"),
    "handed_over": ("yes", "no"),
}  # the worse way first
KEY = ("dimension", "value")


def handling_table(view, excess: pd.DataFrame) -> None:
    """Draw excess_by for complaints handled well and badly, with what the difference costs.

    excess: rows of excess_by.
    """
    rows, worth = excess[excess["dimension"].isin(HANDLING)], view.read("handling_worth")
    if rows.empty:
        return
    costs = {row.dimension: row for row in worth.itertuples()}
    cost = Column("", lambda row: _cost(view, row, costs.get(row.dimension)), view.words("handled.cost"))
    ways = [(dimension, value) for dimension, values in HANDLING.items() for value in values]
    shown = rows.set_index(list(KEY)).reindex(ways).dropna(how="all").reset_index()
    title, columns = handling_finding(view, worth), [*_columns(view, rows), cost]
    figure_table(view, "excess_by", shown, columns, title, _subtitle(view), key=KEY, folded=True)
    html.footnote(view.words("handled.remark"))
    draw.data_table(view, "handling", worth, "handling_worth")


def handling_finding(view, worth: pd.DataFrame) -> str:
    """Return what solving a complaint keeps, or the first of the other ways that can be told. worth: handling_worth."""
    for dimension in HANDLING:
        row = next(worth[worth["dimension"] == dimension].itertuples(), None)
        if row is None:
            continue
        if row.low <= 0:
            return view.words("handled.title_unclear")
        points = linked_text(
            view, view.formats.number(row.difference * 100, 1), "handling_worth", "difference", dimension=dimension
        )
        amount = linked_text(view, view.formats.money(row.amount), "handling_worth", "amount", dimension=dimension)
        kind = "risk" if is_missing(row.amount) else "title"
        return view.words(f"handled.{kind}_{dimension}", amount=amount, points=points)
    return view.words("handled.title_open")


def kinds_table(view) -> None:
    """Draw excess_by for the other kinds of complaint: category, where it started, first or not."""
    excess = view.read("excess_by")
    rows = excess[~excess["dimension"].isin(HANDLING)].sort_values(
        ["dimension", "excess_risk"], ascending=[True, False]
    )
    if rows.empty:
        html.footnote(why_empty(view, "handled.too_few"))
        return
    top = rows.loc[rows["excess_risk"].idxmax()]
    name, points = kind_name(view, top["dimension"], top["value"]), view.formats.number(top["excess_risk"] * 100)
    points = linked_text(view, points, "excess_by", "excess_risk", **top[["dimension", "value"]])
    title = view.words("handled.kinds_title", kind=name, points=points)
    figure_table(view, "excess_by", rows, _columns(view, rows), title, _subtitle(view), key=KEY)
    draw.data_table(view, "kinds", rows, "excess_by")


def kind_name(view, dimension: str, value: str) -> str:
    """Return the words for a kind of complaint: "Not solved", or what it is a kind of and its own name."""
    if value in ("yes", "no"):
        return view.words(f"handled.{dimension}_{value}")
    named = view.sector(value) if dimension == "sector" else view.category(value)
    return view.words(f"handled.{dimension}", name=named)


def _columns(view, rows: pd.DataFrame) -> list[Column]:
    formats, words = view.formats, view.words
    ends = min(0, rows["low"].min()), max(0, rows["high"].max())
    return [
        Column("", lambda row: kind_name(view, row.dimension, row.value), words("handled.kind"), NAME),
        Column("complained", formats.number, words("handled.complained"), later=True),
        Column("complained_left", formats.number, words("handled.complained_left"), later=True),
        Column("excess_risk", formats.points, words("handled.excess_risk")),
        Column("", lambda row: points_range(formats, row.low, row.high), words("handled.range"), RANGE),
        Column("", lambda row: bars.ranged(ends, row.low, row.excess_risk, row.high), words("handled.bar"), WIDE),
    ]


def _subtitle(view) -> str:
    held = view.assumptions("effect_months", "interval_level")
    return view.words(
        "handled.subtitle", months=held["effect_months"], level=view.formats.share(held["interval_level"])
    )


def _cost(view, row, cost) -> str:
    """What the worse way costs beyond the better one, with its range; nothing on the line of the better one."""
    if cost is None or row.value != HANDLING[row.dimension][0] or is_missing(cost.amount):
        return ""
    between = view.formats.interval(cost.amount_low, cost.amount_high, view.formats.unit(cost.amount_high))
    amount = linked_text(view, view.formats.money(cost.amount), "handling_worth", "amount", dimension=cost.dimension)
    return Markup(f'{html.escape(amount)} <span class="rg">({html.escape(between)})</span>')

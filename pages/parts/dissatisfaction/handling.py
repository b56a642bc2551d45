"""What handling a complaint well keeps, and after which complaints customers leave: extra risk with its range."""

import pandas as pd

from pages.parts.charts import draw
from pages.parts.i18n.formats import share_range
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html, tables
from pages.parts.ui.number_links import linked_text, number_cell
from pages.parts.view.empty_reasons import why_empty

HANDLING = {
    "resolved": ("no", "yes"),
    "first_contact": ("no", "yes"),
    "handed_over": ("yes", "no"),
}  # the worse way first
COLUMNS = {"complained": "num", "complained_left": "num", "excess_risk": "num", "range": "", "bar": "wide"}


def handling_table(view, excess: pd.DataFrame) -> None:
    """Draw excess_by for complaints handled well and badly, with what the difference costs.

    excess: rows of excess_by.
    """
    rows, worth = excess[excess["dimension"].isin(HANDLING)], view.read("handling_worth")
    if rows.empty:
        return
    costs = {row.dimension: row for row in worth.itertuples()}
    ends, lines = _ends(rows), []
    for dimension, values in HANDLING.items():
        found = {row.value: row for row in rows[rows["dimension"] == dimension].itertuples()}
        worse = [costs.get(dimension), None]
        lines += [
            _line(view, found[value], ends, [_cost(view, cost)])
            for value, cost in zip(values, worse, strict=True)
            if value in found
        ]
    heads = [*_heads(view), tables.head(view.words("handled.cost"), "num")]
    tables.table(handling_finding(view, worth), _subtitle(view), heads, lines)
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
    lines = [_line(view, row, _ends(rows), []) for row in rows.itertuples()]
    tables.table(title, _subtitle(view), _heads(view), lines)
    draw.data_table(view, "kinds", rows, "excess_by")


def kind_name(view, dimension: str, value: str) -> str:
    """Return the words for a kind of complaint: "Not solved", or what it is a kind of and its own name."""
    if value in ("yes", "no"):
        return view.words(f"handled.{dimension}_{value}")
    named = view.sector(value) if dimension == "sector" else view.category(value)
    return view.words(f"handled.{dimension}", name=named)


def _heads(view) -> list[str]:
    return [tables.head(view.words("handled.kind"))] + [
        tables.head(view.words(f"handled.{name}"), kind) for name, kind in COLUMNS.items()
    ]


def _subtitle(view) -> str:
    held = view.assumptions("effect_months", "interval_level")
    return view.words(
        "handled.subtitle", months=held["effect_months"], level=view.formats.share(held["interval_level"])
    )


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    return min(0, rows["low"].min()), max(0, rows["high"].max())


def _line(view, row, ends: tuple[float, float], more: list[str]) -> str:
    formats, words, cell = view.formats, view.words, {"dimension": row.dimension, "value": row.value}
    written = {
        "complained": formats.number(row.complained),
        "complained_left": formats.number(row.complained_left),
        "excess_risk": formats.share(row.excess_risk, 1, signed=True),
    }
    return tables.row(
        tables.name(kind_name(view, row.dimension, row.value)),
        *(number_cell(view, said, "excess_by", name, cell, words(f"handled.{name}")) for name, said in written.items()),
        tables.interval(share_range(formats, row.low, row.high, 1)),
        tables.cell(bars.ranged(ends, row.low, row.excess_risk, row.high), "full wide"),
        *more,
    )


def _cost(view, cost) -> str:
    """What the worse way costs beyond the better one, with its range; nothing on the line of the better one."""
    if cost is None or is_missing(cost.amount):
        return tables.number("")
    between = view.formats.interval(cost.amount_low, cost.amount_high, view.formats.unit(cost.amount_high))
    amount = linked_text(view, view.formats.money(cost.amount), "handling_worth", "amount", dimension=cost.dimension)
    said = f'{html.escape(amount)} <span class="rg">({html.escape(between)})</span>'
    return tables.cell(said, "num", view.words("handled.cost"))

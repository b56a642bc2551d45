"""Value by segment, points of retention, margin by tenure, repeat buyers."""

import pandas as pd

from pages.parts.charts import draw
from pages.parts.charts.figure_table import ALL, NAME, WIDE, Column, figure_table
from pages.parts.charts.largest import largest_finding
from pages.parts.i18n import model_texts
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

POINTS = (1, 5)
VALUE_TITLES = ("value.title", "value.title_open")
MORE_THAN_ONE = 2  # segments, so that one of them can be worth most
BUYERS = ("buyers", "repeat_buyers", "repeat_share", "active", "lapsed", "days_between", "repeat_revenue_share")
SHARES = ("repeat_share", "repeat_revenue_share")


def retention_worth_table(view) -> None:
    """Draw retention_worth: what one and five more of every hundred staying each year are worth here."""
    rows, words, formats = view.read("retention_worth"), view.words, view.formats
    rows = rows[rows["total_gain"].notna()]
    if rows.empty:
        return
    unit = formats.column_unit(rows["total_gain"])
    written = {
        "gain": lambda gain: formats.number(gain, 2),
        "total_gain": lambda gain: formats.amount(gain, unit),
    }
    columns = [Column("segment", view.segment, words("value.segment"), NAME)]
    columns += [
        Column(
            name, write, words(f"points.{name}_{points}"), of={"points": points}, later=(name, points) == ("gain", 5)
        )
        for name, write in written.items()
        for points in POINTS
    ]
    horizon = view.assumptions("horizon_months")["horizon_months"]
    subtitle = words("points.subtitle", horizon=horizon, unit=unit_words(view, unit))
    shown, title = rows.sort_values("segment", kind="stable"), _worth_finding(view, rows)
    figure_table(view, "retention_worth", shown, columns, title, subtitle, folded=True)
    draw.data_table(view, "points", rows, "retention_worth")


def _worth_finding(view, rows: pd.DataFrame) -> str:
    every = rows[rows["segment"] == ALL].set_index("points")["total_gain"]
    one, five = (
        linked_text(
            view, view.formats.money(every.get(points)), "retention_worth", "total_gain", segment=ALL, points=points
        )
        for points in POINTS
    )
    return view.words("points.title", one=one, five=five)


def tenure_table(view) -> None:
    """Draw margin_by_tenure: what a customer brings in each year, by the list of customers and, where there are sales,
    by them."""
    rows, words = view.read("margin_by_tenure", segment=ALL), view.words
    if rows.empty:
        html.footnote(why_empty(view, "tenure.missing"))
        return
    bases = [name for name in ("customers", "transactions") if name in set(rows["basis"])]
    first = rows[rows["basis"] == bases[0]].sort_values("tenure_year")
    shown = rows[rows["tenure_year"].isin(first["tenure_year"])].sort_values("tenure_year")
    columns = _tenure_columns(view, bases, bars.largest(rows["yearly_margin"]))
    ends = {name: _yearly(view, first.iloc[place]) for name, place in (("first", 0), ("last", -1))}
    title = words("tenure.title", year=view.formats.number(first["tenure_year"].iloc[-1]), **ends)
    figure_table(view, "margin_by_tenure", shown, columns, title, words("tenure.subtitle"))
    html.footnote(words("tenure.remark"))
    draw.data_table(view, "tenure", rows, "margin_by_tenure")


def _tenure_columns(view, bases: list[str], scale: float) -> list[Column]:
    number, words, of = view.formats.number, view.words, {name: {"basis": name, "segment": ALL} for name in bases}
    columns = [
        Column("tenure_year", lambda year: words("tenure.nth", year=number(year)), words("tenure.year"), NAME),
        Column("customers", number, words("tenure.customers"), of=of[bases[0]]),
        Column("monthly_margin", lambda amount: number(amount, 2), words("tenure.monthly_margin"), of=of[bases[0]]),
    ]
    for basis in bases:
        named = words(f"tenure.basis_{basis}")
        bar = words("tenure.bar", basis=named)
        columns.append(Column("yearly_margin", number, named, of=of[basis]))
        columns.append(Column("yearly_margin", lambda amount: bars.plain_bar(scale, amount), bar, WIDE, of[basis]))
    return columns


def _yearly(view, row) -> str:
    cell = {"basis": row["basis"], "segment": ALL, "tenure_year": row["tenure_year"]}
    return linked_text(view, view.formats.money(row["yearly_margin"]), "margin_by_tenure", "yearly_margin", **cell)


def buyers_table(view) -> None:
    """Draw repeat_buyers: how many of those who bought came back, and what their later purchases bring."""
    rows, words, formats = view.read("repeat_buyers"), view.words, view.formats
    if rows.empty:
        html.footnote(why_empty(view, "buyers.missing"))
        return
    columns = [Column("segment", view.segment, words("value.segment"), NAME)]
    columns += [
        Column(name, formats.share if name in SHARES else formats.number, words(f"buyers.{name}")) for name in BUYERS
    ]
    every = next(rows[rows["segment"] == ALL].itertuples())
    share, later = (
        linked_text(view, formats.share(getattr(every, name)), "repeat_buyers", name, segment=ALL) for name in SHARES
    )
    title = words("buyers.title", buyers=formats.number(every.buyers), share=share, later=later)
    subtitle = words("buyers.subtitle", months=view.assumptions("lapse_months")["lapse_months"])
    figure_table(view, "repeat_buyers", rows, columns, title, subtitle, data="buyers")


def value_table(view, values: pd.DataFrame) -> None:
    """Draw customer_value: what a customer of each segment is worth, with horizon and rate beside it."""
    words, unit = view.words, view.formats.column_unit(values["total_value"])
    held = view.assumptions("horizon_months", "discount_rate")
    rate = model_texts.assumption_value(view.formats, "discount_rate", held["discount_rate"])
    horizon = held["horizon_months"]
    units = {"one": unit_words(view, Unit(1, "", 0)), "unit": unit_words(view, unit)}
    key = html.legend([("bk", "keep", words("value.observed")), ("es", "keep", words("value.projected"))])
    figure_table(
        view,
        "customer_value",
        values,
        _value_columns(view, values, unit),
        largest_finding(
            view, values, "customer_value", ("segment", "value"), VALUE_TITLES, view.segment, MORE_THAN_ONE
        ),
        words("value.subtitle", horizon=horizon, rate=rate, **units),
        small="customer_value",
        legend="" if values["total_value"].isna().all() else key,
        data="value",
    )


def _value_columns(view, values: pd.DataFrame, unit) -> list[Column]:
    number, words = view.formats.number, view.words
    scale = bars.largest(values[values["segment"] != ALL]["total_value"])
    return [
        Column("segment", view.segment, words("value.segment"), NAME),
        Column("customers", number, words("value.customers")),
        Column("monthly_margin", lambda amount: number(amount, 2), words("value.monthly_margin"), later=True),
        Column("value", number, words("value.value")),
        Column("total_value", lambda amount: view.formats.amount(amount, unit), words("value.total_value")),
        Column("", lambda row: _value_bar(view, row, scale), words("value.bar"), WIDE),
    ]


def _value_bar(view, row, scale: float) -> str:
    return bars.cost_bar(scale, row.total_observed, row.total_projected, None, None, _parts(view, row), hue="keep")


def _parts(view, row) -> str:
    parts = {"observed": view.formats.money(row.total_observed), "projected": view.formats.money(row.total_projected)}
    return view.words("value.parts", **parts)

"""Value by segment, points of retention, margin by tenure, repeat buyers."""

import pandas as pd

from pages.parts.charts import draw
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.ui import bars, html, tables
from pages.parts.ui.number_links import linked_text, number_cell
from pages.parts.ui.suppression_marks import small_rows
from pages.parts.view.empty_reasons import why_empty

POINTS = (1, 5)
BUYERS = {
    "buyers": "num",
    "repeat_buyers": "num",
    "repeat_share": "num",
    "active": "num",
    "lapsed": "num",
    "days_between": "num",
    "repeat_revenue_share": "num",
}
ALL = "all"


def retention_worth_table(view) -> None:
    """Draw retention_worth: what one and five more of every hundred staying each year are worth here."""
    rows, words = view.read("retention_worth"), view.words
    rows = rows[rows["total_gain"].notna()]
    if rows.empty:
        return
    unit = view.formats.column_unit(rows["total_gain"])
    every = rows[rows["segment"] == ALL].set_index("points")["total_gain"]
    one, five = (
        linked_text(
            view, view.formats.money(every.get(points)), "retention_worth", "total_gain", segment=ALL, points=points
        )
        for points in POINTS
    )
    heads = [tables.head(words("value.segment"))]
    heads += [
        tables.head(words(f"points.{what}_{points}"), "num") for what in ("gain", "total_gain") for points in POINTS
    ]
    names = sorted(set(rows["segment"]), key=lambda name: (name == ALL, name))
    lines = [_points_line(view, name, rows[rows["segment"] == name], unit) for name in names]
    horizon = view.assumptions("horizon_months")["horizon_months"]
    subtitle = words("points.subtitle", horizon=horizon, unit=unit_words(view, unit))
    tables.table(words("points.title", one=one, five=five), subtitle, heads, lines, kind="lines")
    draw.data_table(view, "points", rows, "retention_worth")


def _points_line(view, name: str, rows: pd.DataFrame, unit) -> str:
    found, formats = rows.set_index("points"), view.formats
    written = [("gain", points, formats.number(found["gain"].get(points), 2)) for points in POINTS]
    written += [("total_gain", points, formats.amount(found["total_gain"].get(points), unit)) for points in POINTS]
    cells = [
        number_cell(
            view,
            text,
            "retention_worth",
            column,
            {"segment": name, "points": points},
            view.words(f"points.{column}_{points}"),
        )
        for column, points, text in written
    ]
    return tables.row(tables.name(view.segment(name)), *cells, total=name == ALL)


def tenure_table(view) -> None:
    """Draw margin_by_tenure: what a customer brings in each year, by the list of customers and, where there are sales,
    by them."""
    rows, words = view.read("margin_by_tenure", segment=ALL), view.words
    if rows.empty:
        html.footnote(why_empty(view, "tenure.missing"))
        return
    bases = [name for name in ("customers", "transactions") if name in set(rows["basis"])]
    held = rows.set_index(["basis", "tenure_year"])
    first = rows[rows["basis"] == bases[0]].sort_values("tenure_year")
    scale = bars.largest(rows["yearly_margin"])
    heads = [tables.head(words("tenure.year"))]
    heads += [tables.head(words(f"tenure.{name}"), "num") for name in ("customers", "monthly_margin")]
    for basis in bases:
        heads += [tables.head(words(f"tenure.basis_{basis}"), "num"), tables.head("", "wide")]
    lines = [_tenure_line(view, row, held, bases, scale) for row in first.itertuples()]
    ends = {name: _yearly(view, first.iloc[place]) for name, place in (("first", 0), ("last", -1))}
    title = words("tenure.title", year=view.formats.number(first["tenure_year"].iloc[-1]), **ends)
    tables.table(title, words("tenure.subtitle"), heads, lines, kind="lines")
    html.footnote(words("tenure.remark"))
    draw.data_table(view, "tenure", rows, "margin_by_tenure")


def _yearly(view, row) -> str:
    cell = {"basis": row["basis"], "segment": ALL, "tenure_year": row["tenure_year"]}
    return linked_text(view, view.formats.money(row["yearly_margin"]), "margin_by_tenure", "yearly_margin", **cell)


def _tenure_line(view, row, held: pd.DataFrame, bases: list[str], scale: float) -> str:
    formats, words = view.formats, view.words
    cells = [
        tables.number(formats.number(row.customers), words("tenure.customers")),
        tables.number(formats.number(row.monthly_margin, 2), words("tenure.monthly_margin")),
    ]
    for basis in bases:
        amount = held["yearly_margin"].get((basis, row.tenure_year))
        cells.append(tables.number(formats.number(amount), words(f"tenure.basis_{basis}")))
        cells.append(tables.cell(bars.plain_bar(scale, amount), "full wide"))
    return tables.row(tables.name(words("tenure.nth", year=formats.number(row.tenure_year))), *cells)


def buyers_table(view) -> None:
    """Draw repeat_buyers: how many of those who bought came back, and what their later purchases bring."""
    rows, words, formats = view.read("repeat_buyers"), view.words, view.formats
    if rows.empty:
        html.footnote(why_empty(view, "buyers.missing"))
        return
    every = next(rows[rows["segment"] == ALL].itertuples())
    written = {"repeat_share": formats.share, "repeat_revenue_share": formats.share}
    heads = [tables.head(words("value.segment"))] + [
        tables.head(words(f"buyers.{name}"), kind) for name, kind in BUYERS.items()
    ]
    lines = [
        tables.row(
            tables.name(view.segment(row.segment)),
            *(
                number_cell(
                    view,
                    written.get(name, formats.number)(getattr(row, name)),
                    "repeat_buyers",
                    name,
                    {"segment": row.segment},
                    words(f"buyers.{name}"),
                )
                for name in BUYERS
            ),
            total=row.segment == ALL,
        )
        for row in rows.sort_values("segment", key=lambda names: names.eq(ALL), kind="stable").itertuples()
    ]
    names = {"share": "repeat_share", "later": "repeat_revenue_share"}
    fields = {
        word: linked_text(view, formats.share(getattr(every, name)), "repeat_buyers", name, segment=ALL)
        for word, name in names.items()
    }
    tables.table(
        words("buyers.title", buyers=formats.number(every.buyers), **fields),
        words("buyers.subtitle", months=view.assumptions("lapse_months")["lapse_months"]),
        heads,
        lines,
        kind="lines",
    )
    draw.data_table(view, "buyers", rows, "repeat_buyers")


VALUE_COLUMNS = ("customers", "monthly_margin", "value", "total_value")


def value_table(view, values: pd.DataFrame) -> None:
    """Draw customer_value: what a customer of each segment is worth, with horizon and rate beside it."""
    words = view.words
    unit = view.formats.column_unit(values["total_value"])
    heads = [tables.head(words("value.segment"))]
    heads += [tables.head(words(f"value.{column}"), "num") for column in VALUE_COLUMNS] + [
        tables.head(words("value.bar"), "wide")
    ]
    ordered = values.sort_values("segment", key=lambda names: names.eq("all"), kind="stable")
    held = view.assumptions("horizon_months", "discount_rate")
    rate, horizon = view.formats.share(held["discount_rate"]), held["horizon_months"]
    subtitle = words(
        "value.subtitle", horizon=horizon, rate=rate, one=unit_words(view, Unit(1, "", 0)), unit=unit_words(view, unit)
    )
    scale = bars.largest(values[values["segment"] != "all"]["total_value"])
    key = html.legend([("bk", "keep", words("value.observed")), ("es", "keep", words("value.projected"))])
    lines = [_value_row(view, row, unit, scale) for row in ordered.itertuples()]
    lines += small_rows(view, "customer_value", view.segment, ["num"] * len(VALUE_COLUMNS) + ["wide"])
    tables.table(words("value.title"), subtitle, heads, lines, "" if values["total_value"].isna().all() else key)
    draw.data_table(view, "value", values, "customer_value")


def _value_row(view, row, unit, scale: float) -> str:
    formats = view.formats
    written = {
        "customers": formats.number(row.customers),
        "monthly_margin": formats.number(row.monthly_margin, 2),
        "value": formats.number(row.value),
        "total_value": formats.amount(row.total_value, unit),
    }
    cell = {"segment": row.segment}
    cells = [
        number_cell(view, written[name], "customer_value", name, cell, view.words(f"value.{name}"))
        for name in VALUE_COLUMNS
    ]
    is_all = row.segment == "all"
    bar = (
        ""
        if is_all
        else bars.cost_bar(scale, row.total_observed, row.total_projected, None, None, _parts(view, row), hue="keep")
    )
    return tables.row(tables.name(view.segment(row.segment)), *cells, tables.cell(bar, "full wide"), total=is_all)


def _parts(view, row) -> str:
    parts = {"observed": view.formats.money(row.total_observed), "projected": view.formats.money(row.total_projected)}
    return view.words("value.parts", **parts)

"""More of loyalty: what points of retention are worth, margin by year of tenure, buyers who came back,
the fitted tail."""

import pandas as pd

from pages.parts import bars, charts, charts_retention_tail, look, tables
from pages.parts.asking import linked, number
from pages.parts.reasons import why_empty
from pages.parts.shaping import last_month_shown
from pages.parts.units import unit_words

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


def points_table(view) -> None:
    """Draw retention_worth: what one and five more of every hundred staying each year are worth here."""
    rows, words = view.read("retention_worth"), view.words
    rows = rows[rows["total_gain"].notna()]
    if rows.empty:
        return
    unit = view.formats.column_unit(rows["total_gain"])
    every = rows[rows["segment"] == ALL].set_index("points")["total_gain"]
    one, five = (
        linked(view, view.formats.money(every.get(points)), "retention_worth", "total_gain", segment=ALL, points=points)
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
    charts.twin(view, "points", rows, "retention_worth")


def _points_line(view, name: str, rows: pd.DataFrame, unit) -> str:
    found, formats = rows.set_index("points"), view.formats
    written = [("gain", points, formats.number(found["gain"].get(points), 2)) for points in POINTS]
    written += [("total_gain", points, formats.amount(found["total_gain"].get(points), unit)) for points in POINTS]
    cells = [
        number(
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
        look.remark(why_empty(view, "tenure.missing"))
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
    look.remark(words("tenure.remark"))
    charts.twin(view, "tenure", rows, "margin_by_tenure")


def _yearly(view, row) -> str:
    cell = {"basis": row["basis"], "segment": ALL, "tenure_year": row["tenure_year"]}
    return linked(view, view.formats.money(row["yearly_margin"]), "margin_by_tenure", "yearly_margin", **cell)


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
        look.remark(why_empty(view, "buyers.missing"))
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
                number(
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
        word: linked(view, formats.share(getattr(every, name)), "repeat_buyers", name, segment=ALL)
        for word, name in names.items()
    }
    tables.table(
        words("buyers.title", buyers=formats.number(every.buyers), **fields),
        words("buyers.subtitle", months=view.assumptions("lapse_months")["lapse_months"]),
        heads,
        lines,
        kind="lines",
    )
    charts.twin(view, "buyers", rows, "repeat_buyers")


def tail_is_fitted(view) -> bool:
    """Return whether retention beyond the months seen follows a fitted curve, by the organisation's choice."""
    return view.assumptions("fitted_tail")["fitted_tail"] == "yes"


def fitted_chart(view, curves: pd.DataFrame) -> None:
    """Draw the curve of all customers as observed and, dashed, its fitted continuation. curves: retention_curve."""
    rows = view.read("retention_extended", segment=ALL)
    tail = rows[rows["fitted"].fillna(False)]
    if tail.empty:
        look.remark(why_empty(view, "fitted.missing"))
        return
    observed = rows[rows["month"] <= tail["month"].min()]
    horizon = int(view.assumptions("horizon_months")["horizon_months"])
    seen, last = last_month_shown(curves), int(tail["month"].min()) + horizon
    shown = tail[tail["month"] <= last]
    share = {"share": view.formats.share(shown["retention"].iloc[-1]), "month": view.formats.number(last)}
    title = view.words("fitted.title", **share)
    look.finding(title, view.words("fitted.subtitle"))
    words = {name: view.words(f"fitted.{name}") for name in ("x", "observed", "tail")}
    charts.show(view, "fitted", charts_retention_tail.tail, observed, shown, max(seen, last), words, alternative=title)
    charts.twin(view, "fitted", pd.concat([observed, shown]), "retention_extended")

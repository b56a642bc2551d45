"""The internal service survey: what receivers expect and get, what a sector says of itself, and morale."""

from functools import partial

import pandas as pd

from pages.parts.charts.figure_table import NAME, WIDE, Column, figure_table
from pages.parts.i18n.values import is_missing, month_code
from pages.parts.ui import bars, html
from pages.parts.ui.lanes import balanced
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

MOST = 6  # dimensions beside one another; the others stand in the folded table


def gap_table(view, rows: pd.DataFrame) -> None:
    """Draw service_gap: a line for each sector, a column for each dimension, what falls short most first."""
    told = rows.dropna(subset=["gap"]).sort_values(["gap", "sector", "dimension"])
    if told.empty:
        html.footnote(why_empty(view, "house.no_gap"))
        return
    dimensions = list(dict.fromkeys(told["dimension"]))
    columns = [
        Column("sector", view.sector, view.words("overview.column_sector"), NAME),
        *(Column("gap", _signed(view), view.category(name), of={"dimension": name}) for name in dimensions[:MOST]),
    ]
    subtitle = view.words("house.gap_subtitle", small=view.assumptions("small_group")["small_group"])
    figure_table(
        view, "service_gap", told, columns, gap_finding(view, told.iloc[0]), subtitle, ("sector",), data="service_gap"
    )
    _too_few(view, rows)


def gap_finding(view, row: pd.Series) -> str:
    """Return where a service falls furthest short of what is expected; row: the widest gap."""
    key = "house.gap_title" if row["gap"] < 0 else "house.gap_title_kept"
    points = linked_text(
        view,
        view.formats.number(abs(row["gap"]), 1),
        "service_gap",
        "gap",
        sector=row["sector"],
        dimension=row["dimension"],
    )
    return view.words(key, sector=view.sector(row["sector"]), dimension=view.category(row["dimension"]), points=points)


def _signed(view):
    return lambda value: "" if is_missing(value) else view.formats.number(value, 1, signed=True)


def _point(view):
    return lambda value: "" if is_missing(value) else view.formats.number(value, 1)


def _too_few(view, rows: pd.DataFrame) -> None:
    """The sectors whose answers are too few to be shown."""
    names = sorted({view.sector(name) for name in rows[rows["gap"].isna()]["sector"]})
    if names:
        html.footnote(view.words("house.too_few", sectors=view.formats.listing(names)))


def own_table(view) -> None:
    """Draw own_view: what each sector says of its own service beside what its receivers say."""
    rows = view.read("own_view").dropna(subset=["difference"]).sort_values("difference", ascending=False)
    if rows.empty:
        html.footnote(why_empty(view, "house.no_own"))
        return
    first, words = rows.iloc[0], view.words
    points = linked_text(view, _point(view)(first["difference"]), "own_view", "difference", sector=first["sector"])
    title = words("house.own_title_kept")
    if first["difference"] > 0:
        title = words("house.own_title", sector=view.sector(first["sector"]), points=points)
    scale = bars.largest(rows["difference"])
    columns = [
        Column("sector", view.sector, words("overview.column_sector"), NAME),
        Column("difference", lambda points: bars.plain_bar(scale, points), words("house.own_bar"), WIDE),
        Column("difference", _signed(view), words("house.own_difference")),
        Column("own_perceived", _point(view), words("house.own_perceived")),
        Column("receiver_perceived", _point(view), words("house.receiver_perceived")),
    ]
    figure_table(view, "own_view", rows, columns, title, words("house.own_subtitle"), data="own_view", folded=True)


def morale_table(view) -> None:
    """Draw morale_month: how each sector's people felt first and last in the period, beside its complaints then."""
    if not view.can_read("morale_month"):
        return
    rows, words = view.read("morale_month").sort_values(["sector", "month"]), view.words
    if rows.empty:
        name = view.assumptions("morale_dimension")["morale_dimension"]
        html.footnote(words("house.no_morale", dimension=name) if name else words("house.morale_unset"))
        return
    before = {row.sector: row for row in rows.drop_duplicates("sector").itertuples()}
    last = rows.drop_duplicates("sector", keep="last").sort_values(["morale", "sector"])
    measures = (("morale", 1), ("complaints_per_month", 1))
    columns = [Column("sector", view.sector, words("overview.column_sector"), NAME)]
    for name, digits in measures:
        columns += [
            Column(
                "", lambda row, at=name, d=digits: _felt(view, before[row.sector], at, d), words(f"house.{name}_then")
            ),
            Column("", lambda row, at=name, d=digits: _felt(view, row, at, d), words(f"house.{name}_now")),
        ]
    lowest = last.iloc[0]
    title = words("house.morale_title", sector=view.sector(lowest["sector"]), points=_felt(view, lowest, "morale", 1))
    subtitle = words(
        "house.morale_subtitle", first=_month(view, rows["month"].min()), last=_month(view, rows["month"].max())
    )
    figure_table(view, "morale_month", last, columns, title, subtitle, ("sector",), data="morale", folded=True)


def _month(view, month) -> str:
    return view.formats.month(month)


def _felt(view, row, column: str, digits: int) -> str:
    written = view.formats.number(getattr(row, column), digits)
    return linked_text(view, written, "morale_month", column, sector=row.sector, month=month_code(row.month))


def survey_section(view, gaps: pd.DataFrame) -> None:
    """Draw what the internal survey says: gaps, a sector's own view, morale."""
    gap_table(view, gaps)
    html.space()
    balanced(view, partial(own_table, view), partial(morale_table, view))

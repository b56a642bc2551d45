"""How long it takes until a complaint is closed, and how many promises to customers are kept."""

from pages.parts.charts.figure_table import ALL, NAME, WIDE, Column, figure_table
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty
from pages.parts.view.words.working_hours import hours_remark

CLOSING = ("opened", "open", "median_days", "p90_days", "reopened")
CASE = "case"  # the dimension of all cases together


def closing_table(view) -> None:
    """Draw time_to_close: by sector, and below it by hand-overs, severity and contact channel."""
    rows, kinds, words = view.read("time_to_close"), view.read("time_to_close_by"), view.words
    every = next(rows[rows["sector"] == ALL].itertuples(), None)
    if every is None or not every.closed:
        html.footnote(why_empty(view, "time_to_close.missing"))
        return
    rows = rows.sort_values("median_days", ascending=False, na_position="first")
    numbers = [
        Column(name, _number(view), words(f"time_to_close.column_{name}"), later=name == "open") for name in CLOSING
    ]
    title = words("time_to_close.title_open")
    if not is_missing(every.median_days):
        days = linked_text(view, _number(view)(every.median_days), "time_to_close", "median_days", sector=ALL)
        title = words("time_to_close.title", days=days)
    name = Column("sector", view.sector_or_all, words("overview.column_sector"), NAME)
    subtitle = words("time_to_close.subtitle")
    figure_table(view, "time_to_close", rows, [name, *numbers], title, subtitle, data="closing")
    if not kinds.empty:
        kind = Column("", lambda row: _kind(view, row), words("handled.kind"), NAME)
        key, title = ("dimension", "value"), _slowest(view, kinds)
        figure_table(view, "time_to_close_by", kinds, [kind, *numbers], title, subtitle, key, data="closing_kinds")


def _kind(view, row) -> str:
    return view.words(f"time_to_close.{row.dimension}", name=row.value)


def _slowest(view, kinds) -> str:
    """The kind of complaint of which half take longest to be closed."""
    known = kinds.dropna(subset=["median_days"]).sort_values(["median_days", "p90_days"], ascending=False)
    if known.empty:
        return view.words("time_to_close.kinds_title_open")
    row = next(known.itertuples())
    days = linked_text(
        view,
        _number(view)(row.median_days),
        "time_to_close_by",
        "median_days",
        dimension=row.dimension,
        value=row.value,
    )
    return view.words("time_to_close.kinds_title", kind=_kind(view, row), days=days)


def _number(view):
    return lambda value: "" if is_missing(value) else view.formats.number(value)


def promise_table(view) -> None:
    """Draw promise_kept: cases late against what was promised, by sector of the last stage and by category."""
    rows, words, formats = view.read("promise_kept"), view.words, view.formats
    every = next(rows[rows["dimension"] == CASE].itertuples(), None)
    if every is None:
        html.footnote(why_empty(view, "promise.missing"))
        return
    lines = rows[rows["dimension"] != CASE].sort_values(["dimension", "late_share"], ascending=False)
    share = linked_text(
        view, formats.share(every.late_share, 1), "promise_kept", "late_share", dimension=CASE, category=ALL
    )
    title = words("promise.title", share=share, cases=formats.number(every.cases))
    figure_table(
        view,
        "promise_kept",
        lines,
        _late_columns(view, lines),
        title,
        words("promise.subtitle"),
        ("dimension", "category"),
        data="promise",
    )
    html.footnote(words("promise.remark"))
    hours_remark(view)


def _late_columns(view, lines) -> list[Column]:
    words, formats = view.words, view.formats
    scale = bars.largest(lines["late_share"])
    named = {"sector": view.sector, "category": view.category}
    return [
        Column(
            "",
            lambda row: words(f"promise.{row.dimension}", name=named[row.dimension](row.category)),
            words("promise.column_name"),
            NAME,
        ),
        Column("late_share", lambda share: bars.plain_bar(scale, share), words("promise.column_bar"), WIDE),
        Column("late_share", lambda share: formats.share(share, 1), words("promise.column_late_share")),
        Column("late_cases", formats.number, words("promise.column_late_cases")),
        Column("cases", formats.number, words("promise.column_cases")),
        Column(
            "median_late_hours",
            lambda hours: "" if is_missing(hours) else formats.number(hours, 1),
            words("promise.column_median_late_hours"),
        ),
    ]

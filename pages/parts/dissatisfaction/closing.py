"""How long it takes until a complaint is closed, and how many promises to customers are kept."""

import pandas as pd

from pages.parts.charts import draw
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html, tables
from pages.parts.ui.number_links import linked_text, number_cell
from pages.parts.view.empty_reasons import why_empty

CLOSING = ("opened", "open", "median_days", "p90_days", "reopened")
ALL = "all"


def closing_table(view) -> None:
    """Draw time_to_close: by sector, and below by hand-overs, severity and contact channel."""
    rows, words = view.read("time_to_close"), view.words
    every = next(rows[rows["sector"] == ALL].itertuples(), None)
    if every is None or not every.closed:
        html.footnote(why_empty(view, "time_to_close.missing"))
        return
    rows = rows.sort_values("median_days", ascending=False, na_position="first")
    days = linked_text(view, _number(view, every.median_days), "time_to_close", "median_days", sector=ALL)
    known = "title_open" if is_missing(every.median_days) else "title"
    lines = [
        _closing_line(view, "time_to_close", row, view.sector(row.sector), {"sector": row.sector})
        for row in rows[rows["sector"] != ALL].itertuples()
    ]
    total = _closing_line(view, "time_to_close", every, words("overview.total"), {"sector": ALL}, is_total=True)
    kinds = view.read("time_to_close_by")
    tables.table(
        words(f"time_to_close.{known}", days=days),
        words("time_to_close.subtitle"),
        _heads(view),
        [*lines, total, *_kinds(view, kinds)],
    )
    draw.data_table(view, "closing", rows, "time_to_close")


def _kinds(view, kinds: pd.DataFrame) -> list[str]:
    return [
        _closing_line(
            view,
            "time_to_close_by",
            row,
            view.words(f"time_to_close.{row.dimension}", name=row.value),
            {"dimension": row.dimension, "value": row.value},
        )
        for row in kinds.itertuples()
    ]


def _heads(view) -> list[str]:
    return [tables.head(view.words("overview.column_sector"))] + [
        tables.head(view.words(f"time_to_close.column_{name}"), "num") for name in CLOSING
    ]


def _number(view, value) -> str:
    return "" if is_missing(value) else view.formats.number(value)


def _closing_line(view, figure: str, row, name: str, cell: dict, is_total: bool = False) -> str:
    numbers = [
        number_cell(
            view,
            _number(view, getattr(row, column)),
            figure,
            column,
            cell,
            view.words(f"time_to_close.column_{column}"),
        )
        for column in CLOSING
    ]
    return tables.row(tables.name(name), *numbers, total=is_total)


def promise_table(view) -> None:
    """Draw promise_kept: cases late against what was promised, by sector of the last stage and by category."""
    rows, words = view.read("promise_kept"), view.words
    every = next(rows[rows["dimension"] == "case"].itertuples(), None)
    if every is None:
        html.footnote(why_empty(view, "promise.missing"))
        return
    rows = rows.sort_values(["dimension", "late_share"], ascending=[False, False])
    scale = bars.largest(rows["late_share"])
    heads = [
        tables.head(words("promise.column_name")),
        tables.head(words("promise.column_bar"), "wide"),
        *(
            tables.head(words(f"promise.column_{name}"), "num")
            for name in ("late_share", "late_cases", "cases", "median_late_hours")
        ),
    ]
    lines = [_promise_line(view, row, scale) for row in rows[rows["dimension"] != "case"].itertuples()]
    cell = {"dimension": "case", "category": ALL}
    share = linked_text(view, view.formats.share(every.late_share, 1), "promise_kept", "late_share", **cell)
    title = words("promise.title", share=share, cases=view.formats.number(every.cases))
    tables.table(title, words("promise.subtitle"), heads, [*lines, _promise_line(view, every, 0)])
    html.footnote(words("promise.remark"))
    draw.data_table(view, "promise", rows, "promise_kept")


def _promise_line(view, row, scale: float) -> str:
    formats, words, is_all = view.formats, view.words, row.dimension == "case"
    named = {"sector": view.sector, "category": view.category}
    name = (
        words("overview.total")
        if is_all
        else words(f"promise.{row.dimension}", name=named[row.dimension](row.category))
    )
    cell = {"dimension": row.dimension, "category": row.category}
    written = {
        "late_share": formats.share(row.late_share, 1),
        "late_cases": formats.number(row.late_cases),
        "cases": formats.number(row.cases),
        "median_late_hours": "" if is_missing(row.median_late_hours) else formats.number(row.median_late_hours, 1),
    }
    return tables.row(
        tables.name(name),
        tables.cell("" if is_all else bars.plain_bar(scale, row.late_share), "full wide"),
        *(
            number_cell(view, said, "promise_kept", column, cell, words(f"promise.column_{column}"))
            for column, said in written.items()
        ),
        total=is_all,
    )

"""A table of a figure's rows: its columns say what stands in them; links, phone labels, withheld rows follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pandas as pd

from pages.parts.charts import draw
from pages.parts.ui import tables
from pages.parts.ui.html import escape
from pages.parts.ui.number_links import linked_text
from pages.parts.ui.suppression_marks import small_rows

ALL = "all"
NAME, NUMBER, LEAD, RANGE, TEXT, WIDE, MIDDLING = "name", "num", "lead", "range", "text", "wide", "middling"
HEADS = {NUMBER: "num", LEAD: "num", WIDE: "wide", MIDDLING: "middling"}


@dataclass(frozen=True)
class Column:
    """A column under the heading `label`, which stands before its numbers on a phone too.

    name: the figure's column, whose value is given to `written`, and which its number leads to. Without one,
    `written` is given the row, and what it returns leads only where it says so itself.
    kind: NAME names the row; NUMBER; LEAD is the number beside the name on a phone, without its label; RANGE, an
    interval, and TEXT; WIDE and MIDDLING are graphics (HTML), left out of the line of all.
    of: what chooses the figure's row, beside the key, where it has several for a line: column -> value.
    """

    name: str
    written: Callable[[object], str]
    label: str
    kind: str = NUMBER
    of: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Total:
    """The line of all where another figure holds it: its rows, and its place among the lines, the last unless said."""

    figure: str
    rows: Iterable
    place: int | None = None


def figure_table(
    view,
    figure: str,
    rows: pd.DataFrame,
    columns: list[Column],
    title: str,
    subtitle: str,
    key: tuple[str, ...] = (),
    total: Total | None = None,
    small: str = "",
    legend: str = "",
    kind: str = "",
    data: str = "",
) -> None:
    """Draw a line for each key of a figure's rows, in their order; the line of all, where there is one, comes last.

    figure: whose rows they are, empty where no number leads anywhere. key: the columns that choose a line, the name's
    unless given. small: the dimension whose withheld names have a line of marks. legend: HTML below. kind: see
    tables.table. data: the name of the folded table of all that stands in the rows, none unless given.
    """
    named = key or tuple(column.name for column in columns if column.kind == NAME)
    lines = {names: _line(view, figure, dict(zip(named, names)), found, columns) for names, found in _by(rows, named)}
    body = [line for names, line in lines.items() if names[0] != ALL]
    if small:
        body += small_rows(view, small, columns[0].written, [HEADS.get(column.kind, "") for column in columns[1:]])
    body += [line for names, line in lines.items() if names[0] == ALL]
    if total:
        place = len(body) if total.place is None else total.place
        body.insert(place, _line(view, total.figure, {}, list(total.rows), columns))
    heads = [tables.head(column.label, HEADS.get(column.kind, "")) for column in columns]
    tables.table(title, subtitle, heads, body, legend, kind)
    if data:
        draw.data_table(view, data, rows, figure)


def _by(rows: pd.DataFrame, key: tuple[str, ...]) -> Iterable[tuple[tuple, list]]:
    """The rows of each key, in the order of its first."""
    found: dict[tuple, list] = {}
    for row in rows.itertuples(index=False):
        found.setdefault(tuple(getattr(row, name) for name in key), []).append(row)
    return found.items()


def _line(view, figure: str, cell: dict, rows: list, columns: list[Column]) -> str:
    """The line of one key; that of another figure, for all, has no key."""
    is_all = next(iter(cell.values()), ALL) == ALL
    cells = [_cell(view, figure, cell | column.of, column, _chosen(rows, column.of), is_all) for column in columns]
    return tables.row(*cells, total=is_all)


def _chosen(rows: list, of: dict[str, object]):
    """The row of a line that a column speaks of, None where there is none."""
    return next((row for row in rows if all(getattr(row, name) == value for name, value in of.items())), None)


def _cell(view, figure: str, cell: dict, column: Column, row, is_all: bool) -> str:
    if column.kind in (WIDE, MIDDLING):
        if is_all:
            return tables.cell("", f"hide {column.kind}")
        return tables.cell(_written(column, row), f"{'full' if column.kind == WIDE else 'hide'} {column.kind}")
    written = _written(column, row)
    if column.kind == NAME:
        return tables.name(written)
    if column.kind == RANGE:
        return tables.interval(written)
    if column.kind == TEXT:
        return tables.cell(escape(written))
    if figure and column.name:
        written = linked_text(view, written, figure, column.name, **cell)
    return tables.number(written, column.label if written and column.kind == NUMBER else "")


def _written(column: Column, row) -> str:
    """What the column writes of a row; the line of all has no name of its own."""
    if not column.name:
        return column.written(row)
    return column.written(getattr(row, column.name, ALL if column.kind == NAME else None))

"""A table of a figure's rows: its columns say what stands in them; links, withheld rows, what a phone shows follow."""

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
PHONE_COLUMNS, PHONE_LINES = 3, 5  # beside the name and the line of all; the rest of a table opens below it


@dataclass(frozen=True)
class Column:
    """A column under the heading `label`.

    name: the figure's column, whose value is given to `written`, and which its number leads to. Without one,
    `written` is given the row, and what it returns leads only where it says so itself.
    kind: NAME names the row; NUMBER and LEAD; RANGE, an interval, and TEXT; WIDE and MIDDLING are graphics (HTML),
    left out of the line of all.
    of: what chooses the figure's row, beside the key, where it has several for a line: column -> value.
    later: a phone shows it only with the whole table.
    """

    name: str
    written: Callable[[object], str]
    label: str
    kind: str = NUMBER
    of: dict[str, object] = field(default_factory=dict)
    later: bool = False


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
    data: str = "",
    folded: bool = False,
    anchor: str = "",
) -> None:
    """Draw a line for each key of a figure's rows, in their order; the line of all, where there is one, comes last.

    figure: whose rows they are, empty where no number leads anywhere. key: the columns that choose a line, the name's
    unless given. small: the dimension whose withheld names have a line of marks. legend: HTML below.
    data: the name of the folded table of all that stands in the rows, none unless given. folded: a phone shows its
    finding, and the lines when they are asked for. anchor: by which findings at the head of the page lead here.
    """
    named, waits = key or tuple(column.name for column in columns if column.kind == NAME), _later(columns)
    kinds = [f"{HEADS.get(column.kind, '')} {wait}".strip() for column, wait in zip(columns, waits)]
    cells = list(zip(columns, kinds))
    found = {names: _line(view, figure, dict(zip(named, names)), of, cells) for names, of in _by(rows, named)}
    inside = {names: line for names, line in found.items() if names[0] != ALL and not str(names[0]).startswith("(")}
    apart = [line for names, line in found.items() if names[0] != ALL and names not in inside]
    if inside and apart:
        apart[0] = tables.apart(apart[0])
    lines = [*inside.values(), *apart]
    if small:
        lines += small_rows(view, small, columns[0].written, kinds[1:])
    is_long = len(lines) > PHONE_LINES + 2
    body = [*lines[:PHONE_LINES], *map(tables.later, lines[PHONE_LINES:])] if is_long else lines
    body += [line for names, line in found.items() if names[0] == ALL]
    if total:
        body.insert(len(body) if total.place is None else total.place, _line(view, total.figure, {}, total.rows, cells))
    whole = view.words("chart.whole", count=len(body), columns=len(columns)) if is_long or folded or any(waits) else ""
    heads = [tables.head(column.label, kind) for column, kind in cells]
    tables.compact(tables.caption(title, subtitle, anchor), heads, body, legend, whole, folded)
    if data:
        draw.data_table(view, data, rows, figure)


def _by(rows: pd.DataFrame, key: tuple[str, ...]) -> Iterable[tuple[tuple, list]]:
    """The rows of each key, in the order of its first."""
    found: dict[tuple, list] = {}
    for row in rows.itertuples(index=False):
        found.setdefault(tuple(getattr(row, name) for name in key), []).append(row)
    return found.items()


def _later(columns: list[Column]) -> list[str]:
    """The class of each column: LATER for those a phone shows with the whole table only."""
    found, room = [], PHONE_COLUMNS
    for column in columns:
        waits = column.kind != NAME and (column.later or column.kind in (RANGE, MIDDLING) or not room)
        room -= column.kind != NAME and not waits
        found.append(tables.LATER if waits else "")
    return found


def _line(view, figure: str, cell: dict, rows: Iterable, cells: list[tuple[Column, str]]) -> str:
    """The line of one key; that of another figure, for all, has no key."""
    is_all, rows = next(iter(cell.values()), ALL) == ALL, list(rows)
    drawn = [
        _cell(view, figure, cell | column.of, column, _chosen(rows, column.of), is_all, of) for column, of in cells
    ]
    return tables.row(*drawn, total=is_all)


def _chosen(rows: list, of: dict[str, object]):
    """The row of a line that a column speaks of, None where there is none."""
    return next((row for row in rows if all(getattr(row, name) == value for name, value in of.items())), None)


def _cell(view, figure: str, cell: dict, column: Column, row, is_all: bool, kind: str) -> str:
    if column.kind in (WIDE, MIDDLING):
        return tables.cell("" if is_all else _written(column, row), kind)
    written = _written(column, row)
    if column.kind == NAME:
        return tables.name(written)
    if column.kind == RANGE:
        return tables.cell(escape(written), f"rg {kind}")
    if figure and column.name and column.kind != TEXT:
        written = linked_text(view, written, figure, column.name, **cell)
    return tables.cell(escape(written), kind)


def _written(column: Column, row) -> str:
    """What the column writes of a row; the line of all has no name of its own."""
    if not column.name:
        return column.written(row)
    return column.written(getattr(row, column.name, ALL if column.kind == NAME else None))

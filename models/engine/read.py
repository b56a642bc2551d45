"""Rows for a period and a choice; periods."""

import calendar
import re
from datetime import date

import duckdb

from models.engine.definitions.catalogue import Catalogue
from models.engine.definitions.header import Header
from models.engine.selection import Period, Selection
from models.engine.visibility import UNRESTRICTED, Visibility

MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
_PARSED: dict[str, duckdb.Statement] = {}  # no more than figures: their texts do not change while a process runs
EXPECTED = {"DATE": "a month such as 2026-03", "BOOLEAN": "true or false"}


def month_day(month: str, last: bool = False) -> date:
    """Return the first (or last) day of a month written YYYY-MM; anything else raises ValueError."""
    if not MONTH.match(str(month)) or month.startswith("0000"):
        raise ValueError(f'Read "{month}"; expected a month such as 2026-03.')
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1] if last else 1)


def apply_filters(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    schema: str,
    name: str,
    selection: Selection,
    visibility: Visibility = UNRESTRICTED,
    made: set[str] | None = None,
) -> None:
    """Let the cursor see the chosen events only, and the figures between them and `name` on top.

    Temporary views take the place of the tables for this cursor alone, events first:

        name                 worked out anew from what stands under it
        figures between      worked out anew, once
        events               those of the period, segments, sectors and cases, as far as they may be seen; where their
                             rows cannot tell which cases they belong to, added up anew from events that can

    `made` holds what this cursor was given before, under the same choice, and is added to.
    """
    made = set() if made is None else made
    if not made:
        set_filters(cursor, selection, visibility)
        visibility.prepare(cursor)
    by = frozenset(selection.case_columns)
    for source in catalogue.filtered_figures(name, by):
        if source in made:
            continue
        header = catalogue.headers[source]
        if header.filters:
            anew = not by.isdisjoint(catalogue.columns_below(source)) and by.isdisjoint(header.filters)
            _shadow_events(cursor, header, schema, selection, visibility, anew)
        else:
            # worked out once, though several figures above may read it
            kind = "table" if header.materialized or source != name else "view"
            _run_again(cursor, f"create or replace temp {kind} {source} as {header.select}")
        made.add(source)


def _run_again(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Runs a statement that every choice needs alike: it is taken apart once in a process, a tenth of its time."""
    if sql not in _PARSED:
        _PARSED[sql] = cursor.extract_statements(sql)[0]
    cursor.execute(_PARSED[sql])


def _shadow_events(
    cursor: duckdb.DuckDBPyConnection,
    header: Header,
    schema: str,
    selection: Selection,
    visibility: Visibility,
    anew: bool,
) -> None:
    rows = f"{schema}.{header.name}" if header.materialized and not anew else f"({header.select})"
    chosen = f"select * from {rows} where {conditions(header.filters, selection, schema)}"
    seen = (
        chosen
        if visibility.is_unrestricted
        else visibility.apply_to(chosen, header.name, list(column_types(cursor, chosen)))
    )
    cursor.execute(f"create or replace temp view {header.name} as {seen}")


def set_filters(cursor: duckdb.DuckDBPyConnection, selection: Selection, visibility: Visibility = UNRESTRICTED) -> None:
    """Put period, segments and sectors where the figures and the conditions of this cursor find them."""
    has_every_sector = selection.sectors is None and selection.cases is None and visibility.is_unrestricted
    cursor.execute(
        "create or replace temp table chosen_period as "
        "select cast(? as date) as first_month, cast(? as date) as last_month, "
        f"{has_every_sector} as every_sector, {selection.segments is None} as every_segment",
        [month_day(month) if month else None for month in selection.period],
    )
    _put_names(cursor, "chosen_segment", selection.segments)
    _put_names(cursor, "chosen_sector", selection.sectors)
    _put_names(cursor, "chosen_kind", selection.cases and selection.cases[:1])
    _put_names(cursor, "chosen_case", selection.cases and selection.cases[1:])


def _put_names(cursor: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...] | None) -> None:
    if names is not None:
        cursor.execute(f"create or replace temp table {table} (name varchar)")
        cursor.executemany(f"insert into {table} values (?)", [(name,) for name in names or (None,)])


def rows_where(cursor: duckdb.DuckDBPyConnection, name: str, where: dict, key: tuple[str, ...]) -> tuple[str, list]:
    """Return the select of a figure's rows in key order, and the values to bind to it.

    A value may be a list (any of them) or None (empty). A column the figure does not have raises LookupError.
    """
    types = column_types(cursor, name) if where or not key else {}
    conditions = [condition(cursor, name, types, column, value) for column, value in where.items()]
    wanted = " and ".join(text for text, _ in conditions) or "true"
    values = [value for _, found in conditions for value in found]
    order = ", ".join(key or tuple(types))
    return f"select * from {name} where {wanted} order by {order}", values


def column_types(cursor: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """Return the columns of a table, view or select with their types."""
    return {row[0]: row[1] for row in cursor.execute(f"describe {name}").fetchall()}


def condition(
    cursor: duckdb.DuckDBPyConnection, name: str, types: dict[str, str], column: str, value: object
) -> tuple[str, list]:
    """Return one condition with its values; texts are read as the column's own type, YYYY-MM as a first day."""
    if column not in types:
        raise LookupError(f'{name} has no column "{column}". Its columns are: {", ".join(types)}.')
    values = [
        _as_day(one) if types[column] == "DATE" else one
        for one in (value if isinstance(value, (list, tuple, set)) else [value])
    ]
    given = [one for one in values if one is not None]
    _refuse_unreadable(cursor, f"{name}.{column}", types[column], given)
    parts = [f"{column} in ({', '.join([f'try_cast(? as {types[column]})'] * len(given))})"] if given else []
    parts += [f"{column} is null"] if len(given) < len(values) else []
    return f"({' or '.join(parts) or 'false'})", given


def _refuse_unreadable(cursor: duckdb.DuckDBPyConnection, place: str, kind: str, given: list) -> None:
    for value in given:
        if not cursor.execute(f"select try_cast(? as {kind}) is not null", [value]).fetchall()[0][0]:
            raise ValueError(f'{place}: read "{value}"; expected {EXPECTED.get(kind, "a number such as 12.5")}.')


def _as_day(value: object) -> object:
    return f"{value}-01" if isinstance(value, str) and MONTH.match(value) else value


def conditions(filters: tuple[str, ...], selection: Selection, schema: str = "main") -> str:
    """Return the condition that keeps the chosen period, segments, sectors and cases, by the columns that can tell."""
    first, last = selection.period
    wanted = []
    if "month" in filters and first:
        wanted.append(f"month >= date '{month_day(first)}'")
    if "month" in filters and last:
        wanted.append(f"month <= date '{month_day(last)}'")
    if "segment" in filters and selection.segments is not None:
        wanted.append("segment in (select c.name from temp.chosen_segment as c)")
    for column in {"caused_by", "sector"} & set(filters if selection.sectors is not None else ()):
        wanted.append(f"{column} in (select c.name from temp.chosen_sector as c)")
    for column in selection.case_columns & set(filters):
        wanted.append(f"{column} in ({_chosen_cases(column, schema)})")
    return " and ".join(wanted) or "true"


def _chosen_cases(column: str, schema: str) -> str:
    if column != "case_id":
        return "select c.name from temp.chosen_case as c"
    return (
        f"select a.case_id from {schema}.case_choice as a "
        "join temp.chosen_kind as k on k.name = a.kind join temp.chosen_case as c on c.name = a.name"
    )


def period_before(period: Period) -> tuple[str, str]:
    """Return the period of the same length that ends the month before this one starts.

    Raises ValueError when the period has no first or no last month.
    """
    first_month, last_month = period
    if not (first_month and last_month):
        raise ValueError("A period needs a first and a last month to be compared with the one before.")
    first, last = _number(month_day(first_month)), _number(month_day(last_month))
    length = last - first + 1
    return _month(first - length), _month(last - length)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"

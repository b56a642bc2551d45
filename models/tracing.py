"""Tracing: from a cell of a figure back to the uploaded rows."""

from dataclasses import dataclass

import duckdb
import pandas

from models import reading
from models.header import Header

EVERYTHING = "all"
SOURCE_ROWS = """
    select s.dataset, u.file, u.sheet, s.source_row as row, sum(s.amount) as amount
    from (select * from {source} where {wanted}) as s
    left join uploads as u on u.import_id = s.import_id
    group by s.dataset, u.file, u.sheet, s.source_row
    order by s.dataset, u.file, u.sheet, s.source_row
"""


@dataclass(frozen=True)
class Route:
    """The table of source rows behind a figure: which of its columns each column of the figure is, and fixed values."""

    name: str
    source: str
    columns: dict[str, str]
    fixed: dict[str, str]

    def conditions(self, where: dict) -> dict[str, object]:
        """Return column of the source -> value for a cell; raises LookupError for a column that leads nowhere."""
        unknown = [column for column in where if column not in self.columns]
        if unknown:
            raise LookupError(f'{self.name} cannot be traced by "{unknown[0]}"; it can by: {", ".join(self.columns)}.')
        return {self.columns[column]: value for column, value in where.items() if value != EVERYTHING} | self.fixed


def route(header: Header, column: str | None = None) -> Route:
    """Return the way from a figure, or from one column of it that has its own, to the source rows.

    The header says `trace: table, column = column of the table, column = "fixed value", …` and, for single columns,
    `rows: column: table, …; column: …`. Raises LookupError when it says nothing.
    """
    way = _own_ways(header).get(column or "", header.trace)
    if not way:
        raise LookupError(f"{header.name} is not traced to single rows: {header.untraced or 'its sources are: ' + header.source}.")
    source, *pairs = [part.strip() for part in way.split(",")]
    named = [(left.strip(), (right or left).strip()) for left, _, right in (pair.partition("=") for pair in pairs)]
    fixed = {left: right.strip('"') for left, right in named if right.startswith('"')}
    return Route(header.name, source, {left: right for left, right in named if left not in fixed}, fixed)


def has_own_way(header: Header, column: str) -> bool:
    """Whether the header names source rows for this very column."""
    return column in _own_ways(header)


def _own_ways(header: Header) -> dict[str, str]:
    return {name.strip(): way.strip() for name, _, way in (one.partition(":") for one in header.rows.split(";")) if way}


def wanted(cursor: duckdb.DuckDBPyConnection, way: Route, where: dict) -> tuple[str, list]:
    """Return the condition that chooses a cell's source rows, with the values to bind."""
    types = reading.column_types(cursor, way.source)
    found = [reading.condition(cursor, way.source, types, *pair) for pair in way.conditions(where).items()]
    return " and ".join(text for text, _ in found) or "true", [value for _, values in found for value in values]


def source_rows(cursor: duckdb.DuckDBPyConnection, way: Route, where: dict) -> pandas.DataFrame:
    """Return dataset, file, sheet, row and amount (exact Decimal) of the rows behind the cells that `where` chooses."""
    condition, values = wanted(cursor, way, where)
    found = cursor.execute(SOURCE_ROWS.format(source=way.source, wanted=condition), values).fetchall()
    return pandas.DataFrame(found, columns=["dataset", "file", "sheet", "row", "amount"])

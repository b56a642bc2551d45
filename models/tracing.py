"""Tracing: from a cell of a figure back to the uploaded rows."""

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


def route(header: Header) -> tuple[str, dict[str, str]]:
    """Return the table of source rows behind a figure, and which of its columns each column of the figure is.

    The header says `trace: table, column = column of the table, …`. Raises LookupError when it says nothing.
    """
    if not header.trace:
        raise LookupError(f"{header.name} is not traced to single rows; its sources are: {header.source}.")
    source, *pairs = [part.strip() for part in header.trace.split(",")]
    names = [pair.partition("=") for pair in pairs]
    return source, {left.strip(): (right or left).strip() for left, _, right in names}


def source_rows(
    cursor: duckdb.DuckDBPyConnection, name: str, source: str, columns: dict[str, str], where: dict
) -> pandas.DataFrame:
    """Return dataset, file, sheet, row and amount (exact Decimal) of the rows behind the cells that `where` chooses."""
    types = reading.column_types(cursor, source)
    chosen = {column: value for column, value in where.items() if value != EVERYTHING}
    unknown = [column for column in where if column not in columns]
    if unknown:
        raise LookupError(f'{name} cannot be traced by "{unknown[0]}"; it can by: {", ".join(columns)}.')
    conditions = [reading.condition(cursor, source, types, columns[column], value) for column, value in chosen.items()]
    wanted = " and ".join(text for text, _ in conditions) or "true"
    values = [value for _, found in conditions for value in found]
    found = cursor.execute(SOURCE_ROWS.format(source=source, wanted=wanted), values).fetchall()
    return pandas.DataFrame(found, columns=["dataset", "file", "sheet", "row", "amount"])

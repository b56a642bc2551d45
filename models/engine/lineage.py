"""Tracing: from a cell of a figure back to the uploaded rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import pandas

from models.engine import read
from models.engine.definitions.header import Header
from models.engine.read import period_before
from models.engine.selection import Period

ALL, ASIDE = "all", "*"
COLUMNS = ["dataset", "file", "sheet", "row", "amount"]
SOURCE_ROWS = """
    select s.dataset, u.file, u.sheet, s.source_row as row, sum(s.amount) as amount, s.import_id
    from (select * from {source} where {wanted}) as s
    left join uploads as u on u.import_id = s.import_id
    group by s.dataset, u.file, u.sheet, s.source_row, s.import_id
    order by s.dataset, u.file, u.sheet, s.source_row
"""


@dataclass(frozen=True)
class LineageRoute:
    """The table of source rows behind a figure: which of its columns each column of the figure is, and fixed values.

    A column that is "*" there is left aside: the rows are the same whatever its value. `side` is now, before (the
    period of the same length before the chosen one) or both, for figures that compare two periods.
    """

    name: str
    source: str
    columns: dict[str, str]
    fixed: dict[str, str]
    side: str = ""

    def conditions(self, where: dict) -> dict[str, object]:
        """Return column of the source -> value for a cell; raises LookupError for a column that leads nowhere."""
        unknown = [column for column in where if column not in self.columns]
        if unknown:
            raise LookupError(f'{self.name} cannot be traced by "{unknown[0]}"; it can by: {", ".join(self.columns)}.')
        chosen = {self.columns[column]: value for column, value in where.items() if value != ALL}
        return {column: value for column, value in chosen.items() if column != ASIDE} | self.fixed

    def periods(self, period: Period, last_day: date | None) -> list[tuple[Period, int]]:
        """Return the periods the rows are of, each with the sign of its amounts;
        the last twelve months where none is chosen."""
        if not self.side or last_day is None:
            return [(period, 1)]
        last = period[1] or f"{last_day:%Y-%m}"
        now = (period[0] or start_of_year_to(last), last)
        found: dict[str, list[tuple[Period, int]]] = {
            "now": [(now, 1)],
            "before": [(period_before(now), 1)],
            "both": [(now, 1), (period_before(now), -1)],
        }
        return found[self.side]


def routes(header: Header, column: str | None = None) -> list[LineageRoute]:
    """Return the ways from a figure, or from one column of it that has its own, to the source rows.

    The header says `lineage: table, column = column of the table, column = "fixed value", …` and, for single columns,
    `column_lineage: column: table, …; column: …`; `&` joins several ways. Raises LookupError when it says nothing.
    """
    ways = _own_ways(header).get(column or "", header.lineage)
    if not ways:
        raise LookupError(
            f"{header.name} is not traced to single rows: {header.untraced or 'its sources are: ' + header.source}."
        )
    return [_route(header, way) for way in ways.split(" & ")]


def _route(header: Header, way: str) -> LineageRoute:
    source, *pairs = [part.strip() for part in way.split(",")]
    named = [(left.strip(), (right or left).strip()) for left, _, right in (pair.partition("=") for pair in pairs)]
    fixed = {left: right.strip('"') for left, right in named if right.startswith('"')}
    side = fixed.pop("period", "")
    return LineageRoute(
        header.name, source, {left: right for left, right in named if not right.startswith('"')}, fixed, side
    )


def cell(header: Header, column: str, row: dict) -> dict:
    """Return the part of a figure's row by which the rows behind one of its columns are found."""
    return {
        name: row[name]
        for way in routes(header, column)
        for name, other in way.columns.items()
        if name in row and other != ASIDE
    }


def has_own_way(header: Header, column: str) -> bool:
    """Whether the header names source rows for this very column."""
    return column in _own_ways(header)


def _own_ways(header: Header) -> dict[str, str]:
    return {
        name.strip(): way.strip()
        for name, _, way in (one.partition(":") for one in header.column_lineage.split(";"))
        if way
    }


def wanted(cursor: duckdb.DuckDBPyConnection, way: LineageRoute, where: dict) -> tuple[str, list]:
    """Return the condition that chooses a cell's source rows, with the values to bind."""
    types = read.column_types(cursor, way.source)
    found = [read.condition(cursor, way.source, types, *pair) for pair in way.conditions(where).items()]
    return " and ".join(text for text, _ in found) or "true", [value for _, values in found for value in values]


def start_of_year_to(month: str) -> str:
    """Return the first of the twelve months that end with a month."""
    day = read.month_day(month)
    return f"{day.year:04d}-01" if day.month == 12 else f"{day.year - 1:04d}-{day.month + 1:02d}"


def source_rows(cursor: duckdb.DuckDBPyConnection, way: LineageRoute, where: dict, sign: int = 1) -> pandas.DataFrame:
    """Return dataset, file, sheet, row, amount (exact Decimal, with the sign) and import of the rows behind the cells
    that `where` chooses."""
    condition, values = wanted(cursor, way, where)
    found = cursor.execute(SOURCE_ROWS.format(source=way.source, wanted=condition), values).fetchall()
    signed = [(*place, amount if amount is None or sign > 0 else -amount, one) for *place, amount, one in found]
    return pandas.DataFrame(signed, columns=[*COLUMNS, "import_id"], dtype=object).astype({"row": "Int64"})


def concat_rows(frames: list[pandas.DataFrame]) -> pandas.DataFrame:
    """Return the rows of several ways one below the other."""
    return frames[0] if len(frames) == 1 else pandas.concat(frames, ignore_index=True)


def totals(rows: pandas.DataFrame) -> dict[str, tuple[int, Decimal]]:
    """Return data set -> number of rows and exact sum of their amounts."""
    parts = {name: part["amount"].dropna() for name, part in rows.groupby("dataset", sort=True)}
    return {
        name: (int((rows["dataset"] == name).sum()), sum(map(Decimal, part), Decimal(0)))
        for name, part in parts.items()
    }

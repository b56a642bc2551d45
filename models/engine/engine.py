"""The engine: finds, orders, builds, reads and traces the figures of a DuckDB store."""

from datetime import date

import duckdb
import pandas

from models import assumptions as models_assumptions
from models.engine import build as engine_build
from models.engine import lineage
from models.engine import read as engine_read
from models.engine.build import Progress, build_temporary, schema_name
from models.engine.catalogue import Catalogue
from models.engine.header import Header
from models.engine.month_ends import MonthEnds
from models.engine.read import month_day, rows_where
from models.engine.scope_cache import ScopeCache
from models.engine.visibility import UNRESTRICTED, Visibility

Period = engine_read.Period


class Engine:
    """Figures over one DuckDB connection that holds the stored rows; every call takes a cursor of its own.

    month_ends: keep what figures of a day say at month ends, for many readers; else each day is a build of its own.
    """

    month_ends: MonthEnds | None = None

    def __init__(self, connection: duckdb.DuckDBPyConnection, month_ends: bool = False):
        self._connection = connection
        self.catalogue = Catalogue()
        self._standing = ScopeCache(connection, self.catalogue)
        self.month_ends = MonthEnds(self) if month_ends else None

    def figures(self) -> list[Header]:
        """Return the headers of all figures, by name."""
        return [self.catalogue.header(name) for name in self.catalogue.figures()]

    def header(self, name: str) -> Header:
        """Return the header of one figure or cleaned data set; raises LookupError for an unknown name."""
        return self.catalogue.header(name)

    def models_hash(self) -> str:
        """Return the hash of everything in the models room: the same hash and version give the same figures."""
        return self.catalogue.hash

    def assumptions(self, version: int, assume: dict | None = None, cursor=None) -> list[dict]:
        """Return the assumptions as they held at a version: name, value, low, high, unit, source, set_on, yours, note.

        Values are texts, "" when not set; `assume` overrides them. A cursor inside a change sees its own. Raises
        ValueError.
        """
        cursor = cursor or self._connection.cursor()
        cursor.execute(
            "select name, value, low, high, unit, source, set_on from main.assumption_value "
            "where from_version <= ? and (to_version is null or to_version > ?)",
            [version, version],
        )
        names = [column[0] for column in cursor.description]
        return models_assumptions.rows([dict(zip(names, row)) for row in cursor.fetchall()], assume)

    def is_built(self, version: int, overrides: dict | None = None, names: list[str] | None = None) -> bool:
        """Whether reading the figures (all of them unless named) at this version needs no work any more."""
        if self.month_ends and (day := self.month_ends.day(version, overrides, names)):
            return self.month_ends.holds(version, day)
        return self._standing.holds(self._schema(version, overrides), self.catalogue.kept(names))

    def build(
        self,
        version: int,
        overrides: dict | None = None,
        progress: Progress | None = None,
        names: list[str] | None = None,
    ) -> str:
        """Work out the figures (or the named ones and what they read) not there yet; return the schema.

        `progress` is called with tables done, tables in all and the name of the next.
        """
        if self.month_ends and (day := self.month_ends.day(version, overrides, names)):
            return self.month_ends.make(version, day, self._stepping_aside(progress))
        schema = self._schema(version, overrides)
        wanted = self.catalogue.kept(names)
        if self._standing.holds(schema, wanted):
            return schema
        held = self.assumptions(version, overrides)
        tell = self._stepping_aside(progress)
        engine_build.build(self._connection.cursor(), self.catalogue, schema, version, held, wanted, tell)
        self._standing.holds(schema, wanted)
        return schema

    def _stepping_aside(self, progress: Progress | None) -> Progress:
        """Between two tables, let whoever waits to put another file in place go first; what is built stays built."""
        ask = getattr(self._connection, "step_aside", lambda: None)

        def _tell(done: int, total: int, name: str) -> None:
            ask()
            if progress:
                progress(done, total, name)

        return _tell

    def aside(self, cursor: duckdb.DuckDBPyConnection, version: int, names: list[str]):
        """Let a cursor inside a change read figures as it sees them: a context that gives where they stand."""
        held = self.assumptions(version, None, cursor)
        return build_temporary(
            cursor, self.catalogue, self._schema(version, None), version, held, self.catalogue.kept(names)
        )

    def read(
        self,
        name: str,
        version: int,
        where: dict | None = None,
        period: Period = (None, None),
        segments: list | None = None,
        assume: dict | None = None,
        sectors: list | None = None,
        lens: Visibility = UNRESTRICTED,
    ) -> pandas.DataFrame:
        """Return the rows of a figure in key order, built first when needed; `where` maps columns to a value, a list of
        values or None.

        `period` holds the first and last month (YYYY-MM); figures that speak of a day take the end of it as that day.
        `lens` hides sectors or merges small groups in the events before they are added up.
        Raises LookupError for unknown figures or columns, ValueError for bad months or assumptions.
        """
        with self._seen(name, version, period, segments, assume, sectors, lens) as cursor:
            return cursor.execute(*rows_where(cursor, name, where, self.header(name).key)).df()

    def first_rows(
        self,
        name: str,
        version: int,
        count: int,
        period: Period = (None, None),
        segments: list | None = None,
        sectors: list | None = None,
    ) -> tuple[pandas.DataFrame, int]:
        """Return the first rows of a figure in key order, and how many there are in all."""
        with self._seen(name, version, period, segments, None, sectors) as cursor:
            sql, values = rows_where(cursor, name, None, self.header(name).key)
            total = cursor.execute(f"select count(*) from {name}").fetchall()[0][0]
            return cursor.execute(f"{sql} limit ?", [*values, count]).df(), total

    def rows(
        self,
        name: str,
        version: int,
        where: dict | None = None,
        period: Period = (None, None),
        segments: list | None = None,
        assume: dict | None = None,
        sectors: list | None = None,
    ) -> tuple[list[str], list[tuple]]:
        """Return the columns and the rows of a figure as `read` does, money as exact Decimal and days as date."""
        with self._seen(name, version, period, segments, assume, sectors) as cursor:
            found = cursor.execute(*rows_where(cursor, name, where, self.header(name).key))
            return [column[0] for column in found.description], found.fetchall()

    def trace(
        self,
        name: str,
        version: int,
        where: dict | None = None,
        period: Period = (None, None),
        segments: list | None = None,
        assume: dict | None = None,
        sectors: list | None = None,
        column: str | None = None,
    ) -> pandas.DataFrame:
        """Return the uploaded rows behind a cell: dataset, file, sheet, row, amount (those of cost figures add up to
        it).

        Raises LookupError for a figure that is not traced.
        """
        found = []
        for way in lineage.routes(self.header(name), column):
            for months, sign in way.periods(period, self._reference_day(version, assume) if way.side else None):
                cursor = self.cursor_behind(name, way.source, version, months, segments, assume, sectors)
                found.append(lineage.source_rows(cursor, way, where or {}, sign))
        return lineage.concat_rows(found)

    def cursor_behind(
        self,
        name: str,
        source: str,
        version: int,
        period: Period = (None, None),
        segments=None,
        assume=None,
        sectors=None,
    ):
        """Return a cursor that sees a table of source rows under the period and choice of the figure above it."""
        months = (None, None) if self.header(name).period else period
        return self._open(source, version, months, segments, self._as_of(name, version, period, assume), sectors)

    def _seen(
        self,
        name: str,
        version: int,
        period: Period,
        segments,
        assume: dict | None,
        sectors,
        lens: Visibility = UNRESTRICTED,
    ):
        overrides = self._as_of(name, version, period, assume)
        if self.month_ends and (day := self.month_ends.day(version, overrides, [name])):
            return self.month_ends.seen(name, version, day)
        return self._standing.seen(name, self._place(name, version, period, assume), period, segments, sectors, lens)

    def _open(self, name: str, version: int, period: Period, segments, assume: dict | None, sectors):
        return self._standing.open(name, self._place(name, version, period, assume), period, segments, sectors)

    def _place(self, name: str, version: int, period: Period, assume: dict | None) -> str:
        return self.build(version, self._as_of(name, version, period, assume), names=[name, "uploads"])

    def _as_of(self, name: str, version: int, period: Period, assume: dict | None) -> dict:
        first, last = period
        if first and last and month_day(first) > month_day(last):
            raise ValueError(f"The period starts in {first}, after its end in {last}.")
        if self.header(name).period != "as_of" or not period[1]:
            return dict(assume or {})
        day = month_day(period[1], last=True)
        return (
            dict(assume or {}) if day == self._reference_day(version, assume) else {**(assume or {}), "as_of": str(day)}
        )

    def _reference_day(self, version: int, assume: dict | None) -> date | None:
        schema = self.build(version, assume, names=["reference_day"])
        return self._connection.cursor().execute(f"select as_of from {schema}.reference_day").fetchall()[0][0]

    def _schema(self, version: int, overrides: dict | None) -> str:
        return schema_name(version, self.models_hash(), overrides)

"""The engine: finds, orders, builds, reads and traces the figures of a DuckDB store."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas

from models import assumptions as models_assumptions
from models.engine import build as engine_build
from models.engine import lineage, row_names
from models.engine.build import HOME, Backend, Progress, build_temporary, schema_name
from models.engine.definitions.catalogue import release_catalogue
from models.engine.definitions.header import Header
from models.engine.month_ends import MonthEnds
from models.engine.read import month_day, rows_where
from models.engine.reuse import Earlier
from models.engine.scope_cache import ScopeCache
from models.engine.selection import EVERYTHING, Selection
from models.engine.visibility import UNRESTRICTED, Visibility


class Engine:
    """Figures over one DuckDB connection that holds the stored rows; every call takes a cursor of its own.

    month_ends: keep what figures of a day say at month ends, for many readers; else each day is a build of its own.
    backend: where versions are worked out; the rows come home, and what is asked of them is asked of the connection.
    """

    month_ends: MonthEnds | None = None
    _backend: Backend = HOME

    def __init__(self, connection: duckdb.DuckDBPyConnection, month_ends: bool = False, backend: Backend = HOME):
        self._connection, self._backend = connection, backend
        self.catalogue = release_catalogue()
        self._scopes = ScopeCache(connection, self.catalogue)
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

    def assumptions(self, version: int, overrides: dict | None = None, cursor=None) -> list[dict]:
        """Return the assumptions as they held at a version: name, value, low, high, unit, source, set_on, yours, note.

        Values are texts, "" when not set; `overrides` take their place. A cursor inside a change sees its own. Raises
        ValueError.
        """
        held = _held(cursor, version) if cursor else self.fact(("held", version), lambda own: _held(own, version))
        return models_assumptions.rows(held, overrides)

    def fact(self, key: tuple, ask: Callable[[duckdb.DuckDBPyConnection], Any]) -> Any:
        """Return what ask(cursor) says of the database, asked once for a key: what never changes while it is open."""
        return self._scopes.fact(key, ask)

    def data_version(self, version: int) -> int:
        """Return the version whose figures a version shares: a scenario or an action changes no number."""
        return self.fact(("data version", version), lambda cursor: self._data_version(cursor, version))

    def _data_version(self, cursor: duckdb.DuckDBPyConnection, version: int) -> int:
        asked = (
            "select version from main.version_log where version <= ? "
            "and case when kind = 'undo_change' then detail ->> '$.of' else kind end in ('scenario', 'action')"
        )
        without_data = {number for (number,) in cursor.execute(asked, [version]).fetchall()}
        while version in without_data:
            version -= 1
        return version

    def is_built(self, version: int, overrides: dict | None = None, names: list[str] | None = None) -> bool:
        """Whether reading the figures (all of them unless named) at this version needs no work any more."""
        version = self.data_version(version)
        if self.month_ends and (day := self.month_ends.day(version, overrides, names)):
            return self.month_ends.holds(version, day)
        return self._scopes.has_tables(self._schema(version, overrides), self.catalogue.materialized(names))

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
        version = self.data_version(version)
        if self.month_ends and (day := self.month_ends.day(version, overrides, names)):
            return self.month_ends.make(version, day, self._stepping_aside(progress))
        schema = self._schema(version, overrides)
        wanted = self.catalogue.materialized(names)
        if self._scopes.has_tables(schema, wanted):
            return schema
        held = self.assumptions(version, overrides)
        tell, earlier = self._stepping_aside(progress), self._earlier(version, overrides)
        with engine_build.kept_meanwhile(earlier.schema if earlier else schema):
            engine_build.build(
                self._connection.cursor(), self.catalogue, schema, version, held, wanted, tell, self._backend, earlier
            )
        self._scopes.has_tables(schema, wanted)
        return schema

    def _earlier(self, version: int, overrides: dict | None) -> Earlier | None:
        """Return the build that is nearest: of the same version without overrides, else of the version before it."""
        if self._backend.name != HOME.name:
            return None
        there = engine_build.built(self._connection.cursor())
        versions = [version] if overrides else range(version - 1, 0, -1)
        near = next((number for number in versions if self._schema(number, None) in there), None)
        return Earlier(self._schema(near, None), near, self.assumptions(near)) if near else None

    def _stepping_aside(self, progress: Progress | None) -> Progress:
        """Between two tables, let whoever waits to put another file in place go first; what is built stays built."""
        ask = getattr(self._connection, "step_aside", lambda: None)

        def _tell(done: int, total: int, name: str) -> None:
            ask()
            if progress:
                progress(done, total, name)

        return _tell

    def preview(self, cursor: duckdb.DuckDBPyConnection, version: int, names: list[str]):
        """Let a cursor inside a change read figures as it sees them: a context that gives where they stand."""
        held = self.assumptions(version, None, cursor)
        names, own = self.catalogue.materialized(names), self._schema(version, None)
        return build_temporary(cursor, self.catalogue, own, version, held, names, earlier=self._earlier(version, None))

    def read(
        self, name: str, version: int, selection: Selection = EVERYTHING, visibility: Visibility = UNRESTRICTED
    ) -> pandas.DataFrame:
        """Return the rows of a figure in key order, built first when needed.

        `visibility` hides sectors or merges small groups in the events before they are added up.
        Raises LookupError for unknown figures or columns, ValueError for bad months or assumptions.
        """
        with self._seen(name, version, selection, visibility) as cursor:
            return cursor.execute(*self._select(cursor, name, selection)).df()

    def first_rows(
        self, name: str, version: int, count: int, selection: Selection = EVERYTHING
    ) -> tuple[pandas.DataFrame, int]:
        """Return the first rows of a figure in key order, and how many there are in all."""
        with self._seen(name, version, selection) as cursor:
            sql, values = self._select(cursor, name, selection)
            total = cursor.execute(f"select count(*) from ({sql}) as chosen", values).fetchall()[0][0]
            return cursor.execute(f"{sql} limit ?", [*values, count]).df(), total

    def rows(self, name: str, version: int, selection: Selection = EVERYTHING) -> tuple[list[str], list[tuple]]:
        """Return the columns and the rows of a figure as `read` does, money as exact Decimal and days as date."""
        with self._seen(name, version, selection) as cursor:
            found = cursor.execute(*self._select(cursor, name, selection))
            return [column[0] for column in found.description], found.fetchall()

    def trace(
        self,
        name: str,
        version: int,
        selection: Selection = EVERYTHING,
        column: str | None = None,
        named: bool = False,
    ) -> pandas.DataFrame:
        """Return the uploaded rows behind a cell: dataset, file, sheet, row, amount (those of cost figures add up to
        it); named: with id, day, category and sector before them.

        Raises LookupError for a figure that is not traced.
        """
        found = []
        for way in lineage.routes(self.header(name), column):
            last_day = self._reference_day(version, selection.overrides) if way.side else None
            for months, sign in way.periods(selection.period, last_day):
                cursor = self.source_cursor(name, way.source, version, replace(selection, period=months))
                found.append(lineage.source_rows(cursor, way, selection.where, sign))
        rows = lineage.concat_rows(found)
        shown = row_names.named(self._connection.cursor(), rows, version) if named else rows
        return shown.drop(columns="import_id")

    def source_cursor(
        self, name: str, source: str, version: int, selection: Selection = EVERYTHING
    ) -> duckdb.DuckDBPyConnection:
        """Return a cursor that sees a table of source rows under the period and choice of the figure above it."""
        months = (None, None) if self.header(name).period else selection.period
        below = replace(selection, period=months, overrides=self.overrides_of(name, version, selection))
        return self._scopes.own_cursor(source, self._schema_of(source, version, below), below)

    def cleaned(self, version: int, overrides: dict | None, names: list[str]) -> tuple[duckdb.DuckDBPyConnection, str]:
        """Return a cursor and the schema in which these figures stand, worked out first when needed."""
        return self._connection.cursor(), self.build(version, overrides, names=names)

    def overrides_of(self, name: str, version: int, selection: Selection) -> dict[str, str]:
        """Return the assumptions a figure is worked out with: the chosen ones, and for a figure that speaks of a day
        the end of the period, unless that is the data's own day."""
        (first, last), chosen = selection.period, selection.overrides
        if first and last and month_day(first) > month_day(last):
            raise ValueError(f"The period starts in {first}, after its end in {last}.")
        if self.header(name).period != "as_of" or not last:
            return chosen
        day = month_day(last, last=True)
        return chosen if day == self._reference_day(version, chosen) else chosen | {"as_of": str(day)}

    def _seen(
        self, name: str, version: int, selection: Selection, visibility: Visibility = UNRESTRICTED
    ) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        overrides, version = self.overrides_of(name, version, selection), self.data_version(version)
        if self.month_ends and (day := self.month_ends.day(version, overrides, [name])):
            return self.month_ends.seen(name, version, day)
        schema = self._schema_of(name, version, selection)
        return self._scopes.shared_cursor(name, schema, selection, visibility)

    def _select(self, cursor: duckdb.DuckDBPyConnection, name: str, selection: Selection) -> tuple[str, list]:
        return rows_where(cursor, name, selection.where, self.header(name).key)

    def _schema_of(self, name: str, version: int, selection: Selection) -> str:
        names = [name, "uploads", *(["case_choice"] if selection.cases else [])]
        return self.build(version, self.overrides_of(name, version, selection), names=names)

    def _reference_day(self, version: int, overrides: dict) -> date | None:
        schema = self.build(version, overrides, names=["reference_day"])
        asked = f"select as_of from {schema}.reference_day"
        return self.fact(("as of", schema), lambda cursor: cursor.execute(asked).fetchall()[0][0])

    def _schema(self, version: int, overrides: dict | None) -> str:
        return schema_name(version, self.models_hash(), overrides, self._backend)


def _held(cursor: duckdb.DuckDBPyConnection, version: int) -> list[dict]:
    cursor.execute(
        "select name, value, low, high, unit, source, set_on from main.assumption_value "
        "where from_version <= ? and (to_version is null or to_version > ?)",
        [version, version],
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]

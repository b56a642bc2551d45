"""What a change leaves as it was: figures of an earlier build that the next one shows instead of working them out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from models.engine.definitions.catalogue import MADE_BY_ENGINE, Catalogue
from models.engine.definitions.dependents import assumptions_in, reads_version
from models.engine.source_state import HELD, recorded

MOST_COMPARED = 100_000  # rows of a cleaned data set that are compared to see whether anything in it changed
BORROWED = re.compile(r"\bfrom\s+(built_\w+)\.", re.IGNORECASE)


@dataclass(frozen=True)
class Earlier:
    """A build to borrow from: its schema, its version and the assumptions it was worked out with."""

    schema: str
    version: int
    held: list[dict]


def borrowed(cursor: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Return, for each figure a build shows of another one, (schema, figure) -> the schema that holds its rows."""
    asked = "select schema_name, view_name, sql from duckdb_views() where starts_with(schema_name, 'built_')"
    found = [(schema, name, BORROWED.search(sql)) for schema, name, sql in cursor.execute(asked).fetchall()]
    return {(schema, name): owner[1] for schema, name, owner in found if owner}


class Reuse:
    """Says which figures of a new build have the same rows as in an earlier one, while the new one is worked out.

    A figure has when nothing it reads differs: the stored rows are the same cell by cell, no assumption it reads has
    another value, and what stands under it has the same rows. It is shown from where its rows lie.
    states: what the stored tables hold now, as `source_state.states` says it.
    """

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        catalogue: Catalogue,
        schema: str,
        held: list[dict],
        earlier: Earlier,
        states: dict[str, str],
        there: set[str],
        kind: str = "view",
    ):
        self._cursor, self._catalogue, self._schema, self._earlier = cursor, catalogue, schema, earlier
        self._kind = kind
        self._owners = borrowed(cursor)
        self._there = there
        self._moved = _moved(earlier.held, held)
        self._states = states
        self._states_then = recorded(cursor, earlier.schema) if HELD in there else {}
        self._same: dict[str, bool] = {}

    def borrow(self, name: str) -> bool:
        """Show a figure from the earlier build and return True, or return False where it has to be worked out."""
        if name not in self._there or not self._is_same(name):
            return False
        rows = f"select * from {self._owner(name)}.{name}"
        self._cursor.execute(f"create {self._kind} {self._schema}.{name} as {rows}")
        return True

    def compare(self, name: str) -> None:
        """Note whether a cleaned data set that was worked out has the rows it had; what stands on it is spared then."""
        if not self._catalogue.headers[name].is_cleaned or name not in self._there:
            return
        new, old = f"{self._schema}.{name}", f"{self._owner(name)}.{name}"
        counts = [self._cursor.execute(f"select count(*) from {table}").fetchall()[0][0] for table in (new, old)]
        if counts[0] == counts[1] < MOST_COMPARED:
            missing = f"select 1 from (from {new} except all from {old}) as missing limit 1"
            self._same[name] = not self._cursor.execute(missing).fetchall()

    def _owner(self, name: str) -> str:
        return self._owners.get((self._earlier.schema, name), self._earlier.schema)

    def _is_same(self, name: str) -> bool:
        if name not in self._same:
            self._same[name] = self._has_same_sources(name)
        return self._same[name]

    def _has_same_sources(self, name: str) -> bool:
        header = self._catalogue.headers.get(name)
        if header is None:
            return name in MADE_BY_ENGINE or (
                name in self._states and self._states[name] == self._states_then.get(name)
            )
        if assumptions_in(header) & self._moved or (reads_version(header) and not header.is_cleaned):
            return False
        return all(self._is_same(source) for source in header.reads)


def _moved(before: list[dict], now: list[dict]) -> set[str]:
    """Return the assumptions with another value or range."""
    earlier = {row["name"]: (row["value"], row["low"], row["high"]) for row in before}
    return {row["name"] for row in now if earlier.get(row["name"]) != (row["value"], row["low"], row["high"])}

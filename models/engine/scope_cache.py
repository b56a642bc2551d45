"""What was asked of the database once and holds for the next reader."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from models.engine import build, read
from models.engine.definitions.catalogue import Catalogue
from models.engine.selection import Selection
from models.engine.visibility import UNRESTRICTED, Visibility

SCOPES_KEPT = 24  # two for each of a room of people who change filters at once


class ScopeCache:
    """Remembers which tables stand and what was filtered for whom;
    asking and filtering again takes longer than reading."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue):
        self._connection = connection
        self._catalogue = catalogue
        self._tables: dict[str, tuple[int, set[str], int]] = {}
        self._facts: dict[Hashable, Any] = {}
        self._scopes: OrderedDict[tuple, tuple] = OrderedDict()
        self._lock = threading.Lock()
        if hasattr(connection, "gives_up"):
            connection.gives_up(self.let_go)

    def let_go(self) -> None:
        """Forget all of it: what nobody reads just now is closed, what somebody reads once they are done."""
        with self._lock:
            self._scopes.clear()
            self._tables.clear()
            self._facts.clear()

    def fact(self, key: Hashable, ask: Callable[[duckdb.DuckDBPyConnection], Any]) -> Any:
        """Return what ask(cursor) says, asked once: for what can never change while the file is not exchanged."""
        if key not in self._facts:
            # the cursor is held until it is noted, so that the file is not exchanged in between
            cursor = self._connection.cursor()
            self._facts[key] = ask(cursor)
        return self._facts[key]

    def has_tables(self, schema: str, names: list[str]) -> bool:
        """Whether a schema holds all these tables."""
        drops, known = build.drops(), self._tables.get(schema)
        if known and known[2] == drops and known[1].issuperset(names):
            return True
        cursor = self._connection.cursor()
        # a schema that was dropped and made again has another number
        asked = "select max(oid) from duckdb_schemas() where schema_name = ?"
        number = cursor.execute(asked, [schema]).fetchall()[0][0]
        there = build.tables_in(cursor, schema)
        self._tables[schema] = number, there, drops
        return there.issuperset(names)

    def own_cursor(self, name: str, schema: str, selection: Selection) -> duckdb.DuckDBPyConnection:
        """Return a cursor of its own that sees a figure of a schema under a period and choice."""
        cursor = self._at(schema)
        if self._needs_filters(name, selection, UNRESTRICTED):
            read.apply_filters(cursor, self._catalogue, schema, name, selection)
        return cursor

    @contextmanager
    def shared_cursor(
        self, name: str, schema: str, selection: Selection, visibility: Visibility
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor that sees a figure under a period and choice, to one reader at a time.

        What another figure of the same period and choice had filtered before is not filtered again.
        """
        if not self._needs_filters(name, selection, visibility):
            yield self._at(schema)
            return
        cursor, made, lock = self._scope(schema, selection, visibility)
        with lock:
            if hasattr(self._connection, "lend"):
                self._connection.lend(cursor)
            read.apply_filters(cursor, self._catalogue, schema, name, selection, visibility, made)
            yield cursor

    def _needs_filters(self, name: str, selection: Selection, visibility: Visibility) -> bool:
        is_chosen = selection.has_filters or not visibility.is_unrestricted
        return not self._catalogue.header(name).materialized or (self._catalogue.is_filtered(name) and is_chosen)

    def _at(self, schema: str) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.execute(f"use {schema}")
        return cursor

    def _scope(self, schema: str, selection: Selection, visibility: Visibility) -> tuple:
        key = (schema, self._tables.get(schema, (None,))[0], *selection.filters, visibility)
        # a cursor may have to be waited for, and whoever is waited for asks to let go: not under the lock
        held = self._scopes.get(key) or (self._at(schema), set(), threading.Lock())
        with self._lock:
            held = self._scopes.setdefault(key, held)
            self._scopes.move_to_end(key)
            while len(self._scopes) > SCOPES_KEPT:
                self._scopes.popitem(last=False)
            return held

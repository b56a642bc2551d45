"""The one connection of a home with the cursors taken from it, so that they can be waited for,
interrupted and let go of."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from data import database
from data.problems import Problem

Interrupted = duckdb.InterruptException
PATIENCE_SECONDS = 30
KINDNESS_SECONDS = 5


@dataclass(frozen=True)
class Taken:
    """Who took a cursor, in which thread and when; owner None: work that several people may wait for."""

    owner: object
    thread: int
    at: float


class Doorway:
    """A DuckDB connection that knows its cursors; `owner()` names the page run a new cursor is for, or None."""

    def __init__(self, home, opening: Callable[[], duckdb.DuckDBPyConnection]):
        self.home, self._opening = home, opening
        self._connection = opening()
        self._taken: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()
        self._changed = threading.Condition(threading.RLock())
        self._closed_by: int | None = None
        self.owner: Callable[[], object] = lambda: None

    def __getattr__(self, name: str):
        return getattr(self._connection, name)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own; waits while the file is being exchanged."""
        thread, owner = threading.get_ident(), self.owner()
        with self._changed:
            self._changed.wait_for(lambda: self._closed_by in (None, thread) or self._has_one(thread))
            cursor = self._connection.cursor()
            self._taken[cursor] = Taken(owner, thread, time.monotonic())
        return cursor

    def release(self, cursor) -> None:
        """Closes a cursor that is not needed any more."""
        cursor.close()
        with self._changed:
            self._taken.pop(cursor, None)

    def interrupt(self, chosen: Callable[[Taken], bool]) -> int:
        """Ends the running queries of the cursors chosen by who took them; returns how many cursors that were."""
        found = [cursor for cursor, taken in self._open_ones() if taken.owner is not None and chosen(taken)]
        for cursor in found:
            try:
                cursor.interrupt()
            except duckdb.Error:
                pass  # closed meanwhile
        return len(found)

    def close(self) -> None:
        """Closes the connection; the file is let go of once its last cursor is."""
        self._connection.close()

    @contextmanager
    def alone(self):
        """A time in which this thread alone holds cursors: others wait, queries of pages are ended, work is waited for.

        Raises Problem BUSY when work such as an upload goes on for too long.
        """
        thread = threading.get_ident()
        with self._changed:
            self._closed_by = thread
        try:
            self._wait_until_alone(thread)
            yield
        finally:
            with self._changed:
                self._closed_by = None
                self._changed.notify_all()

    def exchange(self, exchanging: Callable[[], None]) -> None:
        """Closes the file, lets `exchanging` put another in its place, and opens that; only inside alone()."""
        for cursor, _ in self._open_ones():
            cursor.close()
        self._connection.close()
        gc.collect()
        try:
            database.demand_closed(self.home)
            exchanging()
        finally:
            self._connection = self._opening()

    def _wait_until_alone(self, thread: int) -> None:
        began = time.monotonic()
        while [taken for _, taken in self._open_ones() if taken.thread != thread]:
            waited = time.monotonic() - began
            if waited > PATIENCE_SECONDS:
                raise Problem("BUSY")
            if waited > KINDNESS_SECONDS:
                self.interrupt(lambda taken: taken.thread != thread)
            time.sleep(0.05)
            gc.collect()

    def _has_one(self, thread: int) -> bool:
        return any(taken.thread == thread for taken in self._taken.values())

    def _open_ones(self) -> list:
        with self._changed:
            return list(self._taken.items())

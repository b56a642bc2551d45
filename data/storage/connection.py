"""The one connection of a home with the cursors taken from it, so that they can be waited for,
interrupted and let go of."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import duckdb

from data.problems import Problem
from data.storage import database

Interrupted = duckdb.InterruptException


class Exchanged(Interrupted):
    """The file is being exchanged, or was: what was read before does not hold any more; begin again."""


PATIENCE_SECONDS = 30
KINDNESS_SECONDS = 5


@dataclass(frozen=True)
class CursorLease:
    """Who took a cursor, in which thread and when; owner None: work that several people may wait for."""

    owner: object
    thread: ThreadToken
    at: float


class ThreadToken:
    """Stands for one thread and no other: the number of a thread that has ended is given to a later one."""


_THREAD = threading.local()


def this_thread() -> ThreadToken:
    """The token of the thread that asks, the same each time."""
    if not hasattr(_THREAD, "token"):
        _THREAD.token = ThreadToken()
    return _THREAD.token


class SharedConnection:
    """A DuckDB connection that knows its cursors; `owner()` names the page run a new cursor is for, or None."""

    def __init__(self, home, opening: Callable[[], duckdb.DuckDBPyConnection]):
        self.home, self._opening = home, opening
        self._connection = opening()
        self._taken: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()
        self._changed = threading.Condition(threading.RLock())
        self._closed_by: ThreadToken | None = None
        self._stoppable: set[ThreadToken] = set()
        self._kept: list[weakref.WeakMethod] = []
        self._exchanges = 0
        self._begun = threading.local()
        self.owner: Callable[[], object] = lambda: None

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits to be alone: work that can be done again later should give its cursor back."""
        return self._closed_by is not None

    def step_aside(self) -> None:
        """Raises Exchanged while somebody waits, in work of a page or work that can be begun again; asked between its
        steps, since many short queries are not caught by ending one."""
        thread = this_thread()
        if self._closed_by not in (None, thread) and (thread in self._stoppable or self.owner() is not None):
            raise Exchanged("the file is being exchanged")

    def begin(self) -> None:
        """Notes that this thread reads the file of now: after an exchange it gets Exchanged with its next cursor."""
        self._begun.at = self._exchanges

    @contextmanager
    def stoppable(self):
        """Work of this thread that can be begun again at any time: an exchange stops it at once, without an error."""
        thread, before = this_thread(), self._exchanges
        self.begin()
        self._stoppable.add(thread)
        try:
            yield
        except Interrupted:
            if not self.is_wanted and self._exchanges == before:
                raise
        finally:
            self._stoppable.discard(thread)
            del self._begun.at

    def gives_up(self, let_go: Callable[[], None]) -> None:
        """`let_go`, a method, gives up the cursors its object keeps for reuse; it is called whenever somebody waits."""
        self._kept.append(weakref.WeakMethod(let_go))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own; waits while the file is being exchanged. Raises Exchanged: see `begin`, `stoppable`."""
        thread, owner = this_thread(), self.owner()
        with self._changed:
            self.wait_for_file()
            cursor = self._connection.cursor()
            self._taken[cursor] = CursorLease(owner, thread, time.monotonic())
        return cursor

    def wait_for_file(self) -> None:
        """Waits while the file is being exchanged. Raises Exchanged: see `begin`, `stoppable`."""
        thread = this_thread()
        with self._changed:
            if thread in self._stoppable and self._closed_by not in (None, thread):
                raise Exchanged("the file is being exchanged")
            self._changed.wait_for(lambda: self._closed_by in (None, thread) or self._has_one(thread))
            if getattr(self._begun, "at", self._exchanges) != self._exchanges:
                raise Exchanged("the file was exchanged")

    def lend(self, cursor) -> None:
        """Notes that this thread asks a cursor now that others asked before: nobody ends it for what they did."""
        lease = CursorLease(self.owner(), this_thread(), time.monotonic())
        with self._changed:
            self._taken[cursor] = lease

    def release(self, cursor) -> None:
        """Closes a cursor that is not needed any more."""
        cursor.close()
        with self._changed:
            self._taken.pop(cursor, None)

    def interrupt(self, chosen: Callable[[CursorLease], bool]) -> int:
        """Ends the running queries of the cursors chosen by who took them; returns how many cursors that were."""
        return self._end(lambda taken: taken.owner is not None and chosen(taken))

    def end_all(self) -> None:
        """Ends every running query, whoever asked it."""
        self._end(lambda taken: True)

    def close_others(self, kept) -> None:
        """Closes every cursor but one, whoever has it: what runs there is ended, what was not committed is undone."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while others := [cursor for cursor, _ in self._open_ones() if cursor is not kept]:
            self.end_all()
            for cursor in others:
                with suppress(duckdb.Error):  # what was just ended still has it
                    self.release(cursor)
            if time.monotonic() > give_up:
                return
            time.sleep(0.01)

    def _end(self, chosen: Callable[[CursorLease], bool]) -> int:
        found = [cursor for cursor, taken in self._open_ones() if chosen(taken)]
        for cursor in found:
            try:
                cursor.interrupt()
            except duckdb.Error:
                pass  # closed meanwhile
        return len(found)

    def close(self) -> None:
        """Closes the connection with every cursor taken from it, and lets go of the file; what runs there is ended."""
        with self._changed:  # nobody takes another one meanwhile
            self.close_others(None)  # DuckDB would close them too, but refuses where one is in the middle of a call
            self._connection.close()

    @contextmanager
    def alone(self):
        """A time in which this thread alone holds cursors: others wait, queries of pages are ended, work is waited for.

        Raises Problem BUSY when work such as an upload goes on for too long.
        """
        thread = this_thread()
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
        self._let_go()
        for cursor, _ in self._open_ones():
            cursor.close()
        self._connection.close()
        gc.collect()
        try:
            database.demand_closed(self.home)
            exchanging()
            self._exchanges += 1
        finally:
            self._connection = self._opening()
        if hasattr(self._begun, "at"):
            self.begin()

    def _wait_until_alone(self, thread: ThreadToken) -> None:
        began = time.monotonic()
        while self._others(thread):
            waited = time.monotonic() - began
            if waited > PATIENCE_SECONDS:
                raise Problem("BUSY")
            self._end(lambda taken: taken.thread in self._stoppable)
            if waited > KINDNESS_SECONDS:
                self.interrupt(lambda taken: taken.thread != thread)
                gc.collect()  # cursors of runs that failed may lie in a circle
            time.sleep(0.05)

    def _others(self, thread: ThreadToken) -> bool:
        self._let_go()
        return any(taken.thread != thread for _, taken in self._open_ones())

    def _let_go(self) -> None:
        for method in self._kept:
            if let_go := method():
                let_go()

    def _has_one(self, thread: ThreadToken) -> bool:
        return any(taken.thread == thread for taken in self._taken.values())

    def _open_ones(self) -> list:
        with self._changed:
            return list(self._taken.items())

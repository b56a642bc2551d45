"""Everything of this process on disk when it ends, however it ends."""

from __future__ import annotations

import atexit
import weakref
from contextlib import suppress

import duckdb

from data.problems import Problem
from data.storage.versions import checkpoint

STOPPING_SECONDS = 10
LEFT_SECONDS = 5
_OPEN: weakref.WeakSet = weakref.WeakSet()


def opened(store) -> None:
    """Notes that a store is open."""
    _OPEN.add(store)


def closed(store) -> None:
    """Notes that a store was closed, and is on disk."""
    _OPEN.discard(store)


def put_on_disk(store) -> None:
    """Puts a store on disk that is closed; what somebody began to write and left is not kept."""
    with store.cursor() as cursor:
        try:
            checkpoint(cursor, LEFT_SECONDS)
        except duckdb.TransactionException:
            store.connection.close_others(cursor)
            checkpoint(cursor)


def stop_all() -> None:
    """Puts every open store on disk, for when the process ends; what is still going on is ended, not kept."""
    for store in list(_OPEN):
        if store.connection.is_wanted:
            continue  # a file is being exchanged: that is whole or has not happened
        with suppress(duckdb.Error, OSError):
            store.connection.end_all()
            try:
                with store.connection.alone():  # or what works between two queries would write on behind it
                    _settle(store)
            except Problem:  # somebody does not let go
                _settle(store)


def _settle(store) -> None:
    with store.cursor() as cursor:
        checkpoint(cursor, STOPPING_SECONDS)


atexit.register(stop_all)

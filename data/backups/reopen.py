"""The file of a running home opened again where the database gave up on it, as it does on a full disk."""

from __future__ import annotations

import logging
import weakref

import duckdb

from data.backups import replay
from data.storage import change_journal

_LOST: weakref.WeakSet = weakref.WeakSet()  # stores whose file is to be opened again


def heal(store) -> bool:
    """Opens the file again where the database gave up on it; whether it had to. What was committed comes back.

    Raises what opening raises while there still is no room; to be tried again then.
    """
    if not store.is_open:
        return False
    try:
        with store.cursor() as cursor:
            cursor.execute("select 1")
        return False
    except duckdb.ConnectionException:  # closed: by who has it, or here, when it could not be opened again
        if store not in _LOST:
            return False
    except duckdb.FatalException:
        _LOST.add(store)
        logging.getLogger(__name__).warning("the database gave up on its file; opening it again")
    with store.connection.alone():
        store.connection.exchange(lambda: None)
    with store.cursor() as cursor:
        change_journal.repair(cursor, store.home)
    replay.replay(store)
    _LOST.discard(store)
    return True

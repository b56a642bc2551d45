"""Queries nobody waits for any more, and queries that take too long, are ended."""

import atexit
import logging
import sys
import threading
import time
from weakref import WeakKeyDictionary, WeakSet

from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import settings
from data.backups import reopen
from data.storage.connection import ThreadToken, this_thread
from pages.parts.runtime import logs

PAUSE_SECONDS = 1
# thread -> when its run began; what it took before may be kept, and is no query of its
_begun: WeakKeyDictionary[ThreadToken, float] = WeakKeyDictionary()
_overlong: WeakSet[ThreadToken] = WeakSet()  # threads whose query was ended for its length, until that is told


def longest_seconds() -> int:
    """Return after how many seconds a page's query is ended: LEDGER_QUERY_SECONDS."""
    return settings.number("LEDGER_QUERY_SECONDS")


def owner() -> str | None:
    """Return the session this thread draws a page for; None for work in the background, which others may wait for."""
    ctx = get_script_run_ctx(suppress_warning=True)
    return ctx.session_id if ctx else None


def begin(doorway) -> None:
    """End what an earlier run of this session still asks for: its page is not shown any more."""
    session, thread = owner(), this_thread()
    _overlong.discard(thread)
    _begun[thread] = time.monotonic()
    if session:
        doorway.begin()
        doorway.interrupt(lambda taken: taken.owner == session and taken.thread != thread)


def watch(store) -> None:
    """From now on end queries that take too long, and those of sessions that went away; and have the file opened again
    where the database gave up on it."""
    store.connection.owner = owner
    over = threading.Event()
    thread = threading.Thread(target=_watch, args=(store, over), name="queries", daemon=True)
    thread.start()
    atexit.register(_end, thread, over)


def _end(thread: threading.Thread, over: threading.Event) -> None:
    """Let the thread come to its end: one that is cut off inside the database takes the process down with it."""
    over.set()
    thread.join(2 * PAUSE_SECONDS)


def _watch(store, over: threading.Event) -> None:
    while store.is_open and not over.wait(PAUSE_SECONDS):
        end_idle(store.connection, time.monotonic())
        heal(store)


def heal(store) -> bool:
    """Return whether the file answers, opened again if need be; a disk that is still full is tried again."""
    try:
        reopen.heal(store)
        return True
    except Exception:
        logs.tell_failure(logging.getLogger(__name__), "-", "", sys.exc_info()[1])
        return False


def end_idle(doorway, now: float) -> int:
    """End the queries of pages that began too long before `now` or whose session is gone; return how many."""
    longest = longest_seconds()

    def _ends(taken) -> bool:
        if now - taken.at > longest:
            if taken.at >= _begun.get(taken.thread, 0):
                _overlong.add(taken.thread)
            return True
        return _is_gone(taken.owner)

    return doorway.interrupt(_ends)


def took_too_long() -> bool:
    """Return whether this thread's query was ended for its length, and for nothing else; it is told once."""
    thread = this_thread()
    told = thread in _overlong
    _overlong.discard(thread)
    return told


def _is_gone(session: object) -> bool:
    return exists() and not get_instance().is_active_session(str(session))

"""Queries nobody waits for any more, and queries that take too long, are ended."""

import os
import threading
import time

from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

LONGEST_SECONDS = 120
PAUSE_SECONDS = 1
_begun: dict[int, float] = {}  # thread -> when its run began; what it took before may be kept, and is no query of its
_overlong: set[int] = set()  # threads whose query was ended because it took too long, until that is told


def longest_seconds() -> int:
    """Return after how many seconds a page's query is ended: LEDGER_QUERY_SECONDS, or 120."""
    return int(os.environ.get("LEDGER_QUERY_SECONDS") or LONGEST_SECONDS)


def owner() -> str | None:
    """Return the session this thread draws a page for; None for work in the background, which others may wait for."""
    ctx = get_script_run_ctx(suppress_warning=True)
    return ctx.session_id if ctx else None


def begin(doorway) -> None:
    """End what an earlier run of this session still asks for: its page is not shown any more."""
    session, thread = owner(), threading.get_ident()
    _overlong.discard(thread)
    _begun[thread] = time.monotonic()
    if session:
        doorway.begin()
        doorway.interrupt(lambda taken: taken.owner == session and taken.thread != thread)


def watch(doorway) -> None:
    """From now on end queries that take too long, and those of sessions that went away."""
    doorway.owner = owner
    threading.Thread(target=_watch, args=(doorway,), name="queries", daemon=True).start()


def _watch(doorway) -> None:
    while True:
        time.sleep(PAUSE_SECONDS)
        end_idle(doorway, time.monotonic())


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
    thread = threading.get_ident()
    told = thread in _overlong
    _overlong.discard(thread)
    return told


def _is_gone(session: object) -> bool:
    return exists() and not get_instance().is_active_session(str(session))

"""Faults at bad moments: work in a process of its own that dies on the way, and what a home says afterwards."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from data.access import audit
from data.sharing import notes, registry
from data.store import Store

ACKNOWLEDGED = b"acknowledged"


def said(home: Path) -> dict:
    """What a home says of itself once it is opened: version, rows, imports, changes, people, links, notes."""
    store = Store(home)
    try:
        with store.cursor() as cursor:
            assert audit.is_intact(cursor) and store.journal.is_whole
            amounts = cursor.execute("select sum(amount)::varchar from raw_money where to_version is null").fetchall()
            written = [note["text"] for note in notes.notes(cursor)]
            scenarios = cursor.execute("select count(*) from scenario where to_version is null").fetchall()
        return {
            "version": store.version,
            "rows": store.counts(),
            "amounts": amounts,
            "imports": [(one["import_id"], one["status"], bool(one["undone"])) for one in store.imports()],
            "aside": len(store.quarantine()),
            "links": [(link["page"], link["state"]) for link in registry.list_links(store)],
            "notes": sorted(written),
            "scenarios": scenarios,
        }
    finally:
        store.close()


def dies_after(seconds: float, work: Callable[[], object]) -> tuple[bool, float]:
    """Lets `work` run in a copy of this process that is ended, as by kill -9, after so many seconds.

    Returns whether it was acknowledged before, and how long it took until then or until the end.
    """
    read, write = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _work_and_end(seconds, work, write)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        is_acknowledged = pipe.read() == ACKNOWLEDGED
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return is_acknowledged, time.monotonic() - begun


def _work_and_end(seconds: float, work: Callable[[], object], write: int) -> None:
    # garbage of earlier tests may own threads, which this copy does not have: collecting it would end the process
    gc.freeze()
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the system ends the process there, nothing of it runs any more
        signal.setitimer(signal.ITIMER_REAL, seconds)
        work()
        os.write(write, ACKNOWLEDGED)
        os._exit(0)
    except BaseException as failure:
        print(f"{type(failure).__name__}: {failure}", file=sys.stderr, flush=True)
        os._exit(1)

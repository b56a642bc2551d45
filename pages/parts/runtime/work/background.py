"""Work that goes on without a page, once for all visitors: one list of it, its progress, and when it is forgotten.

Leaving a page does no harm: the work has its own thread and acts for whoever began it.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

import streamlit as st

from data.access.actor import Actor, act_as
from data.problems import Problem
from models.engine.backends.failures import EngineFails
from pages.parts.runtime import derived_cache, logs, process
from pages.parts.runtime.counters import counters, timed
from pages.parts.runtime.services import services
from pages.parts.ui import html

LOOK_AGAIN_SECONDS = 0.5
# Of one kind so many work at a time, others of it wait their turn: a click must not hold up an upload.
AT_ONCE = {"figures": 2, "upload": 4, "weighing": 2, "sample": 1, "report": 1, "tables": 1}
OF_THE_HOME = ("upload", "sample", "tables")
KEPT_SECONDS = 3600  # work that ended is known for an hour,
KEPT = 100  # and no more than the latest hundred


@dataclass
class Work:
    """One piece of work; its thread writes, pages read. about: what it works on, in words; result: what it came to;
    problem: why it failed, where that has a sentence."""

    about: str = ""
    done: int = 0
    total: int = 1
    step: str = ""
    result: object = None
    failure: str = ""
    problem: Problem | None = None
    ended_at: float = 0.0
    thread: threading.Thread | None = field(default=None, repr=False)

    def tell(self, done: int, total: int, step: str) -> None:
        """Keep how far the work is."""
        self.done, self.total, self.step = done, total, step

    @property
    def is_running(self) -> bool:
        """Whether the work is going on, or waits for its turn."""
        return self.thread is not None and self.thread.is_alive()


class Works:
    """The work of this process by key; a key begins with its kind."""

    def __init__(self) -> None:
        self.by_key: dict[tuple, Work] = {}
        self.lock = threading.RLock()
        self.turns = {kind: threading.BoundedSemaphore(count) for kind, count in AT_ONCE.items()}

    def age(self) -> None:
        """Forget what ended long ago, and of the rest that ended all but the latest; never what still runs."""
        ended = [(work.ended_at, key) for key, work in self.by_key.items() if not work.is_running]
        latest = sorted(ended, key=lambda one: one[0])[-KEPT:]
        young = {key for ended_at, key in latest if ended_at > time.time() - KEPT_SECONDS}
        for _, key in ended:
            if key not in young:
                del self.by_key[key]


@process.once
def works() -> Works:
    """Return the list of the work of this process."""
    return Works()


def known(key: tuple) -> Work | None:
    """Return the work begun under a key, if it is still known."""
    return works().by_key.get(key)


def forget(key: tuple) -> None:
    """Let the same work be begun again."""
    works().by_key.pop(key, None)


def forget_all() -> None:
    """Forget what was made of data that are others now; a file on its way goes on, and is not begun twice."""
    held = works()
    with held.lock:
        for key, work in list(held.by_key.items()):
            if key[0] not in OF_THE_HOME or not work.is_running:
                del held.by_key[key]


derived_cache.also(forget_all)


def begin(
    key: tuple,
    work_out: Callable[[Callable[[int, int, str], None]], object],
    about: str = "",
    again: Callable[[Work], bool] = lambda known: False,
) -> Work:
    """Let work_out(tell) run in a thread of its own and return how far it is, at once.

    Work begun under the key before is returned instead, unless `again` says of it that it is to be begun anew.
    """
    held = works()
    with held.lock:
        work = held.by_key.get(key)
        if work is not None and not again(work):
            return work
        held.age()
        work = held.by_key[key] = Work(about)
        arguments = (key, work, work_out, held.turns[key[0]], services().store.actor, logs.request_number())
        work.thread = threading.Thread(target=_run, args=arguments, name=str(key[0]), daemon=True)
        work.thread.start()
        return work


def _run(
    key: tuple, work: Work, work_out: Callable, turn: threading.BoundedSemaphore, actor: Actor, number: str
) -> None:
    logs.begin(number)
    try:
        with turn, act_as(actor), _giving_way(key[0]), timed("ledger_work", kind=str(key[0])):
            work.result = work_out(work.tell)
    except Exception as failure:
        counters().add("ledger_errors_total")
        logging.getLogger(__name__).exception("%s failed", threading.current_thread().name)  # about names a file
        work.failure, work.problem = type(failure).__name__, _problem(failure)
    work.ended_at = time.time()


def _problem(failure: Exception) -> Problem | None:
    if isinstance(failure, EngineFails):
        return Problem(failure.code, failure.fields)
    return failure if isinstance(failure, Problem) else None


def _giving_way(kind: str) -> AbstractContextManager:
    """What only reads is ended when the file is to be exchanged, and begun again on the new one."""
    return nullcontext() if kind in OF_THE_HOME else services().store.connection.stoppable()


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def progress(work: Work, said: Callable[[Work], str], failed: Callable[[Work], str] | None = None) -> None:
    """Draw how far work is, in the words of `said`; the page runs again once it is done.

    failed: the words for work that failed, where the page would only begin it again.
    """
    if work.failure and failed:
        st.error(html.plain(failed(work)))
    elif not work.is_running:
        st.rerun()
    else:
        st.progress(min(work.done / max(work.total, 1), 1.0), html.plain(said(work)))

"""Figures being worked out in the background, once for all visitors, while the page shows how far they are."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from models.comparing import day_of_period
from pages.parts import look
from pages.parts.house import house
from pages.parts.language import say

LOOK_AGAIN_SECONDS = 0.5


@dataclass
class Work:
    """Figures being worked out; the thread writes, pages read."""

    done: int = 0
    total: int = 1
    figure: str = ""
    failure: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)

    def tell(self, done: int, total: int, figure: str) -> None:
        """Keep how far the work is."""
        self.done, self.total, self.figure = done, total, figure


@st.cache_resource(show_spinner=False)
def _works() -> tuple[dict[tuple, Work], threading.Lock]:
    return {}, threading.Lock()


def wait_for_figures(version: int, language: str) -> None:
    """Return at once when the figures of a version are there; else show the progress and end the page until they are.

    Leaving the page does no harm: the work goes on in its own thread, once for all visitors.
    """
    if not house().engine.is_built(version):
        why = say(language, "waiting.title"), say(language, "waiting.why")
        _wait(begin(version), say(language, "frame.version", version=version), *why, language)


def wait_for_day(view, names: tuple[str, ...]) -> None:
    """Do the same for figures that speak of a day, where the chosen period ends on another day than the data's own."""
    engine, last = house().engine, view.filters.last
    other = (
        day_of_period(engine, view.version, last)
        if names and last and last != view.choice.last and not view.shared
        else {}
    )
    if other and not engine.is_built(view.version, other, list(names)):
        work = in_background(
            (view.version, last, names), lambda tell: engine.build(view.version, other, tell, list(names))
        )
        title = view.words("waiting.day", month=view.formats.month(last))
        _wait(work, view.scope(), title, view.words("waiting.why_day"), view.language)


def begin(version: int) -> Work:
    """Start working out the figures of a version, unless that is going on or done; return how far it is."""
    return in_background((version,), lambda tell: house().engine.build(version, progress=tell))


def in_background(key: tuple, work_out: Callable[[Callable], object]) -> Work:
    """Let work_out(tell) run in a thread, one for a key; return how far it is.

    What failed or was cleared away is begun again.
    """
    works, lock = _works()
    with lock:
        if key not in works or not works[key].thread.is_alive():
            work = works[key] = Work()
            work.thread = threading.Thread(target=_run, args=(key, work_out, work), daemon=True)
            work.thread.start()
        return works[key]


def _run(key: tuple, work_out: Callable[[Callable], object], work: Work) -> None:
    try:
        work_out(work.tell)
    except Exception as failure:
        logging.getLogger(__name__).exception("figures of %s", key)
        work.failure = type(failure).__name__


def _wait(work: Work, eyebrow: str, title: str, why: str, language: str) -> None:
    look.headline(eyebrow, title, why)
    progress(work, language)
    st.skeleton(height=240)
    st.stop()


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def progress(work: Work, language: str) -> None:
    """Draw how far the work is; the page runs again when it is done."""
    if work.failure:
        st.error(say(language, "waiting.failed", kind=work.failure))
    elif not work.thread.is_alive():
        st.rerun()
    else:
        st.progress(work.done / max(work.total, 1), say(language, "waiting.progress", done=work.done, total=work.total))

"""Figures being worked out in the background, one version at a time, while the page shows how far they are."""

import logging
import threading
from dataclasses import dataclass, field

import streamlit as st

from pages.parts import look
from pages.parts.house import house
from pages.parts.language import say

LOOK_AGAIN_SECONDS = 0.5


@dataclass
class Work:
    """One version's figures being worked out; the thread writes, pages read."""

    done: int = 0
    total: int = 1
    figure: str = ""
    failure: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)

    def tell(self, done: int, total: int, figure: str) -> None:
        """Keep how far the work is."""
        self.done, self.total, self.figure = done, total, figure


@st.cache_resource(show_spinner=False)
def _works() -> tuple[dict[int, Work], threading.Lock]:
    return {}, threading.Lock()


def wait_for_figures(version: int, language: str) -> None:
    """Return at once when the figures of a version are there; else show the progress and end the page until they are.

    Leaving the page does no harm: the work goes on in its own thread, once for all visitors.
    """
    if house().engine.is_built(version):
        return
    work = begin(version)
    look.headline(
        say(language, "frame.version", version=version), say(language, "waiting.title"), say(language, "waiting.why")
    )
    _progress(work, language)
    st.skeleton(height=240)
    st.stop()


def begin(version: int) -> Work:
    """Start working out the figures of a version, unless that is going on or done; return how far it is."""
    works, lock = _works()
    with lock:
        if version not in works or (works[version].failure and not works[version].thread.is_alive()):
            work = works[version] = Work()
            work.thread = threading.Thread(target=_work_out, args=(version, work), daemon=True)
            work.thread.start()
        return works[version]


def _work_out(version: int, work: Work) -> None:
    try:
        house().engine.build(version, progress=work.tell)
    except Exception as failure:
        logging.getLogger(__name__).exception("figures of version %s", version)
        work.failure = type(failure).__name__


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _progress(work: Work, language: str) -> None:
    if work.failure:
        st.error(say(language, "waiting.failed", kind=work.failure))
    elif not work.thread.is_alive():
        st.rerun()
    else:
        st.progress(work.done / max(work.total, 1), say(language, "waiting.progress", done=work.done, total=work.total))

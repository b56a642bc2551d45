"""Filling an empty home with the made-up organisation, in the background, with its progress."""

import logging
import threading

import streamlit as st

from data.people.acting import Actor, acting_as
from data.samples import fill
from pages.parts import process
from pages.parts.house import house
from pages.parts.visitor import allowed, visitor
from pages.parts.waiting import LOOK_AGAIN_SECONDS, Work

CUSTOMERS = 3000
SEED = 1


@process.once
def _filling() -> dict[str, Work]:
    return {}


def sample_button(view) -> None:
    """Draw the button that fills an empty home with the sample; nothing when the home holds data of its own."""
    work = _filling().get("work")
    if work and work.failure:
        st.error(view.words("sample.failed", kind=work.failure))
    if view.version == 0 and allowed("change") and st.button(view.words("sample.button"), key="fill_sample"):
        _start()
        st.rerun()


def wait_for_sample(view) -> None:
    """Return at once unless the home is being filled; else show how far that is and end the page until it is done."""
    work = _filling().get("work")
    if work and work.thread.is_alive():
        _progress(view, work)
        st.stop()


def _start() -> None:
    work = _filling()["work"] = Work()
    work.thread = threading.Thread(target=_fill, args=(work, visitor().actor), daemon=True)
    work.thread.start()


def _fill(work: Work, actor: Actor) -> None:
    try:
        with acting_as(actor):
            fill(house().store, CUSTOMERS, SEED, progress=work.tell)
    except Exception as failure:
        logging.getLogger(__name__).exception("sample")
        work.failure = type(failure).__name__


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _progress(view, work: Work) -> None:
    if not work.thread.is_alive():
        st.rerun()
    st.progress(work.done / max(work.total, 1), view.words("sample.progress", done=work.done, total=work.total))

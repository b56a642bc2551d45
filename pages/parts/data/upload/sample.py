"""Filling an empty home with the made-up organisation, in the background, with its progress."""

import streamlit as st

from data.samples.generate import fill
from pages.parts.access.visitor import is_allowed
from pages.parts.runtime import background
from pages.parts.runtime.services import services

CUSTOMERS = 3000
SEED = 1


KEY = ("sample",)


def sample_button(view) -> None:
    """Draw the button that fills an empty home with the sample; nothing when the home holds data of its own."""
    work = background.known(KEY)
    if work and work.failure:
        st.error(view.words("sample.failed", kind=work.failure))
    if view.version == 0 and is_allowed("change") and st.button(view.words("sample.button"), key="fill_sample"):
        _begin()
        st.rerun()


def wait_for_sample(view) -> None:
    """Return at once unless the home is being filled; else show how far that is and end the page until it is done."""
    work = background.known(KEY)
    if work and work.is_running:
        background.progress(work, lambda work: view.words("sample.progress", done=work.done, total=work.total))
        st.stop()


def _begin() -> None:
    background.begin(
        KEY,
        lambda tell: fill(services().store, CUSTOMERS, SEED, progress=tell),
        again=lambda known: not known.is_running,
    )

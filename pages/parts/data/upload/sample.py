"""Filling an empty home with the made-up organisation and taking it out again, in the background."""

import streamlit as st

from data.samples.generate import fill
from data.samples.removal import remove, sample_imports
from pages.parts.access.visitor import is_allowed
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background, figure_work
from pages.parts.ui import html

CUSTOMERS = 3000
SEED = 1
FILL, REMOVE = ("sample", "load"), ("sample", "remove")


@st.cache_data(max_entries=20, show_spinner=False)
def holds_sample(version: int) -> bool:
    """Return whether the home holds the sample, or what is left of it."""
    return version > 0 and bool(sample_imports(services().store))


def sample_button(view, **look: str) -> None:
    """Draw the button that fills a home without data with the sample; nothing when the home holds data of its own."""
    _tell_failure(view, FILL)
    if _is_empty(view) and is_allowed("change") and st.button(view.words("sample.button"), key="fill_sample", **look):
        _begin(FILL, lambda tell: fill(services().store, CUSTOMERS, SEED, progress=tell))
        st.rerun()


def removal(view) -> None:
    """Draw what takes the sample out again, before anybody's own data are mixed with it; nothing in any other home."""
    _tell_failure(view, REMOVE)
    if not (holds_sample(view.version) and is_allowed("change")):
        return
    with st.container(key="sample_removal", horizontal=True, vertical_alignment="center"):
        html.render(f'<p class="why">{html.escape(view.words("sample.here"))}</p>')
        if st.button(view.words("sample.remove"), key="remove_sample"):
            _begin(REMOVE, _remove)
            st.rerun()


def wait_for_sample(view) -> None:
    """Return at once unless the home is being filled or emptied; else show how far that is and end the page."""
    for key in (FILL, REMOVE):
        work = background.known(key)
        if work and work.is_running:
            background.progress(
                work, lambda work, key=key: view.words(f"sample.{key[1]}_progress", done=work.done, total=work.total)
            )
            st.stop()


def _remove(tell) -> None:
    figure_work.begin(remove(services().store, tell))


def _is_empty(view) -> bool:
    store = services().store
    return not store.tables and not any(store.counts().values())


def _tell_failure(view, key: tuple) -> None:
    work = background.known(key)
    if work and work.failure:
        st.error(html.plain(view.words(f"sample.{key[1]}_failed", kind=work.failure)))


def _begin(key: tuple, work) -> None:
    background.begin(key, work, again=lambda known: not known.is_running)

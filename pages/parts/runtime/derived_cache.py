"""What this process remembers of the data, forgotten together: they were exchanged, or somebody was erased from them.

Rows and sentences are in `st.cache_data`; what is shared without a copy is in `derived`. `st.cache_resource`
itself is only for what does not come from the data: the store, who is there.
"""

from collections.abc import Callable

import streamlit as st

_FORGETS: list[Callable[[], None]] = []


def derived(**options) -> Callable:
    """Keep what a function makes of the data, as `st.cache_resource` does, until the data are others."""

    def _keep(function: Callable) -> Callable:
        kept = st.cache_resource(show_spinner=False, **options)(function)
        also(kept.clear)
        return kept

    return _keep


def also(forget_it: Callable[[], None]) -> None:
    """Call this too when everything is forgotten."""
    _FORGETS.append(forget_it)


def forget() -> None:
    """Read everything anew: figures, what the filters offer, views of links with their notes, what links may tell."""
    st.cache_data.clear()
    for forget_it in _FORGETS:
        forget_it()

"""What this process remembers of the data is forgotten together,
when they were exchanged or somebody was erased from them."""

import streamlit as st

from pages.parts import beside, charts, shared, told, view_cache


def forget() -> None:
    """Read everything anew: figures, the views of links with their notes, and what links may tell."""
    st.cache_data.clear()
    shared.forget()
    told.forget()
    beside.forget()
    view_cache.forget()
    charts.forget()

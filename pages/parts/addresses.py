"""Addresses that are no page's own: /overview, which stands at /, and what nobody knows. None is met with a dialog."""

from collections.abc import Callable, Collection
from urllib.parse import unquote, urlsplit

import streamlit as st

from pages.parts import misread

FIRST = "first page"  # the address / is its own; under its name in the menu /overview could not be asked for
ANSWERED = "overview"


def stray(known: Collection[str], draw: Callable[[], None] = lambda: None) -> list:
    """Return a page, in no menu, for the address asked for when it is none of the known ones; else nothing."""
    name = unquote(urlsplit(st.context.url or "").path).rstrip("/").rpartition("/")[2]
    is_known = not name or name in known
    return [] if is_known else [st.Page(draw, title=name, url_path=name, visibility="hidden")]


def lead_back(page, strays: list, first) -> None:
    """Go to the first page, with all the address says of it, when a stray one was asked for; else do nothing."""
    if page not in strays:
        st.session_state["page"] = page.url_path
        return
    st.session_state["page"] = first.url_path
    if page.url_path != ANSWERED:
        misread.keep("page", [page.url_path])
    st.switch_page(first, query_params={name: st.query_params.get_all(name) for name in st.query_params})

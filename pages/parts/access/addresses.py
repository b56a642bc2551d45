"""Addresses that are no page's own: /overview, which stands at /, and what nobody knows. None is met with a dialog."""

from collections.abc import Callable, Collection
from urllib.parse import unquote, urlsplit

import streamlit as st

from pages.parts.ui import html

FIRST = "first page"  # the address / is its own; under its name in the menu /overview could not be asked for


def stray(known: Collection[str], draw: Callable[[], None] = lambda: None) -> list:
    """Return a page, in no menu, for the address asked for when it is none of the known ones; else nothing."""
    name = unquote(urlsplit(st.context.url or "").path).rstrip("/").rpartition("/")[2]
    is_known = not name or name in known
    return [] if is_known else [st.Page(draw, title=name, url_path=name, visibility="hidden")]


def only(draw: Callable[[], None]) -> None:
    """Draw something in place of every page, and end the run."""
    html.apply_style()
    st.logo("static/logo.svg", size="large")
    door = st.Page(draw, title="Loyalty Ledger", url_path=FIRST, default=True)
    st.navigation([door, *stray((), draw)], position="hidden").run()
    st.stop()

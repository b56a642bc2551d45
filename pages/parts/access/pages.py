"""Ways from one page to another: only those the visitor may take are drawn."""

import streamlit as st

from data.access.actor import is_allowed
from pages.parts.access.visitor import Visitor, current_visitor
from pages.parts.ui import html, url_state

RIGHTS = {"data": "change", "admin": "administer"}  # every other page shows figures: whoever may see them may open it
ACCOUNT = "account"


def may_open(page: str, who: Visitor | None = None) -> bool:
    """Return whether the visitor may open a page; the page of one's own sign-in is there for those who signed in."""
    who = who or current_visitor()
    if page == ACCOUNT:
        return who.signed_in
    return is_allowed(who.actor, RIGHTS.get(page, "see"))


def page_link(page: str, label: str, query_params: dict | None = None, **drawn: object) -> None:
    """Draw a link to a page; nothing when the visitor may not open it, or came by a link to one view."""
    who = current_visitor()
    if who.share is not None or not may_open(page, who):
        return
    if query_params and page == st.session_state.get("page"):  # such a link to where one is loses what it names
        st.button(html.plain(label), key=f"way_{'_'.join(query_params.values())}", on_click=_lead, args=(query_params,))
    else:
        st.page_link(f"pages/{page}.py", label=label, query_params=query_params, **drawn)


def _lead(query_params: dict) -> None:
    """Put what the link names into the address, in the place of all but the filters."""
    for name in {*st.query_params, *query_params} - {*url_state.FILTERS}:
        url_state.set_parameter(name, [query_params[name]] if name in query_params else [])

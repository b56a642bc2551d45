"""Ways from one page to another: only those the visitor may take are drawn."""

import streamlit as st

from data.people.rights import may
from pages.parts import in_link, look as looks
from pages.parts.visitor import Visitor, visitor

RIGHTS = {"data": "change", "admin": "administer"}  # every other page shows figures: whoever may see them may open it
ACCOUNT = "account"


def opens(page: str, who: Visitor | None = None) -> bool:
    """Return whether the visitor may open a page; the page of one's own sign-in is there for those who signed in."""
    who = who or visitor()
    if page == ACCOUNT:
        return who.signed_in
    return may(who.actor, RIGHTS.get(page, "see"))


def link(page: str, label: str, query_params: dict | None = None, **look: object) -> None:
    """Draw a link to a page; nothing when the visitor may not open it, or came by a link to one view."""
    who = visitor()
    if who.share is not None or not opens(page, who):
        return
    if query_params and page == st.session_state.get("page"):  # such a link to where one is loses what it names
        st.button(looks.plain(label), key=f"way_{'_'.join(query_params.values())}", on_click=_lead, args=(query_params,))
    else:
        st.page_link(f"pages/{page}.py", label=label, query_params=query_params, **look)


def _lead(query_params: dict) -> None:
    for name, value in query_params.items():
        in_link.write(name, [value])

"""One's own sign-in: name, role, sectors, and the button that ends it."""

from datetime import UTC, datetime

import streamlit as st

from pages.parts.access.sign_in import sign_out_button
from pages.parts.access.visitor import current_visitor
from pages.parts.ui import html
from pages.parts.ui.clock import when


def account(view) -> None:
    """Draw who is signed in and what their role allows."""
    html.hide_filters()
    who, words = current_visitor(), view.words
    html.page_header(
        words("account.signed_in"), words("account.answer", name=who.name), words(f"role.{who.actor.role}_may")
    )
    said = [words("account.role", role=words(f"role.{who.actor.role}"))]
    if who.actor.sectors is not None:
        said.append(words("account.sectors", sectors=view.formats.listing(list(who.actor.sectors))))
    if until := st.user.to_dict().get("exp"):
        said.append(words("account.until", moment=when(view, datetime.fromtimestamp(until, UTC))))
    for line in said:
        st.text(line)
    sign_out_button(view.language)

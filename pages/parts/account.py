"""One's own sign-in: name, role, sectors, and the button that ends it."""

from datetime import UTC, datetime

import streamlit as st

from pages.parts import look
from pages.parts.history_sentences import when
from pages.parts.signing_in import sign_out_button
from pages.parts.visitor import visitor


def account(view) -> None:
    """Draw who is signed in and what their role allows."""
    look.hide_filters()
    who, words = visitor(), view.words
    look.headline(
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

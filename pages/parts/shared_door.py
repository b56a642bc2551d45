"""What stands before a shared view: the password, and the one sentence when a link opens nothing."""

from collections.abc import Callable

import streamlit as st

from data.problems import Problem, sentence
from pages.parts import addresses, look
from pages.parts.clock import local
from pages.parts.formats import Formats
from pages.parts.language import LANGUAGES, preferred, say


def only(draw: Callable[[], None]) -> None:
    """Draw something in place of every page, and end the run."""
    look.apply_style()
    st.logo("static/logo.svg", size="large")
    door = st.Page(draw, title="Loyalty Ledger", url_path=addresses.FIRST, default=True)
    st.navigation([door, *addresses.stray((), draw)], position="hidden").run()
    st.stop()


def say_why(refused: Problem) -> None:
    """Say that the link opens nothing, and what to do."""
    language = _language()
    fields = dict(refused.fields)
    if "ended_at" in fields:
        fields["day"] = Formats(language).day(local(fields["ended_at"]).date())
    look.headline(
        say(language, "shared.eyebrow"), say(language, "shared.closed"), sentence(refused.code, fields, language)
    )


def ask_password(unlock: Callable[[str], bool]) -> None:
    """Ask for the link's password; unlock(password) says whether it is the one; Problem: it was not looked at."""
    language = _language()
    look.headline(say(language, "shared.eyebrow"), say(language, "shared.locked"), say(language, "shared.locked_why"))
    with st.form("unlock", width=420):
        typed = st.text_input(say(language, "shared.password"), type="password", key="link_password")
        if st.form_submit_button(say(language, "shared.unlock"), type="primary"):
            _try(unlock, typed, language)


def _try(unlock: Callable[[str], bool], typed: str, language: str) -> None:
    try:
        if unlock(typed):
            st.rerun()
        st.error(say(language, "shared.wrong"))
    except Problem as refused:
        st.error(sentence(refused.code, refused.fields, language))


def _language() -> str:
    named = st.session_state.get("language") or st.query_params.get("language")
    return named if named in LANGUAGES else preferred(st.context.locale)

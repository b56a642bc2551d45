"""The way in: whoever may see nothing is shown how to sign in, and comes back to the link they asked for."""

import logging
import os
import signal
import threading
from urllib.parse import parse_qs, unquote, urlsplit

import streamlit as st

from data.people.identity import State
from data.problems import Problem, sentence
from pages.parts import look, setup, shared_door
from pages.parts.house import house
from pages.parts.language import preferred, say
from pages.parts.visitor import Visitor, visitor

COOKIE = "ledger_link"
SECONDS_SHOWN = 10.0  # as long as a slow browser takes to show why
# The link is kept by the browser itself, for ten minutes and for this site only:
# after the provider the person lands on "/".
_KEEP = """export default function ({ data }) {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  const link = data.keep ? encodeURIComponent(location.pathname + location.search) : ''
  document.cookie = `ledger_link=${link}; Path=/; SameSite=Strict; Max-Age=${link ? 600 : 0}${secure}`
}"""
_KEEPER = st.components.v2.component("link_keeper", html="<span>\n</span>", js=_KEEP, isolate_styles=False)


def refuse_open_server() -> None:
    """End the run, and the server, when others could reach it without signing in. Called before anything is read."""
    try:
        setup.check()
    except Problem as problem:
        logging.getLogger(__name__).critical("%s", problem)
        if st.context.headers.to_dict():  # a test runs the page without a server
            threading.Timer(SECONDS_SHOWN, os.kill, (os.getpid(), signal.SIGTERM)).start()
        language, refused = preferred(st.context.locale), problem
        shared_door.only(
            lambda: look.headline(
                "", say(language, "sign_in.refused"), sentence(refused.code, refused.fields, language)
            )
        )


def gate(pages: tuple[str, ...], language: str) -> None:
    """Return for whoever may see something; end the run with the way in for anybody else."""
    who = visitor()
    if who.state is State.IN:
        _note_once(who, "sign-in", "")
        return
    drawn = [
        st.Page(
            lambda: _way_in(who, language),
            title=say(language, "sign_in.title"),
            url_path=name,
            default=name == pages[0],
        )
        for name in pages
    ]
    st.navigation(drawn, position="hidden").run()
    st.stop()


def _way_in(who: Visitor, language: str) -> None:
    with st.container(key="defs_keeper"):
        _KEEPER(key="keeper", data={"keep": True})
    state = who.state.value
    if who.state is State.OUT and setup.mode() == setup.LOCAL:
        state = "elsewhere"
    look.headline("", say(language, f"sign_in.{state}", name=who.name), say(language, f"sign_in.{state}_why"))
    if who.state is State.NO_ROLE:
        _note_once(who, "refused", "sign-in")
        sign_out_button(language)
    elif setup.mode() == setup.SIGN_IN:
        _providers(language)


def _providers(language: str) -> None:
    for name in setup.providers():
        words = say(language, "sign_in.with", name=look.plain(name)) if name else say(language, "sign_in.button")
        st.button(words, key=f"sign_in_{name}", type="primary", on_click=st.login, args=(name,) if name else ())


def sign_out_button(language: str) -> None:
    """Draw the button that signs out of this browser."""
    if setup.mode() == setup.SIGN_IN:
        st.button(say(language, "sign_in.out_button"), key="sign_out", on_click=_sign_out)


def _sign_out() -> None:
    house().store.note("sign-out")
    st.logout()


def _note_once(who: Visitor, action: str, on: str) -> None:
    """Note a sign-in once, however many tabs are opened with it: a new one has another time of issue."""
    if not who.name:
        return
    key = (who.name, action, st.user.to_dict().get("iat"))
    if key not in _noted():
        _noted().add(key)
        house().store.note(action, on, role=who.actor.role)


@st.cache_resource(show_spinner=False)
def _noted() -> set:
    return set()


def bring_back(pages: dict[str, object]) -> None:
    """Go to the link that was asked for before signing in, once, when the provider sent the person to the start.

    pages: those this visitor may open, by name; a link to another page leads to the first.
    """
    kept = st.context.cookies.to_dict().get(COOKIE)
    if not kept or not visitor().signed_in:
        return
    with st.container(key="defs_keeper"):
        _KEEPER(key="keeper", data={"keep": False})
    if st.session_state.get("brought_back") or set(st.query_params) - {"language"}:
        return
    st.session_state["brought_back"] = True
    st.session_state.pop("language", None)  # the browser's, settled for the start page: the link's own counts
    asked = urlsplit(unquote(kept))
    page = pages.get(asked.path.rstrip("/").rpartition("/")[2]) or next(iter(pages.values()))
    st.switch_page(page, query_params=parse_qs(asked.query))

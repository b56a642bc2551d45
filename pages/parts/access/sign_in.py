"""The way in: whoever may see nothing is shown how to sign in, and comes back to the link they asked for."""

import logging
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import streamlit as st

from data.access.identity import SignInState
from data.problems import Problem, sentence
from pages.parts.access import addresses, auth_config
from pages.parts.access.visitor import Visitor, current_visitor
from pages.parts.i18n.language import preferred, say
from pages.parts.runtime import process
from pages.parts.runtime.services import services
from pages.parts.ui import html

COOKIE = "ledger_link"
# The link is kept by the browser itself, for ten minutes and for this site only:
# after the provider the person lands on "/".
_KEEP = """export default function ({ data }) {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  const link = data.keep ? encodeURIComponent(location.pathname + location.search) : ''
  document.cookie = `ledger_link=${link}; Path=/; SameSite=Strict; Max-Age=${link ? 600 : 0}${secure}`
}"""
_KEEPER = st.components.v2.component("link_keeper", html="<span>\n</span>", js=_KEEP, isolate_styles=False)


def refuse_open_server(stop: Callable[[], None]) -> None:
    """End the run when others could reach the server without signing in, and let `stop` end the server.

    Called before anything is read.
    """
    try:
        auth_config.check()
    except Problem as problem:
        logging.getLogger(__name__).critical("%s", problem)
        if st.context.headers.to_dict():  # a test runs the page without a server
            stop()
        language, refused = preferred(st.context.locale), problem
        addresses.only(
            lambda: html.page_header(
                "", say(language, "sign_in.refused"), sentence(refused.code, refused.fields, language)
            )
        )


def gate(pages: tuple[str, ...], language: str) -> None:
    """Return for whoever may see something; end the run with the way in for anybody else."""
    who = current_visitor()
    if who.state is SignInState.IN:
        _note_once(who, "sign-in", "")
        return

    def _draw() -> None:
        _way_in(who, language)

    names, title = (addresses.FIRST, *pages[1:]), say(language, "sign_in.title")
    drawn = [st.Page(_draw, title=title, url_path=name, default=name == addresses.FIRST) for name in names]
    st.navigation([*drawn, *addresses.stray(names, _draw)], position="hidden").run()
    st.stop()


def _way_in(who: Visitor, language: str) -> None:
    with st.container(key="defs_keeper"):
        _KEEPER(key="keeper", data={"keep": True})
    state = who.state.value
    if who.state is SignInState.OUT and auth_config.mode() == auth_config.LOCAL:
        state = "elsewhere"
    html.page_header("", say(language, f"sign_in.{state}", name=who.name), say(language, f"sign_in.{state}_why"))
    if who.state is SignInState.NO_ROLE:
        _note_once(who, "refused", "sign-in")
        sign_out_button(language)
    elif auth_config.mode() == auth_config.SIGN_IN:
        _providers(language)


def _providers(language: str) -> None:
    for name in auth_config.providers():
        words = say(language, "sign_in.with", name=html.plain(name)) if name else say(language, "sign_in.button")
        st.button(words, key=f"sign_in_{name}", type="primary", on_click=st.login, args=(name,) if name else ())


def sign_out_button(language: str) -> None:
    """Draw the button that signs out of this browser."""
    if auth_config.mode() == auth_config.SIGN_IN:
        st.button(say(language, "sign_in.out_button"), key="sign_out", on_click=_sign_out)


def _sign_out() -> None:
    services().store.note("sign-out")
    st.logout()


def _note_once(who: Visitor, action: str, on: str) -> None:
    """Note a sign-in once, however many tabs are opened with it: a new one has another time of issue."""
    if not who.name:
        return
    key = (who.name, action, st.user.to_dict().get("iat"))
    if key not in _noted():
        _noted().add(key)
        services().store.note(action, on, role=who.actor.role)


@process.once
def _noted() -> set:
    return set()


def bring_back(pages: dict[str, object]) -> None:
    """Go to the link that was asked for before signing in, once, when the provider sent the person to the start.

    pages: those this visitor may open, by name; a link to another page leads to the first.
    """
    kept = st.context.cookies.to_dict().get(COOKIE)
    if not kept or not current_visitor().signed_in:
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

"""Who looks at the page: the person of this session, and what they may do. Asked anew each time, never remembered."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.access import actor as access_actor
from data.access import network
from data.access.actor import GUEST, LOCAL, NOBODY, Actor, act_as
from data.access.identity import Claims, SignInState, identify
from data.languages import ENGLISH
from data.problems import sentence
from pages.parts.access import auth_config, link_session
from pages.parts.runtime.services import services
from pages.parts.ui import html


@dataclass(frozen=True)
class Visitor:
    """The person of this session. share: the recorded view they came for by link, None for everybody else."""

    actor: Actor
    share: object | None = None
    signed_in: bool = False
    name: str = ""
    state: SignInState = SignInState.IN


def current_visitor() -> Visitor:
    """Return who looks at the page now; NOBODY for whoever is not signed in, or was too long ago."""
    if link_session.came_to_room():
        return Visitor(Actor("", GUEST, ()))
    if link_session.came_by_link():
        link = link_session.current()
        return (
            Visitor(Actor("", GUEST, link.view.sectors), share=link.view)
            if link
            else Visitor(NOBODY, state=SignInState.OUT)
        )
    mode = auth_config.mode()
    if mode == auth_config.LOCAL:
        here = network.is_loopback(auth_config.settings().address) and auth_config.comes_from_here()
        return Visitor(LOCAL) if here else Visitor(NOBODY, state=SignInState.OUT)
    return _signed_in(dict(st.user.to_dict()), mode, auth_config.claims())


def _signed_in(said: Mapping, mode: str, claims: Claims) -> Visitor:
    if mode == auth_config.SIGN_IN and said.get("is_logged_in") is not True:
        return Visitor(NOBODY, state=SignInState.OUT)
    with services().store.cursor() as cursor:
        state, actor = identify(cursor, said, claims, time.time())
    return Visitor(actor, signed_in=state is SignInState.IN, name=actor.name, state=state)


def actor() -> Actor:
    """Return on whose behalf this thread acts; a thread that is no page's acts for nobody, unless it says for whom."""
    return current_visitor().actor if get_script_run_ctx(suppress_warning=True) else NOBODY


def is_allowed(right: str) -> bool:
    """Return whether the visitor may do something; what they may not is not drawn."""
    return access_actor.is_allowed(current_visitor().actor, right)


def require(right: str) -> None:
    """End the page with a kind sentence when the visitor may not do this."""
    if not is_allowed(right):
        services().store.note("refused", right)
        st.error(html.plain(sentence("NOT_ALLOWED", {}, st.session_state.get("language") or ENGLISH)))
        st.stop()


def guarded_download(right: str, what: str, make: Callable[[], object]) -> Callable[[], object]:
    """Return a download's maker that asks again, on the click, whether the visitor may have it,
    and notes that it left."""
    asked = _asked_again()

    def _give() -> object:
        with act_as(asked().actor):
            services().store.demand(right)
            services().store.note("export", what)
            return make()

    return _give


def permission_check(right: str) -> Callable[[], bool]:
    """Return what tells, outside the run of a page too, whether the visitor of this session may still do something."""
    asked = _asked_again()
    return lambda: access_actor.is_allowed(asked().actor, right)


def _asked_again() -> Callable[[], Visitor]:
    """Return what looks the visitor of this session up anew, when the page has long run."""
    drawn_for, mode = current_visitor(), auth_config.mode()
    said, claims = dict(st.user.to_dict()), auth_config.claims()
    return lambda: drawn_for if drawn_for.share or mode == auth_config.LOCAL else _signed_in(said, mode, claims)

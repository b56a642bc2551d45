"""Who looks at the page: the person of this session, and what they may do. Asked anew each time, never remembered."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.people.acting import LOCAL, NOBODY, Actor, acting_as
from data.people.identity import Claims, State, identify
from data.people.rights import GUEST, may
from data.problems import sentence
from pages.parts import link_session, look, setup
from pages.parts.house import house


@dataclass(frozen=True)
class Visitor:
    """The person of this session. share: the recorded view they came for by link, None for everybody else."""

    actor: Actor
    share: object | None = None
    signed_in: bool = False
    name: str = ""
    state: State = State.IN


def visitor() -> Visitor:
    """Return who looks at the page now; NOBODY for whoever is not signed in, or was too long ago."""
    if link_session.came_by_link():
        link = link_session.current()
        return (
            Visitor(Actor("", GUEST, link.view.sectors), share=link.view) if link else Visitor(NOBODY, state=State.OUT)
        )
    mode = setup.mode()
    if mode == setup.LOCAL:
        here = setup.is_loopback(st.get_option("server.address")) and setup.comes_from_here()
        return Visitor(LOCAL) if here else Visitor(NOBODY, state=State.OUT)
    return _signed_in(dict(st.user.to_dict()), mode, setup.claims())


def _signed_in(said: Mapping, mode: str, claims: Claims) -> Visitor:
    if mode == setup.SIGN_IN and said.get("is_logged_in") is not True:
        return Visitor(NOBODY, state=State.OUT)
    with house().store.cursor() as cursor:
        state, actor = identify(cursor, said, claims, time.time())
    return Visitor(actor, signed_in=state is State.IN, name=actor.name, state=state)


def actor() -> Actor:
    """Return on whose behalf this thread acts; a thread that is no page's acts for nobody, unless it says for whom."""
    return visitor().actor if get_script_run_ctx(suppress_warning=True) else NOBODY


def allowed(right: str) -> bool:
    """Return whether the visitor may do something; what they may not is not drawn."""
    return may(visitor().actor, right)


def demand(right: str) -> None:
    """End the page with a kind sentence when the visitor may not do this."""
    if not allowed(right):
        house().store.note("refused", right)
        st.error(look.plain(sentence("NOT_ALLOWED", {}, st.session_state.get("language") or "en")))
        st.stop()


def handed_out(right: str, what: str, make: Callable[[], object]) -> Callable[[], object]:
    """Return a download's maker that asks again, on the click, whether the visitor may have it,
    and notes that it left."""
    asked = _asked_again()

    def _give() -> object:
        with acting_as(asked().actor):
            house().store.demand(right)
            house().store.note("export", what)
            return make()

    return _give


def still_may(right: str) -> Callable[[], bool]:
    """Return what tells, outside the run of a page too, whether the visitor of this session may still do something."""
    asked = _asked_again()
    return lambda: may(asked().actor, right)


def _asked_again() -> Callable[[], Visitor]:
    """Return what looks the visitor of this session up anew, when the page has long run."""
    drawn_for, mode = visitor(), setup.mode()
    said, claims = dict(st.user.to_dict()), setup.claims()
    return lambda: drawn_for if drawn_for.share or mode == setup.LOCAL else _signed_in(said, mode, claims)

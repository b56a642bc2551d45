"""A visitor enters: token, password, view; what closed links say."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from data.languages import LANGUAGES
from data.problems import Problem, sentence
from data.sharing import opening, tokens
from data.sharing.shared_scenario import scenario_name
from data.sharing.shared_view import SharedView, from_text
from pages.parts.access import addresses, auth_config
from pages.parts.access.link_session import OPEN_LINK, VISIT, OpenLink, Visit, current
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import preferred, say
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.sharing.live_scenario import as_of_today
from pages.parts.ui import html
from pages.parts.ui.clock import local
from pages.parts.ui.url_state import FILTERS, SHOWN, TOKEN
from pages.parts.view import read, recorder
from pages.parts.view.disclosure import comparison_is_safe
from pages.parts.view.figure_cache import choice_at, currency_at
from pages.parts.view.selection import filters
from pages.parts.view.view import View


def say_why(refused: Problem) -> None:
    """Say that the link opens nothing, and what to do."""
    language = _language()
    fields = dict(refused.fields)
    if "ended_at" in fields:
        fields["day"] = Formats(language).day(local(fields["ended_at"]).date())
    html.page_header(
        say(language, "shared.eyebrow"), say(language, "shared.closed"), sentence(refused.code, fields, language)
    )


def ask_password(unlock: Callable[[str], bool]) -> None:
    """Ask for the link's password; unlock(password) says whether it is the one; Problem: it was not looked at."""
    language = _language()
    html.page_header(
        say(language, "shared.eyebrow"), say(language, "shared.locked"), say(language, "shared.locked_why")
    )
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
        st.error(html.plain(sentence(refused.code, refused.fields, language)))


def _language() -> str:
    named = st.session_state.get("language") or st.query_params.get("language")
    return named if named in LANGUAGES else preferred(st.context.locale)


def enter() -> None:
    """Settle whether this session came by a link; ends the run with one sentence when the link opens nothing.

    Called first in every run of app.py.
    """
    if VISIT not in st.session_state:
        st.session_state[VISIT] = Visit(st.query_params[TOKEN]) if TOKEN in st.query_params else None
    visit = st.session_state[VISIT]
    if visit is None:
        return
    st.session_state[OPEN_LINK] = None
    try:
        _find(visit)
    except Problem as refused:
        refusal = refused
        addresses.only(lambda: say_why(refusal))
    if not visit.unlocked:
        addresses.only(lambda: ask_password(lambda typed: _unlock(visit, typed)))
    try:
        st.session_state[OPEN_LINK] = _opened(visit)
    except Problem as refused:
        changed = refused
        addresses.only(lambda: say_why(changed))


def open_view(language: str, more: Callable[[filters.Filters], None]) -> View:
    """Draw the filters within the link's scope and return the view it opens; more(filters) draws at their end."""
    shared = current().view
    version = current().version
    choice = recorder.choice_of(shared) or read.available_filters(choice_at(version), shared, version)
    # a visitor sees the scenario of the link: none is offered, and none is taken from the address
    chosen = replace(filters.show_filters(choice, language, more), scenario=scenario_name(shared))
    currency = recorder.currency_of(shared)
    formats = Formats(language, currency_at(version) if currency is None else currency)
    return View(version, chosen, choice, formats, shared, current().share_id)


def _find(visit: Visit) -> None:
    """Look the token up at first, and in later runs whether the link is still open; raises Problem."""
    if visit.link is None:
        visit.link = opening.find_by_token(services().store, visit.token, _place())
        visit.unlocked = not visit.link.has_password
        _counted(visit)
    else:
        visit.link = opening.still_open(services().store, visit.link.share_id)


def _unlock(visit: Visit, password: str) -> bool:
    visit.unlocked = opening.unlock(services().store, visit.link, password, _place())
    _counted(visit)
    return visit.unlocked


def _counted(visit: Visit) -> None:
    if visit.unlocked:
        view = _view(visit.link.share_id)
        opening.count_opening(services().store, visit.link, view.page)
        visit.as_it_came = not [name for name in st.query_params if name not in (TOKEN, SHOWN)]
        if "from" not in st.query_params:  # else a whole address was copied: what it does not name is not chosen
            _restore(view)


def _restore(view: SharedView) -> None:
    """Put the controls of the view into the address and into the filters, but for those the address names."""
    held = {name: list(values) for name, values in view.parameters if any(values) and name not in st.query_params}
    st.query_params.update(held)
    for name in set(FILTERS) & set(held):
        st.session_state[name] = held[name] if name in filters.NAMES else held[name][0]


def _opened(visit: Visit) -> OpenLink:
    view, latest = _view(visit.link.share_id), services().store.version
    may_switch = view.mode == "both" and comparison_is_safe(view, latest) is True
    live = view.mode == "live" or (may_switch and st.query_params.get(SHOWN) == "live")
    shown = as_of_today(replace(view, mode="live", frames=())) if live else replace(view, mode="seen")
    return OpenLink(
        visit.link.share_id,
        visit.link.expires_at,
        shown,
        may_switch,
        visit.as_it_came,
        latest if live else view.version,
    )


@derived(max_entries=50)
def _view(share_id: str) -> SharedView:
    """The view of a link, read once for all its visitors; `forget` after it was recorded."""
    return from_text(opening.read_view(services().store, share_id))


def stored(share_id: str) -> SharedView:
    """Return the view of a link as it is recorded by now, whoever recorded it."""
    return _view(share_id)


def forget() -> None:
    """Read the views of links again, after one was recorded."""
    _view.clear()


def _place() -> str:
    """Where wrong guesses are counted: the address the visitor comes from."""
    return tokens.place_of(auth_config.came_from())

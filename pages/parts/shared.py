"""A visitor who came by a shared link. A session is theirs from its first run to its end,
whatever the address says later."""

from dataclasses import replace

import streamlit as st

from data.links import opening, tokens
from data.links.view import SharedView, from_text
from data.problems import Problem
from pages.parts import filters, recording, seam, setup, shared_door
from pages.parts.beside import may_stand_beside
from pages.parts.copying import copy_link
from pages.parts.forgetting import derived
from pages.parts.formats import Formats
from pages.parts.house import choice_at, currency_at, house
from pages.parts.in_link import FILTERS, SHOWN, TOKEN
from pages.parts.link_session import OPEN_LINK, VISIT, OpenLink, Visit, current
from pages.parts.view import View


def begin() -> None:
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
        shared_door.only(lambda: shared_door.say_why(refusal))
    if not visit.unlocked:
        shared_door.only(lambda: shared_door.ask_password(lambda typed: _unlock(visit, typed)))
    st.session_state[OPEN_LINK] = _opened(visit)


def open_view(language: str) -> View:
    """Draw the filters within the link's scope and return the view it opens."""
    shared = current().view
    version = current().version
    choice = recording.choice_of(shared) or seam.offered(choice_at(version), shared, version)
    chosen = filters.show_filters(choice, language, copy_link)
    currency = recording.currency_of(shared)
    formats = Formats(language, currency_at(version) if currency is None else currency)
    return View(version, chosen, choice, formats, shared, current().share_id)


def _find(visit: Visit) -> None:
    """Look the token up at first, and in later runs whether the link is still open; raises Problem."""
    if visit.link is None:
        visit.link = opening.find(house().store, visit.token, _place())
        visit.unlocked = not visit.link.has_password
        _counted(visit)
    else:
        visit.link = opening.still_open(house().store, visit.link.share_id)


def _unlock(visit: Visit, password: str) -> bool:
    visit.unlocked = opening.unlock(house().store, visit.link, password, _place())
    _counted(visit)
    return visit.unlocked


def _counted(visit: Visit) -> None:
    if visit.unlocked:
        view = _view(visit.link.share_id)
        opening.opened(house().store, visit.link, view.page)
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
    view, latest = _view(visit.link.share_id), house().store.version
    may_switch = view.mode == "both" and may_stand_beside(view, latest) is True
    live = view.mode == "live" or (may_switch and st.query_params.get(SHOWN) == "live")
    shown = replace(view, mode="live", frames=()) if live else replace(view, mode="seen")
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
    return from_text(opening.written(house().store, share_id))


def stored(share_id: str) -> SharedView:
    """Return the view of a link as it is recorded by now, whoever recorded it."""
    return _view(share_id)


def forget() -> None:
    """Read the views of links again, after one was recorded."""
    _view.clear()


def _place() -> str:
    """Where wrong guesses are counted: the address the visitor comes from."""
    return tokens.place_of(setup.came_from())

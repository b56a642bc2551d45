"""What a link's first visitor is shown is recorded, where its maker did not see it: links made without a browser."""

import threading
from dataclasses import replace

import streamlit as st

from data.sharing import opening
from pages.parts.access import link_session
from pages.parts.runtime.services import services
from pages.parts.sharing import enter_link
from pages.parts.sharing.headline import headline_number
from pages.parts.ui.url_state import all_parameters, filter_parameters
from pages.parts.view import recorder
from pages.parts.view.figure_cache import loaded_at
from pages.parts.view.selection import filters

_ONE_AT_A_TIME = threading.Lock()  # many may open a new link together; the first of them records it


def complete(view) -> None:
    """Add to the record what the page has read beyond it, while the visitor has changed nothing."""
    link = link_session.current()
    if link is None or not link.as_seen or not link.as_it_came or not _unchanged(view):
        return
    with _ONE_AT_A_TIME:
        if not view.shared.recorded_on:
            _settle(view, link)
        held = dict(enter_link.stored(link.share_id).frames)
        frames = recorder.new_frames()
        if recorder.CHOICE not in held:
            frames += recorder.page_context(view, loaded_at(view.version), view.assumption_rows())
        if [key for key, _ in frames if key not in held]:
            _record(view, link, frames, headline_number(view, view.shared.page))


def _settle(view, link) -> None:
    """Record the controls of the link, once, and begin anew: what may be told depends on them."""
    if not enter_link.stored(link.share_id).recorded_on:
        _record(view, link, ())
    st.rerun()


def _record(view, link, frames: tuple, numbers: tuple = ()) -> None:
    opening.record_first_view(services().store, link.share_id, _parameters(view), frames, numbers)
    enter_link.forget()


def _unchanged(view) -> bool:
    return _parameters(view) == (view.shared.parameters if view.shared.recorded_on else _as_made(view))


def _parameters(view) -> tuple:
    """The controls of the visitor; the scenario is none of them, it stands in the link."""
    return all_parameters(replace(view.filters, scenario=""))


def _as_made(view) -> tuple:
    """The controls as whoever made the link left them, and nothing the first visitor chose:
    what is recorded is for all."""
    made, choice = view.shared.parameter, view.choice
    first, last = (
        next(iter(set(made(key)) & set(choice.ends(key))), start)
        for key, start in (("from", choice.first), ("to", choice.last))
    )
    names = {what: tuple(name for name in made(what) if name in getattr(choice, what)) for what in filters.NAMES}
    language = next(iter(made("language")), view.shared.language)
    held = dict(view.shared.parameters) | {
        name: tuple(filter(None, values))
        for name, values in filter_parameters(
            filters.Filters(first, last, names["sectors"], names["segments"], language)
        ).items()
    }
    return tuple(sorted(held.items()))

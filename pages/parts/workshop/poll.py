"""Whoever looks at a room hears of a change within three seconds; asking costs one look into a dictionary."""

from collections.abc import Callable

import streamlit as st

from data.workshop.change import revisions
from pages.parts.runtime.services import services

EVERY_SECONDS = 2


def follow(room_id: str, is_leading: bool, draw: Callable[[], object] = lambda: None) -> None:
    """Run the page again once the room has changed; `draw` says meanwhile what may change without that.

    A screen follows everything; a phone what whoever leads the room does, and is left alone while people type.
    """
    _follow(room_id, 0 if is_leading else 1, revisions(services().store, room_id), draw)


@st.fragment(run_every=EVERY_SECONDS)
def _follow(room_id: str, place: int, seen: tuple[int, int], draw: Callable[[], object]) -> None:
    now = revisions(services().store, room_id)
    if now[place] != seen[place]:
        st.rerun()
    draw()

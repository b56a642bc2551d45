"""The session that began with a link: what the browser's session holds of it, from its first run to its end."""

import time
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.problems import Problem
from data.sharing import opening
from data.sharing.shared_view import SharedView
from pages.parts.runtime.services import services

ASK_AGAIN_SECONDS = 1.0
VISIT, OPEN_LINK, ROOM = "visit_by_link", "open_link", "visit_of_room"


@dataclass
class Visit:
    """One session that began with a link: its token, and the link once it was found and unlocked."""

    token: str
    link: opening.Link | None = None
    unlocked: bool = False
    as_it_came: bool = False  # no control was in the address but those of the link itself
    asked_at: float = float("-inf")  # when a part of the page that ran alone found the link open


@dataclass(frozen=True)
class OpenLink:
    """The link of this session: what it shows now, of which version,
    and whether the visitor may switch between as seen and live."""

    share_id: str
    expires_at: datetime
    view: SharedView
    may_switch: bool
    as_it_came: bool
    version: int

    @property
    def as_seen(self) -> bool:
        """Whether the recorded view is shown, not the live one."""
        return self.view.mode == "seen"


def current() -> OpenLink | None:
    """Return the link this session came by, None when it did not come by one that is open."""
    return st.session_state.get(OPEN_LINK)


def end_if_closed() -> None:
    """In a part of a page that runs alone (an open dialog), which the entry does not see: have the whole page run
    again once the link is closed, which then says so. Asked at most once a second."""
    ctx = get_script_run_ctx(suppress_warning=True)
    visit = st.session_state.get(VISIT) if ctx and ctx.fragment_ids_this_run else None
    if visit is None or visit.link is None or time.monotonic() - visit.asked_at < ASK_AGAIN_SECONDS:
        return
    try:
        opening.still_open(services().store, visit.link.share_id)
    except Problem:
        st.rerun()
    visit.asked_at = time.monotonic()


def came_to_room() -> bool:
    """Return whether this session began with the address of workshop rooms, and so sees nothing else."""
    return st.session_state.get(ROOM) is not None


def came_by_link() -> bool:
    """Return whether this session began with a link, open or not."""
    return st.session_state.get(VISIT) is not None

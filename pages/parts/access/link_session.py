"""The session that began with a link: what the browser's session holds of it, from its first run to its end."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from data.sharing import opening
from data.sharing.shared_view import SharedView

VISIT, OPEN_LINK, ROOM = "visit_by_link", "open_link", "visit_of_room"


@dataclass
class Visit:
    """One session that began with a link: its token, and the link once it was found and unlocked."""

    token: str
    link: opening.Link | None = None
    unlocked: bool = False
    as_it_came: bool = False  # no control was in the address but those of the link itself


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


def came_to_room() -> bool:
    """Return whether this session began with the address of workshop rooms, and so sees nothing else."""
    return st.session_state.get(ROOM) is not None


def came_by_link() -> bool:
    """Return whether this session began with a link, open or not."""
    return st.session_state.get(VISIT) is not None

"""Whether the view of a link and the live data may be shown beside each other; worked out once, in the background."""

import streamlit as st

from data.links.view import SharedView
from models.disclosed_change import may_stand_together
from pages.parts import told
from pages.parts.house import house


def may_stand_beside(shared: SharedView, latest: int) -> bool | None:
    """Return whether what differs between a link's version and the latest is about enough people;
    None while nobody knows."""
    if shared.version in (0, latest):
        return True
    return _judged().get(_key(shared, latest))


def judge(shared: SharedView, latest: int) -> None:
    """Work that out."""
    before, after = (told.plan_of(shared, version) for version in (shared.version, latest))
    _judged()[_key(shared, latest)] = may_stand_together(house().engine, before, after, shared.version, latest)


def forget() -> None:
    """Forget what was worked out."""
    _judged.clear()


def _key(shared: SharedView, latest: int) -> tuple:
    return *told.plan_key(shared, shared.version), latest


@st.cache_resource(show_spinner=False)
def _judged() -> dict[tuple, bool]:
    return {}

"""A change that is no import taken back from the history, with a look at what would stand again and cost then."""

import streamlit as st

from data.problems import Problem, sentence
from data.undo.change_undo import KINDS
from data.undo.import_undo import would_undo
from models.comparison.effect import cost_effect
from pages.parts.data.change_sentences import happened
from pages.parts.data.upload.preview import effect_sentence
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html

MOVES_COST = ("assumption", "sector_change")


def taken_back(changes: list[dict]) -> set[int]:
    """Return the versions whose change was taken back, or does not hold any more."""
    closed = {held["version"] for held in services().store.closed_months()}
    gone = {change["version"] for change in changes if change["kind"] == "close"} - closed
    ids = {change["detail"].get("change_id") for change in changes if change["kind"] == "undo_sector_change"}
    for change in changes:
        if change["kind"] == "undo_change":
            gone.add(change["detail"]["undoes"])
        elif change["kind"] == "sector_change" and change["detail"].get("change_id") in ids:
            gone.add(change["version"])
    return gone


def undo_button(view, change: dict, gone: set[int]) -> None:
    """Draw the button that takes a change back, or that it was; nothing for a change that cannot be."""
    if change["kind"] not in KINDS:
        return
    with st.container(horizontal=True, key=f"ways_v{change['version']}", width="content"):
        if change["version"] in gone:
            html.render(f'<p class="cs">{html.escape(view.words("history.is_undone"))}</p>')
        elif st.button(view.words("history.undo"), key=f"undo_v{change['version']}"):
            title = view.words("history.confirm_change", version=change["version"])
            st.dialog(html.plain(title))(_say_and_ask)(view, change)


def _say_and_ask(view, change: dict) -> None:
    try:
        with st.spinner(view.words("history.weighing")):
            found = _would(change["version"], change["kind"], view.version)
    except Problem as refused:
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))
        return
    st.text(happened(view, {"kind": "undo_change", "detail": found}))
    if moved := effect_sentence(view, {"status": "stored", "effect": found.get("effect")}):
        st.text(moved)
    st.text(view.words("history.kept_change", version=view.version))
    with st.container(horizontal=True):
        if st.button(view.words("history.take_back"), type="primary", key="take_back"):
            _undo(view, change["version"])
        if st.button(view.words("history.keep"), key="keep"):
            st.rerun()


@st.cache_data(max_entries=50, show_spinner=False)
def _would(undone: int, kind: str, version: int) -> dict:
    """The cost is worked out for the kinds that move it only."""
    watch = (
        (lambda cursor, after: cost_effect(services().engine, cursor, after - 1, after)) if kind in MOVES_COST else None
    )
    return would_undo(services().store, undone, watch)


def _undo(view, undone: int) -> None:
    try:
        version = services().store.undo_change(undone)
    except Problem as refused:
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))
        return
    begin(version)
    st.session_state["undo_said"] = view.words("history.change_taken_back", undone=undone, version=version)
    st.rerun()

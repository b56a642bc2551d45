"""Findings that were disputed, with reason and reply; to dispute one and to answer, for who may change data."""

import pandas as pd
import streamlit as st

from data.disputes import LONGEST, answer_dispute, listed, open_dispute
from data.problems import Problem, sentence
from pages.parts.access.visitor import is_allowed
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html, tables
from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import fold

HEADS = ("finding", "sector", "state", "reason", "reply")
SAID = "dispute_said"


def disputes_part(view) -> None:
    """Draw the folded list of disputes, and the forms; nothing for who came by a shared link."""
    if view.is_live:
        step_of_visitor(view, _part)


def _part(view) -> None:
    if said := st.session_state.pop(SAID, None):
        st.success(html.plain(said))
    found = view.read("audit_criterion")
    found = found[found["is_found"]].sort_values(["month", "audit_id", "criterion"], ascending=[False, True, True])
    count = view.formats.number(int(found["is_open"].sum()))
    fold(view.words("dispute.section", count=count), "section_disputes", lambda: _content(view, found))


def _content(view, found: pd.DataFrame) -> None:
    held = {(one["audit_id"], one["criterion"]): one for one in listed(services().store)}
    disputed = found[found["disputed"]].sort_values("is_open", ascending=False, kind="stable")
    if disputed.empty:
        html.footnote(view.words("dispute.none"))
    else:
        heads = [tables.head(view.words(f"dispute.{name}")) for name in HEADS]
        lines = [_line(view, row, held.get((row.audit_id, row.criterion), {})) for row in disputed.itertuples()]
        tables.table(view.words("dispute.title"), view.words("dispute.subtitle"), heads, lines)
    if is_allowed("change"):
        left, right = st.columns(2, gap="large")
        with left:
            _open_form(view, found[~found["is_open"] & ~found["is_overturned"]])
        with right:
            _answer_form(view, found[found["is_open"]])


def _line(view, row, held: dict) -> str:
    state = "open" if row.is_open else "upheld" if row.is_overturned else "not_upheld"
    opened = _dated(view, held.get("reason"), held.get("opened_on"), held.get("opened_by"))
    replied = _dated(view, held.get("reply"), held.get("answered_on"), held.get("answered_by"))
    cells = (view.sector(row.sector), view.words(f"dispute.{state}"), opened or view.words("dispute.in_file"), replied)
    labels = [view.words(f"dispute.{name}") for name in HEADS[1:]]
    drawn = [tables.cell(html.escape(text), "", label if text else "") for text, label in zip(cells, labels)]
    return tables.row(tables.name(_named(view, row)), *drawn)


def _dated(view, text: str | None, day, name: str | None) -> str:
    if not text:
        return ""
    return f"{own_direction(text)} ({in_a_row((view.formats.day(day), name), ', ')})"


def _named(view, row) -> str:
    month = view.formats.month(row.month)
    return view.words("dispute.named", audit=row.audit_id, criterion=row.criterion, month=month)


def _choice(view, found: pd.DataFrame, key: str) -> tuple[str, str] | None:
    names = {
        (row.audit_id, row.criterion): in_a_row((_named(view, row), view.sector(row.sector)), ", ")
        for row in found.itertuples()
    }
    return st.selectbox(view.words("dispute.finding"), [*names], index=None, key=key, format_func=names.get)


# the fields are new ones after each change: their choices are others then
def _open_form(view, found: pd.DataFrame) -> None:
    if found.empty:
        return
    with st.form("dispute_open", border=False):
        html.section_header(view.words("dispute.open_title"), view.words("dispute.open_why"))
        chosen = _choice(view, found, f"dispute_finding_{view.version}")
        reason = st.text_area(view.words("dispute.reason"), max_chars=LONGEST, key=f"dispute_reason_{view.version}")
        if st.form_submit_button(view.words("dispute.open_button")):
            _store(view, chosen, lambda: open_dispute(services().store, *chosen, reason), "dispute.opened")


def _answer_form(view, found: pd.DataFrame) -> None:
    if found.empty:
        return
    with st.form("dispute_answer", border=False):
        html.section_header(view.words("dispute.answer_title"), view.words("dispute.answer_why"))
        chosen = _choice(view, found, f"dispute_open_finding_{view.version}")
        upheld = st.selectbox(
            view.words("dispute.outcome"),
            (True, False),
            index=None,
            key=f"dispute_upheld_{view.version}",
            width=320,
            format_func=lambda one: view.words("dispute.upheld" if one else "dispute.not_upheld"),
        )
        reply = st.text_area(view.words("dispute.reply"), max_chars=LONGEST, key=f"dispute_reply_{view.version}")
        if st.form_submit_button(view.words("dispute.answer_button")):
            whole = chosen if upheld is not None else None
            _store(view, whole, lambda: answer_dispute(services().store, *chosen, upheld, reply), "dispute.answered")


def _store(view, chosen: tuple[str, str] | None, change, said: str) -> None:
    """Make the change of a form, and say its version on the page that is drawn anew; or say what it lacks."""
    if chosen is None:
        st.error(html.plain(view.words("dispute.choose")))
        return
    try:
        version = change()
    except Problem as refused:
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))
        return
    begin(version)
    st.session_state[SAID] = view.words(said, audit=chosen[0], criterion=chosen[1], version=version)
    st.rerun()

"""Erasing a customer, after saying what goes and having it confirmed by typing the number again."""

import streamlit as st

from data.contracts.definitions import contract
from data.erasure import erase
from data.problems import Problem, sentence
from pages.parts.runtime.derived_cache import forget
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables


def admin_erase(view) -> None:
    """Draw the field for the customer, what would go, and the button that erases."""
    words = view.words
    html.page_header(words("erase.eyebrow"), words("erase.answer"), words("erase.why"))
    if said := st.session_state.pop("erase_said", None):
        st.success(html.plain(said))
        st.info(html.plain(sentence("OLDER_BACKUPS", {}, view.language)))
    turn = st.session_state.setdefault("erase_turn", 0)
    customer = st.text_input(words("erase.customer"), key=f"erase_customer_{turn}", width=420).strip()
    if customer:
        _preview(view, customer, turn)


def _preview(view, customer: str, turn: int) -> None:
    found = erase.preview(services().store, customer)
    for day in found["erased_at"]:
        html.footnote(view.words("erase.erased_before", day=view.formats.day(day)))
    if not (found["rows"] or found["lines"]):
        st.info(html.plain(sentence("NO_SUCH_CUSTOMER", {"customer": customer}, view.language)))
        return
    _goes(view, found)
    typed = st.text_input(view.words("erase.again"), key=f"erase_again_{turn}", width=420).strip()
    if st.button(view.words("erase.button"), type="primary", key="erase", disabled=typed != customer):
        _erase(view, customer)


def _goes(view, found: dict) -> None:
    words, number = view.words, view.formats.number
    rows = [(contract(name).title[view.language], count) for name, count in found["rows"].items()]
    rows += [
        (words("erase.set_aside"), found["set_aside"]),
        (words("erase.lines"), found["lines"]),
        (words("erase.backups"), found["backups"]),
    ]
    lines = [tables.row(tables.name(name), tables.number(number(count), words("erase.count"))) for name, count in rows]
    heads = [tables.head(words("erase.what")), tables.head(words("erase.count"), "num")]
    tables.table(words("erase.goes_title"), words("erase.goes_subtitle"), heads, lines)


def _erase(view, customer: str) -> None:
    try:
        with st.spinner(view.words("erase.erasing")):
            done = erase.erase_customer(services().store, customer)
    except Problem as problem:
        st.error(html.plain(sentence(problem.code, problem.fields, view.language)))
        return
    forget()
    st.session_state["erase_turn"] += 1
    st.session_state["erase_said"] = view.words(
        "erase.done", version=done["version"], files=view.formats.number(done["files"])
    )
    st.rerun()

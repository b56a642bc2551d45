"""The people and their roles: the list, and the form that adds, changes or removes one."""

import streamlit as st

from data.access import directory
from data.access.actor import MOST_WITH_SECTORS, ROLES
from data.problems import Problem, sentence
from pages.parts.access import auth_config
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.ui.clock import when
from pages.parts.view.figure_cache import known_sectors_at

WITH_SECTORS = ROLES[: ROLES.index(MOST_WITH_SECTORS) + 1]


def people(view) -> None:
    """Draw everybody in the list, and the form."""
    with services().store.cursor() as cursor:
        listed = directory.list_people(cursor)
    signs_in = auth_config.mode() != auth_config.LOCAL
    why = "people.why" if signs_in else "people.why_local"
    html.page_header(
        view.words("people.eyebrow"),
        view.words("people.answer" if listed else "people.answer_none", count=len(listed)),
        view.words(why),
    )
    if said := st.session_state.pop("people_said", None):
        st.success(html.plain(said))
    if listed:
        _table(view, listed)
    _form(view, {one["name"]: one for one in listed})


def _table(view, listed: list[dict]) -> None:
    words = view.words
    heads = [tables.head(words(f"people.{column}")) for column in ("name", "role", "sectors", "since")]
    rows = [
        tables.row(
            tables.name(one["name"]),
            tables.cell(html.escape(words(f"role.{one['role']}")), "", words("people.role")),
            tables.cell(html.escape(_sectors(view, one)), "", words("people.sectors")),
            tables.cell(html.escape(_since(view, one)), "muted", words("people.since")),
        )
        for one in listed
    ]
    tables.table(words("people.title"), words("people.subtitle"), heads, rows)


def _sectors(view, one: dict) -> str:
    return view.formats.listing(list(one["sectors"])) if one["sectors"] else view.words("people.all_sectors")


def _since(view, one: dict) -> str:
    put_at = when(view, one["put_at"])
    return view.words("people.by", moment=put_at, name=one["put_by"]) if one["put_by"] else put_at


def _form(view, listed: dict[str, dict]) -> None:
    words, turn = view.words, st.session_state.setdefault("people_turn", 0)
    html.section_header(words("people.form_title"), words("people.form_subtitle"))
    name = st.selectbox(
        words("people.name"),
        list(listed),
        index=None,
        key=f"person_{turn}",
        width=420,
        accept_new_options=True,
        placeholder=words("people.pick_or_type"),
    )
    held = listed.get(directory.key_of(name or ""), {})
    role = st.radio(
        words("people.role"),
        ROLES,
        key=f"role_{turn}_{name}",
        index=ROLES.index(held.get("role", ROLES[0])),
        format_func=lambda role: words(f"role.{role}"),
        captions=[words(f"role.{role}_may") for role in ROLES],
    )
    sectors = []
    if role in WITH_SECTORS:
        known = known_sectors_at(view.version)
        kept = [sector for sector in held.get("sectors") or () if sector in known]
        sectors = st.multiselect(
            words("people.sectors"),
            known,
            kept,
            key=f"seen_{turn}_{name}",
            width=620,
            placeholder=words("people.all_sectors"),
        )
    with st.container(horizontal=True):
        stores = st.button(words("people.store"), type="primary", key="store_person", disabled=not name)
        removes = held and st.button(words("people.remove"), key="remove_person")
    if stores:
        _do(view, "people.stored", name, lambda: directory.set_role(services().store, name, role, sectors))
    elif removes:
        _do(view, "people.removed", name, lambda: directory.remove_person(services().store, name))


def _do(view, said: str, name: str, work) -> None:
    try:
        work()
    except Problem as problem:
        st.error(html.plain(sentence(problem.code, problem.fields, view.language)))
        return
    st.session_state["people_turn"] += 1
    st.session_state["people_said"] = view.words(said, name=name)
    st.rerun()

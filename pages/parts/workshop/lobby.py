"""Before a room: the rooms there are, the form that opens one, what it needs, and the agenda."""

import streamlit as st

from data.contracts.definitions import contract
from data.workshop import rooms, subjects, trial
from data.workshop.room import KINDS, Room
from pages.parts.i18n.direction import in_a_row
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.ui.clock import when
from pages.parts.workshop.attempt import attempt, said_here
from pages.parts.workshop.control import LED
from pages.parts.workshop.room_view import room_view
from pages.parts.workshop.screen import agenda

NEEDS = ("complaints", "stage_times", "chain_links")
TRIAL_TEXTS = 6
SHOWN = 20


def lobby(view) -> None:
    """Draw the page before a room is chosen; view: of whoever may lead one."""
    words = view.words
    html.page_header(words("workshop.eyebrow"), words("workshop.answer"), words("workshop.why"))
    said_here()
    left, right = st.columns([5, 4], gap="large")
    with left:
        _open_form(view)
        _rooms(view)
    with right:
        agenda(view)
        _needs(view)


def _open_form(view) -> None:
    words = view.words
    kinds = KINDS if view.sector_scope is None else KINDS[-1:]  # types and stages are those of other sectors as well
    kind = st.segmented_control(
        words("workshop.kind"),
        kinds,
        default=_with_names(kinds),
        required=True,
        key="room_kind",
        format_func=lambda name: words(f"workshop.kind_{name}"),
    )
    with services().store.cursor() as cursor:
        names = subjects.subjects(cursor, kind)
    if not names:
        html.footnote(words("workshop.no_subjects"))
        return
    names = _most_expensive_first(view, kind, [n for n in names if kind != "sector" or n in view.choice.sectors])
    with st.form("room_form", border=False):
        show = {"category": view.category, "sector": view.sector}.get(kind, str)
        name = st.selectbox(words("workshop.name"), names, key=f"room_name_{kind}", format_func=show)
        days = st.number_input(words("workshop.days"), 1, rooms.MOST_DAYS, 1, key="room_days")
        html.footnote(words("workshop.period", period=view.formats.period(*view.period)))
        with st.container(horizontal=True):
            opens = st.form_submit_button(words("workshop.open"), type="primary", key="room_open")
            tries = st.form_submit_button(words("workshop.trial"), key="room_trial")
    if opens or tries:
        attempt(view.language, _open, view, (kind, name, int(days)), tries)
        st.rerun()


def _with_names(kinds) -> str:
    """The first kind the data have names of."""
    with services().store.cursor() as cursor:
        return next((kind for kind in kinds if subjects.subjects(cursor, kind)), kinds[0])


def _most_expensive_first(view, kind: str, names: list[str]) -> list[str]:
    """Types of complaint in the order of what they cost; sectors are never put in an order of blame."""
    if kind != "category":
        return names
    placed = {name: place for place, name in enumerate(view.read("cost_by_category")["category"])}
    return sorted(names, key=lambda name: placed.get(name, len(placed)))


def _open(view, asked: tuple, is_trial: bool) -> None:
    kind, name, days = asked
    made = rooms.open_room(
        services().store, kind, name, view.period, days=days, language=view.language, is_trial=is_trial
    )
    if is_trial:
        shown = room_view(made.room_id, view.language)
        texts = [view.words(f"workshop.trial_{number}") for number in range(1, TRIAL_TEXTS + 1)]
        sectors = [*dict.fromkeys(one["sector"] for one in shown.stages)][:2]  # enough of each to be told apart
        trial.fill_trial(services().store, made.room_id, sectors, texts)
    st.query_params[LED] = made.room_id


def _rooms(view) -> None:
    found = rooms.list_rooms(services().store)[:SHOWN]
    if not found:
        return
    html.section_header(view.words("workshop.rooms_title", count=len(found)), view.words("workshop.rooms_subtitle"))
    for room in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"change_room_{room.room_id}"):
            html.render(f"<p class=at>{html.escape(_told(view, room))}</p>")
            st.button(view.words("workshop.enter"), key=f"lead_{room.room_id}", on_click=lead, args=(room.room_id,))


def _told(view, room: Room) -> str:
    name = {"category": view.category, "sector": view.sector}.get(room.kind, str)(room.subject)
    said = [
        *([view.words("workshop.trial_mark")] if room.is_trial else []),
        view.words(f"workshop.about_{room.kind}", name=name),
        view.words(f"workshop.state_{room.state}"),
        when(view, room.opened_at),
    ]
    return in_a_row(said)


def lead(room_id: str) -> None:
    """Go to a room."""
    st.query_params[LED] = room_id


def _needs(view) -> None:
    """The data sets a room speaks from, and whether they are there."""
    words, missing = view.words, view.lacks(*NEEDS)
    rows = [
        tables.row(
            tables.name(contract(name).title[view.language]),
            tables.cell(html.escape(words(f"workshop.need_{name}")), "full"),
            tables.cell(html.escape(words("workshop.missing" if name in missing else "workshop.there"))),
        )
        for name in NEEDS
    ]
    heads = [tables.head(words(f"workshop.column_{name}")) for name in ("data", "use", "state")]
    tables.table(words("workshop.needs_title"), words("workshop.needs_subtitle"), heads, rows)

"""The panel of whoever leads a room: the way in, who is there, the steps, the timer, and what ends the room."""

import streamlit as st

from data.workshop import rooms
from data.workshop.room import MINUTES, STEPS
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.workshop.attempt import attempt
from pages.parts.workshop.poll import follow
from pages.parts.workshop.qr_code import way_in
from pages.parts.workshop.room_view import RoomView
from pages.parts.workshop.timer import timer

LED = "led"
SHOWS_DOTS = "room_shows_dots"


def control_panel(view: RoomView) -> None:
    """Draw the panel; it follows the room."""
    with st.container(key="noprint_room_panel"):
        if view.room.state == "open":
            way_in(view)
            _who(view)
            timer(view)
            _steps(view)
        else:
            html.render(f'<p class="badge">{html.escape(view.words("workshop.is_closed"))}</p>')
            _button(view, "open_again", rooms.open_again)
        _more(view)
        follow(view.room.room_id, True)


def _who(view: RoomView) -> None:
    counted = view.found.by_sector()
    named = [
        f"{view.sector(name) if name else view.words('workshop.no_sector')} {view.formats.number(count)}"
        for name, count in counted.items()
    ]
    said = view.words("workshop.people", count=view.found.count)
    html.render(f'<p class="room-who"><b>{html.escape(said)}</b> {html.escape(" · ".join(named))}</p>')


def _steps(view: RoomView) -> None:
    at, words = STEPS.index(view.room.step), view.words
    waits = view.room.step == "reveal" and not view.room.is_revealed  # the one thing to do now
    if waits:
        _button(view, "reveal", rooms.reveal, True, kind="primary")
    elif view.room.step == "reveal":
        _button(view, "hide_again", rooms.reveal, False)
    if view.room.step == "votes":
        shown = st.session_state.get(SHOWS_DOTS, False)
        st.button(
            words("workshop.hide_dots" if shown else "workshop.show_dots"),
            key="room_dots",
            width="stretch",
            on_click=_toggle_dots,
        )
    if at + 1 < len(STEPS):
        _button(view, "next", rooms.go_to, STEPS[at + 1], kind="secondary" if waits else "primary")
    if at:
        _button(view, "back", rooms.go_to, STEPS[at - 1])
    minutes = MINUTES[view.room.step]
    if view.room.timer_ends_at:
        _button(view, "timer_stop", rooms.set_timer, 0)
    else:
        _button(view, "timer_start", rooms.set_timer, minutes, minutes=minutes)


def _toggle_dots() -> None:
    st.session_state[SHOWS_DOTS] = not st.session_state.get(SHOWS_DOTS, False)


def _button(view: RoomView, name: str, act, *arguments: object, kind: str = "secondary", **fields: object) -> None:
    step = arguments[0] if arguments else ""
    named = {"step": view.words(f"workshop_step.{step}")} if step in STEPS else {}
    st.button(
        html.plain(view.words(f"workshop.{name}", **named, **fields)),
        key=f"room_{name}",
        type=kind,
        width="stretch",
        on_click=attempt,
        args=(view.language, act, services().store, view.room.room_id, *arguments),
    )


def _more(view: RoomView) -> None:
    words = view.words
    with st.popover(words("workshop.more"), key="room_more", width="stretch"):
        if view.room.state == "open":
            with st.form("room_hand_form", border=False):
                name = st.text_input(words("workshop.hand_to"), key="room_hand_to")
                if st.form_submit_button(words("workshop.hand_on")):
                    attempt(view.language, rooms.hand_on, services().store, view.room.room_id, name)
                    st.rerun()
            _button(view, "close", rooms.close_room)
        sure = st.checkbox(words("workshop.delete_sure"), key="room_delete_sure")
        st.button(
            words("workshop.delete"),
            key="room_delete",
            width="stretch",
            disabled=not sure,
            on_click=_delete,
            args=(view,),
        )
    st.button(words("workshop.all_rooms"), key="room_leave", width="stretch", on_click=leave)


def _delete(view: RoomView) -> None:
    if attempt(view.language, rooms.delete_room, services().store, view.room.room_id):
        leave()


def leave() -> None:
    """Go back to the list of rooms."""
    st.query_params.pop(LED, None)

"""A participant comes in: by the room's link or its code, without an account, as the same person each time."""

from dataclasses import dataclass

import streamlit as st

from data.languages import LANGUAGES
from data.problems import Problem, sentence
from data.sharing import tokens
from data.workshop import entry
from data.workshop.room import Room, read_room
from pages.parts.access import addresses, auth_config, link_session
from pages.parts.i18n.language import own_name, say
from pages.parts.runtime.services import services
from pages.parts.ui import html, patterns
from pages.parts.workshop.phone import phone_page
from pages.parts.workshop.qr_code import PARAMETER

COOKIE = "ledger_room"
_KEEP = """export default function ({ data }) {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `ledger_room=${data.key}; Path=/; SameSite=Strict; Max-Age=8640000${secure}`
}"""  # a hundred days: the room meets again after three months
_KEEPER = st.components.v2.component("room_keeper", html="<span>\n</span>", js=_KEEP, isolate_styles=False)


@dataclass
class RoomVisit:
    """One session that began with the address of rooms: what it says of the room, and the room once it was found."""

    asked: str
    browser_key: str
    room_id: str = ""


def enter(language: str) -> None:
    """Draw a room for a session that came to one, and nothing else of the app; return for every other session."""
    if link_session.ROOM not in st.session_state:
        is_one = PARAMETER in st.query_params and not link_session.came_by_link()
        st.session_state[link_session.ROOM] = _visit() if is_one else None
    visit = st.session_state[link_session.ROOM]
    if visit is not None:
        addresses.only(lambda: _page(visit, language))


def _visit() -> RoomVisit:
    kept = st.context.cookies.to_dict().get(COOKIE)
    return RoomVisit(st.query_params[PARAMETER], kept or entry.new_browser_key())


def _page(visit: RoomVisit, language: str) -> None:
    patterns.define_patterns(language)
    try:
        room = _room(visit)
    except Problem as refused:
        html.page_header(say(language, "workshop.eyebrow"), say(language, "workshop.enter_code"), "")
        st.warning(html.plain(sentence(refused.code, refused.fields, language)))
        _ask_code(visit, language)
        return
    if room is None:
        html.page_header(
            say(language, "workshop.eyebrow"),
            say(language, "workshop.enter_code"),
            say(language, "workshop.enter_code_why"),
        )
        _ask_code(visit, language)
        return
    with st.container(key="defs_keeper"):
        _KEEPER(key="room_keeper", data={"key": visit.browser_key})
    phone_page(room.room_id, entry.person_of(room, visit.browser_key), language)
    _languages(language)


def _room(visit: RoomVisit) -> Room | None:
    """The open room of this visit, None while nothing says which; raises Problem."""
    store = services().store
    if visit.room_id:
        with store.cursor() as cursor:
            return entry.still_open(read_room(cursor, visit.room_id))
    if not visit.asked:
        return None
    asked, visit.asked = visit.asked, ""  # a wrong one is looked at once
    is_code = len(asked) <= entry.LONGEST_CODE
    find = entry.room_of_code if is_code else entry.room_of_token
    room = find(store, asked, tokens.place_of(auth_config.came_from()))
    visit.room_id = room.room_id
    st.query_params[PARAMETER] = entry.token_of(store, room)  # a reload needs no code
    return room


def _ask_code(visit: RoomVisit, language: str) -> None:
    with st.form("room_code_form", border=False, width=420):
        typed = st.text_input(say(language, "workshop.code"), key="room_code", max_chars=entry.LONGEST_CODE)
        if st.form_submit_button(say(language, "workshop.go_in"), type="primary", width="stretch"):
            visit.asked = typed.strip()
            visit.room_id = ""
            st.rerun()


def _languages(language: str) -> None:
    with st.container(key="room_language"):
        chosen = st.selectbox(
            say(language, "filters.language"),
            LANGUAGES,
            LANGUAGES.index(language),
            key="room_language_choice",
            format_func=own_name,
            width=160,
        )
    if chosen != language:
        st.session_state["language"] = chosen
        st.query_params["language"] = chosen
        st.rerun()

"""Causes and ideas as cards that are put into groups, by drag or with the arrow keys; votes as dots."""

import streamlit as st

from data.workshop import moderation
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.workshop.attempt import attempt, change_button
from pages.parts.workshop.room_view import RoomView

OWN_GROUPS = "room_groups"  # groups that are still empty stand in the session of whoever made them
_HTML = '<div class="board" role="group">\n</div>'
_SCRIPT = """export default function ({ data, parentElement, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  board.replaceChildren()
  board.setAttribute('aria-label', data.help)
  const names = ['', ...data.groups]
  const move = (id, group) => setTriggerValue('moved', { id, group })
  names.forEach((name) => {
    const column = document.createElement('section')
    const title = document.createElement('h3')
    title.textContent = name || data.loose
    column.append(title)
    column.ondragover = (event) => { event.preventDefault(); column.classList.add('over') }
    column.ondragleave = () => column.classList.remove('over')
    column.ondrop = (event) => { event.preventDefault(); move(event.dataTransfer.getData('text/plain'), name) }
    data.ideas.filter((idea) => idea.group === name).forEach((idea) => {
      const card = document.createElement('button')
      card.type = 'button'
      card.className = idea.kind
      card.draggable = true
      const told = document.createElement('small')
      told.textContent = idea.told
      card.append(told, idea.text)
      card.setAttribute('aria-label', `${idea.told}: ${idea.text}. ${name || data.loose}. ${data.help}`)
      card.ondragstart = (event) => event.dataTransfer.setData('text/plain', idea.id)
      card.onkeydown = (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
        if (!step) return
        event.preventDefault()
        move(idea.id, names[(names.indexOf(name) + step + names.length) % names.length])
      }
      column.append(card)
    })
    board.append(column)
  })
}"""
_BOARD = st.components.v2.component("room_board", html=_HTML, js=_SCRIPT, isolate_styles=False)


def causes_step(view: RoomView) -> None:
    """Draw the board, and the ways to name a group and to hide a card."""
    shown = [one for one in view.found.ideas if not one["is_hidden"]]
    html.section_header(view.words("workshop.board_title", count=len(shown)), view.words("workshop.board_subtitle"))
    if not shown:
        html.render(f'<div class="empty"><p>{html.escape(view.words("workshop.no_ideas"))}</p></div>')
        return
    _draw(view, shown)
    with st.container(horizontal=True, vertical_alignment="bottom", key="noprint_board"):
        _new_group(view)
        _hide(view)


def _draw(view: RoomView, shown: list[dict]) -> None:
    used = [one["cluster"] for one in shown if one["cluster"]]
    groups = [*dict.fromkeys([*used, *st.session_state.get(OWN_GROUPS, [])])]
    cards = [
        {
            "id": one["idea_id"],
            "kind": one["kind"],
            "told": view.words(f"workshop.{one['kind']}"),
            "text": one["text"],
            "group": one["cluster"],
        }
        for one in shown
    ]
    words = {"loose": view.words("workshop.loose"), "help": view.words("workshop.board_help")}
    _BOARD(
        key="room_board",
        data={"groups": groups, "ideas": cards} | words,
        on_moved_change=lambda: _moved(view.room.room_id, view.language),
    )


def _moved(room_id: str, language: str) -> None:
    moved = st.session_state["room_board"].get("moved") or {}
    if isinstance(moved.get("id"), str) and isinstance(moved.get("group"), str):
        attempt(language, moderation.group_idea, services().store, room_id, moved["id"], moved["group"])


def _new_group(view: RoomView) -> None:
    with st.form("room_group_form", border=False, width=360, clear_on_submit=True):
        name = st.text_input(view.words("workshop.group_name"), key="room_group", max_chars=60)
        if st.form_submit_button(view.words("workshop.add_group")) and name.strip():
            held = st.session_state.get(OWN_GROUPS, [])
            if attempt(view.language, moderation.check_group, name):
                st.session_state[OWN_GROUPS] = [*held, name.strip()]
            st.rerun()


def _hide(view: RoomView) -> None:
    with st.popover(view.words("workshop.hide_card"), key="room_hide_popover"):
        for one in view.found.ideas:
            label = view.words("workshop.show_again" if one["is_hidden"] else "workshop.hide")
            change_button(
                view,
                label,
                one["text"],
                f"hide_{one['idea_id']}",
                moderation.hide_idea,
                one["idea_id"],
                not one["is_hidden"],
            )


def votes_step(view: RoomView, are_shown: bool) -> None:
    """Draw what was voted for, most dots first once the dots are shown, until then in the order it was said."""
    dots, words = view.found.dots(), view.words
    shown = [one for one in view.found.ideas if not one["is_hidden"]]
    if are_shown:
        shown.sort(key=lambda one: -dots.get(one["idea_id"], 0))
    is_grouped = any(one["cluster"] for one in shown)
    heads = [tables.head(words("workshop.column_idea"))]
    heads += [tables.head(words("workshop.column_group"))] if is_grouped else []
    heads += [tables.head(words("workshop.column_dots"))] if are_shown else []
    rows = []
    for one in shown:
        cells = [tables.name(one["text"])]
        if is_grouped:
            cells.append(tables.cell(html.escape(one["cluster"]), "", words("workshop.column_group")))
        if are_shown:
            count = dots.get(one["idea_id"], 0)
            drawn = f'<span class="dots" aria-hidden="true">{"●" * count}</span>'
            said = f"<span>{drawn} {view.formats.number(count)}</span>"
            cells.append(tables.cell(said, "", words("workshop.column_dots")))
        rows.append(tables.row(*cells))
    title = _most_dots(view, shown, dots) if are_shown else words("workshop.votes_title")
    tables.table(title, words("workshop.votes_subtitle"), heads, rows, kind="lines")


def _most_dots(view: RoomView, shown: list[dict], dots: dict[str, int]) -> str:
    """What the room would begin with, where one card has more dots than any other."""
    counts = [*(dots.get(one["idea_id"], 0) for one in shown), 0, 0]
    if counts[0] == counts[1]:
        return view.words("workshop.votes_title")
    return view.words("workshop.votes_found", idea=shown[0]["text"], dots=counts[0], all=sum(counts))

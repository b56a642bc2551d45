"""The summary of a room: on the page, on paper, as minutes in plain text and as a file; what its actions achieved."""

import streamlit as st

from data.workshop import export
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.runtime.services import services
from pages.parts.scenarios.actions import achieved_of
from pages.parts.ui import html, tables
from pages.parts.workshop.room_view import RoomView
from pages.parts.workshop.steps.actions import actions_table, expected_said
from pages.parts.workshop.steps.agreements import agreed_table
from pages.parts.workshop.steps.board import votes_step
from pages.parts.workshop.steps.reveal import reveal_answer, reveal_step


def summary_step(view: RoomView, own_sector: str = "") -> None:
    """Draw what the room found and decided."""
    actions_table(view)
    agreed_table(view)
    if view.found.ideas:
        votes_step(view, True)
    if view.room.is_revealed and view.stages:
        html.section_header(reveal_answer(view), view.words("workshop.as_a_group"))
        reveal_step(view, own_sector)


def achieved_table(view: RoomView, page) -> None:
    """Draw what became of the actions finance took on: expected and achieved a year."""
    numbers = {one["number"] for one in view.found.actions if one["number"]}
    held = [one for one in services().store.actions.held() if one["number"] in numbers] if numbers else []
    if not held or not page.may_read_rows:
        return
    texts = {one["number"]: one for one in view.found.actions}
    found = achieved_of(page, held)
    heads = [tables.head(view.words("workshop.column_action"))]
    heads += [tables.head(view.words(f"actions.{name}"), "num") for name in ("expected", "achieved")]
    rows = [
        tables.row(
            tables.name(texts[one["number"]]["text"]),
            tables.number(expected_said(view, texts[one["number"]]), view.words("actions.expected")),
            tables.number(said, view.words("actions.achieved")),
        )
        for one, said in zip(held, found, strict=True)
    ]
    title, subtitle = view.words("workshop.achieved_title"), view.words("workshop.achieved_subtitle")
    tables.table(title, subtitle, heads, rows, kind="lines")


def downloads(view: RoomView) -> None:
    """Draw the buttons that take the room along: the minutes as text, and all of it as a file."""
    told = export.told(view.room, view.facts, view.found)
    with st.container(horizontal=True, key="noprint_room_files"):
        name = f"room-{view.room.room_id}"
        label = view.words("workshop.minutes")
        st.download_button(label, minutes(view), f"{name}.txt", "text/plain", key="room_minutes", on_click="ignore")
        st.download_button(
            view.words("workshop.file"),
            export.as_json(told),
            f"{name}.json",
            "application/json",
            key="room_file",
            on_click="ignore",
        )


def minutes(view: RoomView) -> str:
    """Return the minutes as plain text."""
    words, told = view.words, export.told(view.room, view.facts, view.found)
    lines = [view.eyebrow, words("workshop.people", count=view.found.count), ""]
    if view.room.is_revealed:
        lines += [reveal_answer(view), ""]
    parts = {
        "ideas_heading": [
            f"{own_direction(one['text'])} ({words('workshop.dots_of', count=one['dots'])})"
            for one in sorted(told["ideas"], key=lambda one: -one["dots"])
        ],
        "actions_title": [
            in_a_row(
                (one["text"], view.sector(one["owner"]), view.formats.day(one["due_on"]), expected_said(view, one)),
                " – ",
            )
            for one in view.found.actions
        ],
        "agreed_title": [
            f"{own_direction(one['name'])}: {view.formats.number(one['agreed'], 2)} ({one['low']}–{one['high']})"
            for one in told["agreed"]
        ],
    }
    for heading, texts in parts.items():
        if texts:
            lines += [words(f"workshop.{heading}"), *(f"- {text}" for text in texts), ""]
    return "\n".join(lines)

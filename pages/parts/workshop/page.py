"""The page of whoever leads: the lobby, or one room with its screen and its panel."""

from collections.abc import Callable

import streamlit as st

from data.problems import Problem
from data.workshop import rooms
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.workshop.attempt import attempt, said_here
from pages.parts.workshop.control import LED, control_panel
from pages.parts.workshop.lobby import lobby
from pages.parts.workshop.room_view import RoomView, room_view
from pages.parts.workshop.screen import screen, screen_sentence
from pages.parts.workshop.steps.actions import accept_actions, action_form, action_removal, actions_table
from pages.parts.workshop.steps.agreements import accept_agreements, agreed_table, agreement_forms
from pages.parts.workshop.steps.board import votes_step
from pages.parts.workshop.steps.summary import achieved_table, downloads, summary_step


def workshop_page(view, on_paper: Callable[[RoomView], object]) -> None:
    """Draw the room the address names, or the lobby; on_paper draws how its minutes are had on paper."""
    named = st.query_params.get(LED)
    if not named or not attempt(view.language, rooms.led_room, services().store, named):
        lobby(view)
        return
    try:
        _room(room_view(named, view.language), view, on_paper)
    except Problem:  # deleted between two looks
        lobby(view)


def _room(room: RoomView, page, on_paper: Callable[[RoomView], object]) -> None:
    html.page_header(room.eyebrow, *screen_sentence(room))
    said_here()
    left, right = st.columns([7, 2], gap="large")
    with left:
        if room.room.step == "actions":
            if room.found.ideas:
                votes_step(room, True)
            actions_table(room)
            action_removal(room)
            action_form(room, page)
            agreed_table(room)
            agreement_forms(room)
        elif room.room.step == "summary":
            summary_step(room)
            achieved_table(room, page)
            accept_actions(room)
            accept_agreements(room)
            downloads(room)
            with st.container(key="noprint_room_report"):
                on_paper(room)
        else:
            screen(room)
    with right:
        control_panel(room)

"""What somebody asks a room to do: done, or answered with one sentence."""

from collections.abc import Callable

import streamlit as st

from data.problems import Problem, sentence
from models.scenarios.levers import ScenarioProblem
from pages.parts.i18n.direction import own_direction
from pages.parts.i18n.language import has, say
from pages.parts.runtime.services import services
from pages.parts.ui import html

SAID = "room_said"


def attempt(language: str, act: Callable[..., object], *arguments: object, **named: object) -> bool:
    """Do it and return whether it was done; what was refused is said at the next place of `said_here`."""
    try:
        act(*arguments, **named)
    except (Problem, ScenarioProblem) as refused:
        st.session_state[SAID] = _sentence(language, refused)
        return False
    return True


def change_button(view, label: str, text: str, key: str, act: Callable[..., object], *arguments: object) -> None:
    """Draw a button that does something about one thing said in the room; arguments: what act needs beside the room."""
    st.button(
        html.plain(f"{label}: {own_direction(text)}"),
        key=key,
        on_click=attempt,
        args=(view.language, act, services().store, view.room.room_id, *arguments),
    )


def _sentence(language: str, refused: Problem | ScenarioProblem) -> str:
    if isinstance(refused, Problem):
        return sentence(refused.code, refused.fields, language)
    key = f"scenario_problem.{refused.code}"
    return say(language, key, **refused.fields) if has(language, key) else str(refused)


def said_here() -> None:
    """Draw the sentence of what was refused, once."""
    if said := st.session_state.pop(SAID, None):
        st.warning(html.plain(said))

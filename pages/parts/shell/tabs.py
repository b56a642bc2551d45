"""The parts of the page Data; the one shown stands in the link, so a link or the way back leads to it again."""

import streamlit as st

from pages.parts.view.figure_cache import set_aside_at

PARAMETER = "part"


def choose_part(view, parts: tuple[str, ...]) -> str:
    """Draw the choice of parts and return the one the link names, else the first."""
    wanted = st.query_params.get(PARAMETER)
    st.session_state["part_shown"] = wanted if wanted in parts else parts[0]
    waiting = set_aside_at(view.version)
    st.segmented_control(
        view.words("part.label"),
        parts,
        key="part_shown",
        required=True,
        label_visibility="collapsed",
        on_change=_into_link,
        format_func=lambda part: _name(view, part, waiting),
    )
    return st.session_state["part_shown"] or parts[0]


def _name(view, part: str, waiting: int) -> str:
    name = view.words(f"part.{part}")
    return f"{name} ({view.formats.number(waiting)})" if part == "aside" and waiting else name


def _into_link() -> None:
    st.query_params[PARAMETER] = st.session_state["part_shown"]

"""How a split sector's complaints are divided among what it became, in percent."""

import streamlit as st

from pages.parts import look

PERCENT = 100  # basis points in one percent


def shares_of(view, into: list[str], turn: int) -> dict[str, int] | None:
    """Draw a field a new sector and return basis points by name; None while nobody says, so nothing is divided."""
    if len(into) < 2 or not st.checkbox(view.words("sectors.divide"), key=f"divide_{turn}"):
        return None
    even, last = PERCENT // len(into), PERCENT - PERCENT // len(into) * (len(into) - 1)
    with st.container(horizontal=True):
        percents = [
            st.number_input(
                look.plain(name), 0, PERCENT, last if name == into[-1] else even, key=f"share_{name}_{turn}", width=160
            )
            for name in into
        ]
    return {name: int(percent) * PERCENT for name, percent in zip(into, percents, strict=True)}

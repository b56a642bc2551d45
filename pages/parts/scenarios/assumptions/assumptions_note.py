"""What a scenario says of the assumptions of its own, and the way back to those that hold."""

import streamlit as st

from models.scenarios.scenario_base import Base
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.base import assumed, held_base_of
from pages.parts.ui import html
from pages.parts.view.words.scenario_words import own_assumptions


def assumed_headline(view, base: Base) -> str:
    """Return the answer of a scenario that changes assumptions alone."""
    costs = {"cost": base.outcome([]).base, "held": held_base_of(view).outcome([]).base}
    return view.words("scenarios.answer_assumed", **{name: view.formats.money(cost) for name, cost in costs.items()})


def assumptions_note(view) -> None:
    """Draw which assumptions the scenario has of its own, and the button that goes back; nothing where it has none."""
    own = assumed()
    if not own:
        return
    st.info(html.plain(view.words("scenarios.assumptions_own", listed=own_assumptions(view, own))))
    st.button(
        view.words("scenarios.assumptions_drop"),
        key="scenario_assumptions_drop",
        on_click=working_copy.assume,
        args=({},),
    )

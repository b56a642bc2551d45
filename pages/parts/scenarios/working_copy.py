"""The levers as the visitor has moved them: a copy that belongs to the session until it is saved."""

from dataclasses import replace
from decimal import Decimal

import streamlit as st

from models.scenarios.levers import Lever, ScenarioProblem, from_texts, lever, put
from pages.parts.scenarios.base import saved
from pages.parts.ui.url_state import set_parameter

LEVERS, NAME, REFUSED = "scenario_levers", "scenario_name", "scenario_refused"
PARAMETER = "scenario"


def levers() -> list[Lever]:
    """Return the levers that are moved."""
    return st.session_state.get(LEVERS, [])


def name() -> str:
    """Return the saved scenario the copy was made of, empty where it began as it is."""
    return st.session_state.get(NAME, "")


def begin() -> None:
    """Take the scenario the address names, when the session has none of its own yet."""
    asked = st.query_params.get(PARAMETER, "")
    if LEVERS not in st.session_state:
        take(asked if asked in saved() else "")


def take(chosen: str) -> None:
    """Begin with a copy of a saved scenario, or as it is."""
    kept = saved().get(chosen)
    st.session_state[LEVERS] = [from_texts(one) for one in kept["levers"]] if kept else []
    st.session_state[NAME] = chosen if kept else ""
    set_parameter(PARAMETER, [chosen] if kept else [])


def move(key: tuple[str, str, str], widget: str) -> None:
    """Move the lever of a key to what its slider says; a range that no longer holds it is dropped."""
    percent = Decimal(str(st.session_state[widget]))
    held = find(key)
    low = held.low if held.low is not None and held.low <= percent else None
    high = held.high if held.high is not None and held.high >= percent else None
    st.session_state[LEVERS] = put(levers(), replace(held, percent=percent, low=low, high=high))


def set_number(key: tuple[str, str, str], part: str, widget: str) -> None:
    """Set another number of a lever to what its field says; what cannot be is said and changes nothing."""
    held = find(key)
    numbers = {field: getattr(held, field) for field in ("percent", "low", "high", "one_off", "yearly")}
    try:
        changed = lever(*key, **(numbers | {part: st.session_state[widget]}))
    except ScenarioProblem as refused:
        st.session_state[REFUSED] = refused
        return
    st.session_state[LEVERS] = put(levers(), changed)


def find(key: tuple[str, str, str]) -> Lever:
    """Return the lever of a key, at zero where it was not moved."""
    return next((one for one in levers() if one.key == key), lever(*key))


def show(widget: str, value: float | None) -> None:
    """Let a field show a value, without taking from it what is being typed there."""
    if widget not in st.session_state or st.session_state[widget] != value:
        st.session_state[widget] = value


def refused() -> ScenarioProblem | None:
    """Return what could not be, once."""
    return st.session_state.pop(REFUSED, None)

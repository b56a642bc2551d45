"""The levers as the visitor has moved them: a copy that belongs to the session until it is saved, and to its link."""

import json
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from models.scenarios.kept_scenario import as_kept, assumptions_of, levers_of
from models.scenarios.levers import Lever, ScenarioProblem, lever, put
from pages.parts.scenarios.base import ASSUMED, assumed, saved
from pages.parts.ui.url_state import set_parameter

LEVERS, NAME, REFUSED, MISREAD = "scenario_levers", "scenario_name", "scenario_refused", "scenario_misread"
PARAMETER, MOVED = "scenario", "lever"
LONGEST_READ = 60  # characters of what cannot be read that are repeated


def levers() -> list[Lever]:
    """Return the levers that are moved."""
    return st.session_state.get(LEVERS, [])


def name() -> str:
    """Return the saved scenario the copy was made of, empty where it began as it is."""
    return st.session_state.get(NAME, "")


def begin() -> None:
    """Take the scenario and the moved levers the address names, when the session has none of its own yet."""
    if LEVERS in st.session_state:
        return
    asked, texts = st.query_params.get(PARAMETER, ""), st.query_params.get_all(MOVED)
    take(asked if asked in saved() else "")
    if texts:
        found, held, misread = _read(texts)
        _keep(found, held)
        st.session_state[MISREAD] = misread


def take(chosen: str) -> None:
    """Begin with a copy of a saved scenario, or as it is."""
    kept = saved().get(chosen)
    st.session_state[NAME] = chosen if kept else ""
    set_parameter(PARAMETER, [chosen] if kept else [])
    _keep(levers_of(kept) if kept else [], assumptions_of(kept) if kept else {})


def hold(moved: list[Lever]) -> None:
    """Go on with these levers, as a copy of the scenario opened before."""
    _keep(moved)


def assume(held: dict[str, str]) -> None:
    """Go on with these assumptions in place of those that hold, none for those that hold."""
    _keep(levers(), held)


def _keep(moved: list[Lever], held: dict[str, str] | None = None) -> None:
    """Hold the levers, and assumptions where they are given, and write into the address what differs from the scenario
    it names."""
    st.session_state[LEVERS] = moved
    if held is not None:
        st.session_state[ASSUMED] = held
    st.session_state.pop(MISREAD, None)
    texts = as_kept(moved, assumed())
    is_saved = texts == saved().get(name(), {"levers": []})["levers"]
    set_parameter(MOVED, [] if is_saved else [*map(json.dumps, texts)] or [""])


def _read(texts: list[str]) -> tuple[list[Lever], dict[str, str], ScenarioProblem | None]:
    """The levers and assumptions of an address, and what is wrong with the last one that cannot be read and is left
    out."""
    found: list[Lever] = []
    held: dict[str, str] = {}
    misread = None
    for text in filter(None, texts):
        try:
            read = {"levers": [json.loads(text)]}
            held |= assumptions_of(read)
            for one in levers_of(read):
                found = put(found, one)
        except ScenarioProblem as refused:
            misread = refused
        except (ValueError, TypeError, AttributeError):
            misread = ScenarioProblem("kind", "", read=text[:LONGEST_READ])
    return found, held, misread


def move(key: tuple[str, str, str], widget: str) -> None:
    """Move the lever of a key to what its slider says; a range that no longer holds it is dropped."""
    percent = Decimal(str(st.session_state[widget]))
    held = find(key)
    low = held.low if held.low is not None and held.low <= percent else None
    high = held.high if held.high is not None and held.high >= percent else None
    _keep(put(levers(), replace(held, percent=percent, low=low, high=high)))


def set_number(key: tuple[str, str, str], part: str, widget: str) -> None:
    """Set another number of a lever to what its field says; what cannot be is said and changes nothing."""
    held = find(key)
    numbers = {field: getattr(held, field) for field in ("percent", "low", "high", "one_off", "yearly")}
    try:
        changed = lever(*key, **(numbers | {part: st.session_state[widget]}))
    except ScenarioProblem as refused:
        st.session_state[REFUSED] = refused
        return
    _keep(put(levers(), changed))


def find(key: tuple[str, str, str]) -> Lever:
    """Return the lever of a key, at zero where it was not moved."""
    return next((one for one in levers() if one.key == key), lever(*key))


def show(widget: str, value: float | None) -> None:
    """Let a field show a value, without taking from it what is being typed there."""
    if widget not in st.session_state or st.session_state[widget] != value:
        st.session_state[widget] = value


def refused() -> ScenarioProblem | None:
    """Return what could not be, once; what could not be read of a link until a lever is moved."""
    return st.session_state.pop(REFUSED, None) or st.session_state.get(MISREAD)

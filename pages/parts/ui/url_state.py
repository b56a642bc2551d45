"""Controls that stand in the address."""

from collections.abc import Callable

import streamlit as st

OPEN = "open"
TOKEN, SHOWN = "t", "shown"
SCENARIO = "in_scenario"
FILTERS = ("from", "to", "sectors", "segments", SCENARIO, "language")


def expander(label: str, key: str):
    """Return a folded section; whether it is open stands in the address. What is in it is drawn only while `.open`."""
    st.session_state[key] = key in st.query_params.get_all(OPEN)
    return st.expander(label, key=key, on_change=_fold, args=(key,))


def fold(label: str, key: str, draw: Callable[[], object]) -> None:
    """Draw a folded section, which draw() fills while it is open; opening it runs nothing else of the page."""
    st.fragment(_folded)(label, key, draw)


def _folded(label: str, key: str, draw: Callable[[], object]) -> None:
    with expander(label, key) as section:
        if section.open:
            draw()


def _fold(key: str) -> None:
    others = [name for name in st.query_params.get_all(OPEN) if name != key]
    set_parameter(OPEN, [*others, key] if st.session_state[key] else others)


def bind_to_url(key: str, options, default: object = None, code: Callable[[object], str] = str) -> Callable[[], None]:
    """Set a select or segmented control to the option the address names, else the default; return its on_change.

    code: option -> what stands in the address.
    """
    named = st.query_params.get(key)
    st.session_state[key] = next((option for option in options if code(option) == named), default)
    return lambda: set_parameter(key, [] if st.session_state[key] is None else [code(st.session_state[key])])


def set_parameter(name: str, values: list[str]) -> None:
    """Put a control into the address, or take it out when it has no value."""
    if values:
        st.query_params[name] = values
    elif name in st.query_params:
        del st.query_params[name]


def filter_parameters(filters) -> dict[str, list[str]]:
    """Return the filters as they stand in a link: every one of them, an empty text for "all"; a scenario where one is
    chosen."""
    period = {"from": [filters.first or ""], "to": [filters.last or ""]}
    names = {"sectors": list(filters.sectors) or [""], "segments": list(filters.segments) or [""]}
    scenario = {SCENARIO: [filters.scenario]} if filters.scenario else {}
    return period | names | scenario | {"language": [filters.language]}


def all_parameters(filters) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every control of the page now: the filters (no value: all), and whatever else the address holds."""
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in (*FILTERS, TOKEN, SHOWN)}
    return tuple(
        (name, tuple(filter(None, values))) for name, values in sorted((filter_parameters(filters) | others).items())
    )


def choose(view, label: str, names: dict, key: str, width: int):
    """Draw a select of `names` (option -> what is shown) and return the option chosen, the first until somebody
    chooses.

    The browser sends back the name it shows: one that counts rows is another name after each change, and the choice
    would fall back to the first option. So the select is a new one whenever its names change, and starts where it was.
    """
    options, kept = list(names), f"{key}_chosen"
    before = st.session_state.get(kept)
    index = options.index(before) if before in options else 0
    drawn = f"{key}_{hash(tuple(names.values()))}"
    st.session_state[kept] = st.selectbox(label, options, index, key=drawn, width=width, format_func=names.get)
    return st.session_state[kept]

"""The filters every page shares: period, sectors, segments and language, in the link with stable codes.

The widgets are bound to the address, which leaves out what equals a widget's default. A default period moves with
the data and would change the meaning of an old link, so the widgets have none: the first run writes the codes out.

When another page is chosen, the browser takes over from the address only what belongs to widgets it has drawn. Until
then (while figures are worked out, on a busy machine) the session holds the rest and puts it back into the address.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data.languages import LANGUAGES
from models.engine.selection import Selection
from pages.parts.i18n.language import own_name, preferred, say
from pages.parts.ui.filter_button import filter_button
from pages.parts.ui.url_state import SCENARIO
from pages.parts.view.selection import unknown_parameters
from pages.parts.view.selection.periods import PERIOD, choose_period

NAMES = ("sectors", "segments")
CONTROLS = (*PERIOD, *NAMES, SCENARIO, "language")
HELD = "held_filters"


@dataclass(frozen=True)
class Choice:
    """What the filters may be set to: month codes oldest first, names, and the period to start with.

    version is the one it speaks of; last is the month up to which everything is worked out, the last complete one.
    firsts and lasts: the months a period may begin and end with, where not all of them. scenarios: names of saved ones.
    """

    version: int = 0
    months: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    firsts: tuple[str, ...] = ()
    lasts: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()

    def ends(self, key: str) -> tuple[str, ...]:
        """The months the period may begin ("from") or end ("to") with."""
        return (self.firsts if key == PERIOD[0] else self.lasts) or self.months

    @property
    def departments(self) -> int:
        """How many sectors of the organisation there are; (outside) and (unattributed) are none."""
        return sum(not name.startswith("(") for name in self.sectors)


@dataclass(frozen=True)
class Filters:
    """What the filters are set to. Empty sectors or segments mean all of them.

    cases: on the page Value chain the only ones looked at, by kind and name; None for all. scenario: the saved one in
    which things are seen, empty for things as they are.
    """

    first: str | None
    last: str | None
    sectors: tuple[str, ...]
    segments: tuple[str, ...]
    language: str
    cases: tuple[str, str] | None = None
    scenario: str = ""

    @property
    def selection(self) -> Selection:
        """What the figures are read with."""
        return Selection((self.first, self.last), self.segments or None, self.sectors or None, cases=self.cases)


def settle_language() -> str:
    """Return the language of the link, else the browser's, and see that the link names it."""
    _hold()
    st.session_state.setdefault("asked", st.session_state[HELD])
    _take_over({"language": LANGUAGES})
    _settle({"language": (LANGUAGES, preferred(st.context.locale))})
    return st.session_state.get("language") or st.query_params["language"]


def show_filters(choice: Choice, language: str, more: Callable[[Filters], None] | None = None) -> Filters:
    """Draw the line of filters (a popover on a phone) and return what they are set to;
    more(filters) draws at its end."""
    asked = st.session_state["asked"] if choice.version else {}
    if choice.version:
        st.session_state["asked"] = {}
        _take_over({key: choice.ends(key) for key in PERIOD})
        _take_over({"sectors": choice.sectors, "segments": choice.segments, SCENARIO: choice.scenarios})
    _settle({"from": (choice.ends("from"), choice.first), "to": (choice.ends("to"), choice.last)})
    _forget("sectors", choice.sectors)
    _forget("segments", choice.segments)
    if st.session_state.get(SCENARIO, "") not in ("", *choice.scenarios):
        st.session_state[SCENARIO] = ""
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        if choice.months or choice.sectors or choice.segments:
            filter_button(say(language, "filters.show"))
        _selects(choice, language)
        _language_menu(language)
        if more:
            more(current(language))
    unknown_parameters.check(asked, choice)
    return current(language)


def _language_menu(language: str) -> None:
    """Draw the menu of languages, each by its own name, and the bound widget that keeps the code in the address."""
    with st.container(key="language_codes"):
        words = say(language, "filters.language")
        st.segmented_control(words, LANGUAGES, key="language", bind="query-params", required=True)
    with st.popover(own_name(language), key="language_menu"), st.container(gap="xxsmall"):
        for code in LANGUAGES:
            st.button(own_name(code), key=f"language_{code}", on_click=_speak, args=(code,), type="tertiary")


def _speak(code: str) -> None:
    st.session_state["language"] = code


def current(language: str) -> Filters:
    """Return what the filters are set to, with the period in the right order."""
    state = st.session_state
    first, last = state.get("from"), state.get("to")
    if first and last and first > last:
        first, last = last, first
    chosen = (tuple(state.get(name) or ()) for name in NAMES)
    return Filters(first, last, *chosen, language, scenario=state.get(SCENARIO) or "")


def _selects(choice: Choice, language: str) -> None:
    """Draw a widget for each filter the data offer something for."""
    if choice.months:
        choose_period(language, choice.ends, choice.last)
    for key, names, count in (
        ("sectors", choice.sectors, choice.departments),
        ("segments", choice.segments, len(choice.segments)),
    ):
        _names(key, names, say(language, "filters.every", count=count), 180, language)
    if choice.scenarios:
        as_it_is = say(language, "filters.as_it_is")
        options = ("", *choice.scenarios)
        shown = {"format_func": lambda name: name or as_it_is, "width": 170, "bind": "query-params"}
        st.selectbox(say(language, "filters.scenario"), options, key=SCENARIO, **shown)
    st.space("stretch")


def _names(key: str, names: tuple[str, ...], placeholder: str, width: int, language: str) -> None:
    label = say(language, f"filters.{key}")
    if names:
        st.multiselect(label, names, key=key, placeholder=placeholder, width=width, bind="query-params")


def _hold() -> None:
    """Put back what the address lost, and keep what it says: only a widget that is empty by now may have emptied it."""
    held, state = st.session_state.get(HELD, {}), st.session_state
    lost = {key for key in CONTROLS if key not in st.query_params}
    st.query_params.update({key: held[key] for key in lost if held.get(key) and key not in state})
    state.update({key: state[key] for key in lost if state.get(key)})  # what is set writes its widget into the address
    state[HELD] = {key: st.query_params.get_all(key) for key in CONTROLS}


def _take_over(offered: dict[str, tuple[str, ...]]) -> None:
    """Set filters that are not drawn yet to what the address names: a widget does not look for what was put back."""
    for key, codes in offered.items():
        named = [code for code in st.query_params.get_all(key) if code in codes]
        if named and key not in st.session_state:
            st.session_state[key] = named if key in NAMES else named[-1]


def _settle(wanted: dict[str, tuple]) -> None:
    """Give each filter without a valid value its starting one, and write it into the link while that is possible.

    wanted: key -> codes there are, code to start with (None: there is no data to start from, nothing is done).

    session      address      then
    valid        whatever     stays; the widget writes it into the address
    not yet set  valid        stays; the widget takes it over from the address
    not yet set  not valid    the starting code, into session and address
    not valid    whatever     the starting code, into the session; the widget writes it into the address
    emptied      whatever     the same: what somebody emptied is not taken from the address again
    """
    missing = {}
    for key, (codes, start) in wanted.items():
        value = st.session_state.get(key) or (None if key in st.session_state else st.query_params.get(key))
        if start and value not in codes:
            missing[key] = start
    fresh = {key: start for key, start in missing.items() if key not in st.session_state}
    if fresh:
        st.query_params.update(fresh)
    st.session_state.update(missing)


def _forget(key: str, names: tuple[str, ...]) -> None:
    """Drop chosen names that no longer exist (a sector whose import was undone)."""
    chosen = st.session_state.get(key)
    if chosen and not set(chosen) <= set(names):
        st.session_state[key] = [name for name in chosen if name in names]

"""The filters every page shares: period, sectors, segments and language, in the link with stable codes.

The widgets are bound to the address, which leaves out what equals a widget's default. A default period moves with
the data and would change the meaning of an old link, so the widgets have none: the first run writes the codes out.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pages.parts.i18n.language import LANGUAGES, preferred, say
from pages.parts.view import unknown_parameters

PERIOD = ("from", "to")
NAMES = ("sectors", "segments")


@dataclass(frozen=True)
class Choice:
    """What the filters may be set to: month codes oldest first, names, and the period to start with.

    version is the one it speaks of; last is the month up to which everything is worked out, the last complete one.
    firsts and lasts: the months a period may begin and end with, where not all of them.
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

    def ends(self, key: str) -> tuple[str, ...]:
        """The months the period may begin ("from") or end ("to") with."""
        return (self.firsts if key == PERIOD[0] else self.lasts) or self.months

    @property
    def departments(self) -> int:
        """How many sectors of the organisation there are; (outside) and (unattributed) are none."""
        return sum(not name.startswith("(") for name in self.sectors)


@dataclass(frozen=True)
class Filters:
    """What the filters are set to. Empty sectors or segments mean all of them."""

    first: str | None
    last: str | None
    sectors: tuple[str, ...]
    segments: tuple[str, ...]
    language: str


def settle_language() -> str:
    """Return the language of the link, else the browser's, and see that the link names it."""
    st.session_state.setdefault("asked", {key: st.query_params.get_all(key) for key in (*PERIOD, *NAMES, "language")})
    _settle({"language": (LANGUAGES, preferred(st.context.locale))})
    return st.session_state.get("language") or st.query_params["language"]


def show_filters(choice: Choice, language: str, more: Callable[[Filters], None] | None = None) -> Filters:
    """Draw the line of filters (a popover on a phone) and return what they are set to;
    more(filters) draws at its end."""
    asked = st.session_state["asked"] if choice.version else {}
    if choice.version:
        _bring_back()
    _settle({"from": (choice.ends("from"), choice.first), "to": (choice.ends("to"), choice.last)})
    _forget("sectors", choice.sectors)
    _forget("segments", choice.segments)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        if choice.months or choice.sectors or choice.segments:
            st.checkbox(say(language, "filters.show"), key="show_filters", on_change="ignore")
        _selects(choice, language)
        st.segmented_control(
            say(language, "filters.language"),
            LANGUAGES,
            key="language",
            bind="query-params",
            required=True,
            label_visibility="collapsed",
        )
        if more:
            more(current(language))
    unknown_parameters.check(asked, choice)
    return current(language)


def current(language: str) -> Filters:
    """Return what the filters are set to, with the period in the right order."""
    state = st.session_state
    first, last = state.get("from"), state.get("to")
    if first and last and first > last:
        first, last = last, first
    return Filters(first, last, tuple(state.get("sectors") or ()), tuple(state.get("segments") or ()), language)


def _selects(choice: Choice, language: str) -> None:
    """Draw a widget for each filter the data offer something for."""
    for key in PERIOD if choice.months else ():
        words = say(language, f"filters.{key}")
        st.selectbox(words, choice.ends(key), index=None, required=True, key=key, width=130, bind="query-params")
    everything = say(language, "filters.all_sectors", count=choice.departments)
    _names("sectors", choice.sectors, everything, 260, language)
    _names("segments", choice.segments, say(language, "filters.all_segments"), 220, language)
    st.space("stretch")


def _names(key: str, names: tuple[str, ...], placeholder: str, width: int, language: str) -> None:
    label = say(language, f"filters.{key}")
    if names:
        st.multiselect(label, names, key=key, placeholder=placeholder, width=width, bind="query-params")


def _bring_back() -> None:
    """Restore what the link asked for when the page was left while its figures were still being worked out."""
    lost = {key: found for key, found in st.session_state["asked"].items() if found and key not in st.query_params}
    st.session_state["asked"] = {}
    if lost:
        st.query_params.update(lost)
        st.session_state.update({key: found if key in NAMES else found[0] for key, found in lost.items()})


def _settle(wanted: dict[str, tuple]) -> None:
    """Give each filter without a valid value its starting one, and write it into the link while that is possible."""
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

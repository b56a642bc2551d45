"""What a page has read, so that a link can keep it, and what a link has kept, so that it is read again unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from data.sharing.snapshots import Snapshot, freeze, thaw
from pages.parts.view.selection.filters import Choice

ASKS, NEW = "asks_of_page", "frames_of_visit"
CHOICE, CURRENCY, LOADED, ASSUMED = "choice", "currency", "loaded", "assumptions"
LISTS = ("months", "firsts", "lasts", "sectors", "segments", "payers", "components")


@dataclass(frozen=True)
class Read:
    """What was read for a part of a page: what was asked for, and the frames that a link's record lacks."""

    asks: dict = field(default_factory=dict)
    frames: dict = field(default_factory=dict)


def begin() -> None:
    """Forget what the page before has read."""
    st.session_state[ASKS], st.session_state[NEW] = {}, {}


def recorded_result(view, key: str) -> pd.DataFrame | None:
    """Return the frame a link shows as seen; None for everybody else and for what was not recorded."""
    if view.shared is None or view.shared.mode != "seen":
        return None
    kept = dict(view.shared.frames).get(key)
    return thaw(kept) if kept else None


def record_query(view, ask, key: str, frame: pd.DataFrame | None) -> None:
    """Note what the page asked for, and, for the visitor of a link, what they were shown that was not recorded."""
    st.session_state.setdefault(ASKS, {})[ask] = None
    if frame is not None and view.shared is not None and view.shared.mode == "seen":
        st.session_state.setdefault(NEW, {})[key] = frame


@contextmanager
def apart(read: Read) -> Iterator[None]:
    """Note what is asked for meanwhile in `read`, and not as asked for by this page."""
    held = st.session_state.get(ASKS, {}), st.session_state.get(NEW, {})
    st.session_state[ASKS], st.session_state[NEW] = read.asks, read.frames
    try:
        yield
    finally:
        st.session_state[ASKS], st.session_state[NEW] = held


def again(read: Read) -> None:
    """Note what a part of this page was made from, whoever's visit made it."""
    st.session_state.setdefault(ASKS, {}).update(read.asks)
    st.session_state.setdefault(NEW, {}).update(read.frames)


def recorded_queries() -> list:
    """Return what the page has asked for, in its order."""
    return list(st.session_state.get(ASKS, {}))


def new_frames() -> tuple[tuple[str, Snapshot], ...]:
    """Return the frames of this run that the record lacks."""
    return tuple((key, freeze(frame)) for key, frame in st.session_state.get(NEW, {}).items())


def page_context(view, loaded, assumptions: list[dict]) -> tuple[tuple[str, Snapshot], ...]:
    """Return what a page needs beside figures: what the filters offer, the currency, what is loaded,
    the assumptions."""
    choice = [(name, value) for name in LISTS for value in getattr(view.choice, name)]
    choice += [(name, getattr(view.choice, name)) for name in ("first", "last") if getattr(view.choice, name)]
    columns = ("name", "value", "low", "high", "unit", "source")
    return (
        (CHOICE, _table(("name", "value"), choice)),
        (CURRENCY, _table(("value",), [(view.formats.currency,)])),
        (LOADED, _table(("value",), [(name,) for name in sorted(loaded)])),
        (ASSUMED, _table(columns, [[row[column] for column in columns] for row in assumptions])),
    )


def choice_of(shared) -> Choice | None:
    """Return what the filters offered when the view was recorded; None while it is not."""
    rows = _rows(shared, CHOICE)
    if rows is None:
        return None
    held: dict[str, list] = {}
    for name, value in rows:
        held.setdefault(name, []).append(value)
    lists = {name: tuple(held.get(name, ())) for name in LISTS}
    ends = {name: held[name][0] for name in ("first", "last") if name in held}
    return Choice(version=shared.version, **lists, **ends)


def currency_of(shared) -> str | None:
    """Return the currency as recorded, None without a record."""
    rows = _rows(shared, CURRENCY)
    return rows[0][0] if rows else None


def loaded_of(shared) -> frozenset[str] | None:
    """Return the data sets that were there, None without a record."""
    rows = _rows(shared, LOADED)
    return None if rows is None else frozenset(name for (name,) in rows)


def assumptions_of(shared) -> list[dict] | None:
    """Return the assumptions as recorded: name, value, low, high, unit, source; None without a record."""
    kept = _kept(shared, ASSUMED)
    return (
        None if kept is None else [dict(zip([one[0] for one in kept.columns], row)) for row in _rows(shared, ASSUMED)]
    )


def _table(names: tuple[str, ...], rows: list) -> Snapshot:
    return Snapshot(tuple((name, "object", tuple(row[place] for row in rows)) for place, name in enumerate(names)))


def _kept(shared, key: str) -> Snapshot | None:
    return dict(shared.frames).get(key) if shared is not None and shared.mode == "seen" else None


def _rows(shared, key: str) -> list[tuple] | None:
    kept = _kept(shared, key)
    return None if kept is None else list(zip(*(values for _, _, values in kept.columns)))

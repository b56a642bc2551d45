"""What a link asked for that is not there: kept when the link is read, and said in one line above the answer."""

import streamlit as st

from data.languages import LANGUAGES
from pages.parts.ui import html
from pages.parts.ui.url_state import SCENARIO

PERIOD = ("from", "to")
LONGEST = 60  # characters of what was read that are repeated
HELD = "misread"


def remember(key: str, read: list[str], kind: str = "unknown") -> None:
    """Keep that a control of the link asked for what is not there.

    kind: "unknown", or "turned" for a period the wrong way round.
    """
    if read:
        held = st.session_state.setdefault(HELD, {})
        held[key] = (tuple(read), kind, _set_to(key))


def check(asked: dict[str, list[str]], choice) -> None:
    """Keep what the filters of a link asked for that the data do not offer.

    asked: control -> values as they stood in the address.
    """
    known = {
        "from": choice.months,
        "to": choice.months,
        "sectors": choice.sectors,
        "segments": choice.segments,
        SCENARIO: choice.scenarios,
        "language": LANGUAGES,
    }
    for key, found in asked.items():
        remember(key, [one for one in found if one and one not in known[key]])
    first, last = ((asked.get(key) or [""])[0] for key in PERIOD)
    if first in choice.months and last in choice.months and first > last:
        remember("period", [f"{first} – {last}"], "turned")


def draw_notices(view) -> None:
    """Draw a line for each control the link asked wrongly of, until the reader sets it to something else."""
    held = st.session_state.get(HELD, {})
    for key in [key for key, (_, _, then) in held.items() if _set_to(key) != then]:
        del held[key]
    _lines([_said(view, key, read, kind, _shown(view, key)) for key, (read, kind, _) in held.items()])


def draw_notice(view, key: str, read: str, shown: str) -> None:
    """Draw the line of a control that is not one of the filters."""
    _lines([_said(view, key, (read,), "unknown", shown)])


def _said(view, key: str, read: tuple[str, ...], kind: str, shown: str) -> str:
    written = view.formats.listing([f"“{_short(one)}”" for one in read])
    fields = {"what": view.words(f"misread.{key}")} if kind == "unknown" else {}
    return view.words(f"misread.{kind}", read=written, shown=shown, **fields)


def _lines(said: list[str]) -> None:
    if said:
        html.render("".join(f'<p class="misread" role="status">{html.escape(one)}</p>' for one in said))


def _set_to(key: str) -> list:
    """What the control is set to; a copy, since widgets change their lists."""
    return [str(st.session_state.get(one) or "") for one in (("from", "to") if key == "period" else (key,))]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _shown(view, key: str) -> str:
    """What is shown instead, in words."""
    chosen = view.filters
    if key in ("from", "to", "period"):
        return view.formats.period(chosen.first, chosen.last)
    if key == "language":
        return view.words("misread.this_language")
    if key == "page":
        return view.words(f"nav.{view.first_page}")
    if key == SCENARIO:
        return view.filters.scenario or view.words("filters.as_it_is")
    names = getattr(chosen, key)
    everything = view.words(f"filters.all_{key}", count=view.choice.departments)
    return view.formats.listing(list(names)) or everything

"""The period in words: presets that end with the last complete month, and any other months; the codes stay in the link.

A bound widget writes the label it shows into the address. So the two that are bound keep the codes and are not seen;
what is seen sets them before the next run.
"""

from collections.abc import Callable

import streamlit as st

from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.ui import html

PERIOD = ("from", "to")
YEAR = 12
Period = tuple[str, str]


def presets(firsts: tuple[str, ...], lasts: tuple[str, ...], last: str | None) -> dict[str, Period]:
    """Return the periods that can be chosen by name: name -> first and last month code.

    firsts, lasts: the months a period may begin and end with, of which a link may leave some out; last: the last
    complete month.
    """
    if not firsts or last not in lasts:
        return {}
    year, month = int(last[:4]), int(last[5:])
    starts = {
        "twelve_months": f"{year - 1}-{month + 1:02}" if month < YEAR else f"{year}-01",
        "this_year": f"{year}-01",
        "this_quarter": f"{year}-{month - (month - 1) % 3:02}",
        "last_month": last,
        "all_months": firsts[0],
    }
    begun = {name: max(first, firsts[0]) for name, first in starts.items()}
    return {name: (first, last) for name, first in begun.items() if first in firsts}


def choose_period(language: str, ends: Callable[[str], tuple[str, ...]], last: str | None) -> None:
    """Draw the control of the period, which names it, and the two bound widgets that keep its codes in the address."""
    with st.container(key="period_codes"):
        for key in PERIOD:
            words = say(language, f"filters.{key}")
            st.selectbox(words, ends(key), index=None, required=True, key=key, bind="query-params")
    formats, state = Formats(language), st.session_state
    label = formats.period(*sorted(filter(None, (state.get(key) for key in PERIOD)))[:2] or (None, None))
    with (
        st.popover(f"{say(language, 'filters.period')}: {html.plain(label)}", key="period"),
        st.container(gap="xxsmall"),
    ):
        for name, period in presets(ends(PERIOD[0]), ends(PERIOD[1]), last).items():
            st.button(
                say(language, f"period.{name}"), key=f"period_{name}", on_click=_set, args=period, type="tertiary"
            )
        for key in PERIOD:
            shown = f"{key}_shown"
            state[shown] = state.get(key)
            words = say(language, f"filters.{key}")
            st.selectbox(
                words, ends(key), key=shown, format_func=formats.month, on_change=_take, args=(key,), width=200
            )


def _set(first: str, last: str) -> None:
    st.session_state.update(dict(zip(PERIOD, (first, last), strict=True)))


def _take(key: str) -> None:
    st.session_state[key] = st.session_state[f"{key}_shown"]

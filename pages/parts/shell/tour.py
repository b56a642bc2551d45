"""A tour over the sample: a few stops, each on its page. The address says which, the session that it ended."""

import streamlit as st

from pages.parts.access import pages
from pages.parts.data.upload.sample import holds_sample
from pages.parts.ui import html
from pages.parts.ui.url_state import set_parameter

STOPS = ("overview", "dissatisfaction", "loyalty", "win_or_keep", "scenarios", "data")
PARAMETER, OVER = "tour", "tour_over"


def tour(view, page: str) -> None:
    """Draw the stop the address names when it is on this page; else, on the first page of the sample, the offer."""
    if not view.is_live:
        return
    place = _place(st.query_params.get(PARAMETER, ""))
    if place and STOPS[place - 1] == page:
        _stop(view, place)
    elif page == pages.FIRST and OVER not in st.session_state and holds_sample(version=view.version):
        _offer(view)


def _place(written: str) -> int | None:
    return int(written) if written.isdecimal() and 0 < int(written) <= len(STOPS) else None


def _offer(view) -> None:
    with _strip():
        html.render(f'<p class="tour">{html.escape(view.words("tour.offer"))}</p>')
        pages.page_link(STOPS[0], view.words("tour.begin"), {PARAMETER: "1"})
        pages.page_link("data", view.words("tour.own"))
        st.button(view.words("tour.hide"), key="tour_end", on_click=_end, type="tertiary")


def _stop(view, place: int) -> None:
    words, stop = view.words, STOPS[place - 1]
    with _strip():
        count = html.escape(words("tour.place", place=place, count=len(STOPS)))
        title, said = html.escape(words(f"tour.title_{stop}")), html.escape(words(f"tour.say_{stop}"))
        html.render(f'<p class="tour"><em>{count}</em> <b>{title}</b><span>{said}</span></p>')
        for step, key in ((-1, "tour.back"), (1, "tour.next")):
            if 0 < place + step <= len(STOPS):
                other = STOPS[place + step - 1]
                pages.page_link(other, words(key, page=words(f"nav.{other}")), {PARAMETER: str(place + step)})
        st.button(words("tour.end"), key="tour_end", on_click=_end, type="tertiary")


def _strip():
    return st.container(key="noprint_tour", horizontal=True, vertical_alignment="center")


def _end() -> None:
    st.session_state[OVER] = True
    set_parameter(PARAMETER, [])

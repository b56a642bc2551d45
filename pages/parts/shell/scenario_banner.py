"""What stands over a page that is seen in a scenario: which it is, and what on the page it does not change."""

import streamlit as st

from pages.parts.ui import html
from pages.parts.view import recorder
from pages.parts.view.words.scenario_words import in_scenario

SLOT = "scenario_banner"


def begin(view) -> None:
    """Keep the place of the line, above the answer, where the view is seen in a scenario."""
    st.session_state[SLOT] = st.empty() if view.filters.scenario else None


def complete(view) -> None:
    """Fill the line once the page has run: by then it is known what it has read."""
    slot = st.session_state.pop(SLOT, None)
    if slot is None:
        return
    read = [ask.name for ask in recorder.recorded_queries() if ask.kind != "small"]
    said = in_scenario(view, read)
    if view.is_live and view.moves.figures & {*read}:
        said += " " + view.words("in_scenario.closed")
    name = view.words("in_scenario.name", name=view.filters.scenario)
    with slot.container(key="scenario_line"):
        html.render(f"<p><b>{html.escape(name)}</b> {html.escape(said)}</p>")

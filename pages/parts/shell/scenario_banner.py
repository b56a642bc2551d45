"""What stands over a page that is seen in a scenario: which it is, and what on the page it does not change."""

import streamlit as st

from models.scenarios.scenario_engine import ANSWERED
from pages.parts.i18n import figure_texts
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.view import recorder

SLOT = "scenario_banner"
# what pages read beside what they show
BESIDE = ("churn_state", "data_quality", "home_currency", "ledger_span", "quality_identity", "reconciliation")


def begin(view) -> None:
    """Keep the place of the line, above the answer, where the view is seen in a scenario."""
    st.session_state[SLOT] = st.empty() if view.filters.scenario else None


def complete(view) -> None:
    """Fill the line once the page has run: by then it is known what it has read."""
    slot = st.session_state.pop(SLOT, None)
    if slot is None:
        return
    read = dict.fromkeys(ask.name for ask in recorder.recorded_queries() if ask.kind != "small")
    changed = [name for name in read if name in ANSWERED]
    unchanged = [_title(view, name) for name in read if name not in (*ANSWERED, *BESIDE)]
    said = [view.words("in_scenario.changed" if changed else "in_scenario.nothing")]
    if changed and unchanged:
        said.append(view.words("in_scenario.unchanged", names=view.formats.listing(unchanged)))
    name = view.words("in_scenario.name", name=view.filters.scenario)
    with slot.container(key="scenario_line"):
        html.render(f"<p><b>{html.escape(name)}</b> {html.escape(' '.join(said))}</p>")


def _title(view, name: str) -> str:
    return figure_texts.said(view.language, services().engine.header(name), "title")

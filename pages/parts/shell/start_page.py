"""The first page of a home without complaints: what one can find out, the sample in one click, or one's own files."""

import streamlit as st

from pages.parts.access.visitor import is_allowed
from pages.parts.data.upload.first_steps import first_steps, states
from pages.parts.data.upload.sample import sample_button
from pages.parts.ui import html

QUESTIONS = ("cost", "loyalty", "win")


def show_start(view) -> None:
    """Draw the start page and end the page."""
    words = view.words
    html.page_header(words("start.eyebrow"), words("start.answer"), words("start.why"))
    html.render(f'<div class="ans">{"".join(_question(view, name) for name in QUESTIONS)}</div>')
    st.space("small")
    is_new = is_allowed("change") and "done" not in states(view).values()
    own, sample = st.columns([13, 7], gap="large") if is_new else (st.container(), None)
    with own:
        html.section_header(words("start.own"), words("start.own_subtitle"))
        first_steps(view)
        with st.expander(words("start.help"), key="start_help"):
            html.render("".join(f"<p>{html.escape(words(f'start.help_{name}'))}</p>" for name in HELP))
    if sample:
        with sample:
            html.section_header(words("start.sample"), words("start.sample_subtitle"))
            sample_button(view, type="primary")
    st.stop()


HELP = ("files", "columns", "safe", "later")


def _question(view, name: str) -> str:
    asked, needs = html.escape(view.words(f"overview.ask_{name}")), html.escape(view.words(f"start.needs_{name}"))
    return f'<div><h2 class="q asks">{asked}</h2><p class="d">{needs}</p></div>'

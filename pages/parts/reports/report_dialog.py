"""The button that makes a report of what a page shows, and its dialog; by a link too, which tells no more by it."""

import streamlit as st

from data.sharing.shared_view import PAGES
from pages.parts.access.pages import FIRST
from pages.parts.i18n.language import say
from pages.parts.reports.panel import report_panel
from pages.parts.reports.report_view import asked_of
from pages.parts.reports.request import PAGE
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.view.figure_cache import loaded_at

OPEN, SECTOR = "report_dialog_open", "sector"


def button(page, language: str) -> None:
    """Draw the button, on pages of answers once there are data."""
    if _name(page) in PAGES and loaded_at(version=services().store.version):
        st.button(say(language, "report.button"), key="report", on_click=_ask)


def _ask() -> None:
    st.session_state[OPEN] = True


def _close() -> None:
    st.session_state[OPEN] = False


def _name(page) -> str:
    """The page, which for a visitor of a link is the only one and stands at the first address."""
    view = st.session_state.get("view")
    return page.url_path or FIRST if view is None or view.is_live else view.first_page


def report_dialog(view, page) -> None:
    """Draw the dialog from the click on until it is closed; the page runs again when a report is done."""
    if st.session_state.get(OPEN) and _name(page) in PAGES:
        st.dialog(view.words("report.dialog"), on_dismiss=_close)(lambda: _body(view, _name(page)))()


def _body(view, name: str) -> None:
    html.render(f'<p class="cs">{html.escape(view.words("report.why"))}</p>')
    sector = str(st.session_state.get(SECTOR) or "") if name == SECTOR else ""
    report_panel(view, asked_of(view, PAGE, name, sector))

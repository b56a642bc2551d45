"""What people take away: all results, one sector's statement or the method, as PDF, slides or workbook."""

import streamlit as st

from pages.parts.reports.panel import report_panel
from pages.parts.reports.report_view import asked_of
from pages.parts.reports.request import METHOD, SECTOR, WHOLE
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.ui.url_state import bind_to_url


def _kind(view) -> str:
    kinds = (WHOLE, SECTOR, METHOD)
    return st.segmented_control(
        view.words("report.kind"),
        kinds,
        key="report_kind",
        on_change=bind_to_url("report_kind", kinds, WHOLE),
        format_func=lambda one: view.words(f"report.kind_{one}"),
        required=True,
    )


def _sector(view) -> str:
    names = sorted((one for one in view.choice.sectors if not one.startswith("(")), key=str.casefold)
    note = bind_to_url("sector", names, names[0] if names else None)
    chosen = st.selectbox(view.words("report.sector"), names, key="sector", on_change=note, format_func=html.plain)
    return chosen or ""


view = open_answers("reports")
html.page_header(view.scope(), view.words("report.headline"), view.words("report.why"))
with st.container(width=520):
    kind = _kind(view) or WHOLE
    sector = _sector(view) if kind == SECTOR else ""
    report_panel(view, asked_of(view, kind, sector=sector))

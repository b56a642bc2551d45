"""Every figure explained: meaning, formula, inputs with their values now, SQL, its rows, and whether all agree."""

import streamlit as st

from pages.parts.explain.figure_docs import figure_index, show_figure
from pages.parts.explain.figure_grid import figure_rows
from pages.parts.explain.reconciliation import reconciliation_alarm, reconciliation_badge
from pages.parts.i18n import figure_texts
from pages.parts.runtime.figure_work import wait_for_day, wait_for_figures
from pages.parts.runtime.services import services
from pages.parts.shell.frame import open_page
from pages.parts.ui import html

view = open_page("figures")
headers = {header.name: header for header in services().engine.figures()}
html.page_header(view.scope(), view.words("figures.answer", count=len(headers)), view.words("figures.why"))
name = st.selectbox(
    view.words("figures.which"),
    sorted(headers),
    key="figure",
    bind="query-params",
    index=None,
    placeholder=view.words("figures.choose"),
    width=520,
)
if name:
    html.section_header(figure_texts.said(view.language, headers[name], "title"), name)
    show_figure(view, headers[name])
if view.version:
    wait_for_figures(view.version, view.language)
    if name:
        wait_for_day(view, (name,) if headers[name].period == "as_of" else ())
        figure_rows(view, name)
    reconciliation_alarm(view)
    reconciliation_badge(view)
if not name:
    figure_index(view, headers)

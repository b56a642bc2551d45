"""Every figure explained: meaning, formula, inputs with their values now, SQL, its rows, and whether all agree."""

import streamlit as st

from pages.parts.explain.figure_docs import show_figure
from pages.parts.explain.figure_grid import figure_rows
from pages.parts.explain.figure_index import figure_index, index_header, steps_behind
from pages.parts.explain.reconciliation import reconciliation_alarm, reconciliation_badge
from pages.parts.i18n import figure_texts
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import wait_for_day, wait_for_figures
from pages.parts.shell.frame import open_page
from pages.parts.ui import html
from pages.parts.ui.url_state import set_parameter

view = open_page("figures")
headers = {header.name: header for header in services().engine.figures()}
name = st.query_params.get("figure")
if name in headers:
    html.page_header(view.scope(), figure_texts.said(view.language, headers[name], "title"), "")
    st.button(
        view.words("figures.back"), key="all_figures", on_click=set_parameter, args=("figure", []), type="tertiary"
    )
    steps_behind(view, headers, headers[name])
    show_figure(view, headers[name])
else:
    index_header(view, headers)
if view.version:
    wait_for_figures(view.version, view.language)
    if name in headers:
        wait_for_day(view, (name,) if headers[name].period == "as_of" else ())
        figure_rows(view, name)
    reconciliation_alarm(view)
if name not in headers:
    figure_index(view, headers)
if view.version:
    reconciliation_badge(view)

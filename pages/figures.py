"""Every figure explained: meaning, formula, inputs with their values now, SQL, its rows, and whether all agree."""

import streamlit as st

from pages.parts import look
from pages.parts.badge import badge
from pages.parts.explain import show_figure
from pages.parts.figure_rows import figure_rows, identities
from pages.parts.frame import open_page
from pages.parts.house import house
from pages.parts.waiting import wait_for_figures

view = open_page()
headers = {header.name: header for header in house().engine.figures()}
look.headline(view.scope(), view.words("figures.answer", count=len(headers)), view.words("figures.why"))
name = st.selectbox(
    view.words("figures.which"),
    sorted(headers, key=lambda name: headers[name].title),
    key="figure",
    bind="query-params",
    index=None,
    placeholder=view.words("figures.choose"),
    width=520,
)
if name:
    look.finding(headers[name].title, name)
    show_figure(view, headers[name])
if view.version:
    wait_for_figures(view.version, view.language)
    if name:
        figure_rows(view, name)
    badge(view)
    identities(view)

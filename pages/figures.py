"""Every figure explained: meaning, formula, inputs with their values now, SQL, its rows, and whether all agree."""

import streamlit as st

from pages.parts import figure_words, look
from pages.parts.badge import alarm, badge
from pages.parts.explain import show_figure
from pages.parts.figure_index import figure_index
from pages.parts.figure_rows import figure_rows
from pages.parts.frame import open_page
from pages.parts.house import house
from pages.parts.waiting import wait_for_day, wait_for_figures

view = open_page()
headers = {header.name: header for header in house().engine.figures()}
look.headline(view.scope(), view.words("figures.answer", count=len(headers)), view.words("figures.why"))
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
    look.finding(figure_words.title(view.language, headers[name]), name)
    show_figure(view, headers[name])
if view.version:
    wait_for_figures(view.version, view.language)
    if name:
        wait_for_day(view, (name,) if headers[name].period == "as_of" else ())
        figure_rows(view, name)
    alarm(view)
    badge(view)
if not name:
    figure_index(view, headers)

"""What the page lacks: the list a part needs, and what a shared link leaves out."""

import streamlit as st

from data.contracts.definitions import contract
from pages.parts.access import pages
from pages.parts.access.downloads import template_button
from pages.parts.ui import html
from pages.parts.ui.steps import step_of_visitor


def lacking(view, dataset: str) -> None:
    """Draw one line on the list a part of the page needs, with the way to bring it in and its template."""
    html.section_header(view.words(f"house.part_{dataset}"), view.words(f"house.lacks_{dataset}"))
    if view.may_read_rows:
        step_of_visitor(view, _ways, dataset)


def _ways(view, dataset: str) -> None:
    title = contract(dataset).title[view.language]
    with st.container(horizontal=True, key=f"noprint_lacking_{dataset}", vertical_alignment="center"):
        pages.page_link("data", view.words("missing.upload", list=title), {"list": dataset})
        template_button(view, dataset)


def untold(view) -> None:
    """Draw what a shared link never tells of this page, and why; nothing for who works in the home."""
    if not view.is_live:
        html.footnote(view.words("house.untold"))

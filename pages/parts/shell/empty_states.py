"""What a page shows without data, without costs, without the right."""

import streamlit as st

from data.contracts.definitions import contract
from pages.parts.access import pages
from pages.parts.access.downloads import template_button
from pages.parts.data.upload.sample import sample_button
from pages.parts.ui import html

COSTS = ("sectors", "sector_costs", "customers")


def show_missing(view, title: str, missing: list[str], is_content_with_one: bool = False) -> None:
    """Draw the empty state of a page and end it. `missing` are names of data sets, one of which may be enough."""
    words, language = view.words, view.language
    joint = "or" if is_content_with_one else "and"
    names = view.formats.listing([contract(name).title[language] for name in missing], joint)
    key = "missing.answer_either" if is_content_with_one else "missing.answer"
    html.page_header(words(title), words(key, page=words(title), lists=names), words("missing.why"))
    lines = "".join(_line(contract(name), language) for name in missing)
    html.render(f'<div class="empty"><h2 class="ct">{html.escape(words("missing.title"))}</h2>{lines}</div>')
    with st.container(horizontal=True, key="noprint_missing", vertical_alignment="center"):
        pages.page_link(
            "data", words("missing.upload", list=contract(missing[0]).title[language]), {"list": missing[0]}
        )
        template_button(view, missing[0])
        sample_button(view)
        if view.lacks("complaints"):
            pages.page_link(pages.FIRST, words("start.home"))
    st.stop()


def _line(held, language: str) -> str:
    return f'<p class="why"><b>{html.escape(held.title[language])}</b>: {html.escape(held.meaning[language])}</p>'


def stop_if_nothing_disclosable(view) -> None:
    """End the page when too few people stand behind everything a link could tell; else do nothing."""
    if not view.can_read_something:
        html.page_header(view.scope(), view.words("untold.none"), "")
        st.stop()

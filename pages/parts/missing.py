"""What a page shows while its data are not there: what is missing, that nothing is wrong, and three ways on."""

import streamlit as st

from data.contracts import contract
from pages.parts import look, ways
from pages.parts.downloads import template_button
from pages.parts.sample import sample_button


def show_missing(view, title: str, missing: list[str]) -> None:
    """Draw the empty state of a page and end it. `missing` are names of data sets."""
    words, language = view.words, view.language
    names = view.formats.listing([contract(name).title[language] for name in missing])
    look.headline(words(title), words("missing.answer", page=words(title), lists=names), words("missing.why"))
    lines = "".join(_line(contract(name), language) for name in missing)
    look.show(f'<div class="empty"><h2 class="ct">{look.escape(words("missing.title"))}</h2>{lines}</div>')
    with st.container(horizontal=True, key="noprint_missing", vertical_alignment="center"):
        ways.link("data", words("missing.upload", list=contract(missing[0]).title[language]), {"list": missing[0]})
        template_button(view, missing[0])
        sample_button(view)
    st.stop()


def _line(held, language: str) -> str:
    return f'<p class="why"><b>{look.escape(held.title[language])}</b>: {look.escape(held.meaning[language])}</p>'

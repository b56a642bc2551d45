"""The first part of the page Data: a file comes in."""

import streamlit as st

from data.contracts import contract
from pages.parts import look
from pages.parts.bringing import brought
from pages.parts.contract_table import contract_table
from pages.parts.data_sentences import data_answer, data_why
from pages.parts.downloads import template_button
from pages.parts.house import house
from pages.parts.sample import sample_button
from pages.parts.upload import upload


def bring_in(view) -> None:
    """Draw the way in for a file; while none is on its way, also what is here and what every list may hold."""
    counts = house().store.counts()
    if brought() is None:
        version = view.words("frame.version", version=view.version)
        look.headline(version, data_answer(view, counts), data_why(view, counts))
        sample_button(view)
    asked = st.query_params.get("list")
    with st.container(key="narrow", width=820):
        upload(view, asked if asked in counts else None)
    if brought() is None:
        _lists(view, counts, asked if asked in counts else None)


def _lists(view, counts: dict[str, int], asked: str | None) -> None:
    """The lists there are, with their columns and templates, folded unless a link asked for one."""
    with st.expander(view.words("data.lists"), expanded=asked is not None, key="lists", on_change="rerun") as section:
        if not section.open:
            return
        dataset = st.selectbox(
            view.words("data.which"),
            list(counts),
            index=list(counts).index(asked or "complaints"),
            key="dataset",
            width=420,
            format_func=lambda name: view.words(
                "data.option", list=contract(name).title[view.language], rows=view.formats.number(counts[name])
            ),
        )
        st.text(contract(dataset).meaning[view.language])
        with st.container(horizontal=True):
            template_button(view, dataset, "xlsx")
            template_button(view, dataset, "csv")
        contract_table(view, dataset)

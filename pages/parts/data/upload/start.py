"""The way in, and what every list may hold."""

import pandas as pd
import streamlit as st

from data.contracts.definitions import Contract, contract
from pages.parts.access.downloads import template_button
from pages.parts.data.company_tables import company_tables, is_from_table
from pages.parts.data.upload.first_steps import DONE, first_steps, states
from pages.parts.data.upload.pending_file import pending_upload
from pages.parts.data.upload.receipt import data_answer, data_why
from pages.parts.data.upload.sample import removal, sample_button
from pages.parts.data.upload.wizard import upload
from pages.parts.i18n.direction import in_a_row
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.url_state import expander


def contract_table(view, dataset: str) -> None:
    """Draw the folded list of a data set's columns."""
    label = view.words("contract.title")
    with expander(label, "contract") as section:
        if section.open:
            st.dataframe(_rows(view, contract(dataset)), hide_index=True, alt=label)


def _rows(view, held: Contract) -> pd.DataFrame:
    words, language = view.words, view.language
    return pd.DataFrame(
        [
            {
                words("contract.column"): column.label[language],
                words("contract.heading"): column.heading[language],
                words("contract.required"): words("contract.yes" if column.required else "contract.no"),
                words("contract.meaning"): column.meaning[language],
                words("contract.unit"): column.unit_label[language],
                words("contract.examples"): in_a_row(column.examples, ", "),
            }
            for column in held.columns
        ]
    )


def bring_in(view) -> None:
    """Draw the way in for a file; while none is on its way, also what is here and what every list may hold."""
    counts = services().store.counts()
    if pending_upload() is None:
        version = view.words("frame.version", version=view.version)
        html.page_header(version, data_answer(view, counts), data_why(view, counts))
        sample_button(view)
        removal(view)
        _steps(view)
        company_tables(view)
    asked = st.query_params.get("list")
    with st.container(key="narrow", width=820):
        if pending_upload() is not None or not is_from_table(view, asked):
            upload(view, asked if asked in counts else None)
    if pending_upload() is None:
        _lists(view, counts, asked if asked in counts else None)


def _steps(view) -> None:
    """The way to the first numbers, until all of it is done; the import itself stands below."""
    if set(states(view).values()) != {DONE}:
        with st.container(key="steps_narrow", width=820):
            first_steps(view, with_ways=False)


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
        if not is_from_table(view, dataset):
            with st.container(horizontal=True):
                template_button(view, dataset, "xlsx")
                template_button(view, dataset, "csv")
        contract_table(view, dataset)

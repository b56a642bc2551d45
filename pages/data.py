"""What comes in: templates, uploads with their questions and problems, rows set aside, history with undo."""

import streamlit as st

from data.contracts import contract
from pages.parts import look
from pages.parts.contract_table import contract_table
from pages.parts.data_sentences import data_answer, data_why
from pages.parts.downloads import template_button
from pages.parts.frame import open_page
from pages.parts.history import imports_table, set_aside_table
from pages.parts.house import house
from pages.parts.sample import sample_button
from pages.parts.upload import upload

view = open_page()
counts = house().store.counts()
look.headline(view.words("frame.version", version=view.version), data_answer(view, counts), data_why(view, counts))
sample_button(view)

asked = st.query_params.get("list")
look.finding(view.words("data.upload_title"), view.words("data.upload_subtitle"))
dataset = st.selectbox(
    view.words("data.which"),
    list(counts),
    index=list(counts).index(asked if asked in counts else "complaints"),
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
upload(view, dataset)

st.space("small")
imports_table(view)
set_aside_table(view)

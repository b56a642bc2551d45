"""All alike at once; the file that comes back."""

import pandas as pd
import streamlit as st

from data.repairs.reject_file import rows_with_same_value
from data.repairs.repair import repair_file, repair_rows
from pages.parts.access.uploads import allow_upload
from pages.parts.data.upload.pending_file import store_in_stage
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.file_field import file_field


def same_value_form(view, import_id: str, group: pd.DataFrame, repaired) -> None:
    """Draw the form that gives one text to every row with the same wrong cell; nothing when no two are alike."""
    column = group["column"].iloc[0]
    counted = group["read"].value_counts()
    counted = counted[(counted > 1) & (counted.index != "")]
    if counted.empty or not column:
        return
    html.section_header(view.words("alike.title"), view.words("alike.subtitle"))
    with (
        st.form(f"alike_{import_id}_{column}_{view.version}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        read = st.selectbox(
            view.words("alike.read"),
            list(counted.index),
            width=320,
            key=f"alike_read_{import_id}_{column}",
            format_func=lambda text: view.words("alike.option", read=text, count=view.formats.number(counted[text])),
        )
        text = st.text_input(
            view.words("alike.means", column=html.plain(column)), width=260, key=f"alike_text_{import_id}_{column}"
        )
        sent = st.form_submit_button(view.words("alike.use"))
    if sent and text.strip():
        repaired(view, lambda options, watch: _correct(import_id, column, read, text.strip(), options, watch))


def _correct(import_id: str, column: str, read: str, text: str, options, watch) -> dict:
    store = services().store
    corrections = [{"row": row, column: text} for row in rows_with_same_value(store, import_id, column, read)]
    return repair_rows(store, import_id, corrections, options, watch)


def corrected_file(view, import_id: str, repaired) -> None:
    """Draw the uploader for the corrected file; what is good in it now is put in."""
    turn = st.session_state.setdefault("repair_turn", 0)
    allow_upload("change")
    file = file_field(view.words, view.words("aside.corrected"), f"corrected_{import_id}_{turn}", type=["csv", "xlsx"])
    if file is None:
        return
    st.session_state["repair_turn"] += 1
    path = store_in_stage(file.getbuffer())
    name = file.name
    repaired(view, lambda options, watch: repair_file(services().store, import_id, path, options, name, watch))

"""One correction for all rows set aside that say the same."""

import pandas as pd
import streamlit as st

from data.repairing import alike, repair_rows
from pages.parts import look
from pages.parts.house import house


def alike_form(view, import_id: str, group: pd.DataFrame, repaired) -> None:
    """Draw the form that gives one text to every row with the same wrong cell; nothing when no two are alike."""
    column = group["column"].iloc[0]
    counted = group["read"].value_counts()
    counted = counted[(counted > 1) & (counted.index != "")]
    if counted.empty or not column:
        return
    look.finding(view.words("alike.title"), view.words("alike.subtitle"))
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
            view.words("alike.means", column=look.plain(column)), width=260, key=f"alike_text_{import_id}_{column}"
        )
        sent = st.form_submit_button(view.words("alike.use"))
    if sent and text.strip():
        repaired(view, lambda options, watch: _correct(import_id, column, read, text.strip(), options, watch))


def _correct(import_id: str, column: str, read: str, text: str, options, watch) -> dict:
    store = house().store
    corrections = [{"row": row, column: text} for row in alike(store, import_id, column, read)]
    return repair_rows(store, import_id, corrections, options, watch)

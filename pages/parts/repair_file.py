"""The file of rows set aside, corrected elsewhere and brought back."""

import streamlit as st

from data.repairing import repair_file
from pages.parts.bringing import kept
from pages.parts.house import house
from pages.parts.uploaders import let_send


def corrected_file(view, import_id: str, repaired) -> None:
    """Draw the uploader for the corrected file; what is good in it now is put in."""
    turn = st.session_state.setdefault("repair_turn", 0)
    let_send("change")
    file = st.file_uploader(view.words("aside.corrected"), key=f"corrected_{import_id}_{turn}", type=["csv", "xlsx"])
    if file is None:
        return
    st.session_state["repair_turn"] += 1
    path = kept(file.getbuffer())
    name = file.name
    repaired(view, lambda options, watch: repair_file(house().store, import_id, path, options, name, watch))

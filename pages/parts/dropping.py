"""Two ways to bring rows in: drop a file, or paste cells copied from a spreadsheet."""

import streamlit as st

from pages.parts import look
from pages.parts.bringing import take
from pages.parts.uploaders import let_send


def drop_or_paste(view, dataset: str | None) -> None:
    """Draw the uploader and the field for cells; what comes is kept at once and the page runs again with it.

    dataset: the list a link asked for, or None when the file itself shall tell.
    """
    look.finding(view.words("bring.title"), view.words("bring.subtitle"))
    turn = st.session_state.setdefault("upload_turn", 0)
    let_send("change")
    file = st.file_uploader(view.words("bring.drop"), key=f"file_{turn}")
    if file is not None:
        _take(file.name, file.getbuffer(), dataset)
    with st.expander(view.words("bring.paste"), key="paste"):
        _paste(view, turn, dataset)


def _paste(view, turn: int, dataset: str | None) -> None:
    with st.form(f"paste_{turn}", border=False):
        cells = st.text_area(
            view.words("bring.cells"), height=160, key=f"cells_{turn}", placeholder=view.words("bring.cells_example")
        )
        if st.form_submit_button(view.words("bring.use_cells")) and cells.strip():
            _take(view.words("bring.pasted"), cells.encode("utf-8"), dataset)


def _take(name: str, content, dataset: str | None) -> None:
    take(name, content, dataset)
    st.session_state["upload_turn"] += 1
    st.rerun()

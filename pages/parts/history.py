"""What came in so far, newest first, each with its undo; and the rows that are set aside now."""

import pandas as pd
import streamlit as st

from data.contracts import contract
from data.problems import sentence
from data.undoing import CannotUndo
from pages.parts import look
from pages.parts.answers import problems_frame
from pages.parts.downloads import rows_button
from pages.parts.house import house
from pages.parts.waiting import begin

SHOWN = 30
ASIDE_SHOWN = 1000
ASIDE_COLUMNS = ("dataset", "file", "row", "column", "read", "message", "code")


def imports_table(view) -> None:
    """Draw the imports with a button that takes one back."""
    listed = house().store.imports()[::-1]
    look.finding(view.words("history.title", count=len(listed)), view.words("history.subtitle"))
    if said := st.session_state.pop("undo_said", None):
        st.success(look.plain(said))
    for held in listed[:SHOWN]:
        with st.container(horizontal=True, key=f"import_{held['import_id']}", vertical_alignment="center"):
            st.text(_line(view, held), width="stretch")
            if not held["undone"]:
                st.button(
                    view.words("history.undo"),
                    key=f"undo_{held['import_id']}",
                    on_click=_undo,
                    args=(view, held["import_id"]),
                )


def _line(view, held: dict) -> str:
    key = "history.undone" if held["undone"] else "history.line"
    return view.words(
        key,
        version=held["version"],
        list=contract(held["dataset"]).title[view.language],
        file=held["file"],
        rows=view.formats.number(held["rows"]),
        aside=view.formats.number(held["rows_quarantined"]),
        when=view.formats.day(held["imported_at"]),
    )


def _undo(view, import_id: str) -> None:
    try:
        undone = house().store.undo(import_id)
        begin(undone["version"])
        said = view.words(
            "history.taken_back",
            file=undone["file"],
            rows=view.formats.number(undone["rows"]),
            version=undone["version"],
        )
    except CannotUndo as reason:
        said = sentence(reason.code, {"import_id": import_id}, view.language)
    st.session_state["undo_said"] = said


def set_aside_table(view) -> None:
    """Draw the rows set aside now, with file, row, column, what was read and why."""
    rows = pd.DataFrame(house().store.quarantine())
    if rows.empty:
        return
    look.finding(
        view.words("history.aside_title", count=view.formats.number(len(rows))), view.words("history.aside_subtitle")
    )
    problems_frame(view, rows[list(ASIDE_COLUMNS)].head(ASIDE_SHOWN), view.words("history.aside_subtitle"))
    rows_button(view, lambda: rows, "set-aside")

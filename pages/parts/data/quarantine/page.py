"""Rows set aside: corrected in a grid and put in, alike ones all at once, in a file, or dismissed as no data."""

import pandas as pd
import streamlit as st

from data.contracts.definitions import contract
from data.imports.quarantine import count_by
from data.problems import sentence
from data.repairs.reject_file import reject_rows
from pages.parts.access.downloads import rows_buttons
from pages.parts.data.company_tables import is_from_table
from pages.parts.data.quarantine.batch import corrected_file, same_value_form
from pages.parts.data.quarantine.grid import SHOWN, dismiss_all, grid
from pages.parts.data.quarantine.repair import ask_pending, run_repair
from pages.parts.data.upload.mapping import column_title
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.url_state import choose

WAITING = ("UNKNOWN_CUSTOMER", "UNKNOWN_COMPLAINT")  # nothing to correct: they come in with the list that brings it

TOTALS = "TOTALS_ROW"


def quarantine_page(view) -> None:
    """Draw the rows set aside of one import and one reason at a time."""
    held = pd.DataFrame(services().store.quarantine())
    rows = 0 if held.empty else len(held[["import_id", "row"]].drop_duplicates())
    answer = view.words("aside.answer", count=view.formats.number(rows)) if rows else view.words("aside.answer_none")
    html.page_header(view.words("frame.version", version=view.version), answer, view.words("aside.why"))
    if said := st.session_state.pop("repair_said", None):
        st.success(html.plain(said))
    if ask_pending(view):
        return
    if rows:
        import_id = _choose_import(view, held)
        _of_import(view, import_id, held[held["import_id"] == import_id])


def _choose_import(view, held: pd.DataFrame) -> str:
    counted = count_by(held.to_dict("records"), "import_id", "dataset", "file")
    names = {
        import_id: view.words(
            "aside.import",
            file=file or import_id,
            list=contract(dataset).title[view.language],
            count=view.formats.number(count),
        )
        for (import_id, dataset, file), count in reversed(counted.items())
    }
    if len(names) == 1:
        html.section_header(next(iter(names.values())), "")
        return next(iter(names))
    return choose(view, view.words("aside.which"), names, "aside_import", 620)


def _of_import(view, import_id: str, held: pd.DataFrame) -> None:
    rejects = _rejects(import_id, view.version, view.language)
    reason = _choose_reason(view, held)
    group = held[(held["code"] == reason[0]) & (held["column"].fillna("") == reason[1])]
    if is_from_table(view, held["dataset"].iloc[0]):
        st.dataframe(
            rejects[rejects["row"].isin(group["row"])].head(SHOWN), hide_index=True, alt=view.words("grid.title")
        )
        rows_buttons(view, lambda: rejects, "rows-set-aside")
        return
    if reason[0] in WAITING:
        st.text(view.words("aside.waits"))
    elif reason[0] == TOTALS:
        dismiss_all(view, import_id, group, run_repair)
    same_value_form(view, import_id, group, run_repair)
    grid(view, import_id, group, rejects, run_repair)
    html.section_header(view.words("aside.file_title"), view.words("aside.file_subtitle"))
    rows_buttons(view, lambda: rejects, "rows-set-aside")
    corrected_file(view, import_id, run_repair)


@st.cache_data(max_entries=20, show_spinner=False)
def _rejects(import_id: str, version: int, language: str) -> pd.DataFrame:
    return reject_rows(services().store, import_id, language)


def _choose_reason(view, held: pd.DataFrame) -> tuple[str, str]:
    counted = count_by(held.assign(column=held["column"].fillna("")).to_dict("records"), "code", "column")
    reasons = sorted(counted, key=lambda reason: (-counted[reason], reason))
    names = {reason: _reason(view, reason, held, counted[reason]) for reason in reasons}
    if len(reasons) == 1:
        st.text(names[reasons[0]])
        return reasons[0]
    return choose(view, view.words("aside.reason"), names, "aside_reason", 820)


def _reason(view, reason: tuple[str, str], held: pd.DataFrame, count: int) -> str:
    """The sentence of the reason with the first cell it is about, and how many rows there are."""
    code, column = reason
    first = held[(held["code"] == code) & (held["column"].fillna("") == column)].iloc[0]
    said = sentence(code, first["fields"], view.language)
    where = f"{column_title(view, first['dataset'], column)}: " if column else ""
    return view.words("aside.because", count=view.formats.number(count), reason=where + said)

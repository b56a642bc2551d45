"""Who serves whom, changed on the page: one change, undone in the history; for who has the right, never by a link."""

import pandas as pd
import streamlit as st

from data.chain_links import change_links
from data.problems import Problem, sentence
from pages.parts.access.visitor import is_allowed
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html
from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import fold
from pages.parts.value_chain.chain import CUSTOMER
from pages.parts.view.figure_cache import known_sectors_at

ENDS, PROCESS, MOST = ["supplier", "receiver"], "process", 1000


def link_editor(view) -> None:
    """Draw the folded table in which links are added, changed and removed."""
    step_of_visitor(view, _folded)


def _folded(view) -> None:
    if view.may_read_rows and is_allowed("change"):
        fold(view.words("chain.edit_links"), "section_links", lambda: _editor(view))


def _editor(view) -> None:
    words, stored = view.words, services().store.version
    held, _ = view.first_rows("chain_links", MOST)
    links = _shown(view, held)
    names = list(known_sectors_at(stored))
    columns = {
        "supplier": st.column_config.SelectboxColumn(words("chain.edit_supplier"), options=names, required=True),
        "receiver": st.column_config.SelectboxColumn(
            words("chain.edit_receiver"), options=[*names, words("chain.customer")], required=True
        ),
        PROCESS: st.column_config.TextColumn(words("chain.edit_process")),
    }
    html.footnote(words("chain.edit_why"))
    edited = st.data_editor(
        links, key=f"links_{stored}", num_rows="dynamic", hide_index=True, width="stretch", column_config=columns
    )
    if st.button(words("chain.edit_save"), key="links_save"):
        _save(view, links, edited)


def _shown(view, held: pd.DataFrame) -> pd.DataFrame:
    customer = {CUSTOMER: view.words("chain.customer")}
    return held[[*ENDS, PROCESS]].replace({"receiver": customer}).drop_duplicates(ENDS).reset_index(drop=True)


def _save(view, before: pd.DataFrame, after: pd.DataFrame) -> None:
    customer = view.words("chain.customer")
    old, new = (_by_ends(rows, customer) for rows in (before, after))
    put = [_link(ends, process) for ends, process in new.items() if ends not in old or old[ends] != process]
    removed = [_link(ends, old[ends]) for ends in old if ends not in new]
    if not put and not removed:
        st.info(view.words("chain.edit_same"))
        return
    try:
        version = change_links(services().store, put, removed)
    except Problem as refused:
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))
        return
    begin(version)
    st.rerun()


def _by_ends(rows: pd.DataFrame, customer: str) -> dict[tuple[str, str], str]:
    written = rows.fillna("").itertuples()
    return {(row.supplier, CUSTOMER if row.receiver == customer else row.receiver): row.process for row in written}


def _link(ends: tuple[str, str], process: str) -> dict:
    return dict(zip(ENDS, ends, strict=True)) | {PROCESS: process}

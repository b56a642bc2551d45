"""The data sets that are read from the company's own tables: which, when, and how many rows were left out."""

import streamlit as st

from data.company_tables.listing import readings
from data.contracts.definitions import contract
from data.problems import sentence
from pages.parts.access import pages
from pages.parts.access.visitor import is_allowed
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work.company_tables import begin, last_look
from pages.parts.ui import html, tables
from pages.parts.ui.clock import when


def company_tables(view) -> None:
    """Draw the tables, and the button that reads them again; nothing where every data set is uploaded."""
    if not services().store.tables:
        return
    listed = readings(services().store)
    kinds = {"list": "", "table": "", "rows": "num", "aside": "num", "read": ""}
    heads = [tables.head(view.words(f"tables.{name}"), kind) for name, kind in kinds.items()]
    rows = [_row(view, one) for one in listed]
    tables.table(view.words("tables.title"), view.words("tables.subtitle"), heads, rows)
    look = last_look()
    if look and look.failure and not look.is_running:
        st.error(html.plain(_why(view, look)))
    with st.container(key="tables_ways", horizontal=True, vertical_alignment="center"):
        if any(one["aside"] for one in listed):
            pages.page_link("data", view.words("tables.see_aside"), {"part": "aside"})
        if look and look.is_running:
            background.progress(look, lambda _: view.words("tables.reading"))
        elif is_allowed("change") and st.button(view.words("tables.look"), key="look_at_tables"):
            begin()
            st.rerun()


def _row(view, one: dict) -> str:
    words, number = view.words, view.formats.number
    return tables.row(
        tables.name(contract(one["dataset"]).title[view.language]),
        tables.cell(html.escape(one["table"]), label=words("tables.table")),
        tables.number(number(one["rows"]), words("tables.rows")),
        tables.number(number(one["aside"]), words("tables.aside")),
        tables.cell(
            html.escape(when(view, one["read_at"]) if one["read_at"] else words("tables.not_yet")),
            label=words("tables.read"),
        ),
    )


def _why(view, look) -> str:
    if look.problem:
        return sentence(look.problem.code, look.problem.fields, view.language)
    return view.words("tables.failed", kind=look.failure)


def is_from_table(view, dataset: str | None) -> bool:
    """Draw where the rows of a data set come from, and return True, where they come from a table."""
    held = services().store.tables.get(dataset)
    if held:
        title = contract(held.dataset).title[view.language]
        st.text(view.words("tables.from_table", list=title, table=held.table))
    return bool(held)

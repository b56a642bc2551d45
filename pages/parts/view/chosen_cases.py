"""The cases a page looks at, where only some of them are chosen: kept in the address, and of no other page."""

from dataclasses import replace

import streamlit as st

from models.engine.selection import CAUSE
from pages.parts.view.view import View

CASES = "cases"


def code(cases: tuple[str, str]) -> str:
    """Return the choice as it stands in the address: "category:Delivered late"."""
    return ":".join(cases)


def with_chosen_cases(view: View) -> View:
    """Return the view with the cases the address names.

    Who may not see single rows sees all cases: what few of them say could be subtracted from what all say. In a
    scenario there are no single cases.
    """
    kind, _, name = st.query_params.get(CASES, "").partition(":")
    if kind not in CAUSE or not name or not view.may_read_rows or view.filters.scenario:
        return with_every_case(view)
    return replace(view, filters=replace(view.filters, cases=(kind, name)))


def with_every_case(view: View) -> View:
    """Return the view of all cases, for what is said of the whole."""
    return replace(view, filters=replace(view.filters, cases=None))

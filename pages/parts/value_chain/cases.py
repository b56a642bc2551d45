"""Which cases the page is about, and each of them by itself."""

import streamlit as st

from pages.parts.charts.figure_table import NAME, TEXT, Column, figure_table
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html
from pages.parts.ui.url_state import bind_to_url
from pages.parts.view.chosen_cases import CASES, code, with_chosen_cases, with_every_case
from pages.parts.view.selection import unknown_parameters
from pages.parts.view.view import NO_VALUE

SHOWN = 50


def choose_cases(view):
    """Draw the choice of cases and return the view of those chosen: of a type of complaint, or through a sector.

    What explains and shares the page, which is drawn after it, takes the same view.
    """
    if not view.may_read_rows:
        return view
    view = st.session_state["view"] = _chosen(view)
    return view


def _chosen(view):
    offered = [(row.kind, row.name) for row in view.read_whole("case_kind").itertuples() if row.name != NO_VALUE]
    if offered:
        st.selectbox(
            view.words("chain.choose_cases"),
            offered,
            index=None,
            key=CASES,
            on_change=bind_to_url(CASES, offered, code=code),
            width=360,
            placeholder=view.words("chain.every_case"),
            format_func=view.cases_in_words,
        )
    chosen = with_chosen_cases(view)
    if chosen.filters.cases in (None, *offered):
        return chosen
    read = view.cases_in_words(chosen.filters.cases)
    unknown_parameters.draw_notice(view, CASES, read, view.words("chain.every_case"))
    return with_every_case(view)


def case_table(view) -> None:
    """Draw chain_case: the cases furthest over the agreed hours; the number of each leads to its rows in the files."""
    words, formats = view.words, view.formats
    rows, count = view.first_rows("chain_case", SHOWN)

    def _hours(value: object) -> str:
        return "" if is_missing(value) else formats.number(value, 1)

    columns = [
        Column("case_id", str, words("chain.case"), NAME),
        Column("overrun_hours", _hours, words("chain.late_hours")),
        Column("hours", _hours, words("chain.case_hours")),
        Column("stages", formats.number, words("chain.case_stages")),
        Column("hand_overs", formats.number, words("chain.case_hand_overs")),
        Column("returns", formats.number, words("chain.case_returns")),
        Column("way", str, words("chain.case_way"), TEXT),
    ]
    title = words("chain.case_title", count=count, number=formats.number(count))
    figure_table(view, "chain_case", rows, columns, title, words("chain.case_subtitle", shown=len(rows)))
    html.footnote(words("chain.case_remark"))

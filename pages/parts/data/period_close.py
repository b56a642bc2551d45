"""Closed months: what each was closed with, what it is now, and the button that closes the next one."""

import pandas as pd
import streamlit as st

from data.problems import Problem, sentence
from models.comparison import periods
from pages.parts.access.downloads import rows_buttons
from pages.parts.i18n.formats import Unit
from pages.parts.i18n.values import as_month, month_code
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html, tables

CENTS = Unit(1, "", 2)


def closed_months(view) -> None:
    """Draw the closed months with their restatements, and the way to close one."""
    closed = services().store.closed_months()
    if closed:
        _table(view, closed, view.read_whole("restatement"), view.read_whole("restatement_month"))
    else:
        html.section_header(view.words("closing.title"), view.words("closing.subtitle"))
    _close(view, {held["month"] for held in closed})


def _table(view, closed: list[dict], rows: pd.DataFrame, months: pd.DataFrame) -> None:
    words = view.words
    heads = [tables.head(words("closing.month"))]
    heads += [tables.head(words(f"closing.{name}"), "num") for name in ("closed_amount", "amount_now", "restated")]
    sums = months.set_index(pd.Index([month_code(as_month(month)) for month in months["month"]]))
    lines = [_row(view, held, sums) for held in closed[::-1]]
    tables.table(words("closing.title"), words("closing.subtitle"), heads, lines)
    moved = rows[rows["restated"] != 0]
    if len(moved):
        with st.expander(words("closing.behind", count=len(moved)), key="restated"):
            _moved(view, moved)


def _moved(view, moved: pd.DataFrame) -> None:
    """The numbers that changed since, as they are read here; the download keeps names and values of the figure."""
    words, number = view.words, view.formats.number
    names = ("month", "sector", "component", "closed_amount", "amount_now", "restated")
    lines = [
        (
            view.formats.month(row.month),
            view.sector(row.sector),
            words(f"component.{row.component}"),
            number(row.closed_amount, 2),
            number(row.amount_now, 2),
            number(row.restated, 2, signed=True),
        )
        for row in moved.itertuples()
    ]
    shown = pd.DataFrame(lines, columns=[words(f"closing.{name}") for name in names])
    st.dataframe(shown, hide_index=True, alt=words("closing.title"))
    rows_buttons(view, lambda: moved, "restatement")


def _row(view, held: dict, sums: pd.DataFrame) -> str:
    words, number = view.words, view.formats.number
    now = sums.loc[held["month"]] if held["month"] in sums.index else dict.fromkeys(sums.columns, 0)
    name = words("closing.closed_on", month=view.formats.month(held["month"]), day=view.formats.day(held["closed_on"]))
    return tables.row(
        tables.name(name),
        *(tables.number(number(now[side], 2), words(f"closing.{side}")) for side in ("closed_amount", "amount_now")),
        tables.cell(tables.change(view.formats, now["restated"], CENTS), "num", words("closing.restated")),
    )


def _close(view, closed: set[str]) -> None:
    months = [month for month in view.choice.months[::-1] if month not in closed and month <= (view.choice.last or "")]
    if not months:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        month = st.selectbox(
            view.words("closing.which"), months, key="close_month", width=160, format_func=view.formats.month
        )
        if st.button(view.words("closing.close", month=view.formats.month(month)), key="close"):
            st.dialog(view.words("closing.confirm", month=view.formats.month(month)))(_confirm)(view, month)


def _confirm(view, month: str) -> None:
    numbers = periods.month_numbers(services().engine, view.version, month)
    total = periods.month_total(numbers)
    st.text(view.words("closing.says", amount=view.formats.number(total, 2), month=view.formats.month(month)))
    with st.container(horizontal=True):
        if st.button(view.words("closing.yes"), type="primary", key="close_yes"):
            _store(view, month, numbers)
        if st.button(view.words("closing.no"), key="close_no"):
            st.rerun()


def _store(view, month: str, numbers: list[dict]) -> None:
    try:
        version = services().store.close_month(month, numbers, read_at=view.version)
    except Problem as problem:
        st.error(html.plain(sentence(problem.code, problem.fields, view.language)))
        return
    begin(version)
    st.session_state["books_said"] = view.words("closing.done", month=view.formats.month(month), version=version)
    st.rerun()

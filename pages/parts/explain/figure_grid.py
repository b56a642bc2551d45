"""A figure’s rows as a grid."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts.access.downloads import rows_buttons
from pages.parts.access.visitor import is_allowed
from pages.parts.explain.cures import TO_DO
from pages.parts.explain.names import column_name, value_name
from pages.parts.explain.wording import written
from pages.parts.i18n.values import is_missing
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.ui.number_links import select_number

JUST_ASKED = "number_just_asked"


def cells(
    view, name: str, rows: pd.DataFrame, alternative: str, figure: str = "", cell: dict[str, str] | None = None
) -> None:
    """Draw rows as a grid with headings in words; choosing a cell opens its explanation where `figure` says whose they
    are.

    name: of the grid; cell: column of the figure -> column of the rows that chooses its row, the figure's key unless
    given.
    """
    titles = {column: column_name(view, column) for column in rows.columns}
    header = services().engine.header(figure) if figure else None
    texts = rows.select_dtypes(include=["object", "str"])
    shown = rows.assign(**{column: texts[column].where(texts[column].notna(), "") for column in texts}).style.format(
        {column: partial(_said, view, header, column) for column in rows.columns}
    )
    if header is None or not view.may_open_numbers:
        st.dataframe(shown, hide_index=True, alt=alternative, column_config=titles)
        return
    chosen = cell or {column: column for column in header.key}
    html.footnote(view.words("panel.choose_cell"))
    key = f"cells_{name}"
    st.dataframe(
        shown,
        hide_index=True,
        alt=alternative,
        column_config=titles,
        key=key,
        selection_mode="single-cell",
        on_select=lambda: _ask(key, figure, rows, chosen),
    )
    if st.session_state.pop(JUST_ASKED, False):
        st.rerun()  # the panel is no part of the fold that ran


def _said(view, header, column: str, value: object) -> str:
    """A value as the pages write it: in the unit its figure says, a name in words, nothing where there is none."""
    if is_missing(value):
        return ""
    if isinstance(value, bool):
        return view.words("identity.yes" if value else "identity.no")
    if isinstance(value, date):
        is_month = column in ("month", "cohort")
        return view.formats.month(value) if is_month else view.formats.day(value)
    if isinstance(value, str):
        return value_name(view, column, value)
    return written(view, header, column, value) if header else view.formats.number(value, 2)


def _ask(key: str, figure: str, rows: pd.DataFrame, chosen: dict[str, str]) -> None:
    """Open the panel of the chosen cell; columns that only name the row have none."""
    for place, column in st.session_state[key].selection.cells:
        if column not in chosen.values() and not isinstance(rows.iloc[place][column], (str, bool)):
            named = {name: rows.iloc[place][other] for name, other in chosen.items()}
            select_number(
                figure,
                column,
                {name: str(value).removesuffix(" 00:00:00") for name, value in named.items() if not pd.isna(value)},
            )
            st.session_state[JUST_ASKED] = True


SHOWN = 200
OF_A_PERSON = {
    "customer_id",
    "complaint_id",
    "case_id",
    "transaction_id",
    "event",
    "reason",  # why a customer left, in words that may name them
}  # such rows are for those who may see stored ones


SINGLE_ANSWERS = ("service_survey", "service_side", "service_answer")  # one row is what one colleague said


def withheld(columns, table: str = "") -> bool:
    """Return whether rows with these columns name customers, complaints or cases, or are single answers, and the
    visitor may not see such."""
    return (table in SINGLE_ANSWERS or bool(OF_A_PERSON & set(columns))) and not is_allowed("rows")


def figure_rows(view, name: str) -> None:
    """Draw the first rows of a figure under the filters, and the button that downloads them all."""
    rows, total = view.first_rows(name, SHOWN) if view.may_read_rows else _told(view, name)
    if withheld(rows.columns, name):
        html.footnote(view.words("figures.rows_withheld"))
        return
    html.section_header(
        view.words("figures.rows_title", count=view.formats.number(total)),
        view.words("figures.rows_subtitle", shown=len(rows)),
    )
    cells(view, name, rows, name, name)
    rows_buttons(view, lambda: view.read(name), name)


def _told(view, name: str):
    """The rows for who may see some sectors only, and how many they are."""
    rows = view.read(name)
    return rows.head(SHOWN), len(rows)


def _holds(view, row) -> str:
    said = "yes" if row.holds else "to_do" if row.identity == TO_DO else "no"
    return tables.cell(view.words(f"identity.{said}"), "up" if said == "no" else "")

"""A figure's rows as a grid whose cells can be asked where they come from."""

import pandas as pd
import streamlit as st

from pages.parts import look
from pages.parts.asking import ask
from pages.parts.explained import column_name
from pages.parts.house import house


def cells(
    view, name: str, rows: pd.DataFrame, alternative: str, figure: str = "", cell: dict[str, str] | None = None
) -> None:
    """Draw rows as a grid with headings in words; choosing a cell opens its explanation where `figure` says whose they
    are.

    name: of the grid; cell: column of the figure -> column of the rows that chooses its row, the figure's key unless
    given.
    """
    titles = {column: column_name(view, column) for column in rows.columns}
    if not figure or view.shared:
        st.dataframe(rows, hide_index=True, alt=alternative, column_config=titles)
        return
    header = house().engine.header(figure)
    chosen = cell or {column: column for column in header.key}
    look.remark(view.words("panel.choose_cell"))
    key = f"cells_{name}"
    st.dataframe(
        rows,
        hide_index=True,
        alt=alternative,
        column_config=titles,
        key=key,
        selection_mode="single-cell",
        on_select=lambda: _ask(key, figure, rows, chosen),
    )


def _ask(key: str, figure: str, rows: pd.DataFrame, chosen: dict[str, str]) -> None:
    """Open the panel of the chosen cell; columns that only name the row have none."""
    for place, column in st.session_state[key].selection.cells:
        if column not in chosen.values() and not isinstance(rows.iloc[place][column], (str, bool)):
            named = {name: rows.iloc[place][other] for name, other in chosen.items()}
            ask(
                figure,
                column,
                {name: str(value).removesuffix(" 00:00:00") for name, value in named.items() if not pd.isna(value)},
            )

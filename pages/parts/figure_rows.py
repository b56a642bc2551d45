"""The rows of a figure as they stand, and the list of identities."""

import streamlit as st

from pages.parts import look, tables
from pages.parts.asking import ask
from pages.parts.downloads import rows_buttons
from pages.parts.house import house
from pages.parts.language import translated

SHOWN = 200


def figure_rows(view, name: str) -> None:
    """Draw the first rows of a figure under the filters, and the button that downloads them all."""
    rows, total = view.first_rows(name, SHOWN)
    look.finding(
        view.words("figures.rows_title", count=view.formats.number(total)),
        view.words("figures.rows_subtitle", shown=len(rows)),
    )
    look.remark(view.words("panel.choose_cell"))
    cells = f"cells_of_{name}"
    st.dataframe(
        rows, hide_index=True, alt=name, key=cells, selection_mode="single-cell", on_select=lambda: _ask(cells, name, rows)
    )
    rows_buttons(view, lambda: view.read(name), name)


def _ask(cells: str, name: str, rows) -> None:
    """Open the panel of the chosen cell; columns that only name the row have none."""
    key = house().engine.header(name).key
    for place, column in st.session_state[cells].selection.cells:
        if column not in key:
            named = rows.iloc[place][list(key)].dropna()
            ask(name, column, {part: str(value).removesuffix(" 00:00:00") for part, value in named.items()})


def identities(view) -> None:
    """Draw every identity: what stands on its two sides, the difference, and whether it holds."""
    words, formats = view.words, view.formats
    columns = ("identity", "holds", "left_side", "right_side", "difference")
    heads = [
        tables.head(words(f"identity.{column}"), "" if column in ("identity", "holds") else "num") for column in columns
    ]
    body = [
        tables.row(
            tables.name(translated(view.language, row.identity)),
            tables.cell(words("identity.yes" if row.holds else "identity.no"), "" if row.holds else "up"),
            *(
                tables.number(formats.number(getattr(row, column), 2), words(f"identity.{column}"))
                for column in columns[2:]
            ),
        )
        for row in view.read("reconciliation").itertuples()
    ]
    tables.table(words("identity.title"), words("identity.subtitle"), heads, body)

"""The rows of a figure as they stand, and the list of identities."""

import streamlit as st

from pages.parts import look, tables
from pages.parts.downloads import rows_buttons
from pages.parts.language import translated

SHOWN = 200


def figure_rows(view, name: str) -> None:
    """Draw the first rows of a figure under the filters, and the button that downloads them all."""
    rows, total = view.first_rows(name, SHOWN)
    look.finding(
        view.words("figures.rows_title", count=view.formats.number(total)),
        view.words("figures.rows_subtitle", shown=len(rows)),
    )
    st.dataframe(rows, hide_index=True, alt=name)
    rows_buttons(view, lambda: view.read(name), name)


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

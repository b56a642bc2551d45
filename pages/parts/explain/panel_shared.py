"""The panel of a number in a shared view: what it is and what it stands on;
no rows, no SQL, nothing worked out anew."""

import pandas as pd
import streamlit as st

from models.explain.explanation import Explanation, figures_behind, used_assumptions
from pages.parts.explain.names import title
from pages.parts.explain.panel_tables import inputs_table
from pages.parts.explain.wording import formula_words, sentence, written
from pages.parts.runtime.services import services
from pages.parts.ui import html, number_links
from pages.parts.ui.copy_buttons import copy_number
from pages.parts.ui.number_links import selected_number
from pages.parts.view import read, recorder

PANEL = {"width": 720, "position": "right"}  # beside the page


def shared_panel(view) -> None:
    """Draw the panel of the number the address asks about, if the page shows it."""
    asks = selected_number()
    if not asks:
        return
    found = _explained(view, *asks)
    if found is None:
        st.dialog(view.words("panel.unknown"), on_dismiss=number_links.clear_selection)(
            lambda: st.text(view.words("shared.not_shown"))
        )()
        return
    st.dialog(html.plain(title(view, found)), **PANEL, on_dismiss=number_links.clear_selection)(
        lambda: _body(view, found)
    )()


def _explained(view, figure: str, column: str, cell: dict) -> Explanation | None:
    """The number as one of the results the page shows holds it; None when none does."""
    for ask in recorder.recorded_queries():
        rows = read.read_figure(view, ask) if ask.name == figure else pd.DataFrame()
        if column in rows and set(cell) <= set(rows):
            chosen = rows[_holds(rows, cell)]
            if len(chosen) == 1:
                header = services().engine.header(figure)
                return Explanation(
                    header,
                    column,
                    cell,
                    chosen[column].iloc[0],
                    None,
                    _assumptions(view, header, column),
                    [],
                    chosen.iloc[0].to_dict(),
                )
    return None


def _holds(rows: pd.DataFrame, cell: dict) -> pd.Series:
    wanted = pd.Series(True, index=rows.index)
    for name, value in cell.items():
        texts = rows[name].astype(str)
        wanted &= (texts == str(value)) | (texts == f"{value} 00:00:00")
    return wanted


def _assumptions(view, header, column: str) -> list[dict]:
    """The assumptions the number stands on, as they held when the view was recorded."""
    held = {row["name"]: row for row in view.recorded_assumptions()}
    used = used_assumptions(services().engine, figures_behind(header, column), view.version)
    return [row | held.get(row["name"], {}) for row in used]


def _body(view, found: Explanation) -> None:
    number, said = written(view, found.header, found.column, found.value), sentence(view, found)
    html.render(
        f'<p class="eyebrow">{html.escape(view.scope())}</p><p class="asked">{html.escape(number)}</p>'
        f'<p class="said">{html.escape(said)}</p>'
    )
    copy_number(view, f"{title(view, found)}: {number}\n{said}")
    html.section_header(view.words("panel.formula"), "")
    html.render(f'<p class="formula">{html.escape(formula_words(view, found))}</p>')
    if found.assumptions:
        html.section_header(view.words("panel.inputs"), "")
        inputs_table(view, found.assumptions)

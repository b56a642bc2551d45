"""The panel of a number in a shared view: what it is and what it stands on;
no rows, no SQL, nothing worked out anew."""

import pandas as pd
import streamlit as st

from models.explaining import Explanation, stands_on, used_assumptions
from pages.parts import asking, look, recording, seam
from pages.parts.asking import asked_for
from pages.parts.copying import copy_number
from pages.parts.explained import formula_words, sentence, title, written
from pages.parts.house import house
from pages.parts.panel_tables import inputs_table


def shared_panel(view) -> None:
    """Draw the panel of the number the address asks about, if the page shows it."""
    asks = asked_for()
    if not asks:
        return
    found = _explained(view, *asks)
    if found is None:
        st.dialog(view.words("panel.unknown"), on_dismiss=asking.close)(
            lambda: st.text(view.words("shared.not_shown"))
        )()
        return
    st.dialog(look.plain(title(view, found)), width="large", on_dismiss=asking.close)(lambda: _body(view, found))()


def _explained(view, figure: str, column: str, cell: dict) -> Explanation | None:
    """The number as one of the results the page shows holds it; None when none does."""
    for ask in recording.asked():
        rows = seam.answer(view, ask) if ask.name == figure else pd.DataFrame()
        if column in rows and set(cell) <= set(rows):
            chosen = rows[_holds(rows, cell)]
            if len(chosen) == 1:
                header = house().engine.header(figure)
                return Explanation(
                    header, column, cell, chosen[column].iloc[0], None, _assumptions(view, header, column), {}, []
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
    held = {row["name"]: row for row in recording.assumptions_of(view.shared) or []}
    used = used_assumptions(house().engine, stands_on(header, column), view.version)
    return [row | held.get(row["name"], {}) for row in used]


def _body(view, found: Explanation) -> None:
    number, said = written(view, found.header, found.column, found.value), sentence(view, found)
    look.show(
        f'<p class="eyebrow">{look.escape(view.scope())}</p><p class="asked">{look.escape(number)}</p>'
        f'<p class="said">{look.escape(said)}</p>'
    )
    copy_number(view, f"{title(view, found)}: {number}\n{said}")
    look.finding(view.words("panel.formula"), "")
    look.show(f'<p class="formula">{look.escape(formula_words(view, found))}</p>')
    if found.assumptions:
        look.finding(view.words("panel.inputs"), "")
        inputs_table(view, found.assumptions)

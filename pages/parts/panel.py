"""The panel that explains one number: sentence, formula with values, changes, inputs, rows, SQL, and all of it as text."""

import streamlit as st

from models import explaining
from pages.parts import asking, look
from pages.parts.asking import asked_for, query
from pages.parts.downloads import rows_buttons
from pages.parts.explained import (
    as_text, column_name, formula_values, formula_words, part_words, sentence, title, written,
)  # fmt: skip
from pages.parts.house import house
from pages.parts.panel_tables import changes_table, data_table, inputs_table, parts_table
from pages.parts.rows_behind import rows_table
from pages.parts.weighing import weigh, weighed

LOOK_AGAIN_SECONDS = 0.5


def panel(view) -> None:
    """Draw the panel of the number the link asks about, if it asks about one."""
    asks = asked_for()
    if not asks:
        return
    try:
        found = _explained(view, *asks)
    except (LookupError, ValueError) as reason:
        said = str(reason)
        st.dialog(view.words("panel.unknown"), on_dismiss=asking.close)(lambda: st.text(said))()
        return
    name = look.plain(title(view, found))
    st.dialog(name, width="large", on_dismiss=asking.close)(lambda: _body(view, found))()


def _explained(view, figure: str, column: str, cell: dict):
    return explaining.explain(house().engine, figure, column, cell, **_scope(view, figure))


def _scope(view, figure: str) -> dict:
    narrowed = {what: list(names) for what, names in view.narrowed}
    return {"version": view.version, "period": view.period_of(figure), **narrowed}


def _body(view, found) -> None:
    number = look.escape(written(view, found.header, found.column, found.value))
    look.show(f'<p class="eyebrow">{look.escape(view.scope())}</p><p class="asked">{number}</p>'
              f'<p class="said">{look.escape(sentence(view, found))}</p>')  # fmt: skip
    _formula(view, found)
    changes = _changes(view, found)
    _section(view, "inputs", lambda: (inputs_table(view, found.assumptions), data_table(view, found.data)))
    _section(view, "rows", lambda: _rows(view, found))
    _section(view, "sql", lambda: _sql(view, found))
    _section(view, "text", lambda: _text(view, found, changes))


def _formula(view, found) -> None:
    look.finding(view.words("panel.formula"), "")
    look.show(f'<p class="formula">{look.escape(formula_words(view, found))}</p>')
    if found.formula and found.formula.parts:
        parts_table(view, [part_words(view, found, part) for part in found.formula.parts],
                    written(view, found.header, found.column, found.value))  # fmt: skip
    elif found.formula:
        look.show(f'<p class="formula">= {look.escape(formula_values(view, found))}</p>')


def _section(view, name: str, draw) -> None:
    with st.expander(view.words(f"panel.{name}"), key=f"panel_{name}", on_change="rerun") as section:
        if section.open:
            draw()


def _changes(view, found) -> list:
    key = (*view.key[:2], found.header.name, found.column, tuple(found.where.items()), view.filters)
    work = weighed(key)
    look.finding(view.words("panel.changes"), view.words("panel.changes_subtitle"))
    if work is None or work.failure:
        scope = _scope(view, found.header.name)
        begin = (key, found.header.name, found.column, found.where, scope)
        st.button(view.words("panel.weigh"), key="weigh", on_click=weigh, args=begin)
        return []
    if work.found is None:
        _wait(view, work)
        return []
    changes_table(view, found, work.found)
    return work.found


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _wait(view, work) -> None:
    if work.thread.is_alive():
        fields = {"done": work.done, "total": work.total, "name": work.figure}
        st.progress(work.done / max(work.total, 1), view.words("panel.weighing", **fields))
    else:
        st.rerun()


def _rows(view, found) -> None:
    if not found.sides:
        st.text(found.header.untraced or found.header.source)
    for side in found.sides:
        rows = house().engine.trace(side.figure, where=side.where, column=side.column, **_scope(view, side.figure))
        count, total = view.formats.number(len(rows)), view.formats.number(rows["amount"].sum(), 2)
        look.finding(column_name(view, side.column), view.words("rows.count", count=count, total=total))
        rows_table(view, rows)
        rows_buttons(view, lambda rows=rows: rows, f"{side.figure}_{side.column}")


def _sql(view, found) -> None:
    st.text(found.header.path.name)
    st.code(found.header.sql, language="python" if found.header.is_python else "sql", wrap_lines=True)


def _text(view, found, changes: list) -> None:
    link = (st.context.url or "").partition("?")[0].rstrip("/") + "/" + query(view, found.header.name, found.column, found.where)
    st.code(as_text(view, found, changes, link), language=None, wrap_lines=True)

"""The panel that explains one number: sentence, formula with values, changes, inputs, rows, SQL,
and all of it as text."""

from dataclasses import replace

import streamlit as st

from models.engine import lineage
from models.engine.selection import Selection
from models.explain import explanation
from models.explain.explanation import rows_read
from pages.parts.access.downloads import rows_buttons
from pages.parts.access.visitor import is_allowed, require
from pages.parts.explain.figure_grid import withheld
from pages.parts.explain.names import CALENDAR, column_name, title
from pages.parts.explain.panel_shared import PANEL, shared_panel
from pages.parts.explain.panel_tables import changes_table, data_table, inputs_table, parts_table
from pages.parts.explain.source_rows import rows_counted, rows_table
from pages.parts.explain.wording import (
    as_text,
    evidence_words,
    formula_values,
    formula_words,
    part_words,
    range_words,
    sentence,
    written,
)
from pages.parts.i18n import figure_texts
from pages.parts.runtime.services import services
from pages.parts.runtime.work.sensitivity_work import progress, weigh, weighed
from pages.parts.sharing.notes import number_note
from pages.parts.ui import html, number_links
from pages.parts.ui.copy_buttons import copy_number
from pages.parts.ui.number_links import query, selected_number
from pages.parts.ui.url_state import fold


@st.fragment
def panel(view) -> None:
    """Draw the panel of the number the link asks about, if it asks about one; a click on a number runs only this."""
    number_links.install_listener()
    if not view.may_read_rows:
        shared_panel(view)
        return
    asks = selected_number()
    if not asks:
        return
    try:
        found = _explained(view, *asks)
    except (LookupError, ValueError) as reason:
        said = str(reason)
        st.dialog(view.words("panel.unknown"), on_dismiss=number_links.clear_selection)(lambda: st.text(said))()
        return
    name = html.plain(title(view, found))
    st.dialog(name, **PANEL, on_dismiss=number_links.clear_selection)(lambda: _body(view, found))()


def _explained(view, figure: str, column: str, cell: dict):
    if withheld({*services().engine.header(figure).key, *cell}):
        raise LookupError(view.words("figures.rows_withheld"))
    return explanation.explain(services().engine, figure, column, view.version, _selection(view, figure, cell))


def _selection(view, figure: str, cell: dict) -> Selection:
    """The filters a number stands under; one of a calendar month is the same whatever the period."""
    period = (None, None) if _names_its_month(cell) else view.period_of(figure)
    return replace(view.filters.selection, period=period, where=cell)


def _of_month(view, month: str):
    """The view as if its month were the period, for the words of its scope."""
    return replace(view, filters=replace(view.filters, first=month[:7], last=month[:7]))


def _names_its_month(cell: dict) -> bool:
    return bool(CALENDAR.match(str(cell.get("month", ""))))


def _body(view, found) -> None:
    require("see")  # a dialog runs again without the page, and its reader may have lost some sectors since
    if not view.may_read_rows:
        st.rerun()
    _head(view, found)
    _formula(view, found)
    changes = _changes(view, found)
    _section(view, "inputs", lambda: _inputs(view, found, changes))
    _section(view, "rows", lambda: _rows(view, found))
    _section(view, "sql", lambda: _sql(view, found))
    _section(view, "text", lambda: _text(view, found, changes))
    number_note(view, title(view, found), found.header.name, found.column, found.where)


def _head(view, found) -> None:
    """The number with its range, how much of it is booked, measured and estimated, and what it is."""
    number, said = written(view, found.header, found.column, found.value), sentence(view, found)
    scope = _of_month(view, found.where["month"]).scope() if _names_its_month(found.where) else view.scope()
    html.render(
        f'<p class="eyebrow">{html.escape(scope)}</p><p class="value"><span class="asked">{html.escape(number)}</span> '
        f'<span class="rg">{html.escape(range_words(view, found))}</span></p>'
        f'<p class="sure">{html.escape(evidence_words(view, found))}</p><p class="said">{html.escape(said)}</p>'
    )
    copy_number(view, f"{title(view, found)}: {number}\n{said}")


def _formula(view, found) -> None:
    said = formula_words(view, found)
    if not said:
        return
    html.section_header(view.words("panel.formula"), "")
    html.render(f'<p class="formula">{html.escape(said)}</p>')
    if found.formula and len(found.formula.parts) > 1:
        parts_table(
            view,
            [part_words(view, found, part) for part in found.formula.parts],
            written(view, found.header, found.column, found.value),
        )
    elif found.formula and found.formula.terms:
        html.render(f'<p class="formula">= {html.escape(formula_values(view, found))}</p>')


def _inputs(view, found, changes: list) -> None:
    """The assumptions that move the number, all it stands on until that is worked out, and the rows read."""
    moving = {one.name for one in changes if one.difference}
    inputs_table(view, [row for row in found.assumptions if row["name"] in moving or not changes and row["value"]])
    selection = _selection(view, found.header.name, found.where)
    data_table(view, rows_read(services().engine, found.header.name, found.column, view.version, selection))


def _section(view, name: str, draw) -> None:
    fold(view.words(f"panel.{name}"), f"panel_{name}", draw)


def _changes(view, found) -> list:
    key = (*view.key[:2], found.header.name, found.column, str(found.where), view.filters)
    work = weighed(key)
    html.section_header(view.words("panel.changes"), view.words("panel.changes_subtitle"))
    if work is None or work.failure:
        selection = _selection(view, found.header.name, found.where)
        begin = (key, found.header.name, found.column, view.version, selection)
        st.button(view.words("panel.weigh"), key="weigh", on_click=weigh, args=begin)
        return []
    if work.result is None:
        progress(view, work)
        return []
    changes_table(view, found, work.result)
    return work.result


def _origin(view, header) -> str:
    if header.untraced:
        return figure_texts.said(view.language, header, "untraced")
    return figure_texts.sources(view.language, header, services().engine.catalogue.headers)


def _rows(view, found) -> None:
    if not found.sides:
        st.text(_origin(view, found.header))
    for side in found.sides:
        behind = _selection(view, side.figure, found.where).at(side.where)
        rows = services().engine.trace(side.figure, view.version, behind, side.column, named=is_allowed("rows"))
        html.section_header(column_name(view, side.column), rows_counted(view, rows))
        if lineage.routes(services().engine.header(side.figure), side.column)[0].side == "both":
            html.footnote(view.words("rows.both_periods"))
        rows_table(view, rows)
        rows_buttons(view, lambda rows=rows: rows, f"{side.figure}_{side.column}")


def _sql(view, found) -> None:
    st.text(found.header.path.name)
    st.code(found.header.sql, language="python" if found.header.is_python else "sql", wrap_lines=True)


def _text(view, found, changes: list) -> None:
    link = (
        (st.context.url or "").partition("?")[0].rstrip("/")
        + "/"
        + query(view, found.header.name, found.column, found.where)
    )
    st.code(as_text(view, found, changes, link), language=None, wrap_lines=True)

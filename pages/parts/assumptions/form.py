"""The table of assumptions and the form that changes one."""

import streamlit as st

from models import assumptions
from pages.parts.i18n import model_texts
from pages.parts.runtime.figure_work import begin
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables

FIELDS = ("value", "low", "high", "source")


def assumptions_table(view, rows: list[dict]) -> None:
    """Draw every assumption with value, range, unit, source, and since when it holds."""
    words = view.words
    heads = [
        tables.head(words(f"assumptions.{column}"), "num" if column in ("value", "range") else "")
        for column in ("name", "value", "range", "unit", "source", "set_on")
    ]
    tables.table(
        words("assumptions.title"),
        words("assumptions.subtitle"),
        heads,
        [_row(view, row) for row in rows],
        kind="lines",
    )


def _row(view, row: dict) -> str:
    words = view.words
    written = view.formats.written
    between = f"{written(row['low'])}–{written(row['high'])}" if row["low"] or row["high"] else ""
    since = view.formats.day(row["set_on"]) if row["yours"] else words("assumptions.brought")
    name, note = html.escape(row["name"]), html.escape(model_texts.assumption(view.language, row, "note"))
    note += f"<br>{html.escape(_literature(view, row))}" if row["literature"] else ""
    return tables.row(
        f'<th scope="row"><code>{name}</code><br><span class="rg wrap">{note}</span></th>',
        tables.number(written(row["value"]) or words("assumptions.empty"), words("assumptions.value")),
        tables.number(between, words("assumptions.range") if between else ""),
        tables.cell(html.escape(model_texts.assumption(view.language, row, "unit")), "", words("assumptions.unit")),
        tables.cell(
            html.escape(model_texts.assumption(view.language, row, "source")), "full", words("assumptions.source")
        ),
        tables.cell(html.escape(since), "full since", words("assumptions.set_on")),
    )


def _literature(view, row: dict) -> str:
    return view.words("assumptions.literature", said=model_texts.assumption(view.language, row, "literature"))


def assumption_form(view, rows: list[dict]) -> None:
    """Draw the form that stores one assumption as a new version."""
    held = {row["name"]: row for row in rows}
    html.section_header(view.words("assumptions.form_title"), view.words("assumptions.form_subtitle"))
    asked = st.query_params.get("assumption")
    index = list(held).index(asked) if asked in held else 0
    name = st.selectbox(view.words("assumptions.name"), list(held), index=index, key="assumption", width=420)
    if held[name]["literature"]:
        html.footnote(_literature(view, held[name]))
    with st.form("assumption_form", border=False):
        typed = {
            field: st.text_input(
                view.words(f"assumptions.{field}"), held[name][field] or "", key=f"{field}_{name}", width=420
            )
            for field in FIELDS
        }
        if st.form_submit_button(view.words("assumptions.store"), type="primary"):
            _store(view, name, typed)
    if stored := st.session_state.pop("assumption_stored", None):
        st.success(view.words("assumptions.stored", version=stored))


def _store(view, name: str, typed: dict[str, str]) -> None:
    try:
        typed |= {field: assumptions.entered(name, typed[field]) for field in ("value", "low", "high")}
    except ValueError as reason:
        st.error(html.plain(str(reason)))
        return
    version = st.session_state["assumption_stored"] = services().store.assume({name: typed})
    begin(version)
    st.rerun()

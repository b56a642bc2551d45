"""Rows left out by the texts of a column: a column is chosen, its texts are ticked."""

import csv
import io

import streamlit as st

from data.import_options import FILTERS, filter_texts
from data.imports.column_texts import column_texts
from pages.parts.i18n.direction import own_direction
from pages.parts.runtime.services import services
from pages.parts.ui import html


def draw_row_choice(view, held, answer: dict) -> None:
    """Draw the way to leave rows out by a column of the file: its texts, ticked where their rows are read."""
    headings = answer.get("headings") or []
    if not headings:
        return
    with st.expander(view.words("row_choice.title"), key="choose_rows", on_change="rerun") as section:
        if not section.open:
            return
        heading = st.selectbox(
            view.words("row_choice.column"),
            headings,
            index=None,
            key=f"rows_of_{held.path.name}",
            width=420,
            placeholder=view.words("missing_column.pick"),
        )
        if heading:
            _tick(view, held, answer, heading)


def _tick(view, held, answer: dict, heading: str) -> None:
    options, place = held.options(True), answer["headings"].index(heading)
    found = column_texts(services().store, held.path, held.name, options, place, answer["heading_row"])
    if not found:
        st.text(view.words("row_choice.too_many"))
        return
    out = left_out(answer["filters"], heading, [text for text, _ in found])
    with st.form(f"rows_{heading}", border=False):
        ticked = [
            st.checkbox(html.plain(_label(view, text, count)), text not in out, key=f"row_text_{place}_{number}")
            for number, (text, count) in enumerate(found)
        ]
        if st.form_submit_button(view.words("row_choice.use")) and any(ticked):
            keep = [text for (text, _), is_ticked in zip(found, ticked, strict=True) if is_ticked]
            choose(held, heading, keep, [text for text, _ in found if text not in keep])
            st.rerun()


def _label(view, text: str, count: int) -> str:
    return f"{own_direction(text) or view.words('preview.empty')} ({view.formats.number(count)})"


def left_out(settings: dict[str, str], heading: str, texts: list[str]) -> set[str]:
    """Return which of these texts of a column are left out by what was said."""
    said = {kind: _texts(settings.get(f"{kind}.{heading}", "")) for kind in FILTERS}
    only, skip = (said[kind] for kind in FILTERS)
    return {text for text in texts if (only and text.lower() not in only) or text.lower() in skip}


def _texts(said: str) -> set[str]:
    return {text.lower() for text in filter_texts(said)}


def choose(held, heading: str, keep: list[str], leave: list[str]) -> None:
    """Keep for the next try which texts of a column are read; the texts of later files are read unless left out."""
    held.settings = {name: said for name, said in held.settings.items() if name not in _settings(heading)}
    held.settings[f"skip.{heading}"] = _written(leave)


def _settings(heading: str) -> tuple[str, ...]:
    return tuple(f"{kind}.{heading}" for kind in FILTERS)


def _written(texts: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(texts)
    return line.getvalue()

"""The form that changes one assumption, under its row."""

from collections.abc import Callable

import streamlit as st

from models.assumptions import known
from pages.parts.assumptions.entry import NUMERIC, entered, shown
from pages.parts.i18n import model_texts
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html

RANGE = ("low", "high")
YES_NO = ("yes", "no")
WIDTHS = {"value": 280, "low": 140, "high": 140}
WRITTEN_OUT = ("week", "days")  # take a line or more


def assumption_form(view, row: dict, close: Callable[[], None], saved: Callable[[int], None]) -> None:
    """Draw the fields of an assumption; saving them makes a version, and saved(version) is called."""
    name, words = row["name"], view.words
    fields = ("value", *RANGE) if known()[name]["low"] or known()[name]["high"] else ("value",)
    with st.form(f"form_{name}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            typed = {field: _field(view, row, field) for field in fields}
            own = row["source"] if row["source"] != known()[name]["source"] else ""
            source = st.text_input(words("assumptions.source"), own, key=f"source_{name}", width=300)
        with st.container(horizontal=True, gap="small"):
            is_sent = st.form_submit_button(words("assumptions.store"), type="primary")
            st.form_submit_button(words("assumptions.cancel"), on_click=close)
        if is_sent:
            _store(view, row, typed, {"source": source} if source != own else {}, saved, close)


def _field(view, row: dict, field: str) -> str | None:
    """A field for the value or an end of its range: a choice where there are only so many answers."""
    name, label = row["name"], view.words(f"assumptions.{field}")
    entry, key = known()[name], f"{field}_{name}"
    choices = entry.get("choices") or (YES_NO if entry["type"] == "yes_no" else ())
    if choices:
        return st.selectbox(
            label,
            choices,
            choices.index(row[field]) if row[field] in choices else None,
            key=key,
            format_func=lambda text: model_texts.assumption_choice(view.language, text),
            placeholder=view.words("assumptions.empty"),
            width=320,
        )
    if entry["type"] == "day":
        day = st.date_input(label, row[field] or None, key=key, width=180, format=view.formats.day_field)
        return day.isoformat() if day else ""
    is_counted = field == "value" and entry["type"] in NUMERIC
    unit = f" ({model_texts.assumption(view.language, row, 'unit')})" if is_counted else ""
    held = shown(view.formats, name, row[field])
    if entry["type"] in WRITTEN_OUT:
        return st.text_area(html.plain(label), held, key=key, width=WIDTHS["value"] * 2, height="content")
    return st.text_input(html.plain(f"{label}{unit}"), held, key=key, width=WIDTHS[field])


def _store(view, row: dict, typed: dict, source: dict, saved: Callable[[int], None], close: Callable[[], None]) -> None:
    """Save what differs from what holds; nothing new makes no version."""
    name = row["name"]
    try:
        meant = {field: entered(view.formats, name, text) for field, text in typed.items()}
    except ValueError as reason:
        st.error(html.plain(str(reason)))
        return
    if meant == {field: row[field] or "" for field in meant} and not source:
        close()
    else:
        version = services().store.assume({name: meant | source})
        saved(version)
        begin(version)
    st.rerun()

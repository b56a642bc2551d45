"""Which heading of the file feeds which column, how its cells were read, and the way to say otherwise."""

from datetime import date

import streamlit as st

from data.contracts.definitions import contract
from data.import_options import ROW_ID
from data.imports import saved_answers
from pages.parts.data.upload.questions import CONSTANT
from pages.parts.i18n.direction import own_direction
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables

CENTS = 2
HOWS = ("day-first", "month-first", "year-first", "comma", "point")
CANCELLED_PREFIX = "cancelled.prefix"
LEFT_OUT = "none"  # what a mapping says of a column that is to have no heading


def draw_mapping(view, held, answer: dict) -> None:
    """Draw one row a column of the list: its heading in the file, how that was found, and samples before and after."""
    mapping, words = answer.get("mapping") or {}, view.words
    if not mapping:
        return
    readings = {reading["column"]: reading for reading in answer.get("readings") or []}
    with services().store.cursor() as cursor:
        known = saved_answers.remembered_headings(cursor, held.dataset)
    rows = [
        tables.row(
            tables.name(column_title(view, held.dataset, column)),
            tables.cell(html.escape(_heading(view, heading)), "", words("match.heading")),
            tables.cell(
                html.escape(words(f"match.{_found(column, heading, held, known)}")), "muted", words("match.how")
            ),
            tables.cell(_read_as(view, readings.get(column) or _unread(held, column)), "full", words("match.read_as")),
        )
        for column, heading in mapping.items()
    ]
    heads = [tables.head(words(f"match.{name}")) for name in ("column", "heading", "how", "read_as")]
    ignored = [str(name) for name in answer.get("ignored") or []]
    said = words("match.ignored", names=view.formats.listing(ignored)) if ignored else words("match.none_ignored")
    tables.table(words("match.title", count=len(mapping)), said, heads, rows)
    with st.expander(words("match.change"), key="rematch", on_change="rerun") as section:
        if section.open:
            _change(view, held, mapping, ignored)
            if "cancelled" in contract(held.dataset).names:
                _cancelled(view, held)


def column_title(view, dataset: str, column: str) -> str:
    """Return a column's heading in the reader's language; names that are no column stay as they are."""
    held = {found.name: found for found in contract(dataset).columns}
    return held[column].label[view.language] if column in held else column


def _heading(view, heading: str) -> str:
    if heading == f"{CONSTANT}{ROW_ID}":
        return view.words("match.numbered")
    return view.words("match.constant", text=heading[1:]) if heading.startswith(CONSTANT) else heading


def _found(column: str, heading: str, held, known: dict[str, str]) -> str:
    if heading.startswith(CONSTANT):
        return "every_row"
    if column in held.mapping:
        return "by_hand"
    return "remembered" if known.get(heading) == column else "recognised"


def _unread(held, column: str) -> dict:
    """What is known of a column that is taken as it is written."""
    known = {found.name: found.type for found in contract(held.dataset).columns}
    return {"type": known.get(column, "text"), "how": "", "samples": []}


def _read_as(view, reading: dict) -> str:
    kind = view.words(f"kind.{reading['type']}")
    how = reading["how"] or ""
    parts = [kind, view.words(f"kind.{how.replace('-', '_')}")] if how in HOWS else [kind]
    pairs = "; ".join(_pair(view, before, after, reading["type"]) for before, after in reading["samples"])
    samples = f'<br><span class="rg wrap">{pairs}</span>' if pairs else ""
    return html.escape(", ".join(parts)) + samples


def _pair(view, before: str, after: str, kind: str) -> str:
    said = as_understood(view, after, kind)
    return html.escape(before if before == said else f"{own_direction(before)} → {own_direction(said)}")


def as_understood(view, text: str, kind: str) -> str:
    """Return a value as it was understood, in the reader's way of writing: "3 Apr 2026", "1,234.50"."""
    if kind in ("day", "month"):
        day = date.fromisoformat(text)
        return view.formats.day(day) if kind == "day" else view.formats.month(day)
    if kind == "instant":
        day, _, time = text.partition(" ")
        return f"{view.formats.day(date.fromisoformat(day))} {time.removesuffix(':00')}"
    if kind == "money":
        return view.formats.number(text, max(CENTS, len(text.partition(".")[2])))
    return text if kind in ("id", "text", "choice", "sector", "currency") else view.formats.written(text)


def _change(view, held, mapping: dict[str, str], ignored: list[str]) -> None:
    headings = [*ignored, *(heading for heading in mapping.values() if not heading.startswith(CONSTANT))]
    key = held.path.name
    with st.form(f"rematch_{key}", border=False):
        heading = st.selectbox(
            view.words("match.which_heading"),
            [*headings, LEFT_OUT],
            index=None,
            key=f"heading_{key}",
            width=420,
            placeholder=view.words("missing_column.pick"),
            format_func=lambda name: view.words("match.left_out") if name == LEFT_OUT else name,
        )
        column = st.selectbox(
            view.words("match.which_column"),
            contract(held.dataset).names,
            index=None,
            key=f"column_{key}",
            width=420,
            placeholder=view.words("missing_column.pick"),
            format_func=lambda name: column_title(view, held.dataset, name),
        )
        if st.form_submit_button(view.words("match.use")) and heading and column:
            held.mapping = {
                name: used for name, used in held.mapping.items() if used != heading or used == LEFT_OUT
            } | {column: heading}
            st.rerun()


def _cancelled(view, held) -> None:
    """Let ids that begin with a text, such as the C of a cancelled invoice, count as cancelled."""
    key = f"cancelled_{held.path.name}"
    with st.form(f"form_{key}", border=False):
        said = held.settings.get(CANCELLED_PREFIX, "")
        begins = st.text_input(view.words("match.cancelled"), said, key=key, width=420)
        if st.form_submit_button(view.words("match.use_cancelled")) and begins.strip() != said:
            held.settings.pop(CANCELLED_PREFIX, None)
            held.settings |= {CANCELLED_PREFIX: begins.strip()} if begins.strip() else {}
            st.rerun()

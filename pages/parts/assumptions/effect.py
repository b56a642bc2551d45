"""What a fifth less and a fifth more of one assumption makes of the answers: worked out only when asked for."""

from dataclasses import replace

import streamlit as st

from models.assumptions import known
from models.explain.sensitivity import Number, effects, moved_by, shifted_values
from pages.parts.access.pages import COST, WORTH, Headline
from pages.parts.assumptions.entry import NUMERIC
from pages.parts.explain.wording import column_name, written
from pages.parts.i18n import model_texts
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work.sensitivity_work import progress
from pages.parts.ui import tables

ANSWERS = (COST, WORTH, Headline("win_or_keep", "win_to_keep", (("sector", "all"),)))
TRIED = "assumption_tried"


def effect_button(view, row: dict) -> None:
    """Draw the button that asks for it, where an answer depends on the assumption and there is a value to move."""
    name = row["name"]
    if view.choice.version and view.may_read_rows and _can_move(row) and (numbers := _numbers(view, name)):
        words, arguments = view.words("assumptions.effect"), (_key(view, name), name, numbers, view.version)
        st.button(words, key=f"effect_{name}", on_click=_begin, args=arguments, type="tertiary")


def effect_table(view, row: dict) -> None:
    """Draw the answers with a fifth less and a fifth more of the assumption, or how far they are."""
    work = background.known(_key(view, row["name"]))
    if work is None or work.failure or st.session_state.get(TRIED) != row["name"] or not _can_move(row):
        return
    if work.result is None:
        progress(view, work)
    else:
        _table(view, row, _numbers(view, row["name"]), work.result)


def _begin(key: tuple, name: str, numbers: list[Number], version: int) -> None:
    if st.session_state.get(TRIED) == name:
        st.session_state[TRIED] = None
        return
    st.session_state[TRIED] = name
    background.begin(
        key,
        lambda tell: effects(services().engine, name, numbers, version, tell),
        name,
        again=lambda known: bool(known.failure),
    )


def _key(view, name: str) -> tuple:
    return "weighing", "assumption", name, view.version, view.filters.first, view.filters.last


def _can_move(row: dict) -> bool:
    is_numeric = known()[row["name"]]["type"] in NUMERIC
    return bool(row["value"] and is_numeric and shifted_values(row["name"], row["value"]))


def _numbers(view, name: str) -> list[Number]:
    """The answers that depend on an assumption, over all sectors in the chosen period."""
    selection = replace(view.filters.selection, sectors=None, segments=None)
    found = []
    for place in _depend(name, services().engine.models_hash()):
        one = ANSWERS[place]
        selection = replace(selection, period=view.period_of(one.figure), where=dict(one.cell))
        found.append(Number(one.figure, one.column, selection))
    return found


@st.cache_data(max_entries=100, show_spinner=False)
def _depend(name: str, models_hash: str) -> list[int]:
    numbers = [Number(one.figure, one.column) for one in ANSWERS]
    return [place for place, number in enumerate(numbers) if moved_by(services().engine, name, number)]


def _table(view, row: dict, numbers: list[Number], found: list) -> None:
    tried = shifted_values(row["name"], row["value"])
    values = [model_texts.assumption_value(view.formats, row["name"], text) for text in (row["value"], *tried)]
    heads = [tables.head(view.words("assumptions.answer_moved"))]
    labels = [view.words("assumptions.with", value=value) for value in values]
    heads += [tables.head(label, "num") for label in labels]
    lines = [_line(view, number, changes, labels) for number, changes in zip(numbers, found, strict=True)]
    period = view.formats.period(view.filters.first, view.filters.last)
    tables.table(view.words("assumptions.effect_title"), period, heads, lines, kind="lines effect")


def _line(view, number: Number, changes: list, labels: list[str]) -> str:
    header = services().engine.header(number.figure)
    said = column_name(view, number.column)
    values = [changes[0].before, *(one.after for one in changes)]
    cells = [
        tables.number(written(view, header, number.column, value), label)
        for label, value in zip(labels, values, strict=True)
    ]
    return tables.row(tables.name(said[:1].upper() + said[1:]), *cells)

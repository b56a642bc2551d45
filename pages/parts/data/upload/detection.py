"""What a file seems to be: which list, sheet and heading row; said in a sentence, and changed with three selects."""

import pandas as pd
import streamlit as st

from data.contracts.definitions import contract, dataset_names
from data.imports import saved_answers
from data.parsing.dataset_detection import detect_datasets
from data.parsing.dataset_detection import inspect_file as look_into
from data.reading.text_table import ReadFailure
from pages.parts.runtime.services import services
from pages.parts.ui import html

PREVIEWED = 8


def inspection(view, held):
    """Return what is to be seen in the file (its sheets and first rows) or why nothing is; looked at once a file."""
    key = (held.path.name, held.settings.get("encoding"), held.settings.get("separator"))
    if st.session_state.get("looked", (None,))[0] != key:
        with st.spinner(view.words("bring.looking")):
            found = look_into(held.path, held.name, services().home / "stage", held.settings)
        st.session_state["looked"] = key, found, None if isinstance(found, ReadFailure) else _guesses(found)
    return st.session_state["looked"][1]


def _guesses(found) -> dict[str | None, list]:
    with services().store.cursor() as cursor:
        known = {dataset: saved_answers.remembered_headings(cursor, dataset) for dataset in dataset_names()}
    return {sheet.name: detect_datasets(sheet, known) for sheet in found.sheets}


def choose_dataset(found, held) -> list[str]:
    """Choose list and sheet where the file leaves no doubt; return the lists it could be when somebody has to say."""
    guesses = st.session_state["looked"][2]
    if held.sheet not in guesses:
        held.sheet = _likeliest_sheet(found, guesses)
    likely = guesses[held.sheet]
    if held.dataset is None and likely:
        best = [guess for guess in likely if guess.score == likely[0].score]
        if len(best) > 1:
            return [guess.dataset for guess in best]
        held.dataset = best[0].dataset
    return [] if held.dataset else [guess.dataset for guess in likely] or list(dataset_names())


def _likeliest_sheet(found, guesses: dict) -> str | None:
    shown = [sheet.name for sheet in found.sheets if not sheet.is_hidden] or [sheet.name for sheet in found.sheets]
    return max(shown, key=lambda name: guesses[name][0].score if guesses[name] else -1)


def other_sheets() -> list[str]:
    """Return the sheets of the file looked into last that seem to be lists, in their order."""
    _, found, guesses = st.session_state.get("looked", (None, None, {}))
    return [sheet.name for sheet in found.sheets if sheet.name and guesses[sheet.name]] if guesses else []


def columns_by_place(found, held) -> dict[str, str]:
    """Return "#1" -> "#1: C001" for each column of a file without headings, with its first cell."""
    if held.settings.get("header-row") != "0":
        return {}
    first = _sheet(found, held).first_rows[0][1]
    return {f"#{place}": f"#{place}: {cell}" for place, cell in enumerate(first, 1)}


def draw_detection(view, found, held) -> None:
    """Draw the sentence, the way to change it, and the first rows of the file."""
    sheet = _sheet(found, held)
    title = contract(held.dataset).title[view.language]
    place = heading_row(sheet, held)
    said = view.words("bring.read_as" if held.is_chosen else "bring.looks_like", list=title)
    html.page_header(held.name, said, " · ".join(_facts(view, sheet, place)))
    with st.expander(view.words("bring.change"), key="change", on_change="rerun") as section:
        if section.open:
            _change(view, found, sheet, held, place)


def _facts(view, sheet, place: int | None) -> list[str]:
    facts = [view.words("bring.sheet", sheet=sheet.name)] if sheet.name else []
    facts += [view.words("bring.heading_row", row=place)] if place else []
    return facts + ([view.words("bring.rows", rows=view.formats.number(sheet.rows))] if sheet.rows else [])


def _sheet(found, held):
    return next(sheet for sheet in found.sheets if sheet.name == held.sheet)


def heading_row(sheet, held) -> int | None:
    """Return the row the headings stand in, as chosen or as recognised."""
    if chosen := held.settings.get("header-row"):
        return int(chosen)
    guesses = st.session_state["looked"][2][sheet.name]
    return next((guess.heading_row for guess in guesses if guess.dataset == held.dataset), None)


def _change(view, found, sheet, held, place: int | None) -> None:
    names, rows = [sheet.name for sheet in found.sheets], [0, *(row for row, _ in sheet.first_rows)]
    lists = sorted(dataset_names(), key=lambda name: contract(name).title[view.language])
    key = (held.path.name, held.dataset, held.sheet)
    dataset = st.selectbox(
        view.words("bring.list"),
        lists,
        lists.index(held.dataset),
        key=f"list_{key}",
        width=420,
        format_func=lambda name: contract(name).title[view.language],
    )
    chosen = held.sheet
    if len(names) > 1:
        chosen = st.selectbox(
            view.words("bring.which_sheet"), names, names.index(held.sheet), key=f"sheet_{key}", width=420
        )
    row = st.selectbox(
        view.words("bring.which_row"),
        rows,
        rows.index(place) if place in rows else None,
        key=f"row_{key}",
        width=420,
        format_func=lambda row: view.words("bring.row", row=row) if row else view.words("bring.no_row"),
    )
    first_rows(view, sheet)
    if (dataset, chosen, row) != (held.dataset, held.sheet, place):
        held.choose(dataset, chosen, row if row != place and chosen == held.sheet else None)
        st.rerun()


def first_rows(view, sheet) -> None:
    """Draw the first rows of a sheet as they stand in it, with their row numbers."""
    rows = pd.DataFrame([cells for _, cells in sheet.first_rows[:PREVIEWED]]).fillna("")
    rows.columns = [str(place + 1) for place in range(len(rows.columns))]
    rows.index = [row for row, _ in sheet.first_rows[:PREVIEWED]]
    st.dataframe(rows, alt=view.words("bring.first_rows"), height="content")


def draw_dataset_question(view, found, held, likely: list[str]) -> None:
    """Draw the question which list a file is, with the likely ones as buttons and all of them in a select."""
    html.page_header(held.name, view.words("bring.which_list"), view.words("bring.which_list_why"))
    first_rows(view, _sheet(found, held))
    with st.container(horizontal=True):
        for name in likely[:4] if len(likely) < len(dataset_names()) else ():
            title = contract(name).title[view.language]
            st.button(html.plain(title), key=f"is_{name}", on_click=held.choose, args=(name, held.sheet, None))
    lists = sorted(dataset_names(), key=lambda name: contract(name).title[view.language])
    chosen = st.selectbox(
        view.words("bring.list"),
        lists,
        index=None,
        key="is_list",
        width=420,
        placeholder=view.words("bring.pick"),
        format_func=lambda name: f"{contract(name).title[view.language]}: {contract(name).meaning[view.language]}",
    )
    if chosen:
        held.choose(chosen, held.sheet, None)
        st.rerun()

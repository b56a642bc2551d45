"""A file without a column the list needs: which of its headings is it, or what holds for every row."""

import streamlit as st

from data.contracts import contract
from pages.parts import look
from pages.parts.language import has


def ask_for_column(view, dataset: str, answer: dict, given: dict, places: dict[str, str]) -> None:
    """Draw the question for the first missing column; the answer is kept in `given` for the next try.

    places: for a file without headings, each column's place and what to call it.
    """
    column = contract(dataset).column(answer["error"]["fields"]["missing"].split(", ")[0])
    words = view.words
    name = column.heading.get(view.language, column.name)
    look.finding(words("missing_column.title", column=name), column.meaning[view.language])
    with st.form(f"missing_{column.name}", border=False):
        heading = st.selectbox(
            words("missing_column.heading"),
            list(places) or answer.get("ignored") or [],
            index=None,
            width=420,
            placeholder=words("missing_column.none"),
            key=f"heading_{column.name}",
            format_func=lambda heading: places.get(heading, heading),
        )
        text = _value(view, column)
        sent = st.form_submit_button(words("missing_column.go"), type="primary")
    if sent and not (heading or text):
        st.error(words("missing_column.first"))
    elif sent:
        if heading:
            given["mapping"][column.name] = heading
        else:
            given["settings"][f"{column.name}.value"] = text
        st.rerun()


def _in_words(view, column: str, choice: str) -> str:
    """A choice of the list as it is written, with what it means where there are words for it."""
    key = f"choice.{column}_{choice}"
    return f"{choice}: {view.words(key)}" if has(view.language, key) else choice


def _value(view, column) -> str | None:
    """One value for every row: a choice where the list has choices; none for a column that tells rows apart."""
    label, key = view.words("missing_column.value"), f"value_{column.name}"
    if column.type == "id":
        return None
    if column.choices:
        pick = view.words("missing_column.pick")
        return st.selectbox(
            label,
            column.choices,
            index=None,
            width=420,
            key=key,
            placeholder=pick,
            format_func=lambda choice: _in_words(view, column.name, choice),
        )
    return st.text_input(label, width=420, key=key)

"""Words of a column that are none of its values: what each of them means, in one form."""

from collections.abc import Callable

import streamlit as st

from data.questions import Question
from pages.parts.data.upload.questions import choice_label
from pages.parts.ui import html

CODE = "UNKNOWN_WORD"


def word_tables(questions: list[Question]) -> tuple[list[list[Question]], list[Question]]:
    """Return the questions about words of each column that has several, and all other questions."""
    by_column: dict[str, list[Question]] = {}
    for question in questions:
        if question.code == CODE:
            by_column.setdefault(question.column or "", []).append(question)
    several = [found for found in by_column.values() if len(found) > 1]
    asked = [question for found in several for question in found]
    return several, [question for question in questions if question not in asked]


def word_table(view, questions: list[Question], answered: Callable[[str, str], None]) -> None:
    """Draw a field for each word of a column; `answered` gets each setting with its choice.

    Words left without an answer are asked about again.
    """
    column = questions[0].column or ""
    html.section_header(view.words("word_table.title", column=column), view.words("word_table.subtitle"))
    with st.form(f"words_{column}", border=False, width=420):
        chosen = {question.setting: _meaning(view, question) for question in questions}
        sent = st.form_submit_button(view.words("missing_column.go"), type="primary")
    said = {setting: choice for setting, choice in chosen.items() if choice}
    if sent and not said:
        st.error(html.plain(view.words("word_table.first")))
    elif sent:
        for setting, choice in said.items():
            answered(setting, choice)
        st.rerun()


def _meaning(view, question: Question) -> str | None:
    count = view.formats.written(str(question.fields["count"]))
    proposed = question.fields.get("proposed")
    return st.selectbox(
        html.plain(view.words("word_table.word", word=question.fields["read"], count=count)),
        question.choices,
        index=question.choices.index(proposed) if proposed else None,
        key=f"meaning_{question.setting}",
        placeholder=view.words("missing_column.pick"),
        format_func=lambda choice: choice_label(view, question, choice),
    )

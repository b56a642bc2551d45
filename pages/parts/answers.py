"""What an import says of itself, on the page: questions to answer with a click, refusals, rows set aside."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.problems import sentence
from data.questions import Question
from data.typing.dates import read_date
from data.typing.numbers import read_number
from pages.parts import look
from pages.parts.downloads import rows_buttons
from pages.parts.file_words import in_words_of_the_file
from pages.parts.language import has

PROBLEM_COLUMNS = ("row", "column", "read", "message")
WIDTHS = (70, None, None, 560)


def worded(view, said: dict) -> str:
    """Return the sentence of a note or error in the reader's language."""
    return _sentence(view, said["code"], said.get("column"), said["fields"]) if "fields" in said else said["message"]


def _sentence(view, code: str, column: str | None, fields: dict) -> str:
    fields = {"column": column or ""} | fields
    if "count" in fields:
        fields["count"] = view.formats.written(str(fields["count"]))
    key = f"ask.{code.lower()}"  # here answers are clicked, so nothing is said of options
    return view.words(key, **fields) if has(view.language, key) else sentence(code, fields, view.language)


def show_question(view, place: int, question: Question, answered: Callable[[str, str], None], of: int = 1) -> None:
    """Draw a question with one button a choice, each with what it would mean.

    `answered` gets the setting and the choice.
    of: how many questions there are; a single one has no number.
    """
    look.finding(view.words("answer.question", place=place + 1) if of > 1 else view.words("answer.one_question"), "")
    st.text(_sentence(view, question.code, question.column, question.fields))
    with st.container(horizontal=True, key=f"choices_{place}"):
        for number, choice in enumerate(question.choices):
            st.button(
                look.plain(meaning(view, question, choice)),
                key=f"choice_{place}_{number}",
                on_click=answered,
                args=(question.setting, choice),
            )


def meaning(view, question: Question, choice: str) -> str:
    """Return a choice in words, with what it makes of the cell asked about: "day first: 5 Jun 2026"."""
    key = f"choice.{question.code.lower()}_{choice.replace('-', '_')}"
    if question.code == "NO_HEADER" and choice != "0":
        return view.words("bring.row", row=choice)
    if question.code == "UNKNOWN_SECTOR":
        same = choice != question.fields["read"]
        return view.words("choice.same_sector" if same else "choice.new_sector", sector=choice)
    plain = f"choice.{choice.replace('-', '_')}"
    known = next((name for name in (key, plain) if has(view.language, name)), None)
    said = view.words(known) if known else choice
    read = _as_read(view, question, choice)
    return f"{read} ({said})" if read else said


def _as_read(view, question: Question, choice: str) -> str:
    text = str(question.fields.get("read") or "")
    if question.code == "AMBIGUOUS_DATE":
        reading = read_date(text)
        return view.formats.day(reading.under(choice)) if reading else ""
    if question.code == "AMBIGUOUS_NUMBER":
        reading = read_number(text)
        return view.formats.written(f"{getattr(reading, choice):f}") if reading else ""
    return ""


def refusal(view, error: dict) -> None:
    """Draw why a file is refused, as one sentence."""
    st.error(look.plain(worded(view, error)))


def show_problems(view, answer: dict) -> None:
    """Draw the rows that would be set aside with the reason."""
    if answer["quarantine"]:
        count = view.formats.number(answer["rows"]["quarantined"])
        look.finding(view.words("answer.aside", count=count), view.words("answer.aside_subtitle"))
        rows = problems(view, [in_words_of_the_file(answer, one) for one in answer["quarantine"]])
        config = {
            name: st.column_config.TextColumn(name, width=width) for name, width in zip(rows, WIDTHS, strict=True)
        }
        st.dataframe(rows, hide_index=True, alt=view.words("answer.aside_subtitle"), column_config=config)
        rows_buttons(view, lambda: rows, "problems")


def problems(view, found: list[dict]) -> pd.DataFrame:
    """Return rows set aside as the reader reads them: row, column, what was read, what is wrong and what to write."""
    said = [sentence(one["code"], one.get("fields") or one, view.language) for one in found]
    lines = [
        (str(one["row"]), one["column"] or "", one["read"] or "", text) for one, text in zip(found, said, strict=True)
    ]
    return pd.DataFrame(lines, columns=[view.words(f"answer.column_{name}") for name in PROBLEM_COLUMNS])

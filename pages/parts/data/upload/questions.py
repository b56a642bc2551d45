"""Questions, refusals, missing columns."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from data.contracts.definitions import contract, dataset_names, is_only_id
from data.import_options import HEADING, LAST_BY, ROW_ID, is_filter
from data.parsing.values.dates import read_date
from data.parsing.values.numbers import read_number
from data.problems import sentence, with_others
from data.questions import Question
from pages.parts.access.downloads import rows_buttons
from pages.parts.data.upload.remembered import remembered_words
from pages.parts.i18n.direction import own_direction
from pages.parts.i18n.language import has
from pages.parts.ui import html

NUMBERS = ("count", "scale")  # fields of sentences that are numbers
DAYS = ("first", "last", "day", "exchanged")  # fields of sentences that are days
CONSTANT = "="  # begins what stands for a heading where one value holds for every row


def headings_of(answer: dict) -> dict[str, str]:
    """Return column -> its heading in the file, for the columns that have one."""
    return {
        name: heading for name, heading in (answer.get("mapping") or {}).items() if not heading.startswith(CONSTANT)
    }


def in_words_of_the_file(view, answer: dict, said: dict) -> dict:
    """Return a note or row set aside with its column under the file's own heading, or as the reader calls it."""
    column, fields = _named(view, answer, said.get("column"), said.get("fields"))
    if said.get("code") == "REMEMBERED_SETTING":
        fields = fields | {"setting": remembered_words(view, _names(view, answer), fields["setting"])}
    return said | {"column": column, "fields": fields}


def asked_of_the_file(view, answer: dict, question: Question) -> Question:
    """Return a question with its column under the file's own heading, or as the reader calls it."""
    column, fields = _named(view, answer, question.column, question.fields)
    return replace(question, column=column, fields=fields)


def _names(view, answer: dict) -> dict[str, str]:
    """Column -> its heading in the file, or what the reader calls it."""
    return {one.name: one.label[view.language] for one in contract(answer["dataset"]).columns} | headings_of(answer)


def _named(view, answer: dict, column: str | None, fields: dict | None) -> tuple:
    names = _names(view, answer)
    if fields and fields.get("column"):
        fields = fields | {"column": names.get(fields["column"], fields["column"])}
    if fields and fields.get("also"):
        fields = fields | {"also": [names.get(name, name) for name in fields["also"]]}
    return names.get(column, column), fields


PROBLEM_COLUMNS = ("row", "column", "read", "message")
WIDTHS = (70, None, None, 560)


def message_text(view, said: dict) -> str:
    """Return the sentence of a note or error in the reader's language."""
    return _sentence(view, said["code"], said.get("column"), said["fields"])


def _sentence(view, code: str, column: str | None, fields: dict) -> str:
    fields = {"column": column or ""} | fields
    fields |= {name: view.formats.written(str(fields[name])) for name in NUMBERS if name in fields}
    fields |= {
        name: view.formats.day(date.fromisoformat(str(fields[name])))
        for name in DAYS
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(fields.get(name)))
    }
    if has(view.language, unit := f"choice.no_unit_{fields.get('unit')}"):
        fields["unit"] = view.words(unit)
    if fields.get("dataset") in dataset_names():
        fields["dataset"] = contract(fields["dataset"]).title[view.language]
    key = f"ask.{code.lower()}"  # here answers are clicked, so nothing is said of options
    said = view.words(key, **fields) if has(view.language, key) else sentence(code, fields, view.language)
    return with_others(said, fields, view.language)


def show_question(view, place: int, question: Question, answered: Callable[[str, str], None], of: int = 1) -> None:
    """Draw a question with one button a choice, each with what it would mean.

    `answered` gets the setting and the choice.
    of: how many questions there are; a single one has no number.
    """
    html.section_header(
        view.words("answer.question", place=place + 1) if of > 1 else view.words("answer.one_question"), ""
    )
    st.text(_sentence(view, question.code, question.column, question.fields))
    with st.container(horizontal=True, key=f"choices_{place}"):
        for number, choice in enumerate(question.choices):
            st.button(
                html.plain(choice_label(view, question, choice)),
                key=f"choice_{place}_{number}",
                on_click=answered,
                args=(question.setting, choice),
            )


def choice_label(view, question: Question, choice: str) -> str:
    """Return a choice in words, with what it makes of the cell asked about: "day first: 5 Jun 2026"."""
    key = f"choice.{question.code.lower()}_{choice.replace('-', '_')}"
    if heading := _heading_at(question, choice) or _heading_of(view, question, choice):
        return heading
    if question.code == "NO_HEADER" and choice != "0":
        return view.words("bring.row", row=choice)
    if question.code == "UNKNOWN_SECTOR":
        same = choice != question.fields["read"]
        return view.words("choice.same_sector" if same else "choice.new_sector", sector=choice)
    if question.setting.rpartition(".")[2] == "missing" and choice != "none":
        return view.words("choice.no_value", words=str(question.fields["read"]))
    if is_filter(question.setting) and choice != "none":
        said = "choice.only_these" if question.setting.startswith("only.") else "choice.leave_out"
        return view.words(said, words=choice)
    if question.code == "SCALE_IN_CELL" and choice.isdigit():
        return view.words("choice.times", scale=view.formats.written(choice))
    if question.code == "SIGN_IN_CELL" and choice != "none":
        return view.words("choice.negative_mark", words=choice)
    if question.code == "MONTH_BESIDE" and choice != "none":
        return view.formats.month(date.fromisoformat(f"{choice}-01"))
    if choice.startswith(LAST_BY):
        return view.words("choice.last_by", heading=choice.removeprefix(LAST_BY))
    if question.code == "UNKNOWN_WORD" and not has(view.language, key):
        return _in_words(view, question.setting.partition(".")[0], choice)
    plain = f"choice.{choice.replace('-', '_')}"
    known = next((name for name in (key, plain) if has(view.language, name)), None)
    said = view.words(known) if known else choice
    read = _as_read(view, question, choice)
    return f"{own_direction(read)} ({said})" if read else said


def _heading_at(question: Question, choice: str) -> str | None:
    """The heading that a question names at a place such as #3; None for any other choice."""
    if not re.fullmatch(r"#\d+", choice):
        return None
    found = re.search(rf"(?:^|, )([^()]+) \({choice}\)", str(question.fields.get("headings", "")))
    return f"{own_direction(found[1])} ({choice})" if found else None


def _heading_of(view, question: Question, choice: str) -> str | None:
    """The heading a column is to have: the one asked about, or another; None for any other choice."""
    if not question.setting.startswith(HEADING) or choice == "none":
        return None
    is_same = choice == question.fields.get("heading")
    return view.words("choice.heading_same" if is_same else "choice.heading_other", heading=choice)


def _as_read(view, question: Question, choice: str) -> str:
    text = str(question.fields.get("read") or "")
    if question.code == "AMBIGUOUS_DATE":
        reading = read_date(text)
        return view.formats.day(reading.under(choice)) if reading else ""
    if question.code == "AMBIGUOUS_NUMBER":
        reading = read_number(text)
        return view.formats.written(f"{getattr(reading, choice).normalize():f}") if reading else ""
    return ""


def refusal(view, error: dict) -> None:
    """Draw why a file is refused, as one sentence."""
    st.error(html.plain(message_text(view, error)))


def show_problems(view, answer: dict) -> None:
    """Draw the rows that would be set aside with the reason."""
    if answer["quarantine"]:
        count = view.formats.number(answer["rows"]["quarantined"])
        html.section_header(view.words("answer.aside", count=count), view.words("answer.aside_subtitle"))
        rows = problems(view, [in_words_of_the_file(view, answer, one) for one in answer["quarantine"]])
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


def ask_for_column(view, dataset: str, answer: dict, given: dict, places: dict[str, str]) -> None:
    """Draw the question for the first missing column; the answer is kept in `given` for the next try.

    places: for a file without headings, each column's place and what to call it.
    """
    column = contract(dataset).column(answer["error"]["fields"]["missing"].split(", ")[0])
    words = view.words
    name = column.label[view.language]
    html.section_header(words("missing_column.title", column=name), column.meaning[view.language])
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
        if is_only_id(contract(dataset), column.name):
            text = ROW_ID if st.checkbox(words("missing_column.numbered"), key=f"numbered_{column.name}") else None
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

"""What an import says, on the page: questions to answer with a click, counts, notes, totals, rows set aside."""

import shlex
from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.problems import sentence
from pages.parts import look
from pages.parts.downloads import rows_button

WIDTHS = {"row": 70, "message": 620}
PROBLEM_COLUMNS = ("row", "column", "read", "message", "code")


def worded(view, said: dict) -> str:
    """Return the sentence of a note, question or error in the reader's language."""
    if "fields" not in said:
        return said["message"]
    return sentence(said["code"], {"column": said.get("column") or ""} | said["fields"], view.language)


def show_question(view, place: int, question: dict, answered: Callable[[str], None]) -> None:
    """Draw a question with one button a choice; `answered` gets the option that answers it."""
    look.finding(view.words("answer.question", place=place + 1), "")
    st.text(worded(view, question))
    choices = question.get("choices") or []
    with st.container(horizontal=True):
        for number, choice in enumerate(choices):
            st.button(
                look.plain(str(choice)),
                key=f"choice_{place}_{number}",
                on_click=answered,
                args=(_with(question, choice),),
            )
    if not choices:
        typed = st.text_input(view.words("answer.type"), key=f"typed_{place}_{question['code']}")
        if typed:
            answered(_with(question, typed))
            st.rerun()


def _with(question: dict, choice: object) -> str:
    """The answering option with another choice in it: "--set opened_on.order=" + "month-first"."""
    option, value = shlex.split(question["answer_with"])
    name, equals, _ = value.partition("=")
    return f"{option} {shlex.quote(f'{name}={choice}' if equals else str(choice))}"


def show_summary(view, answer: dict) -> None:
    """Draw what accepting the file would do: counts, new sectors, totals, notes, how columns were read."""
    words, formats = view.words, view.formats
    rows = {name: formats.number(count) for name, count in answer["rows"].items()}
    look.finding(
        words("answer.unchanged" if answer["status"] == "unchanged" else "answer.would", **rows),
        words("answer.counts", **rows),
    )
    for note in answer["notes"]:
        st.text(worded(view, note))
    if answer["new_sectors"]:
        st.text(words("answer.new_sectors", names=formats.listing(answer["new_sectors"])))
    if answer.get("ignored"):
        st.text(words("answer.ignored", names=formats.listing([str(name) for name in answer["ignored"]])))
    for column, total in answer["control_totals"].items():
        st.text(words("answer.total", column=column, total=_totals(formats, total)))
    readings(view, answer.get("readings") or [])


def _totals(formats, total: object) -> str:
    by_currency = total.items() if isinstance(total, dict) else [("", total)]
    return ", ".join(f"{formats.number(amount, 2)} {currency}".strip() for currency, amount in by_currency)


def readings(view, found: list[dict]) -> None:
    """Draw how each column was read, with samples before and after."""
    if found:
        with st.expander(view.words("answer.readings"), key="readings"):
            st.dataframe(pd.DataFrame(found).astype(str), hide_index=True, alt=view.words("answer.readings"))


def show_problems(view, answer: dict) -> None:
    """Draw why a file was refused, and the rows that would be set aside with the reason."""
    if answer.get("error"):
        st.error(look.plain(worded(view, answer["error"])))
    if answer["quarantine"]:
        rows = pd.DataFrame(answer["quarantine"])
        look.finding(
            view.words("answer.aside", count=view.formats.number(answer["rows"]["quarantined"])),
            view.words("answer.aside_subtitle"),
        )
        problems_frame(view, rows[list(PROBLEM_COLUMNS)], view.words("answer.aside_subtitle"))
        rows_button(view, lambda: rows, "problems")


def problems_frame(view, rows: pd.DataFrame, words: str) -> None:
    """Draw rows set aside; the column that says what to write gets the room it needs, in the reader's language."""
    said = [sentence(row.code, {"column": row.column, "read": row.read}, view.language) for row in rows.itertuples()]
    rows = rows.assign(message=said)
    titles = {column: view.words(f"answer.column_{column}") for column in rows.columns}
    config = {column: st.column_config.TextColumn(title, width=WIDTHS.get(column)) for column, title in titles.items()}
    st.dataframe(rows.astype(str), hide_index=True, alt=words, column_config=config)

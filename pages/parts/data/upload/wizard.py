"""The steps of one file; drop or paste."""

import streamlit as st

from data.reading.text_table import ReadFailure
from pages.parts.access.uploads import allow_upload
from pages.parts.data.upload.currency import currency_question
from pages.parts.data.upload.detection import (
    choose_dataset,
    columns_by_place,
    draw_dataset_question,
    draw_detection,
    inspection,
)
from pages.parts.data.upload.mapping import draw_mapping
from pages.parts.data.upload.pending_file import pending_upload, receive_file
from pages.parts.data.upload.preview import counts, preview, summary
from pages.parts.data.upload.questions import ask_for_column, asked_of_the_file, refusal, show_problems, show_question
from pages.parts.data.upload.receipt import receipt
from pages.parts.data.upload.row_choice import draw_row_choice
from pages.parts.data.upload.submit import discard_button, run_import, run_trial
from pages.parts.data.upload.unstorable_file import is_none_stored, none_stored
from pages.parts.data.upload.word_table import word_table, word_tables
from pages.parts.runtime.work.upload_work import being_stored, progress, upload_of
from pages.parts.ui import html
from pages.parts.ui.file_field import file_field


def drop_or_paste(view, dataset: str | None) -> None:
    """Draw the uploader and the field for cells; what comes is kept at once and the page runs again with it.

    dataset: the list a link asked for, or None when the file itself shall tell.
    """
    html.section_header(view.words("bring.title"), view.words("bring.subtitle"))
    turn = st.session_state.setdefault("upload_turn", 0)
    allow_upload("change")
    file = file_field(view.words, view.words("bring.drop"), f"file_{turn}")
    if file is not None:
        _take(file.name, file.getbuffer(), dataset)
    with st.expander(view.words("bring.paste"), key="paste"):
        _paste(view, turn, dataset)


def _paste(view, turn: int, dataset: str | None) -> None:
    with st.form(f"paste_{turn}", border=False):
        cells = st.text_area(
            view.words("bring.cells"), height=160, key=f"cells_{turn}", placeholder=view.words("bring.cells_example")
        )
        if st.form_submit_button(view.words("bring.use_cells")) and cells.strip():
            _take(view.words("bring.pasted"), cells.encode("utf-8"), dataset)


def _take(name: str, content, dataset: str | None) -> None:
    receive_file(name, content, dataset)
    st.session_state["upload_turn"] += 1
    st.rerun()


def upload(view, asked: str | None) -> None:
    """Draw the way in: the uploader, or the step the file of this session has reached. asked: the list of a link."""
    held = pending_upload()
    for other in being_stored():
        if not (held and held.is_accepted and upload_of(held.key(0, False)) is other):
            progress(view, other)
    if held is None:
        receipt(view)
        drop_or_paste(view, asked)
    elif held.is_accepted:
        run_import(view, held)
    else:
        _lead(view, held)


def _lead(view, held) -> None:
    found = inspection(view, held)
    if isinstance(found, ReadFailure):
        _refused(view, held, found)
        return
    likely = choose_dataset(found, held)
    if likely:
        draw_dataset_question(view, found, held, likely)
        discard_button(view)
        return
    draw_detection(view, found, held)
    answer = run_trial(view, held)
    if answer:
        _next_step(view, held, answer, columns_by_place(found, held))


def _refused(view, held, found: ReadFailure) -> None:
    if found.choices:
        html.page_header(held.name, view.words("bring.asks"), "")
        show_question(view, 0, found.question, held.answered)
    else:
        html.page_header(held.name, view.words("bring.refused"), "")
        refusal(view, {"code": found.code, "fields": found.fields})
    discard_button(view)


def _next_step(view, held, answer: dict, places: dict[str, str]) -> None:
    if answer["status"] == "question":
        tables, single = word_tables([asked_of_the_file(view, answer, question) for question in answer["questions"]])
        for questions in tables:
            word_table(view, questions, held.answered)
        for place, question in enumerate(single):
            show_question(view, place, question, held.answered, len(single))
        draw_row_choice(view, held, answer)
        discard_button(view)
    elif answer["status"] == "refused" and answer["error"]["code"] == "MISSING_COLUMN":
        given = {"mapping": held.mapping, "settings": held.settings}
        ask_for_column(
            view,
            held.dataset,
            answer,
            given,
            {at: cell for at, cell in places.items() if at not in held.mapping.values()},
        )
        discard_button(view)
    elif answer["status"] == "refused":
        refusal(view, answer["error"])
        none_stored(view, held, answer)
        show_problems(view, answer)
        draw_row_choice(view, held, answer)
        discard_button(view)
    else:
        _show(view, held, answer)


def _show(view, held, answer: dict) -> None:
    none = is_none_stored(answer)
    preview(view, held, answer)
    if none:
        none_stored(view, held, answer)
    show_problems(view, answer)
    draw_mapping(view, held, answer)
    draw_row_choice(view, held, answer)
    currency_question(view, held, answer)
    with st.container(key="accept_bar", horizontal=True, vertical_alignment="center"):
        html.render(
            f'<p class="bar"><b>{html.escape(summary(view, answer))}</b> {html.escape(counts(view, answer))}</p>'
        )
        if answer["status"] == "stored":
            words, kind = ("none_stored.accept", "secondary") if none else ("data.accept", "primary")
            st.button(view.words(words), type=kind, key="accept", on_click=_accept, args=(held,))
        discard_button(view)


def _accept(held) -> None:
    held.is_accepted = True

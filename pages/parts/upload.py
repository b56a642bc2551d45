"""One file on its way in: what it is, what has to be asked, what it would do, and the receipt.

Every step is a trial of the real import; nothing is stored before somebody accepts.
"""

import streamlit as st

from data.reading.table import Refusal
from pages.parts import look
from pages.parts.answers import refusal, show_problems, show_question
from pages.parts.bringing import brought
from pages.parts.dropping import drop_or_paste
from pages.parts.file_words import asked_of_the_file
from pages.parts.matching import matches
from pages.parts.missing_column import ask_for_column
from pages.parts.none_stored import is_none_stored, none_stored
from pages.parts.preview import counts, preview, would
from pages.parts.receipt import receipt
from pages.parts.recognising import ask_which_list, columns_by_place, looked_into, say_what_it_is, settle
from pages.parts.trying import another, store, tried
from pages.parts.uploading import being_stored, progress, upload_of


def upload(view, asked: str | None) -> None:
    """Draw the way in: the uploader, or the step the file of this session has reached. asked: the list of a link."""
    held = brought()
    for other in being_stored():
        if not (held and held.is_accepted and upload_of(held.key(0, False)) is other):
            progress(view, other)
    if held is None:
        receipt(view)
        drop_or_paste(view, asked)
    elif held.is_accepted:
        store(view, held)
    else:
        _lead(view, held)


def _lead(view, held) -> None:
    found = looked_into(view, held)
    if isinstance(found, Refusal):
        _refused(view, held, found)
        return
    likely = settle(found, held)
    if likely:
        ask_which_list(view, found, held, likely)
        another(view)
        return
    say_what_it_is(view, found, held)
    answer = tried(view, held)
    if answer:
        _next_step(view, held, answer, columns_by_place(found, held))


def _refused(view, held, found: Refusal) -> None:
    if found.choices:
        look.headline(held.name, view.words("bring.asks"), "")
        show_question(view, 0, found.question, held.answered)
    else:
        look.headline(held.name, view.words("bring.refused"), "")
        refusal(view, {"code": found.code, "fields": found.fields})
    another(view)


def _next_step(view, held, answer: dict, places: dict[str, str]) -> None:
    if answer["status"] == "question":
        for place, question in enumerate(answer["questions"]):
            show_question(view, place, asked_of_the_file(answer, question), held.answered, len(answer["questions"]))
        another(view)
    elif answer["status"] == "refused" and answer["error"]["code"] == "MISSING_COLUMN":
        given = {"mapping": held.mapping, "settings": held.settings}
        ask_for_column(
            view,
            held.dataset,
            answer,
            given,
            {at: cell for at, cell in places.items() if at not in held.mapping.values()},
        )
        another(view)
    elif answer["status"] == "refused":
        refusal(view, answer["error"])
        show_problems(view, answer)
        another(view)
    else:
        _show(view, held, answer)


def _show(view, held, answer: dict) -> None:
    none = is_none_stored(answer)
    preview(view, held, answer)
    if none:
        none_stored(view, held, answer)
    show_problems(view, answer)
    matches(view, held, answer)
    with st.container(key="accept_bar", horizontal=True, vertical_alignment="center"):
        look.show(f'<p class="bar"><b>{look.escape(would(view, answer))}</b> {look.escape(counts(view, answer))}</p>')
        if answer["status"] == "stored":
            words, kind = ("none_stored.accept", "secondary") if none else ("data.accept", "primary")
            st.button(view.words(words), type=kind, key="accept", on_click=_accept, args=(held,))
        another(view)


def _accept(held) -> None:
    held.is_accepted = True

"""One file on its way in: kept at once under its hash, looked at, asked about, shown, then accepted.

What is known of it between two clicks stands in the session: where it is kept, and what the person answered.
"""

import hashlib
import logging
import shlex
from pathlib import Path

import streamlit as st

from data.importing import import_file
from data.options import Options
from pages.parts.answers import show_problems, show_question, show_summary
from pages.parts.house import house
from pages.parts.missing_column import ask_for_column
from pages.parts.waiting import begin

ANSWERS = {"customers": "loyalty", "acquisition_spend": "win_or_keep"}  # where a list says something first


def upload(view, dataset: str) -> None:
    """Draw the uploader of a data set and lead the file in it to its receipt."""
    turn = st.session_state.setdefault("upload_turn", 0)
    file = st.file_uploader(view.words("data.drop"), key=f"file_{dataset}_{turn}")
    if file is None:
        _receipt(view)
        return
    st.session_state.pop("receipt", None)
    path = _kept(file)
    given = st.session_state.setdefault("given", {}).setdefault(
        (dataset, path.name), {"settings": {}, "mapping": {}, "sheet": None}
    )
    answer = _import(view, dataset, path, file.name, given, dry_run=True)
    if answer:
        _next_step(view, dataset, path, file.name, given, answer)


def _kept(file) -> Path:
    """Write an upload to the stage, named by its content and never by the name it came with."""
    stage = house().home / "stage"
    stage.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(file.getbuffer()).hexdigest()
    path = stage / f"upload-{digest}"
    if not path.exists():
        path.write_bytes(file.getbuffer())
    return path


def _import(view, dataset: str, path: Path, name: str, given: dict, dry_run: bool) -> dict | None:
    """Import or try a file; what nobody foresaw becomes one sentence on the page and a trace in the server's log."""
    options = Options(given["sheet"], given["mapping"], given["settings"], dry_run)
    try:
        with st.spinner(view.words("data.reading")):
            return import_file(house().store, dataset, path, options, file_name=name)
    except Exception as failure:
        logging.getLogger(__name__).exception("import of a %s file", dataset)
        st.error(view.words("data.failed", kind=type(failure).__name__))
        return None


def _next_step(view, dataset: str, path: Path, name: str, given: dict, answer: dict) -> None:
    if answer["status"] == "question":
        for place, question in enumerate(answer["questions"]):
            show_question(view, place, question, lambda answered: _answered(given, answered))
        return
    if answer["status"] == "refused" and answer["error"]["code"] == "MISSING_COLUMN":
        ask_for_column(view, dataset, answer, given)
        return
    if answer["status"] == "refused":
        show_problems(view, answer)
        return
    show_summary(view, answer)
    show_problems(view, answer)
    if answer["status"] == "stored" and st.button(view.words("data.accept"), type="primary", key="accept"):
        stored = _import(view, dataset, path, name, given, dry_run=False)
        if stored:
            _finish(path, stored)


def _answered(given: dict, answer_with: str) -> None:
    """Keep an answer such as "--set opened_on.order=day-first" for the next try."""
    option, value = shlex.split(answer_with)
    if option == "--sheet":
        given["sheet"] = value
        return
    name, _, value = value.partition("=")
    given["settings" if option == "--set" else "mapping"][name] = value


def _finish(path: Path, stored: dict) -> None:
    path.unlink(missing_ok=True)
    begin(stored["version"])
    st.session_state["receipt"] = stored
    st.session_state["upload_turn"] += 1
    st.session_state.pop("given", None)
    st.rerun()


def _receipt(view) -> None:
    stored = st.session_state.get("receipt")
    if not stored:
        return
    rows = {name: view.formats.number(count) for name, count in stored["rows"].items()}
    st.success(view.words("data.receipt", version=stored["version"], **rows))
    answers = ANSWERS.get(stored["dataset"], "overview")
    st.page_link(f"pages/{answers}.py", label=view.words("data.to_answers"))

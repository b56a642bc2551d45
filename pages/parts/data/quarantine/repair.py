"""A repair being made: done at once, or, when it has to ask something, kept until that is answered."""

from dataclasses import dataclass

import streamlit as st

from data.import_options import Options
from data.problems import Problem, sentence
from models.comparison import effect
from pages.parts.data.upload.preview import effect_sentence
from pages.parts.data.upload.questions import message_text, show_question
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html


@dataclass
class PendingRepair:
    """A repair that asked something: how to make it, what it asks, and what was answered."""

    work: object
    questions: list
    options: Options

    def answered(self, setting: str, choice: str) -> None:
        """Keep the answer to a question for the next try."""
        self.options, self.questions = self.options.answered(setting, choice), []


def cost_effect(cursor, version: int) -> dict:
    """Return what the version being made does to the cost, as `watch` of a repair."""
    return effect.cost_effect(services().engine, cursor, version - 1, version)


def run_repair(view, work, options: Options | None = None) -> None:
    """Make a repair (a function of options and watch) and keep what it came to, in one sentence, for the next run."""
    options = options or Options()
    try:
        answer = work(options, cost_effect)
    except Problem as problem:
        st.error(html.plain(sentence(problem.code, problem.fields, view.language)))
        return
    if answer.get("error"):
        st.error(html.plain(message_text(view, answer["error"])))
        return
    if answer["status"] == "question":
        st.session_state["repair_pending"] = PendingRepair(work, answer["questions"], options)
    else:
        st.session_state["repair_said"] = _said(view, answer)
        if answer["status"] == "stored":
            begin(answer["version"])
    st.rerun()


def _said(view, answer: dict) -> str:
    rows = {name: view.formats.number(count) for name, count in answer["rows"].items()}
    said = [view.words("aside.still", **rows)] if answer["status"] != "stored" else []
    if answer["rows"]["read"] and not said:
        said = [view.words("aside.put_in", version=answer["version"], **rows)]
        said += [view.words("aside.some_still", count=rows["quarantined"])] if answer["rows"]["quarantined"] else []
    said += [message_text(view, note) for note in answer["notes"]]
    return " ".join([*said, effect_sentence(view, answer) if answer["rows"]["read"] else ""]).strip()


def ask_pending(view) -> bool:
    """Draw what a repair has to ask, if one waits, and return whether it does."""
    pending = st.session_state.get("repair_pending")
    if pending is None:
        return False
    if not pending.questions:
        del st.session_state["repair_pending"]
        run_repair(view, pending.work, pending.options)
        return False
    for place, question in enumerate(pending.questions[:1]):
        show_question(view, place, question, pending.answered)
    if st.button(view.words("aside.leave"), key="leave_repair"):
        del st.session_state["repair_pending"]
        st.rerun()
    return True

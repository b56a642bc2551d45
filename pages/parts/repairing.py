"""A repair being made: done at once, or, when it has to ask something, kept until that is answered."""

from dataclasses import dataclass

import streamlit as st

from data.options import Options
from data.problems import Problem, sentence
from models.effect import effect
from pages.parts import look
from pages.parts.answers import show_question, worded
from pages.parts.house import house
from pages.parts.preview import effect_sentence
from pages.parts.waiting import begin


@dataclass
class Pending:
    """A repair that asked something: how to make it, what it asks, and what was answered."""

    work: object
    questions: list
    options: Options

    def answered(self, setting: str, choice: str) -> None:
        """Keep the answer to a question for the next try."""
        self.options, self.questions = self.options.answered(setting, choice), []


def weigh(cursor, version: int) -> dict:
    """Return what the version being made does to the cost, as `watch` of a repair."""
    return effect(house().engine, cursor, version - 1, version)


def repaired(view, work, options: Options | None = None) -> None:
    """Make a repair (a function of options and watch) and keep what it came to, in one sentence, for the next run."""
    options = options or Options()
    try:
        answer = work(options, weigh)
    except Problem as problem:
        st.error(look.plain(sentence(problem.code, problem.fields, view.language)))
        return
    if answer.get("error"):
        st.error(look.plain(worded(view, answer["error"])))
        return
    if answer["status"] == "question":
        st.session_state["repair_pending"] = Pending(work, answer["questions"], options)
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
    said += [worded(view, note) for note in answer["notes"]]
    return " ".join([*said, effect_sentence(view, answer) if answer["rows"]["read"] else ""]).strip()


def ask_pending(view) -> bool:
    """Draw what a repair has to ask, if one waits, and return whether it does."""
    pending = st.session_state.get("repair_pending")
    if pending is None:
        return False
    if not pending.questions:
        del st.session_state["repair_pending"]
        repaired(view, pending.work, pending.options)
        return False
    for place, question in enumerate(pending.questions[:1]):
        show_question(view, place, question, pending.answered)
    if st.button(view.words("aside.leave"), key="leave_repair"):
        del st.session_state["repair_pending"]
        st.rerun()
    return True

"""The screen of a room: what its step shows to all, never what one person answered."""

import streamlit as st

from data.workshop.answers import STAGE, START, VOTES
from data.workshop.room import MINUTES, STEPS
from pages.parts.ui import bars, html, tables
from pages.parts.workshop.control import SHOWS_DOTS
from pages.parts.workshop.room_view import RoomView
from pages.parts.workshop.steps.board import causes_step, votes_step
from pages.parts.workshop.steps.chain import chain_step
from pages.parts.workshop.steps.reveal import reveal_answer, reveal_step


def screen_sentence(view: RoomView) -> tuple[str, str]:
    """Return the sentence of the step and the line of why."""
    step, words = view.room.step, view.words
    why = words(f"workshop_why.{step}")
    if step == "reveal" and view.room.is_revealed:
        return reveal_answer(view), words("workshop.as_a_group")
    if step in ("estimates", "reveal"):
        return _answered(view, [STAGE + one["stage"] for one in view.stages] + [START]), why
    if step == "votes":
        return _answered(view, [VOTES]), why
    amount = view.facts.get("amount")
    if step == "chain" and amount is not None:
        return words("workshop.chain_answer", name=view.subject, amount=view.formats.money(amount)), why
    if step == "actions" and view.found.actions:
        return words("workshop.actions_answer", count=len(view.found.actions)), why
    return words(f"workshop_answer.{step}", name=view.subject), why


def _answered(view: RoomView, questions: list[str]) -> str:
    answered, count = view.found.answered(*questions), view.found.count
    return view.words("workshop.have_answered", answered=view.formats.number(answered), count=count)


def screen(view: RoomView) -> None:
    """Draw what the step shows, but for actions and summary, which whoever leads the room fills in."""
    step = view.room.step
    if step == "welcome":
        agenda(view)
    elif step == "chain":
        chain_step(view)
    elif step == "estimates" or (step == "reveal" and not view.room.is_revealed):
        _progress(view)
    elif step == "reveal":
        reveal_step(view)
    elif step == "causes":
        causes_step(view)
    elif step == "votes":
        votes_step(view, st.session_state.get(SHOWS_DOTS, False))


def agenda(view) -> None:
    """Draw the steps with their minutes; view: of a room, or of the page before there is one."""
    words = view.words
    heads = [tables.head(words("workshop.column_step")), tables.head(words("workshop.column_what"))]
    heads += [tables.head(words("workshop.column_minutes"), "num")]
    rows = [
        tables.row(
            tables.name(f"{place}. {words(f'workshop_step.{step}')}"),
            tables.cell(html.escape(words(f"workshop_why.{step}")), "full"),
            tables.number(view.formats.number(MINUTES[step]), words("workshop.column_minutes")),
        )
        for place, step in enumerate(STEPS, 1)
    ]
    minutes = view.formats.number(sum(MINUTES.values()))
    tables.table(words("workshop.agenda_title", minutes=minutes), words("workshop.agenda_subtitle"), heads, rows)


def _progress(view: RoomView) -> None:
    """How many have answered each question, in the order of the work."""
    if not view.stages:
        html.render(f'<div class="empty"><p>{html.escape(view.words("workshop.no_way"))}</p></div>')
        return
    asked = [(view.stage(one), STAGE + one["stage"]) for one in view.stages]
    asked.append((view.words("workshop.ask_start"), START))
    rows = []
    for name, question in asked:
        answered = view.found.answered(question)
        bar = bars.plain_bar(view.found.count or bars.UNSCALED, answered)
        told = view.words("workshop.of", answered=view.formats.number(answered), count=view.found.count)
        rows.append(tables.row(tables.name(name), tables.cell(bar, "wide"), tables.number(told)))
    heads = [tables.head(view.words("workshop.column_question")), tables.head(view.words("chain.share"), "wide")]
    heads.append(tables.head(view.words("workshop.column_answered"), "num"))
    tables.table(view.words("workshop.progress_title"), view.words("workshop.progress_subtitle"), heads, rows)

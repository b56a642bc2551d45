"""A participant's page: where the room is, one thing to do at a time, and a look back at every step before."""

import streamlit as st

from data.workshop import entry
from data.workshop.answers import VOTES
from data.workshop.room import STEPS
from pages.parts.i18n.direction import in_a_row
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.workshop.attempt import SAID, attempt, said_here
from pages.parts.workshop.poll import follow
from pages.parts.workshop.room_view import RoomView, room_view
from pages.parts.workshop.steps.actions import actions_table
from pages.parts.workshop.steps.agreements import agreed_table
from pages.parts.workshop.steps.chain import chain_step
from pages.parts.workshop.steps.questions import estimate_questions, estimates_counted, idea_form, vote_form
from pages.parts.workshop.steps.reveal import reveal_answer, reveal_step
from pages.parts.workshop.steps.summary import summary_step
from pages.parts.workshop.timer import timer


def phone_page(room_id: str, person_id: str, language: str) -> None:
    """Draw the page of one person in a room."""
    view = room_view(room_id, language)
    if person_id not in view.found.people:
        _join(view, person_id)
        follow(room_id, False)
        return
    step = _looked_at(view)
    own = view.found.people[person_id]
    html.page_header(_eyebrow(view, own, step), *_sentence(view, step))
    said_here()
    timer(view)
    _content(view, step, person_id, own)
    follow(room_id, False, lambda: _counted(room_id, language, step))
    _look_back(view)


def _eyebrow(view: RoomView, own: str, step: str) -> str:
    place = view.words("workshop.step_of", step=STEPS.index(step) + 1, steps=len(STEPS), name=_named(view, step))
    who = view.sector(own) if own else view.words("workshop.not_named")
    return in_a_row([view.words(f"workshop.about_{view.room.kind}", name=view.subject), place, who])


def _named(view: RoomView, step: str) -> str:
    return view.words(f"workshop_step.{step}")


def _sentence(view: RoomView, step: str) -> tuple[str, str]:
    if step == "reveal" and view.room.is_revealed:
        return reveal_answer(view), view.words("workshop.as_a_group")
    return view.words(f"workshop_phone.{step}", name=view.subject), view.words(f"workshop_phone_why.{step}")


def _content(view: RoomView, step: str, person_id: str, own: str) -> None:
    if step == "chain":
        chain_step(view)
    elif step == "estimates" or (step == "reveal" and not view.room.is_revealed):
        estimate_questions(view, person_id)
    elif step == "reveal":
        reveal_step(view, own)
    elif step == "causes":
        idea_form(view, person_id)
    elif step == "votes":
        vote_form(view, person_id)
    elif step == "actions":
        actions_table(view)
        agreed_table(view)
    elif step == "summary":
        summary_step(view, own)


def _counted(room_id: str, language: str, step: str) -> None:
    """How many have answered by now, drawn again without the rest of the page."""
    view = room_view(room_id, language)
    if step in ("estimates", "reveal") and not view.room.is_revealed:
        html.footnote(estimates_counted(view))
    elif step == "causes":
        html.footnote(view.words("workshop.ideas_so_far", count=len(view.found.ideas)))
    elif step == "votes":
        answered = view.formats.number(view.found.answered(VOTES))
        html.footnote(view.words("workshop.have_answered", answered=answered, count=view.found.count))
    else:
        html.footnote(view.words("workshop.people", count=view.found.count))


def _looked_at(view: RoomView) -> str:
    """The step this person looks at: the room's own, until they look back; the next move of the room brings them on."""
    return st.session_state.get(_look_key(view)) or view.room.step


def _look_key(view: RoomView) -> str:
    return f"room_look_{view.room.room_id}_{view.room.led_at}"


def _look_back(view: RoomView) -> None:
    reached = STEPS[: STEPS.index(view.room.furthest) + 1]
    if len(reached) > 1:
        st.selectbox(
            view.words("workshop.look_back"),
            reached,
            reached.index(view.room.step),
            key=_look_key(view),
            format_func=lambda step: view.words(
                "workshop.at_this" if step == view.room.step else "workshop.was_here", step=_named(view, step)
            ),
        )


def _join(view: RoomView, person_id: str) -> None:
    words = view.words
    about = words(f"workshop.about_{view.room.kind}", name=view.subject)
    html.page_header(about, words("workshop.join_answer"), words("workshop.join_why"))
    said_here()
    named = [*dict.fromkeys([one["sector"] for one in view.stages] + [pair[0] for pair in view.facts.get("flows", [])])]
    scope = view.room.sectors
    offered = sorted(name for name in named if not name.startswith("(") and (scope is None or name in scope))
    with st.form("room_join_form", border=False):
        sector = st.selectbox(
            words("workshop.your_sector"),
            offered,
            index=None,
            key="room_sector",
            placeholder=words("workshop.rather_not"),
            format_func=view.sector,
        )
        called = st.text_input(
            words("workshop.called"),
            key="room_called",
            max_chars=entry.LONGEST_CALLED,
            placeholder=words("workshop.empty_is_fine"),
        )
        if st.form_submit_button(words("workshop.join"), type="primary", width="stretch"):
            _let_in(view, person_id, sector or "", called)
            st.rerun()
    html.footnote(words("workshop.join_small"))


def _let_in(view: RoomView, person_id: str, sector: str, called: str) -> None:
    """A name is pointed out before it is sent; who sends it again means it."""
    asked = st.session_state.get("room_named")
    if called.strip() and asked != called and entry.points_at_somebody(called):
        st.session_state["room_named"] = called
        st.session_state[SAID] = view.words("workshop.is_a_name")
        return
    attempt(view.language, entry.join, services().store, view.room.room_id, person_id, sector, called)

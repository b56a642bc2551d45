"""What a participant is asked, one question at a time: estimates, where the delay starts, causes and ideas, dots."""

import streamlit as st

from data.workshop import answers
from data.workshop.answers import IDEA_KINDS, MOST_VOTES, STAGE, START, VOTES
from data.workshop.typed_text import LONGEST
from models.workshop.estimate_scale import half_steps, top_hours
from pages.parts.i18n.direction import in_a_row
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.workshop.attempt import attempt
from pages.parts.workshop.room_view import RoomView


def _questions(view: RoomView) -> list[str]:
    return [*(STAGE + one["stage"] for one in view.stages), START] if view.stages else []


def _ask_key(view: RoomView) -> str:
    return f"room_ask_{view.room.room_id}"


def _place(view: RoomView, person_id: str) -> int:
    """Which question is asked now: the one gone to, else the first without an answer; past the last when none is."""
    questions = _questions(view)
    unanswered = [place for place, one in enumerate(questions) if not view.found.own(person_id, one)]
    return st.session_state.get(_ask_key(view), unanswered[0] if unanswered else len(questions))


def estimate_questions(view: RoomView, person_id: str) -> None:
    """Draw the question a person is at, and the ways to the one before and after it."""
    questions = _questions(view)
    if not questions:
        html.render(f'<div class="empty"><p>{html.escape(view.words("workshop.no_way"))}</p></div>')
        return
    place = min(_place(view, person_id), len(questions))
    if place == len(questions):
        html.render(f'<div class="empty"><p>{html.escape(view.words("workshop.all_sent"))}</p></div>')
    elif questions[place] == START:
        _start(view, person_id)
    else:
        _estimate(view, person_id, view.stages[place], place)
    with st.container(horizontal=True, key="room_ways"):
        if place:
            _go(view, "question_before", place - 1)
        if place < len(questions):
            _go(view, "question_after", place + 1)


def _go(view: RoomView, name: str, place: int) -> None:
    st.button(view.words(f"workshop.{name}"), key=f"room_{name}", on_click=_go_to, args=(_ask_key(view), place))


def _go_to(key: str, place: int) -> None:
    st.session_state[key] = place


def _estimate(view: RoomView, person_id: str, stage: dict, place: int) -> None:
    words, top = view.words, top_hours(view.stages)
    own = view.found.own(person_id, STAGE + stage["stage"])
    html.section_header(
        words("workshop.ask_stage", stage=stage["stage"]),
        words(
            "workshop.ask_stage_why", place=place + 1, count=len(view.stages) + 1, sector=view.sector(stage["sector"])
        ),
    )
    with st.form(f"room_estimate_{place}", border=False):
        takes, should = (
            st.slider(
                words(f"workshop.ask_{measure}"),
                0.0,
                float(top),
                min(float(own.get(measure, 0)), float(top)),
                half_steps(top),
                format="%g",
                key=f"room_{measure}_{place}",
            )
            for measure in ("takes", "should")
        )
        if st.form_submit_button(words("workshop.send_estimate"), type="primary", width="stretch"):
            send = answers.send_estimate
            _sent(view, place, send, person_id, stage["stage"], takes, should)


def _sent(view: RoomView, place: int, send, person_id: str, *said: object) -> None:
    """Send an answer; the next question follows once it is kept."""
    if attempt(view.language, send, services().store, view.room.room_id, person_id, *said):
        st.session_state[_ask_key(view)] = place + 1
    st.rerun()


def _start(view: RoomView, person_id: str) -> None:
    words, names = view.words, [*(one["stage"] for one in view.stages), ""]
    own = view.found.own(person_id, START)
    html.section_header(words("workshop.ask_start"), words("workshop.ask_start_why"))
    with st.form("room_start", border=False):
        chosen = st.radio(
            words("workshop.column_stage"),
            names,
            names.index(own["stage"]) if own.get("stage") in names else None,
            key="room_start_stage",
            label_visibility="collapsed",
            format_func=lambda name: html.plain(name) or words("workshop.not_sure"),
        )
        if st.form_submit_button(words("workshop.send_estimate"), type="primary", width="stretch"):
            if chosen is not None:
                _sent(view, len(view.stages), answers.send_start, person_id, chosen)


def estimates_counted(view: RoomView) -> str:
    """Return how many have answered every question."""
    answered = view.formats.number(view.found.answered(*_questions(view)))
    said = view.words("workshop.have_answered", answered=answered, count=view.found.count)
    return f"{said} {view.words('workshop.until_reveal')}"


def idea_form(view: RoomView, person_id: str) -> None:
    """Draw the form for one cause or idea; what was refused stays to be changed."""
    words, number = view.words, st.session_state.setdefault("room_ideas_sent", 0)
    with st.form("room_idea_form", border=False):
        kind = st.radio(
            words("workshop.idea_kind"),
            IDEA_KINDS,
            key="room_idea_kind",
            horizontal=True,
            format_func=lambda name: words(f"workshop.{name}"),
        )
        text = st.text_area(
            words("workshop.idea_text"),
            key=f"room_idea_{number}",
            max_chars=LONGEST,
            placeholder=words("workshop.no_names"),
        )
        if st.form_submit_button(words("workshop.send_idea"), type="primary", width="stretch"):
            send = answers.send_idea
            if attempt(view.language, send, services().store, view.room.room_id, person_id, kind, text):
                st.session_state["room_ideas_sent"] = number + 1
                st.toast(words("workshop.idea_sent"))
            st.rerun()


def vote_form(view: RoomView, person_id: str) -> None:
    """Draw the ideas with a box for each of three dots at most."""
    words, shown = view.words, [one for one in view.found.ideas if not one["is_hidden"]]
    if not shown:
        html.render(f'<div class="empty"><p>{html.escape(words("workshop.no_ideas"))}</p></div>')
        return
    own = view.found.own(person_id, VOTES).get("ideas", [])
    with st.form("room_vote_form", border=False):
        chosen = [one["idea_id"] for one in _grouped(shown) if _box(view, one, own)]
        if st.form_submit_button(words("workshop.send_votes"), type="primary", width="stretch"):
            attempt(view.language, answers.send_votes, services().store, view.room.room_id, person_id, chosen)
            st.rerun()
    if own:
        html.footnote(words("workshop.dots_given", given=len(own), most=MOST_VOTES))


def _grouped(shown: list[dict]) -> list[dict]:
    """Cards of one group together, groups in the order they came up."""
    groups = [*dict.fromkeys(one["cluster"] for one in shown)]
    return sorted(shown, key=lambda one: groups.index(one["cluster"]))


def _box(view: RoomView, one: dict, own: list[str]) -> bool:
    told = in_a_row((one["cluster"], one["text"]))
    return st.checkbox(html.plain(told), one["idea_id"] in own, key=f"room_vote_{one['idea_id']}")

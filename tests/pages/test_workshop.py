"""A room on its pages: the whole path on the screen, people on their phones, and what neither of them ever shows."""

import json
from datetime import date

import pytest
from readers import plain
from sharing_home import again, app, fresh_server, said, settle

from data.sharing import guess_limit
from data.workshop import answers, entry, moderation, results, rooms
from pages.parts.runtime import services

SUBJECT = "Delivered late"


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The sample organisation as the home of a fresh server."""
    monkeypatch.setattr(entry, "CODES", guess_limit.Passwords())
    monkeypatch.setattr(entry.GUESSES, "_sleep", lambda seconds: None)
    with fresh_server(monkeypatch, templates.sample(), tmp_path):
        yield services.services().store


def words(session) -> str:
    assert not session.exception, session.exception
    return plain(said(session))


def leader(**parameters: object):
    """Somebody on the page of rooms."""
    session = app(language="en", **parameters).switch_page("pages/workshop.py").run()
    settle()
    return shown(session)


def shown(session):
    again(session)
    return session.switch_page("pages/workshop.py").run() if "page" in session.session_state else session


def pressed(session, key: str):
    session.button(key=key).click().run()
    assert not session.exception, session.exception
    return session


def opened(store, **options: object):
    return rooms.open_room(store, "category", SUBJECT, ("2025-11", "2026-10"), **options)


def phone(store, room):
    """Somebody who has joined by the room's link."""
    session = app(room=entry.token_of(store, room), language="en")
    return again_pressed(session, "FormSubmitter:room_join_form-Join")


def again_pressed(session, key: str):
    session.button(key=key).click()
    return again(session)


def test_the_page_of_rooms_says_what_a_room_needs_and_lists_them(served):
    opened(served)
    told = words(leader())
    assert "Agenda: 40 minutes" in told and "Data the room uses" in told and f"Complaints “{SUBJECT}” · open" in told


def test_a_trial_run_leads_through_every_step_to_actions_with_an_amount(served):
    screen = leader()
    assert "Look for solutions together" in words(screen) and "Agenda: 40 minutes" in words(screen)
    screen.selectbox(key="room_name_category").set_value(SUBJECT)
    pressed(screen, "room_trial")
    assert "12 people joined" in words(screen)
    (room,) = rooms.list_rooms(served)
    pressed(screen, "room_next")
    assert f"Complaints “{SUBJECT}” cost €" in words(screen) and "Each sector serves the next" in words(screen)
    assert "Median: " in screen.get("vega_lite_chart")[0].proto.spec  # read aloud at each stage
    pressed(screen, "room_next")
    assert "12 of 12 have answered" in words(screen)
    pressed(pressed(screen, "room_next"), "room_reveal")
    told = words(screen)
    assert "the room estimated" in told and "Estimates of fewer than 5 people" in told
    charts = " ".join(json.dumps(json.loads(one.proto.spec)) for one in screen.get("vega_lite_chart"))
    assert "measured" in charts and charts.count('"level"') >= 12
    pressed(screen, "room_next")
    assert "6 causes and ideas" in words(screen)
    pressed(pressed(screen, "room_next"), "room_dots")
    assert "●" in words(screen)
    pressed(screen, "room_next")
    screen.text_input(key="room_action_text_0").set_value("Plan the routes one hour earlier")
    screen.text_input(key="room_action_owner_0").set_value("Planning")
    screen.selectbox(key="room_lever_0").set_value("fewer_complaints")
    pressed(screen, "FormSubmitter:room_action_form-Add action")
    assert "together with its percentage" in screen.warning[0].value
    assert screen.text_input(key="room_action_owner_0").value == "Planning"  # nothing typed is lost
    for name, percent in (("low", 5.0), ("middle", 10.0), ("high", 15.0)):
        screen.number_input(key=f"room_lever_{name}_0").set_value(percent)
    pressed(screen, "FormSubmitter:room_action_form-Add action")
    assert "1 action so far" in words(screen) and "Fewer complaints" in words(screen)
    assert screen.text_input(key="room_action_text_1").value == ""  # ready for the next one
    pressed(screen, "room_next")
    assert f"What we decided about “{SUBJECT}”" in words(screen)
    pressed(screen, "room_accept_actions")
    (action,) = served.actions.held()
    assert action["owner"] == "Planning" and action["lever"]["low"] == "5" and float(action["expected"]["amount"]) > 0
    assert "accepted as action 1" in words(screen)
    pressed(screen, "room_close")
    assert rooms.find_room(served, room.room_id).state == "closed" and "closed for participants" in words(screen)


def test_a_person_joins_by_code_and_answers_one_question_at_a_time(served):
    room = opened(served)
    person = app(room="", language="en")
    assert "Which room do you join?" in words(person)
    person.text_input(key="room_code").set_value("0" if room.code != "000000" else "1")
    again_pressed(person, "FormSubmitter:room_code_form-Continue")
    assert "No open room has this code" in person.warning[0].value
    person.text_input(key="room_code").set_value(room.code)
    again_pressed(person, "FormSubmitter:room_code_form-Continue")
    person.selectbox(key="room_sector").set_value("Delivery")
    again_pressed(person, "FormSubmitter:room_join_form-Join")
    assert "You have joined" in words(person) and not person.get("navigation")
    rooms.go_to(served, room.room_id, "estimates")
    again(person)
    assert "How long does “Order” take?" in words(person) and "0 of 1 have answered" in words(person)
    again_pressed(person, "FormSubmitter:room_estimate_0-Send my estimate")
    assert "Choose more than 0 hours" in person.warning[0].value
    person.slider(key="room_takes_0").set_value(3.0)
    person.slider(key="room_should_0").set_value(2.0)
    again_pressed(person, "FormSubmitter:room_estimate_0-Send my estimate")
    assert "How long does “Route plan” take?" in words(person)
    held = results.results(served, room.room_id, 5)
    assert list(held.people.values()) == ["Delivery"] and len(held.answers["stage:Order"]) == 1


def test_the_screen_never_shows_an_answer_before_the_reveal_nor_few_after_it(served):
    room = opened(served)
    phone(served, room)
    (person,) = results.results(served, room.room_id, 5).people
    rooms.go_to(served, room.room_id, "estimates")
    answers.send_estimate(served, room.room_id, person, "Order", "37.5", "33.5")
    rooms.go_to(served, room.room_id, "reveal")
    screen = leader(led=room.room_id)
    assert "1 of 1" in words(screen) and "37.5" not in words(screen) and not screen.get("vega_lite_chart")
    rooms.reveal(served, room.room_id, True)
    screen = leader(led=room.room_id)
    charts = " ".join(one.proto.spec for one in screen.get("vega_lite_chart"))
    assert "Estimates are shown once 5 people" in words(screen)
    assert not any(number in words(screen) + charts for number in ("37.5", "33.5"))


def test_words_that_point_at_a_person_are_answered_kindly_and_sent_when_changed(served):
    room = opened(served)
    person = phone(served, room)
    rooms.go_to(served, room.room_id, "causes")
    again(person)
    person.text_area(key="room_idea_0").set_value("It is their fault")
    again_pressed(person, "FormSubmitter:room_idea_form-Send")
    assert "points at a person" in person.warning[0].value
    assert results.results(served, room.room_id, 5).ideas == []
    person.text_area(key="room_idea_0").set_value("<script>alert(1)</script> =1+1")
    again_pressed(person, "FormSubmitter:room_idea_form-Send")
    rooms.go_to(served, room.room_id, "votes")
    again(person)
    (box,) = person.checkbox
    box.check()
    again_pressed(person, "FormSubmitter:room_vote_form-Send my dots")
    assert "1 of 3 dots given" in words(person)
    screen = leader(led=room.room_id)
    assert "&lt;script&gt;" in said(screen) and "<script>alert" not in said(screen)


def test_an_action_written_down_by_mistake_is_taken_out_again(served):
    room = opened(served)
    rooms.go_to(served, room.room_id, "actions")
    kept, mistaken = (
        moderation.put_action(served, room.room_id, text, "Planning", "2027-01-31")
        for text in ("Plan the routes earlier", "Plan the rotes erlier")
    )
    screen = leader(led=room.room_id)
    assert "2 actions so far" in words(screen) and screen.button(key=f"remove_{kept}")
    pressed(screen, f"remove_{mistaken}")
    assert "1 action so far" in words(screen) and "rotes" not in words(screen)
    (left,) = results.results(served, room.room_id, 5).actions
    assert left["text"] == "Plan the routes earlier"


def test_a_link_of_a_closed_or_another_room_opens_nothing(served):
    room, other = opened(served), opened(served)
    person = phone(served, room)
    rooms.close_room(served, room.room_id)
    again(person)
    assert "This room is not open" in person.warning[0].value and "You have joined" not in words(person)
    wrong = app(room=entry.token_of(served, other)[:-2] + "xx", language="en")
    assert "This room is not open" in wrong.warning[0].value
    # the session that began with a room sees nothing else, whatever page it asks for
    assert "Overview" not in words(wrong) and not wrong.sidebar


@pytest.mark.long
def test_agreed_hours_are_accepted_on_the_summary(served):
    room = opened(served)
    rooms.go_to(served, room.room_id, "summary")
    moderation.agree(served, room.room_id, "hours", {"Picking": {"agreed": 10, "low": 8, "high": 12}})
    screen = leader(led=room.room_id)
    assert "Hours of stage Picking" in words(screen) and "8–12" in words(screen) and "proposed" in words(screen)
    screen.date_input(key="room_accept_since").set_value(date(2026, 10, 1))
    version = served.version
    pressed(screen, "FormSubmitter:room_accept_form-Accept and import")
    assert "14 rows" in screen.success[0].value and served.version == version + 1
    (one,) = results.results(served, room.room_id, 5).agreements
    assert one["import_id"] == served.imports()[-1]["import_id"]

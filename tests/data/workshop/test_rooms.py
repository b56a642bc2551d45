"""A room: who gets in, one answer a person and question, who may lead it, what is refused, and what the log says."""

import json
import shutil
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data import moments
from data.access import audit, directory
from data.access.actor import Actor, act_as
from data.problems import Problem
from data.sharing import guess_limit
from data.store import Store
from data.workshop import answers, change, entry, export, moderation, results, rooms, trial

STAGES = [
    {"stage": "Picking", "sector": "Warehouse", "assigned_hours": 12.0, "median_hours": 8.25},
    {"stage": "Transport", "sector": "Delivery", "assigned_hours": 24.0, "median_hours": 19.25},
]
FEWEST = 5


@pytest.fixture
def room(store):
    """An open room about late deliveries, at the step of the estimates."""
    opened = rooms.open_room(store, "category", "Delivered late", ("2025-01", "2025-12"), "Order")
    rooms.keep_facts(store, opened.room_id, {"stages": STAGES})
    rooms.go_to(store, opened.room_id, "estimates")
    return rooms.find_room(store, opened.room_id)


def joined(store, room, count=1, sector="Warehouse") -> list[str]:
    people = [entry.person_of(room, f"{sector} {number}") for number in range(count)]
    for person in people:
        entry.join(store, room.room_id, person, sector)
    return people


def refused(code, call, *arguments) -> None:
    with pytest.raises(Problem) as problem:
        call(*arguments)
    assert problem.value.code == code and len(str(problem.value).splitlines()) == 1


def log(store) -> list[dict]:
    with store.cursor() as cursor:
        assert audit.is_intact(cursor)
        return audit.events(cursor)


def test_a_link_and_a_code_open_their_room_alone_and_only_while_it_is_open(store, room, monkeypatch):
    monkeypatch.setattr(entry, "CODES", guess_limit.Passwords())
    monkeypatch.setattr(entry.GUESSES, "_sleep", lambda seconds: None)
    other = rooms.open_room(store, "sector", "Delivery")
    token = entry.token_of(store, room)
    assert entry.room_of_token(store, token).room_id == room.room_id != other.room_id
    assert entry.room_of_code(store, f"{room.code[:3]} {room.code[3:]}").room_id == room.room_id
    refused("ROOM_CLOSED", entry.room_of_token, store, token[:-1])
    refused("ROOM_CODE", entry.room_of_code, store, "x")
    rooms.close_room(store, room.room_id)
    refused("ROOM_CLOSED", entry.room_of_token, store, token)
    refused("ROOM_CODE", entry.room_of_code, store, room.code)
    rooms.open_again(store, room.room_id)
    assert entry.room_of_token(store, token).code != room.code
    with store.cursor() as cursor:
        assert token not in json.dumps(cursor.execute("select * from room").fetchall(), default=str)


def test_the_eleventh_wrong_code_from_a_place_is_not_looked_at(store, room, monkeypatch):
    monkeypatch.setattr(entry, "CODES", guess_limit.Passwords())
    for _ in range(guess_limit.PLACE_AT_ONCE):
        refused("ROOM_CODE", entry.room_of_code, store, "1", "10.0.0.1")
    refused("ROOM_WAIT", entry.room_of_code, store, room.code, "10.0.0.1")
    assert entry.room_of_code(store, room.code, "10.0.0.2").room_id == room.room_id


def test_an_expired_room_is_closed(store, room):
    late = moments.now() - timedelta(seconds=1)
    with store.cursor() as cursor:
        cursor.execute("update room set expires_at = ?", [late])
    refused("ROOM_CLOSED", entry.room_of_token, store, entry.token_of(store, room))
    refused("ROOM_CLOSED", entry.join, store, room.room_id, "someone")


@settings(max_examples=8)
@given(some.lists(some.tuples(some.integers(0, 2), some.integers(1, 99)), min_size=1, max_size=6))
def test_one_answer_a_person_and_question_the_last_one(shared_room, sent):
    store, room, people = shared_room
    last = {}
    for who, hours in sent:
        answers.send_estimate(store, room.room_id, people[who], "Picking", hours, 8)
        last[people[who]] = str(hours)
    held = results.results(store, room.room_id, FEWEST).answers["stage:Picking"]
    assert {person: held[person]["takes"] for person in last} == last
    with store.cursor() as cursor:
        (rows,) = cursor.execute("select count(*) from room_answer").fetchone()
    assert rows == len(held) <= 3


@pytest.fixture(scope="module")
def shared_room(tmp_path_factory):
    """A room with three people in it, for all examples of a property."""
    store = Store(tmp_path_factory.mktemp("room") / "home")
    opened = rooms.open_room(store, "category", "Delivered late")
    rooms.keep_facts(store, opened.room_id, {"stages": STAGES})
    rooms.go_to(store, opened.room_id, "estimates")
    yield store, opened, joined(store, opened, 3)
    store.connection.close()


def test_what_cannot_be_answered_is_one_sentence(store, room):
    (person,) = joined(store, room)
    send, here = answers.send_estimate, (store, room.room_id, person)
    refused("ROOM_NOT_JOINED", send, store, room.room_id, "stranger", "Picking", 1, 1)
    for hours in (0, -1, "", "=1+1", "NaN", "x" * 10_000, 9_999):
        refused("ROOM_HOURS", send, *here, "Picking", hours, 1)
    refused("ROOM_STAGE", send, *here, "<script>", 1, 1)
    refused("ROOM_NOT_YET", answers.send_idea, *here, "idea", "fewer stops")
    rooms.reveal(store, room.room_id, True)
    refused("ROOM_REVEALED", send, *here, "Picking", 1, 1)
    rooms.go_to(store, room.room_id, "votes")
    refused("ROOM_EMPTY", answers.send_idea, *here, "idea", " \n\t ")
    refused("ROOM_LONG", answers.send_idea, *here, "idea", "x" * 10_000)
    ideas = [answers.send_idea(*here, "idea", text) for text in ("<script>alert(1)</script>", "=1+1", "a", "b")]
    refused("ROOM_VOTES", answers.send_votes, *here, ideas)
    refused("ROOM_IDEA", answers.send_votes, *here, ["of another room"])
    answers.send_votes(*here, ideas[:3])
    answers.send_votes(*here, ideas[1:2])
    assert results.results(store, room.room_id, FEWEST).dots() == {ideas[1]: 1}
    rooms.close_room(store, room.room_id)
    refused("ROOM_CLOSED", answers.send_votes, *here, ideas[:1])
    refused("ROOM_CLOSED", answers.send_idea, *here, "idea", "too late")


def test_numbers_about_fewer_than_five_are_not_told(store, room):
    for sector, count in (("Warehouse", 6), ("Delivery", 4)):
        for number, person in enumerate(joined(store, room, count, sector)):
            answers.send_estimate(store, room.room_id, person, "Picking", number + 1, 8)
    found = results.results(store, room.room_id, FEWEST)
    # 1 2 3 4 5 6 and 1 2 3 4: the middle of 1 1 2 2 3 3 4 4 5 6 is 3
    assert found.spread("Picking").middle == 3.0 and found.spread("Picking").count == 10
    assert found.guesses("Picking", sector="Delivery") == []
    # six would be enough, but who knows them and all ten knows the four
    assert found.guesses("Picking", sector="Warehouse") == []
    assert found.by_sector() == {"Delivery": 4, "Warehouse": 6}
    joined(store, room, 5, "Delivery")
    (fifth,) = [entry.person_of(room, "Delivery 4")]
    answers.send_estimate(store, room.room_id, fifth, "Picking", 9, 8)
    found = results.results(store, room.room_id, FEWEST)
    assert found.guesses("Picking", sector="Warehouse") == [1, 2, 3, 4, 5, 6] and found.answered("stage:Picking") == 11


def test_every_change_raises_the_revision_and_is_in_the_log_without_its_content(store, room):
    before, led_at = change.revisions(store, room.room_id)
    (person,) = joined(store, room)
    answers.send_estimate(store, room.room_id, person, "Picking", "17.5", 8)
    assert change.revisions(store, room.room_id) == (before + 2, led_at)
    told = [event for event in log(store) if event["on"] == room.room_id]
    assert [event["action"] for event in told] == ["room-open", "room-lead", "room-join", "room-answer"]
    assert "17.5" not in json.dumps(told, default=str) and person not in json.dumps(told, default=str)


def test_answers_outlive_the_write_ahead_log_and_a_deleted_room_leaves_no_byte_in_the_journal(store, room, tmp_path):
    (person,) = joined(store, room)
    answers.send_estimate(store, room.room_id, person, "Picking", "17.5", 8)
    before = results.results(store, room.room_id, FEWEST)
    copy = shutil.copytree(store.home, tmp_path / "other", ignore=lambda *_: ["ledger.duckdb.wal"])
    other = Store(copy)
    assert results.results(other, room.room_id, FEWEST) == before
    other.connection.close()
    rooms.delete_room(store, room.room_id)
    assert person not in (store.home / "journal.jsonl").read_text()
    refused("ROOM_NOT_THERE", rooms.find_room, store, room.room_id)
    assert log(store)[-1]["action"] == "room-delete"
    again = Store(shutil.copytree(store.home, tmp_path / "again", ignore=lambda *_: ["ledger.duckdb.wal"]))
    assert rooms.list_rooms(again) == [] and len(log(again)) == len(log(store))
    again.connection.close()


def test_who_leads_and_handing_on(store):
    ann, bob = (Actor(name, "facilitator") for name in ("ann@example.org", "bob@example.org"))
    directory.set_role(store, bob.name, "facilitator")
    with act_as(ann):
        opened = rooms.open_room(store, "stage", "Picking")
    with act_as(bob):
        refused("ROOM_NOT_YOURS", rooms.go_to, store, opened.room_id, "chain")
        refused("ROOM_NOT_THERE", rooms.led_room, store, opened.room_id)
    with act_as(ann):
        refused("ROOM_PERSON", rooms.hand_on, store, opened.room_id, "nobody@example.org")
        rooms.hand_on(store, opened.room_id, bob.name)
    with act_as(bob):
        rooms.go_to(store, opened.room_id, "votes")
        rooms.go_to(store, opened.room_id, "chain")
    assert rooms.find_room(store, opened.room_id).has_reached("votes")
    with act_as(Actor("eve@example.org", "viewer")):
        refused("NOT_ALLOWED", rooms.open_room, store, "stage", "Picking")
    with act_as(Actor("dan@example.org", "facilitator", ("Delivery",))):
        refused("LINK_SCOPE", lambda: rooms.open_room(store, "stage", "Picking", sectors=["Billing"]))
        assert rooms.open_room(store, "stage", "Picking").sectors == ("Delivery",)


def test_ideas_are_grouped_hidden_and_actions_written_down(store, room):
    (person,) = joined(store, room)
    rooms.go_to(store, room.room_id, "causes")
    idea = answers.send_idea(store, room.room_id, person, "cause", "the plan arrives at noon")
    moderation.group_idea(store, room.room_id, idea, "Planning")
    moderation.hide_idea(store, room.room_id, idea)
    refused("ROOM_IDEA", moderation.group_idea, store, room.room_id, "another", "Planning")
    refused("ACTION_OWNER", moderation.put_action, store, room.room_id, "plan earlier", "", "2026-09-30")
    refused("ACTION_DAY", moderation.put_action, store, room.room_id, "plan earlier", "Planning", "soon")
    action = moderation.put_action(store, room.room_id, "plan earlier", "Planning", "2026-09-30")
    told = export.exported(store, room.room_id, FEWEST)
    assert told["ideas"] == [] and told["actions"][0]["owner"] == "Planning" and told["people"] == 1
    assert person not in json.dumps(told)
    moderation.remove_action(store, room.room_id, action)
    assert results.results(store, room.room_id, FEWEST).actions == []


def test_agreed_hours_keep_the_disagreement(store, room):
    agreed = {"Picking": {"agreed": "10", "low": "8", "high": "12"}, "Transport": {"agreed": None}}
    moderation.agree(store, room.room_id, "hours", agreed)
    (one,) = results.results(store, room.room_id, FEWEST).agreements
    assert [one[name] for name in ("name", "agreed", "low", "high")] == ["Picking", "10.00", "8.00", "12.00"]
    bad = moderation.agree, store, room.room_id, "hours"
    refused("ROOM_AGREED", *bad, {"Picking": {"agreed": "7", "low": "8", "high": "12"}})
    shares = {"Delivery": {"agreed": 0.7}, "Warehouse": {"agreed": 0.4}}
    refused("ROOM_SHARES", moderation.agree, store, room.room_id, "share", shares)


def test_a_trial_fills_a_room_with_twelve(store):
    opened = rooms.open_room(store, "category", "Delivered late", is_trial=True)
    rooms.keep_facts(store, opened.room_id, {"stages": STAGES})
    trial.fill_trial(store, opened.room_id, ["Warehouse", "Delivery"], ["one", "two", "three", "four"])
    found = results.results(store, opened.room_id, FEWEST)
    assert found.by_sector() == {"Delivery": 6, "Warehouse": 6}
    assert found.answered("stage:Picking", "stage:Transport", "start", "votes") == 12
    assert sum(found.dots().values()) == 36 and found.spread("Picking", sector="Warehouse").count == 6

"""The minutes of a room on paper: its decisions and agreements, nothing that was not revealed, never who said it."""

import io

import pytest
from home_templates import copied
from pptx import Presentation
from pypdf import PdfReader

from data.access.actor import LOCAL, act_as
from data.workshop import answers, entry, moderation, rooms
from data.workshop.answers import IDEA_KINDS
from pages.parts.reports import make, minutes
from pages.parts.runtime import services


@pytest.fixture
def room(templates, tmp_path, monkeypatch):
    """A room of six people who have estimated a stage, with one idea, on a home as a fresh server has it."""
    monkeypatch.setenv("LEDGER_HOME", str(copied(templates.sample(), tmp_path)))
    with act_as(LOCAL):
        store = services.services().store
        made = rooms.open_room(store, "category", "Delivered late", ("2025-11", "2026-10"))
        minutes.room_view(made.room_id, "en")  # what was measured is kept when the room is first seen
        rooms.go_to(store, made.room_id, "causes")
        for number in range(6):
            entry.join(store, made.room_id, f"person{number}", "Delivery", "Head of routes")
        answers.send_idea(store, made.room_id, "person1", IDEA_KINDS[0], "The plan <b>arrives</b> after the loading")
        yield store, made.room_id
        store.close()


def text_of(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_minutes_hold_what_the_room_wrote_and_nobody_who_wrote_it(room):
    store, room_id = room
    asked = minutes.minutes_asked(room_id, "en")
    pdf = make.write(asked, ".pdf")
    assert pdf == make.write(asked, ".pdf")
    said = text_of(pdf)
    assert "Workshop on “Delivered late”" in said and "The plan <b>arrives</b> after the loading" in said
    assert "6 people" in said and "Head of routes" not in said and "person1" not in said


def test_minutes_as_slides_say_the_same(room):
    deck = Presentation(io.BytesIO(make.write(minutes.minutes_asked(room[1], "es"), ".pptx")))
    texts = [
        cell.text
        for slide in deck.slides
        for one in slide.shapes
        if one.has_table
        for row in one.table.rows
        for cell in row.cells
    ]
    assert "The plan <b>arrives</b> after the loading" in texts


def test_guesses_stand_in_the_minutes_only_once_they_were_revealed(room):
    store, room_id = room
    stage = minutes.room_view(room_id, "en").stages[0]["stage"]
    for number in range(6):
        answers.send_estimate(store, room_id, f"person{number}", stage, 90 + number, 1)
    assert "92.5" not in text_of(make.write(minutes.minutes_asked(room_id, "en"), ".pdf"))
    rooms.reveal(store, room_id, True)
    assert "92.5" in text_of(make.write(minutes.minutes_asked(room_id, "en"), ".pdf"))


def test_every_table_is_headed_by_what_it_found(room):
    store, room_id = room
    view = minutes.room_view(room_id, "en")
    first, second = (one["stage"] for one in view.stages[:2])
    other = answers.send_idea(store, room_id, "person2", IDEA_KINDS[0], "Fewer vans")
    begun = next(one["idea_id"] for one in view.found.ideas)
    for number in range(6):  # four of six see it start at the first stage
        answers.send_start(store, room_id, f"person{number}", first if number < 4 else second)
    rooms.reveal(store, room_id, True)
    rooms.go_to(store, room_id, "votes")
    for number in range(6):  # 6 dots and 2: 8 in all
        answers.send_votes(store, room_id, f"person{number}", [begun, other] if number < 2 else [begun])
    moderation.put_action(store, room_id, "Plan earlier", "Planning", "2027-03-01")
    moderation.put_action(store, room_id, "Call the customer", "Delivery", "2027-02-01")
    agreed = {first: {"agreed": 4, "low": 3, "high": 5}, second: {"agreed": 2, "low": 2, "high": 2}}
    moderation.agree(store, room_id, moderation.HOURS, agreed)
    said = text_of(make.write(minutes.minutes_asked(room_id, "en"), ".pdf"))
    assert "Begin with “The plan <b>arrives</b> after the loading”: 6 of 8 dots" in said
    assert f"4 of 6 see the delay start at {first}" in said
    assert "“Call the customer” comes first, until 1 Feb 2027" in said
    assert "2 values agreed; on 1 of them some would have more or less" in said

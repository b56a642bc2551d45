"""A trial run: a room of one's own with made-up participants, to see every step before anybody is invited."""

from __future__ import annotations

import random
from collections.abc import Sequence

from data import moments
from data.workshop.answers import IDEA_KINDS, MOST_VOTES, STAGE, START, VOTES, put_answer, put_idea
from data.workshop.change import RoomChange, leading
from data.workshop.entry import person_of
from data.workshop.rooms import read_facts

PEOPLE = 12
HALF_HOURS = 2


def fill_trial(store, room_id: str, sectors: Sequence[str], texts: Sequence[str], seed: int = 1) -> None:
    """Lets twelve made-up people join, estimate, write down causes and ideas, and vote; the same ones each time.

    sectors: where they work, in turn. texts: what they write.
    """
    draw = random.Random(seed)
    with leading(store, room_id, trial=PEOPLE) as change:
        stages = read_facts(change.cursor, room_id).get("stages", [])
        people = [person_of(change.room, f"made up {number}") for number in range(PEOPLE)]
        for number, person in enumerate(people):
            sector = sectors[number % len(sectors)] if sectors else ""
            _person(change, person, sector)
            _estimates(change, person, stages, draw)
        ideas = [
            put_idea(change, people[number % PEOPLE], IDEA_KINDS[number % len(IDEA_KINDS)], text)
            for number, text in enumerate(texts)
        ]
        for person in people:
            put_answer(change, person, VOTES, {"ideas": draw.sample(ideas, min(MOST_VOTES, len(ideas)))})


def _person(change: RoomChange, person: str, sector: str) -> None:
    row = {"person_id": person, "room_id": change.room.room_id, "sector": sector, "called": ""}
    change.put("room_person", row | {"joined_at": moments.now()})


def _estimates(change: RoomChange, person: str, stages: list[dict], draw: random.Random) -> None:
    for stage in stages:
        agreed = stage["assigned_hours"] or stage["median_hours"] or 8
        takes, should = (_half_hours(agreed * draw.uniform(0.5, most)) for most in (1.4, 1.1))
        put_answer(change, person, STAGE + stage["stage"], {"takes": takes, "should": should})
    if stages:
        put_answer(change, person, START, {"stage": draw.choice(stages)["stage"]})


def _half_hours(hours: float) -> str:
    return str(max(round(hours * HALF_HOURS), 1) / HALF_HOURS)

"""A room as a file: what it is about, what it answered as a group, its ideas, actions and agreements. Never who."""

from __future__ import annotations

import json

from data.workshop.answers import STAGE
from data.workshop.change import leading
from data.workshop.results import MEASURES, Results, results
from data.workshop.room import Room
from data.workshop.rooms import led_room, read_facts


def exported(store, room_id: str, fewest: int) -> dict:
    """The room as one object, noted in the log; raises Problem."""
    room = led_room(store, room_id)
    with leading(store, room_id, False, exported=True):
        pass
    with store.cursor() as cursor:
        facts = read_facts(cursor, room_id)
    return told(room, facts, results(store, room_id, fewest))


def told(room: Room, facts: dict, found: Results) -> dict:
    """The same of what was read."""
    dots = found.dots()
    return {
        "room": room.room_id,
        "subject": {"kind": room.kind, "name": room.subject, "from": room.first_month, "to": room.last_month},
        "opened_at": room.opened_at.isoformat(),
        "state": room.state,
        "version": room.version,
        "people": found.count,
        "stages": [_stage(one, found) for one in facts.get("stages", [])],
        "delay_starts": found.starts(),
        "ideas": [
            {"kind": one["kind"], "text": one["text"], "group": one["cluster"], "dots": dots.get(one["idea_id"], 0)}
            for one in found.ideas
            if not one["is_hidden"]
        ],
        "actions": [
            {name: one[name] for name in ("text", "owner", "lever", "expected", "number")}
            | {"due_on": one["due_on"].isoformat()}
            for one in found.actions
        ],
        "agreed": [
            {name: one[name] for name in ("kind", "name", "agreed", "low", "high", "import_id")}
            for one in found.agreements
        ],
    }


def as_json(told: dict) -> str:
    """The object as the text of a file."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _stage(stage: dict, found: Results) -> dict:
    spreads = {measure: found.spread(stage["stage"], measure) for measure in MEASURES}
    guessed = {
        measure: {"count": one.count, "low": one.low, "middle": one.middle, "high": one.high} if one else None
        for measure, one in spreads.items()
    }
    answered = found.answered(STAGE + stage["stage"])
    return (
        {name: stage[name] for name in ("stage", "sector", "assigned_hours", "median_hours")}
        | guessed
        | {"answered": answered}
    )

"""What each person answers: one answer to a question, which a later one replaces, and ideas."""

from __future__ import annotations

import json
import secrets
from decimal import Decimal, InvalidOperation

from data import moments
from data.problems import Problem
from data.workshop import typed_text
from data.workshop.change import RoomChange, changing
from data.workshop.rooms import read_facts

START, VOTES, STAGE = "start", "votes", "stage:"
MOST_VOTES = 3
MOST_IDEAS = 20  # of one person
IDEA_KINDS = ("cause", "idea")
LONGEST_HOURS = 8760


def send_estimate(store, room_id: str, person_id: str, stage: str, takes: object, should: object) -> None:
    """Keeps how many hours somebody thinks a stage takes and should take; raises Problem."""
    with _answering(store, room_id, person_id, STAGE + stage) as change:
        _while_hidden(change, stage)
        put_answer(change, person_id, STAGE + stage, {"takes": _hours(takes), "should": _hours(should)})


def send_start(store, room_id: str, person_id: str, stage: str) -> None:
    """Keeps at which stage somebody thinks the delay starts ("": not sure); raises Problem."""
    with _answering(store, room_id, person_id, START) as change:
        _while_hidden(change, stage)
        put_answer(change, person_id, START, {"stage": stage})


def send_votes(store, room_id: str, person_id: str, ideas: list[str]) -> None:
    """Keeps the dots of somebody, three at most; raises Problem."""
    chosen = [*dict.fromkeys(ideas)]
    with _answering(store, room_id, person_id, VOTES) as change:
        if len(chosen) > MOST_VOTES or not change.room.has_reached("votes"):
            raise Problem("ROOM_VOTES", {"most": MOST_VOTES})
        held = change.cursor.execute(
            "select idea_id from room_idea where room_id = ? and not is_hidden", [room_id]
        ).fetchall()
        if {*chosen} - {one for (one,) in held}:
            raise Problem("ROOM_IDEA")
        put_answer(change, person_id, VOTES, {"ideas": chosen})


def send_idea(store, room_id: str, person_id: str, kind: str, text: str) -> str:
    """Keeps a cause or an idea and returns its id; raises Problem."""
    said = typed_text.checked(text)
    with _answering(store, room_id, person_id, "idea") as change:
        if kind not in IDEA_KINDS or not change.room.has_reached("causes"):
            raise Problem("ROOM_NOT_YET")
        (own,) = change.cursor.execute(
            "select count(*) from room_idea where room_id = ? and person_id = ?", [room_id, person_id]
        ).fetchone()
        if own >= MOST_IDEAS:
            raise Problem("ROOM_IDEAS", {"most": MOST_IDEAS})
        return put_idea(change, person_id, kind, said)


def put_idea(change: RoomChange, person_id: str, kind: str, text: str) -> str:
    """Puts an idea in that was checked, and returns its id."""
    idea_id = secrets.token_hex(8)
    row = {
        "idea_id": idea_id,
        "room_id": change.room.room_id,
        "person_id": person_id,
        "kind": kind,
        "text": text,
        "cluster": "",
        "is_hidden": False,
        "sent_at": moments.now(),
    }
    change.put("room_idea", row)
    return idea_id


def put_answer(change: RoomChange, person_id: str, question: str, content: dict) -> None:
    """Puts an answer in that was checked, in the place of the one there was."""
    row = {
        "answer_id": f"{change.room.room_id} {person_id} {question}",
        "room_id": change.room.room_id,
        "person_id": person_id,
        "question": question,
        "content": json.dumps(content, ensure_ascii=False),
        "sent_at": moments.now(),
    }
    change.put("room_answer", row)


def _answering(store, room_id: str, person_id: str, question: str):
    """A change by somebody who has joined; raises Problem for anybody else, and once the room is closed."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "select 1 from room_person where room_id = ? and person_id = ?", [room_id, person_id]
        ).fetchone()
    if not found:
        raise Problem("ROOM_NOT_JOINED")
    return changing(store, room_id, "room-answer", question=question)


def _while_hidden(change: RoomChange, stage: str) -> None:
    if not change.room.has_reached("estimates"):
        raise Problem("ROOM_NOT_YET")
    if change.room.is_revealed:
        raise Problem("ROOM_REVEALED")
    known = [one["stage"] for one in read_facts(change.cursor, change.room.room_id).get("stages", [])]
    if stage and stage not in known:
        raise Problem("ROOM_STAGE", {"read": stage, "names": ", ".join(known)})


def _hours(read: object) -> str:
    try:
        hours = Decimal(str(read).strip())
    except InvalidOperation:
        hours = Decimal(0)
    if not hours.is_finite() or not 0 < hours <= LONGEST_HOURS:
        raise Problem("ROOM_HOURS", {"most": LONGEST_HOURS})
    return f"{hours.normalize():f}"

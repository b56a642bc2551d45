"""Rooms opened, listed, led, handed on, closed, opened again and deleted."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from data import moments
from data.access import audit
from data.access.directory import find_person
from data.problems import Problem
from data.scenarios import one_line
from data.workshop.change import GONE, leading, note_revisions
from data.workshop.room import KINDS, STEPS, Room, read_room, read_rooms

MOST_DAYS = 31
CODE_DIGITS = 6
LONGEST_SUBJECT = 200
TABLES = ("room_facts", "room_person", "room_answer", "room_idea", "room_action", "room_agreement", "room")


def open_room(
    store, kind: str, subject: str, period: tuple = ("", ""), way: str = "", days: int = 1, **options: object
) -> Room:
    """Opens a room on a category, a stage or a sector and returns it; raises Problem.

    period: two months YYYY-MM. way: whose stages are estimated, the commonest without it. options: sectors (the only
    ones it may speak of), language, is_trial.
    """
    actor = store.demand("share")
    if kind not in KINDS:
        raise Problem("ROOM_KIND", {"read": kind, "names": ", ".join(KINDS)})
    if not 1 <= days <= MOST_DAYS:
        raise Problem("ROOM_DAYS", {"read": days, "most": MOST_DAYS})
    scope = _scope(actor, options.get("sectors"))
    at = moments.now()
    with store.step() as cursor:
        version = cursor.execute("select coalesce(max(version), 0) from version_log").fetchone()[0]
        row = {
            "room_id": secrets.token_hex(8),
            "kind": kind,
            "subject": _subject(subject),
            "way": way,
            "first_month": period[0] or "",
            "last_month": period[1] or "",
            "sectors": json.dumps(scope),
            "language": options.get("language") or "en",
            "is_trial": bool(options.get("is_trial")),
            "code": _new_code(cursor),
            "leaders": json.dumps([actor.name]),
            "opened_at": at,
            "expires_at": at + timedelta(days=days),
            "version": version,
            "step": STEPS[0],
            "furthest": STEPS[0],
            "is_revealed": False,
            "revision": 1,
            "led_at": 1,
        }
        cursor.execute(f"insert into room ({', '.join(row)}) values ({', '.join('?' * len(row))})", [*row.values()])
        audit.append(cursor, actor.name, "room-open", row["room_id"], kind=kind, days=days)
    with store.cursor() as cursor:
        store.journal.keep(cursor, ("room", row["room_id"]))
        return read_room(cursor, row["room_id"])


def _subject(text: str) -> str:
    """A name from the data, which may hold that of a person."""
    said = one_line(text)
    if not said or len(said) > LONGEST_SUBJECT:
        raise Problem("ROOM_LONG", {"count": len(said), "most": LONGEST_SUBJECT})
    return said


def _scope(actor, asked) -> tuple[str, ...] | None:
    """The sectors a room may speak of: those asked for, no more than whoever opens it may see."""
    scope = actor.sectors if asked is None else tuple(asked)
    beyond = [name for name in scope or () if actor.sectors is not None and name not in actor.sectors]
    if beyond:
        raise Problem("LINK_SCOPE", {"names": ", ".join(beyond)})
    return scope


def _new_code(cursor) -> str:
    """A code no open room has."""
    used = {code for (code,) in cursor.execute("select code from room where closed_at is null").fetchall()}
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        if code not in used:
            return code


def list_rooms(store) -> list[Room]:
    """The rooms whoever acts may lead, the latest first."""
    actor = store.demand("share")
    with store.cursor() as cursor:
        return [room for room in read_rooms(cursor) if room.may_be_led_by(actor)]


def led_room(store, room_id: str) -> Room:
    """One of these; raises Problem."""
    found = [room for room in list_rooms(store) if room.room_id == room_id]
    if not found:
        raise Problem("ROOM_NOT_THERE", {"read": room_id})
    return found[0]


def find_room(store, room_id: str) -> Room:
    """The room of an id, whoever asks; raises Problem ROOM_NOT_THERE."""
    with store.cursor() as cursor:
        return read_room(cursor, room_id)


def go_to(store, room_id: str, step: str) -> None:
    """Leads the room to a step, forth or back."""
    with leading(store, room_id, step=step) as change:
        furthest = max(step, change.room.furthest, key=STEPS.index)
        change.set(step=step, furthest=furthest, timer_ends_at=None)


def reveal(store, room_id: str, is_revealed: bool) -> None:
    """Shows the estimates to all, or hides them again; while they are shown none can be changed."""
    with leading(store, room_id, revealed=is_revealed) as change:
        change.set(is_revealed=is_revealed)


def set_timer(store, room_id: str, minutes: int) -> None:
    """Starts the timer, or stops it with 0 minutes."""
    with leading(store, room_id, minutes=minutes) as change:
        change.set(timer_ends_at=moments.now() + timedelta(minutes=minutes) if minutes else None)


def hand_on(store, room_id: str, name: str) -> None:
    """Lets another person lead the room as well: two may lead at once; raises Problem for one nobody knows."""
    with leading(store, room_id, False, handed_to=name) as change:
        if not find_person(change.cursor, name):
            raise Problem("ROOM_PERSON", {"read": name})
        change.set(leaders=json.dumps([*dict.fromkeys((*change.room.leaders, name))]))


def close_room(store, room_id: str) -> None:
    """Closes the room for everybody who came by its link or code; its summary stays."""
    with leading(store, room_id, False, "room-close") as change:
        change.set(closed_at=change.room.closed_at or moments.now(), timer_ends_at=None)


def open_again(store, room_id: str, days: int = 1) -> None:
    """Opens a closed or expired room again, with another code, for example to look back after three months."""
    with leading(store, room_id, False, "room-open", days=days) as change:
        change.set(closed_at=None, expires_at=moments.now() + timedelta(days=days), code=_new_code(change.cursor))


def delete_room(store, room_id: str) -> None:
    """Deletes a room with all that was answered in it; only its lines in the log stay."""
    led_room(store, room_id)
    with store.step() as cursor:
        for table in TABLES:
            cursor.execute(f"delete from {table} where room_id = ?", [room_id])
        audit.append(cursor, store.actor.name, "room-delete", room_id)
    with store.cursor() as cursor:
        store.journal.renew(cursor)
    note_revisions(store, room_id, GONE)


def keep_facts(store, room_id: str, facts: Mapping) -> None:
    """Keeps what was measured when the room was first seen; what is kept already stays as it is."""
    with store.step(is_lasting=False) as cursor:
        if not cursor.execute("select 1 from room_facts where room_id = ?", [room_id]).fetchone():
            cursor.execute("insert into room_facts values (?, ?)", [room_id, json.dumps(facts, ensure_ascii=False)])
    with store.cursor() as cursor:
        store.journal.keep(cursor, ("room_facts", room_id))


def read_facts(cursor, room_id: str) -> dict:
    """What was measured then; nothing until somebody has seen the room."""
    found = cursor.execute("select facts from room_facts where room_id = ?", [room_id]).fetchone()
    return json.loads(found[0]) if found else {}

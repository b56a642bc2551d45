"""The way into a room: its link, its code, and being the same person again when one comes back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from math import ceil

from data import moments
from data.access import audit
from data.problems import Problem
from data.scenarios import one_line
from data.sharing import guess_limit, tokens
from data.workshop import typed_text
from data.workshop.change import changing
from data.workshop.room import Room, read_rooms

KEY, KEY_BYTES = "room.key", 32
LONGEST_CALLED, LONGEST_CODE = 60, 20
MOST_PEOPLE = 300
ALL_ROOMS = "rooms"
GUESSES = tokens.Throttle()
CODES = guess_limit.Passwords()
TALLY = guess_limit.Tally()


def token_of(store, room: Room) -> str:
    """The secret in a room's link: 256 bits that follow from the home's own key, so that nothing of it is stored."""
    made = hmac.new(_key(store.home), f"room {room.room_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _key(home) -> bytes:
    path = home / KEY
    if not path.exists():
        part = path.with_name(f"{KEY}.{secrets.token_hex(4)}")
        part.touch(mode=0o600)
        part.write_bytes(secrets.token_bytes(KEY_BYTES))
        try:
            os.link(part, path)  # never over one that another thread has made meanwhile
        except FileExistsError:
            pass
        part.unlink()
    return path.read_bytes()


def room_of_token(store, token: str, place: str = "") -> Room:
    """The open room of a token. Raises Problem ROOM_CLOSED, the same for an unknown one and for a room that is closed,
    after a wait that grows with the wrong tokens from a place."""
    with store.cursor() as cursor:
        rooms = {room.room_id: room for room in read_rooms(cursor)}
    found = tokens.find(token, {room_id: tokens.digest(token_of(store, room)) for room_id, room in rooms.items()})
    if found is None:
        _note_refused(store, place)
        GUESSES.wrong(("room", place))
        raise Problem("ROOM_CLOSED")
    return still_open(rooms[found])


def room_of_code(store, code: str, place: str = "") -> Room:
    """The open room of a code, however it is parted; raises Problem ROOM_CODE for a wrong one, and ROOM_WAIT, without
    looking, after too many wrong ones."""
    if wait := CODES.begin(ALL_ROOMS, place):
        raise Problem("ROOM_WAIT", {"seconds": ceil(wait)})
    typed = "".join(sign for sign in code if sign.isdecimal())
    with store.cursor() as cursor:
        found = [room for room in read_rooms(cursor, "code = ?", [typed]) if room.state == "open"]
    if not found:
        _note_refused(store, place)
        raise Problem("ROOM_CODE")
    CODES.right(ALL_ROOMS, place)
    return found[0]


def still_open(room: Room) -> Room:
    """The room, when it is open; raises Problem ROOM_CLOSED."""
    if room.state != "open":
        raise Problem("ROOM_CLOSED")
    return room


def _note_refused(store, place: str) -> None:
    if count := TALLY.count("rooms"):
        with store.step(is_lasting=False) as cursor:
            audit.append(cursor, "", "room-refused", this_hour=count, from_address=place)


def new_browser_key() -> str:
    """What a browser keeps to be the same person again."""
    return secrets.token_urlsafe(16)


def person_of(room: Room, browser_key: str) -> str:
    """Who a browser is in a room: its key cannot be told from it, nor that it is the same browser in another room."""
    return hashlib.sha256(f"{room.room_id} {browser_key}".encode()).hexdigest()[:32]


def join(store, room_id: str, person_id: str, sector: str = "", called: str = "") -> None:
    """Lets somebody in, or changes what they said of themselves; raises Problem."""
    said = one_line(called)
    if len(said) > LONGEST_CALLED:
        raise Problem("ROOM_LONG", {"count": len(said), "most": LONGEST_CALLED})
    with changing(store, room_id, "room-join") as change:
        held = {one for (one,) in _people(change.cursor, room_id)}
        if person_id not in held and len(held) >= MOST_PEOPLE:
            raise Problem("ROOM_FULL", {"most": MOST_PEOPLE})
        row = {"person_id": person_id, "room_id": room_id, "sector": one_line(sector), "called": said}
        change.put("room_person", row | {"joined_at": moments.now()})


def _people(cursor, room_id: str) -> list[tuple]:
    return cursor.execute("select person_id from room_person where room_id = ?", [room_id]).fetchall()


def points_at_somebody(called: str) -> bool:
    """Whether what somebody wants to be called looks like a name."""
    return bool(typed_text.pointed(called))

"""One change of a room: its rows, its line in the log and its revision are kept together, on disk before it is over."""

from __future__ import annotations

from contextlib import contextmanager
from weakref import WeakKeyDictionary

from data.access import audit
from data.problems import Problem
from data.storage.audit_journal import KEYS, Journal
from data.workshop.room import Room, read_room

GONE = (0, 0)
BY_PEOPLE = ("room-join", "room-answer")  # what people send does not lead the room
_REVISIONS: WeakKeyDictionary[Journal, dict[str, tuple[int, int]]] = (
    WeakKeyDictionary()
)  # a database opened anew has none


class RoomChange:
    """The rows of a room that are being changed."""

    def __init__(self, cursor, room: Room):
        self.cursor, self.room = cursor, room
        self.changed: list[tuple[str, str]] = []

    def put(self, table: str, row: dict) -> None:
        """Puts a row in, in the place of the one of its key."""
        key = KEYS[table]
        self.remove(table, row[key])
        self.cursor.execute(
            f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
        )

    def remove(self, table: str, key: str) -> None:
        """Takes the row of a key out."""
        self.cursor.execute(f"delete from {table} where {KEYS[table]} = ?", [key])
        self.changed.append((table, key))

    def set(self, **fields) -> None:
        """Changes the room itself."""
        named = ", ".join(f"{name} = ?" for name in fields)
        self.cursor.execute(f"update room set {named} where room_id = ?", [*fields.values(), self.room.room_id])


@contextmanager
def changing(store, room_id: str, action: str, by: str = "", is_open: bool = True, **detail):
    """A RoomChange, which is kept whole or not at all. The detail is what the log says: never what somebody answered.

    is_open: raises Problem ROOM_CLOSED when the room is not.
    """
    with store.step(is_lasting=False) as cursor:
        room = read_room(cursor, room_id)
        if is_open and room.state != "open":
            raise Problem("ROOM_CLOSED")
        change = RoomChange(cursor, room)
        yield change
        now = room.revision + 1, room.led_at if action in BY_PEOPLE else room.revision + 1
        change.set(revision=now[0], led_at=now[1])
        audit.append(cursor, by, action, room_id, **detail)
    with store.cursor() as cursor:
        store.journal.keep(cursor, *dict.fromkeys(change.changed), ("room", room_id))
    note_revisions(store, room_id, now)


@contextmanager
def leading(store, room_id: str, is_open: bool = True, action: str = "room-lead", **detail):
    """A RoomChange by somebody who leads the room; raises Problem for anybody else."""
    actor = store.demand("share")
    with changing(store, room_id, action, actor.name, is_open, **detail) as change:
        if not change.room.may_be_led_by(actor):
            raise Problem("ROOM_NOT_YOURS")
        yield change


def revisions(store, room_id: str) -> tuple[int, int]:
    """The revision of a room, and that of the last change by whoever leads it; told without a look into the database
    but for the first time. GONE where there is no such room."""
    known = _REVISIONS.setdefault(store.journal, {})
    if room_id not in known:
        with store.cursor() as cursor:
            found = cursor.execute("select revision, led_at from room where room_id = ?", [room_id]).fetchone()
        return known.setdefault(room_id, found or GONE)
    return known[room_id]


def note_revisions(store, room_id: str, now: tuple[int, int]) -> None:
    """Lets everybody who asks know them."""
    _REVISIONS.setdefault(store.journal, {})[room_id] = now

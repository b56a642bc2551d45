"""One workshop room as it stands, and the steps it is led through."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from data import moments
from data.access.actor import Actor, is_allowed
from data.problems import Problem

STEPS = ("welcome", "chain", "estimates", "reveal", "causes", "votes", "actions", "summary")
MINUTES = {
    "welcome": 3,
    "chain": 5,
    "estimates": 7,
    "reveal": 8,
    "causes": 7,
    "votes": 3,
    "actions": 5,
    "summary": 2,
}  # forty in all
KINDS = ("category", "stage", "sector")
COLUMNS = (
    "room_id, kind, subject, way, first_month, last_month, sectors, language, is_trial, code, leaders, opened_at, "
    "expires_at, closed_at, version, step, furthest, is_revealed, timer_ends_at, revision, led_at"
)


@dataclass(frozen=True)
class Room:
    """A room: what it is about, who leads it, how far it is. sectors: the only ones it may speak of (None: all).

    way: whose stages are estimated, by its first stage. furthest: the last step it has been at. code: while it is open.
    revision: how often it has changed. led_at: the revision of the last change by whoever leads it.
    """

    room_id: str
    kind: str
    subject: str
    way: str
    first_month: str
    last_month: str
    sectors: tuple[str, ...] | None
    language: str
    is_trial: bool
    code: str
    leaders: tuple[str, ...]
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    version: int
    step: str
    furthest: str
    is_revealed: bool
    timer_ends_at: datetime | None
    revision: int
    led_at: int

    @property
    def state(self) -> str:
        """Whether it is open, expired or closed."""
        return "closed" if self.closed_at else "expired" if self.expires_at <= moments.now() else "open"

    def has_reached(self, step: str) -> bool:
        """Whether the room is or has been at a step."""
        return STEPS.index(self.furthest) >= STEPS.index(step)

    def may_be_led_by(self, actor: Actor) -> bool:
        """Whether somebody leads this room; an admin leads every one."""
        return is_allowed(actor, "administer") or (is_allowed(actor, "share") and actor.name in self.leaders)


def read_room(cursor, room_id: str) -> Room:
    """The room of an id; raises Problem ROOM_NOT_THERE."""
    rooms = read_rooms(cursor, "room_id = ?", [room_id])
    if not rooms:
        raise Problem("ROOM_NOT_THERE", {"read": room_id})
    return rooms[0]


def read_rooms(cursor, where: str = "true", values: list | None = None) -> list[Room]:
    """The rooms of which a condition is true, the latest first."""
    rows = cursor.execute(
        f"select {COLUMNS} from room where {where} order by opened_at desc, room_id", values or []
    ).fetchall()
    return [_room(row) for row in rows]


def _room(row: tuple) -> Room:
    fields = dict(zip(COLUMNS.split(", "), row, strict=True))
    sectors = json.loads(fields["sectors"])
    told = {"sectors": None if sectors is None else tuple(sectors), "leaders": tuple(json.loads(fields["leaders"]))}
    return Room(**fields | told)

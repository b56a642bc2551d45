"""What a room can be about: the complaint categories, the stages and the sectors there are in the data."""

from __future__ import annotations

from data.problems import Problem
from data.sectors.matching import known_sectors
from data.workshop.room import KINDS

QUERIES = {
    "category": "select distinct category from raw_complaints where to_version is null and category is not null",
    "stage": "select distinct stage from raw_stage_times where to_version is null",
}


def subjects(cursor, kind: str) -> list[str]:
    """The names a room of a kind can be about, in the order of the alphabet."""
    if kind == "sector":
        return sorted(known_sectors(cursor).values())
    return sorted(name for (name,) in cursor.execute(QUERIES[kind]).fetchall())


def check_subject(cursor, kind: str, name: str) -> None:
    """Raises Problem for a kind or a name that is not there."""
    if kind not in KINDS:
        raise Problem("ROOM_KIND", {"read": kind, "names": ", ".join(KINDS)})
    known = subjects(cursor, kind)
    if name not in known:
        raise Problem("ROOM_SUBJECT", {"kind": kind, "read": name, "names": ", ".join(known) or "–"})

"""Notes: what people wrote beside a number, a sector, a month, a chart or a page.

Plain text, never read as anything else.
"""

from __future__ import annotations

import secrets
import unicodedata

from data import moments
from data.access import audit
from data.access.actor import is_allowed
from data.problems import Problem

KINDS = ("number", "sector", "month", "chart", "page")
LONGEST = 500  # signs of a note
LONGEST_PLACE = 2000  # signs of what it is on, with the link there
MOST = 2000  # notes of an installation
COLUMNS = ("note_id", "on_kind", "place", "text", "sectors", "version", "written_at", "written_by")


def put(store, on_kind: str, label: str, link: str, text: str, sectors: tuple[str, ...] = (), version: int = 0) -> str:
    """Keeps a note of the person acting and returns its id.

    label, link: what it is on, as its page names it, and the way there; sectors: those it speaks of (none: all);
    version: the one it was written at. Raises Problem when it says nothing, too much, or is about what the person may
    not see.
    """
    actor, said, place = store.demand("note"), _clean(text), f"{label}\n{link}"
    if on_kind not in KINDS or not label or "\n" in label or len(place) > LONGEST_PLACE:
        raise Problem("NOTE_PLACE", {"read": on_kind})
    if actor.sectors is not None and (not sectors or not set(sectors) <= set(actor.sectors)):
        raise Problem("NOT_ALLOWED", {"right": "note"})
    with store.step() as cursor:
        if cursor.execute("select count(*) from note").fetchone()[0] >= MOST:
            raise Problem("NOTES_FULL", {"most": MOST})
        note_id, at = secrets.token_hex(4), moments.now()
        cursor.execute(
            "insert into note values (?, ?, ?, ?, ?, ?, ?, ?)",
            [note_id, on_kind, place, said, "\n".join(sectors), version, at, actor.name],
        )
        audit.append(cursor, actor.name, "note", on_kind, note=note_id)
    return note_id


def remove(store, note_id: str) -> None:
    """Takes a note away: one's own, or any for an admin. Raises Problem NOTE_NOT_THERE or NOT_ALLOWED."""
    actor = store.demand("note")
    with store.step() as cursor:
        found = cursor.execute("select written_by from note where note_id = ?", [note_id]).fetchone()
        if found is None:
            raise Problem("NOTE_NOT_THERE", {"read": note_id})
        if found[0] != actor.name and not is_allowed(actor, "administer"):
            raise Problem("NOT_ALLOWED", {"right": "administer"})
        cursor.execute("delete from note where note_id = ?", [note_id])
        audit.append(cursor, actor.name, "note-remove", note_id)


def notes(cursor, seen: tuple[str, ...] | None = None) -> list[dict]:
    """All notes, newest first: note_id, on_kind, label, link, text, sectors (a tuple), version, written_at,
    written_by.

    seen: the only sectors the reader may see (None: all); notes that speak of others or of all are then left out.
    """
    rows = cursor.execute(f"select {', '.join(COLUMNS)} from note order by written_at desc, note_id").fetchall()
    found = [_read(dict(zip(COLUMNS, row))) for row in rows]
    return [note for note in found if seen is None or (note["sectors"] and set(note["sectors"]) <= set(seen))]


def may_remove(actor, note: dict) -> bool:
    """Whether a person may take a note away."""
    return note["written_by"] == actor.name and is_allowed(actor, "note") or is_allowed(actor, "administer")


def _read(note: dict) -> dict:
    """A note as it is handed out: its place, one text in homes and journals, is a label and a link."""
    label, _, link = note.pop("place").partition("\n")
    return note | {"label": label, "link": link, "sectors": tuple(filter(None, note["sectors"].split("\n")))}


def _clean(text: str) -> str:
    """The text without signs nobody can see, lines kept; raises Problem when nothing or too much is left."""
    kept = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co"))
    said = "\n".join(line.strip() for line in kept.strip().splitlines())
    if not said:
        raise Problem("NOTE_EMPTY", {})
    if len(said) > LONGEST:
        raise Problem("NOTE_LONG", {"count": len(said), "most": LONGEST})
    return said

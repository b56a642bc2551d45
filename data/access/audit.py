"""The log of who did what: append-only, each entry with the hash of the one before,
so that a missing or altered one shows."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import UTC, datetime

import pandas

ACTIONS = (
    "import",
    "undo",
    "repair",
    "dismiss",
    "reject",
    "assumption",
    "control",
    "close",
    "reopen",
    "sector-change",
    "scenario",
    "dispute",
    "link",
    "action",
    "share-create",
    "share-open",
    "share-refused",
    "share-revoke",
    "person-put",
    "person-remove",
    "sign-in",
    "sign-out",
    "refused",
    "erase",
    "backup",
    "backup-failed",
    "restore",
    "note",
    "note-remove",
    "export",
    "room-open",
    "room-close",
    "room-delete",
    "room-lead",
    "room-join",
    "room-answer",
    "room-refused",
)
_TURN = threading.RLock()


def write_lock() -> threading.RLock:
    """Held from a note to the commit of its transaction; a cursor that commits by itself needs none."""
    return _TURN


def append(cursor, by: str, action: str, on: str = "", **detail) -> None:
    """Appends what somebody did; the detail must be JSON.

    In a transaction of your own hold `turn()` until the commit.
    """
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action}")
    with _TURN:
        number, before = _last(cursor)
        now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
        entry = [number + 1, now, by, action, on, json.dumps(detail, ensure_ascii=False, sort_keys=True)]
        cursor.execute("insert into audit_log values (?, ?, ?, ?, ?, ?, ?)", [*entry, _hash(before, entry)])


def _last(cursor) -> tuple[int, str]:
    """Number and hash of the last entry. A long transaction sees what stood at its beginning:
    another cursor sees the rest."""
    query = "select number, hash from audit_log order by number desc limit 1"
    other = cursor.cursor()
    try:
        found = [cursor.execute(query).fetchone(), other.execute(query).fetchone()]
    finally:
        other.close()
    return max((one for one in found if one), default=(0, ""))


def _hash(before: str, entry: list) -> str:
    text = json.dumps([before, entry[0], entry[1].isoformat(), *entry[2:]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def events(cursor) -> list[dict]:
    """All entries, oldest first: number, happened_at (UTC), by, action, on, detail (a dict), hash."""
    return [
        {
            "number": number,
            "happened_at": at.replace(tzinfo=UTC),
            "by": by,
            "action": action,
            "on": on,
            "detail": json.loads(detail),
            "hash": digest,
        }
        for number, at, by, action, on, detail, digest in _rows(cursor)
    ]


def is_intact(cursor) -> bool:
    """Whether no entry was altered, left out, put in or moved.

    Entries cut off at the end show only beside an older export.
    """
    before = ""
    for place, (*entry, digest) in enumerate(_rows(cursor), start=1):
        if entry[0] != place or digest != _hash(before, entry):
            return False
        before = digest
    return True


def _rows(cursor) -> list[tuple]:
    return cursor.execute(
        "select number, happened_at, who, action, target, detail, hash from audit_log order by number"
    ).fetchall()


def rechained(entries: list[list]) -> list[list]:
    """Rows of the log for entries [number, happened_at, by, action, on, detail as JSON], each with its hash anew.

    Only for erasing a person from the texts of the log; the erasure is an entry itself.
    """
    rows: list[list] = []
    for entry in entries:
        rows.append(chained_after(rows[-1][-1] if rows else "", entry))
    return rows


def chained_after(before: str, entry: list) -> list:
    """One such entry with its hash, given the hash of the entry before it."""
    return [*entry, _hash(before, list(entry))]


def table(cursor) -> pandas.DataFrame:
    """All entries as they are exported, oldest first: times as text with their offset, details as JSON."""
    rows = [
        event
        | {"happened_at": event["happened_at"].isoformat(), "detail": json.dumps(event["detail"], ensure_ascii=False)}
        for event in events(cursor)
    ]
    columns = ["number", "happened_at", "by", "action", "on", "detail", "hash"]
    return pandas.DataFrame(rows, columns=columns, dtype=object)

"""The right to disagree with a finding: a dispute is opened with a reason and answered, each as one change."""

from __future__ import annotations

from datetime import date

from data import moments
from data.problems import Problem

LONGEST = 500  # signs of a reason or a reply
OPEN, UPHELD, NOT_UPHELD = "open", "upheld", "not_upheld"
COLUMNS = (
    "audit_id",
    "criterion",
    "outcome",
    "reason",
    "opened_on",
    "opened_by",
    "reply",
    "answered_on",
    "answered_by",
    "version",
)


def open_dispute(store, audit_id: str, criterion: str, reason: str, day: date | None = None) -> int:
    """Opens a dispute of a finding with its reason and returns the version; raises Problem."""
    said, day = _text(reason), day or moments.now().date()

    def _work(cursor, version):
        _, upheld = _finding(cursor, audit_id, criterion)
        held = _held(cursor, audit_id, criterion)
        if upheld or (held and held["outcome"] != NOT_UPHELD):
            raise Problem("DISPUTE_THERE", {"audit": audit_id, "criterion": criterion})
        opened = {"reason": said, "opened_on": day, "opened_by": store.actor.name}
        _put(cursor, audit_id, criterion, version, opened | {"outcome": OPEN})
        return _noted(audit_id, criterion, OPEN)

    return store._make("dispute", _work, _noted(audit_id, criterion, OPEN) | {"reason": said, "day": f"{day}"}).version


def answer_dispute(store, audit_id: str, criterion: str, upheld: bool, reply: str, day: date | None = None) -> int:
    """Answers an open dispute, also one that came with the audits, and returns the version; raises Problem."""
    said, day, outcome = _text(reply), day or moments.now().date(), UPHELD if upheld else NOT_UPHELD

    def _work(cursor, version):
        disputed, in_file = _finding(cursor, audit_id, criterion)
        held = _held(cursor, audit_id, criterion)
        if (held["outcome"] != OPEN) if held else (in_file is not None or not disputed):
            raise Problem("DISPUTE_NOT_OPEN", {"audit": audit_id, "criterion": criterion})
        answered = {"reply": said, "answered_on": day, "answered_by": store.actor.name}
        _put(cursor, audit_id, criterion, version, (held or {}) | answered | {"outcome": outcome})
        return _noted(audit_id, criterion, outcome)

    return store._make(
        "dispute", _work, _noted(audit_id, criterion, outcome) | {"reply": said, "day": f"{day}"}
    ).version


def listed(store) -> list[dict]:
    """The disputes entered in a home as they stand now, the open ones first: see COLUMNS."""
    with store.cursor() as cursor:
        return disputes(cursor)


def disputes(cursor) -> list[dict]:
    """The same, seen by a cursor."""
    rows = cursor.execute(
        f"select {', '.join(COLUMNS[:-1])}, from_version from dispute where to_version is null "
        f"order by outcome <> '{OPEN}', opened_on, audit_id, criterion"
    ).fetchall()
    return [dict(zip(COLUMNS, row)) for row in rows]


def _noted(audit_id: str, criterion: str, outcome: str) -> dict:
    return {"finding": f"{audit_id} · {criterion}", "audit": audit_id, "criterion": criterion, "outcome": outcome}


def _finding(cursor, audit_id: str, criterion: str) -> tuple[bool | None, bool | None]:
    """Whether the audits themselves say it was disputed, and upheld; raises Problem where there is no such finding."""
    found = cursor.execute(
        "select result, disputed, upheld from raw_audits where audit_id = ? and criterion = ? and to_version is null",
        [audit_id, criterion],
    ).fetchone()
    if found is None or found[0] != "fail":
        raise Problem("NOT_A_FINDING", {"audit": audit_id, "criterion": criterion})
    return found[1:]


def _held(cursor, audit_id: str, criterion: str) -> dict | None:
    keys = (audit_id, criterion)
    return next((one for one in disputes(cursor) if (one["audit_id"], one["criterion"]) == keys), None)


def _put(cursor, audit_id: str, criterion: str, version: int, fields: dict) -> None:
    here = "audit_id = ? and criterion = ? and to_version is null"
    cursor.execute(f"update dispute set to_version = ? where {here}", [version, audit_id, criterion])
    kept = [audit_id, criterion, *(fields.get(name) for name in COLUMNS[2:-1]), version]
    cursor.execute(f"insert into dispute values ({', '.join('?' * len(kept))}, null)", kept)


def _text(text: str) -> str:
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not said or len(said) > LONGEST:
        raise Problem("DISPUTE_TEXT", {"longest": LONGEST})
    return said

"""What no file brings again (people, links, notes, the log of who did what), written down beside the database too.

A write-ahead log that was cut, or a database file that was lost, opens without an error: what it lacks is put in again.
One line an entry of the log, with the rows it was about as they stood then, on disk before a step is acknowledged.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path

from data.storage.atomic_replace import for_owner
from data.storage.versions import transaction

LIST, OTHER = "journal.jsonl", "journal.other.jsonl"
KEYS = {
    "person": "name",
    "share": "share_id",
    "share_view": "share_id",
    "note": "note_id",
    "room": "room_id",
    "room_facts": "room_id",
    "room_person": "person_id",
    "room_answer": "answer_id",
    "room_idea": "idea_id",
    "room_action": "action_id",
    "room_agreement": "agreement_id",
}
TOUCHED = {
    "person-put": ("person",),
    "person-remove": ("person",),
    "share-create": ("share", "share_view"),
    "share-revoke": ("share",),
    "note": ("note",),
    "note-remove": ("note",),
}
NUMBER, ACTION, TARGET, DETAIL, HASH = "number", "action", "target", "detail", "hash"


class Journal:
    """The journal of one home; it follows the log of the open database."""

    def __init__(self, home: Path):
        self._path, self._other = Path(home) / LIST, Path(home) / OTHER
        self._turn = threading.Lock()
        self._last = 0

    @property
    def is_whole(self) -> bool:
        """Whether the database never was another one than the journal tells of."""
        return not self._other.exists()

    def bring_back(self, cursor) -> int:
        """Puts in what the journal holds and the database does not; returns how many entries of the log that were."""
        lines = _read(self._path)
        logged = [line["log"] for line in lines if "log" in line]
        held = dict(cursor.execute("select number, hash from audit_log").fetchall())
        shared = min(max(held, default=0), logged[-1][NUMBER] if logged else 0)
        if shared and held.get(shared) not in [entry[HASH] for entry in logged if entry[NUMBER] == shared]:
            logging.getLogger(__name__).error("the journal tells of another database; kept as %s", OTHER)
            os.replace(self._path, self._other)
            lines = logged = []
        place = max((at for at, line in enumerate(lines, 1) if line.get("log", {}).get(NUMBER) == shared), default=0)
        _put_in(cursor, lines[place if shared else 0 :])
        self._last = logged[-1][NUMBER] if logged else 0
        if not lines:
            snapshot(cursor, cursor.execute("select current_database()").fetchone()[0], self._path.parent)
            self._last = max(held, default=0)
        self.follow(cursor)
        return len([entry for entry in logged if entry[NUMBER] > shared])

    def follow(self, cursor, is_lasting: bool = True) -> None:
        """Writes down what the log says since the last time, and the rows it speaks of; lasting: on disk afterwards."""
        with self._turn:
            entries = _rows(cursor, "select * from audit_log where number > ? order by number", [self._last])
            self._append([{"log": one, "rows": _touched(cursor, one)} for one in entries], is_lasting)
            self._last = entries[-1][NUMBER] if entries else self._last

    def keep(self, cursor, *changed: tuple[str, str]) -> None:
        """Writes down rows, each (table, key), that changed beside what an entry of the log is about."""
        with self._turn:
            self._append([{"rows": [_row(cursor, table, key) for table, key in changed]}], True)

    def renew(self, cursor) -> None:
        """Writes the journal anew from what the database holds now: what was deleted is in no line of it any more."""
        with self._turn:
            snapshot(cursor, cursor.execute("select current_database()").fetchone()[0], self._path.parent)
            self._last = max(self._last, *_last_number(cursor))

    def _append(self, lines: list[dict], is_lasting: bool) -> None:
        with open(self._path, "ab", opener=for_owner) as file:
            file.write(b"".join(_line(line) for line in lines))
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())


def snapshot(cursor, database: str, folder: Path) -> None:
    """Writes a journal anew that tells of an attached database as it stands, whatever it had been before."""
    entries = _rows(cursor, f"select * from {database}.main.audit_log order by number")
    whole = {table: _rows(cursor, f"select * from {database}.main.{table}") for table in KEYS}
    lines = [{"log": one} for one in entries]
    lines[-1:] = [{"whole": whole}, *lines[-1:]]  # before the last: a database that has that one has all of it
    with open(folder / f"{LIST}.part", "wb", opener=for_owner) as file:
        file.write(b"".join(_line(line) for line in lines))
        file.flush()
        os.fsync(file.fileno())
    os.replace(folder / f"{LIST}.part", folder / LIST)


def _last_number(cursor) -> tuple[int]:
    return cursor.execute("select coalesce(max(number), 0) from audit_log").fetchone()


def _line(line: dict) -> bytes:
    """A line with its end before it as well: one that a kill cut short does not spoil the next."""
    return b"\n" + json.dumps(line, ensure_ascii=True, default=str).encode() + b"\n"


def _read(path: Path) -> list[dict]:
    lines = []
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            lines += [json.loads(text)] if text else []
        except ValueError:
            continue  # cut short by a kill, before it was acknowledged
    return lines


def _rows(cursor, sql: str, values: list | None = None) -> list[dict]:
    found = cursor.execute(sql, values or [])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found.fetchall()]


def _touched(cursor, entry: dict) -> list:
    key = json.loads(entry[DETAIL]).get("note") or entry[TARGET]
    return [_row(cursor, table, key) for table in TOUCHED.get(entry[ACTION], ())]


def _row(cursor, table: str, key: str) -> list:
    """[table, key, the row as it stands or None]."""
    found = _rows(cursor, f"select * from {table} where {KEYS[table]} = ?", [key])
    return [table, key, found[0] if found else None]


def _put_in(cursor, lines: list[dict]) -> None:
    with transaction(cursor):
        for line in lines:
            _put_in_line(cursor, line)


def _put_in_line(cursor, line: dict) -> None:
    for table, rows in line.get("whole", {}).items():
        cursor.execute(f"delete from {table}")
        for row in rows:
            _insert(cursor, table, row)
    for table, key, row in line.get("rows", ()):
        cursor.execute(f"delete from {table} where {KEYS[table]} = ?", [key])
        if row:
            _insert(cursor, table, row)
    if "log" in line:
        _insert(cursor, "audit_log", line["log"])


def _insert(cursor, table: str, row: dict) -> None:
    cursor.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))

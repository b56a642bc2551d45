"""Actions: a lever somebody took on, with owner, day and what was expected of it when it was agreed."""

from __future__ import annotations

import json
from datetime import date

from data.access.directory import find_person
from data.problems import Problem
from data.scenarios import one_line
from data.storage.versions import Change

LONGEST_OWNER = 80  # characters
YEARS = range(2000, 2101)


class Actions:
    """The actions of a home; each change of them is a change of the home."""

    def __init__(self, store):
        self._store = store

    def held(self) -> list[dict]:
        """The actions there are now, oldest first: number, owner, due_on, lever, scenario, expected, done_on, version.

        lever and expected are texts by name; done_on is None while the action is open.
        """
        with self._store.cursor() as cursor:
            return _held(cursor)

    def create(self, lever: dict, owner: str, due_on: str, expected: dict, scenario: str = "") -> dict:
        """Saves a new action and returns its number and the version; raises Problem.

        owner: a role or a sector, never a person. due_on: YYYY-MM-DD. expected: what was said of the lever then.
        """
        said = one_line(owner)
        noted = {"lever": lever, "owner": said, "due_on": due_on, "expected": expected, "scenario": scenario}

        def _work(cursor, version):
            _check_owner(cursor, said)
            day = day_of(due_on)
            (last,) = cursor.execute("select coalesce(max(number), 0) from action").fetchone()
            texts = [json.dumps(one, ensure_ascii=False) for one in (lever, expected)]
            kept = [last + 1, said, day, texts[0], scenario, texts[1], None, version]
            cursor.execute("insert into action values (?, ?, ?, ?, ?, ?, ?, ?, null)", kept)
            return _told(kept[0], said, lever, "created", day)

        return _answer(self._store._make("action", _work, {"step": "created"} | noted))

    def done(self, number: int, done_on: str) -> dict:
        """Marks an action as done on a day (YYYY-MM-DD), from which on its effect is looked for; raises Problem."""

        def _work(cursor, version):
            held, day = _find(cursor, number), day_of(done_on)
            cursor.execute(
                "insert into action select number, owner, due_on, lever, scenario, expected, ?, ?, null from action "
                "where number = ? and to_version is null",
                [day, version, number],
            )
            _end(cursor, number, version)
            return _told(number, held["owner"], held["lever"], "done", day)

        noted = {"step": "done", "number": number, "done_on": done_on}
        return _answer(self._store._make("action", _work, noted))

    def delete(self, number: int) -> dict:
        """Deletes an action; raises Problem when there is none of this number."""

        def _work(cursor, version):
            held = _find(cursor, number)
            _end(cursor, number, version)
            return _told(number, held["owner"], held["lever"], "deleted", held["due_on"])

        return _answer(self._store._make("action", _work, {"step": "deleted", "number": number}))

    def again(self, entry: dict) -> None:
        """Makes a noted change again."""
        if entry["step"] == "created":
            self.create(*(entry[name] for name in ("lever", "owner", "due_on", "expected", "scenario")))
        elif entry["step"] == "done":
            self.done(entry["number"], entry["done_on"])
        else:
            self.delete(entry["number"])


def _held(cursor) -> list[dict]:
    rows = cursor.execute(
        "select number, owner, due_on, lever, scenario, expected, done_on, from_version from action "
        "where to_version is null order by number"
    ).fetchall()
    names = ("number", "owner", "due_on", "lever", "scenario", "expected", "done_on", "version")
    texts = ("lever", "expected")
    return [
        {name: json.loads(value) if name in texts else value for name, value in zip(names, row, strict=True)}
        for row in rows
    ]


def _find(cursor, number: int) -> dict:
    held = {one["number"]: one for one in _held(cursor)}
    if number not in held:
        known = ", ".join(map(str, held)) or "–"
        raise Problem("ACTION_NOT_THERE", {"read": number, "known": known})
    return held[number]


def _check_owner(cursor, owner: str) -> None:
    if not owner or len(owner) > LONGEST_OWNER:
        raise Problem("ACTION_OWNER", {"most": LONGEST_OWNER})
    if "@" in owner or find_person(cursor, owner):
        raise Problem("ACTION_PERSON", {"read": owner})


def day_of(text: str) -> date:
    """A day written as YYYY-MM-DD; raises Problem ACTION_DAY."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        raise Problem("ACTION_DAY", {"read": text})
    return day


def _end(cursor, number: int, version: int) -> None:
    """Ends what was there before a version."""
    cursor.execute(
        "update action set to_version = ? where number = ? and to_version is null and from_version < ?",
        [version, number, version],
    )


def _told(number: int, owner: str, lever: dict, step: str, day: date) -> dict:
    """What the history says."""
    return {"action": str(number), "owner": owner, "lever": lever["lever"], "step": step, "on": day.isoformat()}


def _answer(change: Change) -> dict:
    return {"number": int(change.detail["action"]), "version": change.version}

"""Named scenarios: their levers as texts, from one version to another, and what they said when they were saved."""

from __future__ import annotations

import json
import unicodedata

from data.problems import Problem
from data.storage.versions import visible_at

LONGEST_NAME, LONGEST_DESCRIPTION = 80, 500  # signs
MOST = 200


def save_scenario(
    store, name: str, levers: list[dict], description: str = "", seen: dict | None = None, is_new: bool = False
) -> int:
    """Saves a scenario in the place of the one of its name, as one change, and returns the version.

    levers: texts by name each. seen: what it said, and of which version and period. is_new: refused where the name is
    taken. Raises Problem.
    """
    said, words = one_line(name), one_line(description)
    if not said or len(said) > LONGEST_NAME or len(words) > LONGEST_DESCRIPTION:
        raise Problem("SCENARIO_NAME", {"most": LONGEST_NAME, "longest": LONGEST_DESCRIPTION})
    noted = {"scenario": said, "levers": levers, "description": words, "seen": seen or {}, "is_new": is_new}

    def _work(cursor, version):
        held = [one["name"] for one in scenarios(cursor)]
        if is_new and said in held:
            raise Problem("SCENARIO_THERE", {"read": said})
        if said not in held and len(held) >= MOST:
            raise Problem("SCENARIOS_FULL", {"most": MOST})
        _end(cursor, said, version)
        kept = [said, words, *(json.dumps(one, ensure_ascii=False) for one in (levers, seen or {})), version]
        cursor.execute("insert into scenario values (?, ?, ?, ?, ?, null)", kept)
        return {"scenario": said, "levers": len(levers)}

    return store._make("scenario", _work, noted).version


def delete_scenario(store, name: str) -> int:
    """Deletes a scenario, as one change, and returns the version; raises Problem SCENARIO_NOT_THERE."""

    def _work(cursor, version):
        find_scenario(cursor, name)
        _end(cursor, name, version)
        return {"scenario": name, "deleted": True}

    return store._make("scenario", _work, {"scenario": name, "deleted": True}).version


def scenarios(cursor) -> list[dict]:
    """The scenarios there are now, by name: name, description, levers, seen, version (that saved it)."""
    rows = cursor.execute(
        "select name, description, levers, seen, from_version from scenario where to_version is null order by name"
    ).fetchall()
    return [_told(row) for row in rows]


def find_scenario(cursor, name: str, version: int | None = None) -> dict:
    """The scenario of a name, as it is now or as it was at a version; raises Problem SCENARIO_NOT_THERE."""
    at = "to_version is null" if version is None else visible_at("scenario", str(int(version)))
    found = cursor.execute(
        f"select name, description, levers, seen, from_version from scenario where name = ? and {at}", [name]
    ).fetchone()
    if found is None:
        known = ", ".join(one["name"] for one in scenarios(cursor)) or "–"
        raise Problem("SCENARIO_NOT_THERE", {"read": name, "known": known})
    return _told(found)


def _told(row: tuple) -> dict:
    name, description, levers, seen, version = row
    return {
        "name": name,
        "description": description,
        "levers": json.loads(levers),
        "seen": json.loads(seen),
        "version": version,
    }


def _end(cursor, name: str, version: int) -> None:
    cursor.execute("update scenario set to_version = ? where name = ? and to_version is null", [version, name])


def one_line(text: str) -> str:
    """The text on one line without signs nobody can see."""
    return " ".join("".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text).split())

"""The list of accepted changes outside the database."""

from __future__ import annotations

import json
import os
from pathlib import Path

LIST = "originals.jsonl"


def record(cursor, entry: dict) -> None:
    """Keeps an entry of the list in the change itself, so that the list can be completed after a kill."""
    cursor.execute("insert into noted_change values (?, ?)", [entry["version"], json.dumps(entry, ensure_ascii=False)])


def repair(cursor, home: Path) -> None:
    """Puts into the list what was accepted but not listed any more, because the process was killed just then."""
    listed = {entry["version"] for entry in entries(home)}
    for version, entry in cursor.execute("select version, entry from noted_change order by version").fetchall():
        if version not in listed:
            append(home, json.loads(entry))


def append(home: Path, entry: dict) -> None:
    """Appends an accepted change to the list that stands outside the database; one noted before is not noted again."""
    if entry["version"] in [earlier["version"] for earlier in entries(home)]:
        return
    with open(home / LIST, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def entries(home: Path) -> list[dict]:
    """The accepted changes in the list, oldest first: version, kind and what is needed to make them again."""
    path = home / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return sorted((json.loads(line) for line in lines if line.strip()), key=lambda entry: entry["version"])

"""The uploaded files, byte for byte, named by their SHA-256, with a list outside the database."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

LIST = "originals.jsonl"
BASELINE = "baseline.duckdb"  # the database as an erasure left it: no original holds what came before


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal signs."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(home: Path, path: Path, digest: str) -> None:
    """Copies a file into the home's originals under its SHA-256; a file kept before is not copied again."""
    folder = home / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / digest
    if not target.exists():
        part = folder / f"{digest}.part"
        shutil.copyfile(path, part)
        os.replace(part, target)


def promise(cursor, entry: dict) -> dict:
    """Keeps an entry of the list in the change itself, so that the list can be completed after a kill;
    returns the entry."""
    cursor.execute("insert into noted_change values (?, ?)", [entry["version"], json.dumps(entry, ensure_ascii=False)])
    return entry


def complete(cursor, home: Path) -> None:
    """Puts into the list what was accepted but not listed any more, because the process was killed just then."""
    listed = {entry["version"] for entry in noted(home)}
    for version, entry in cursor.execute("select version, entry from noted_change order by version").fetchall():
        if version not in listed:
            note(home, json.loads(entry))


def note(home: Path, entry: dict) -> None:
    """Appends an accepted change to the list that stands outside the database; one noted before is not noted again."""
    if entry["version"] in [earlier["version"] for earlier in noted(home)]:
        return
    with open(home / LIST, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def noted(home: Path) -> list[dict]:
    """The accepted changes in the list, oldest first: version, kind and what is needed to make them again."""
    path = home / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return sorted((json.loads(line) for line in lines if line.strip()), key=lambda entry: entry["version"])


def path_of(home: Path, digest: str) -> Path:
    """Where the original with this SHA-256 is kept."""
    return home / "originals" / digest

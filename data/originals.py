"""The uploaded files, byte for byte, named by their SHA-256, with a list outside the database."""
from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path


def keep(home: Path, path: Path) -> str:
    """Copies a file into the home's originals and returns its SHA-256; a file kept before is not copied again."""
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    folder = home / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / digest
    if not target.exists():
        part = folder / f"{digest}.part"
        shutil.copyfile(path, part)
        os.replace(part, target)
    return digest


def note(home: Path, entry: dict) -> None:
    """Appends one line about an accepted change to the list that stands outside the database."""
    with open(home / "originals.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def noted_versions(home: Path) -> list[int]:
    """The versions of the accepted changes named in the list, oldest first."""
    path = home / "originals.jsonl"
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["version"] for line in lines if line.strip()]

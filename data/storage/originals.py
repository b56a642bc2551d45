"""Uploaded files, byte for byte, by SHA-256."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from data.problems import Problem

BASELINE = "baseline.duckdb"  # the database as an erasure left it: no original holds what came before


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal signs."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_fingerprint(text) -> bool:
    """Whether a text is the SHA-256 of a file as it is written here: 64 hexadecimal signs, nothing else."""
    return isinstance(text, str) and bool(re.fullmatch(r"[0-9a-f]{64}", text))


def is_import_id(text) -> bool:
    """Whether a text is the id of an import, such as i17."""
    return isinstance(text, str) and bool(re.fullmatch(r"i[0-9]{1,9}", text))


def demand_names(entry: dict) -> None:
    """Raises Problem where an entry of the list names a file or an import in a way no entry of ours does."""
    ids = [entry[name] for name in ("import_id", "repairs") if entry.get(name) is not None]
    digests = [entry["sha256"]] if entry.get("sha256") is not None else []
    if wrong := [one for one in ids if not is_import_id(one)] + [one for one in digests if not is_fingerprint(one)]:
        raise Problem("NO_FINGERPRINT", {"read": str(wrong[0])[:80]})


def store_original(home: Path, path: Path, digest: str) -> None:
    """Copies a file into the home's originals under its SHA-256; a file kept before is not copied again."""
    target = path_of(home, digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        part = target.with_suffix(".part")
        shutil.copyfile(path, part)
        os.replace(part, target)


def path_of(home: Path, digest: str) -> Path:
    """Where the original with this SHA-256 is kept; raises Problem for what is none, such as a path."""
    demand_names({"sha256": digest})
    return home / "originals" / digest

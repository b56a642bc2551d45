"""Backups made by themselves: when one is due, how many are kept, and how the last one went."""

from __future__ import annotations

import errno
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from data import moments, settings
from data.access import audit
from data.backups.backup import FOLDER, backup
from data.backups.unpack import CannotRestore, unpack
from data.problems import Problem

PREFIX = "scheduled-"
NOTED, FAILED = "backup", "backup-failed"
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def folder_of(store) -> Path:
    """Where scheduled backups go: LEDGER_BACKUP_FOLDER, else the folder of backups in the home."""
    return Path(settings.text("LEDGER_BACKUP_FOLDER") or store.home / FOLDER)


def kept(folder: Path) -> list[Path]:
    """The scheduled backups in a folder, newest first by the moment in their names."""
    return sorted(folder.glob(f"{PREFIX}*.zip"), reverse=True)


def is_due(folder: Path, hours: int, now: datetime) -> bool:
    """Whether a backup is to be made: none of the last so many hours is there; one from the future is none of them."""
    made = [moments.of_file(path) for path in folder.glob(f"{PREFIX}*.zip")]
    return hours > 0 and not any(now - timedelta(hours=hours) < one <= now + timedelta(minutes=1) for one in made)


def make(store, folder: Path, keep: int) -> dict:
    """Makes a verified backup, removes all scheduled ones but the newest so many, and returns what `backup` does.

    One that fails is noted in the log and removes nothing.
    """
    store.demand("administer")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        said = backup(store, folder / f"{PREFIX}{moments.now():%Y%m%d-%H%M%SZ}.zip")
    except Exception as failure:
        store.note(FAILED, "", **_reason(failure))
        raise
    others = [path for path in kept(folder) if path != said["path"]]
    for path in others[keep - 1 :]:
        path.unlink(missing_ok=True)
    return said


def _reason(failure: Exception) -> dict[str, str]:
    if isinstance(failure, Problem):
        return {"reason": failure.code, "tables": str(failure.fields.get("tables") or "")}
    is_full = isinstance(failure, OSError) and failure.errno in FULL
    return {"reason": "BACKUP_NO_ROOM" if is_full else type(failure).__name__}


def check(path: Path, hours: int, now: datetime) -> dict:
    """Takes a backup, or the newest of a folder, apart as `restore` does: {path, version, tallies, age, is_young}.

    is_young: no older than so many hours (0: any). Raises CannotRestore for one that is damaged, or for none at all.
    """
    if path.is_dir():
        found = sorted(path.glob("*.zip"), key=lambda one: one.stat().st_mtime)
        if not found:
            raise CannotRestore("NO_BACKUP", {"folder": path})
        path = found[-1]
    with tempfile.TemporaryDirectory() as folder:
        said = unpack(path, Path(folder))
    age = now - moments.of_file(path)
    return said | {"path": path, "age": age, "is_young": not hours or age <= timedelta(hours=hours)}


def last(cursor) -> dict | None:
    """How the latest backup went, whoever asked for it: {happened_at, made, reason, tables}; None before the first."""
    events = [event for event in audit.events(cursor) if event["action"] in (NOTED, FAILED)]
    if not events:
        return None
    event = events[-1]
    return {
        "happened_at": event["happened_at"],
        "made": event["action"] == NOTED,
        "reason": event["detail"].get("reason", ""),
        "tables": event["detail"].get("tables", ""),
    }

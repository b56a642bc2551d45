"""A whole home in one file, and back; both are opened afterwards and compared by counts and sums."""

from __future__ import annotations

import json
import os
import shutil
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from data.backups.table_totals import table_totals
from data.backups.unpack import CannotRestore, unpack
from data.backups.unpacking.archive import DATABASE, FILES, NOTE
from data.problems import Problem
from data.storage import atomic_replace, table_copy
from data.storage.versions import checkpoint, current_version

FOLDER = "backups"
PACKING = (zipfile.ZIP_DEFLATED, True, 1)  # with large files, quickly
STILL = (
    "quarantine",
    "import_log",
    "version_log",
    "noted_change",
    "confirmed_row",
    "control_total",
    "control",
    "closed_number",
    "assumption_value",
    "scenario",
    "action",
    "sector_name",
    "sector_change",
    "erasure",
)


def backup(store, out) -> dict:
    """Writes everything the home keeps into one zip file while it may be in use, and reads it again.

    A file of that name stays as it is until the new one is whole. Returns {path, version, made_at, tallies}; raises
    Problem BACKUP_DIFFERS when what was written is not what is there.
    """
    store.demand("administer")
    out, part = Path(out), store.home / "stage" / f"backup-{uuid.uuid4().hex}"
    beside = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}")
    part.mkdir(parents=True)
    try:
        said = _gather(store, part)
        _write(part, beside, said)
        _compare(beside, part / "read", said)
        atomic_replace.put_in_place(beside, out)
    finally:
        beside.unlink(missing_ok=True)
        shutil.rmtree(part, ignore_errors=True)
    store.note("backup", out.name, version=said["version"], rows=_rows(said))
    return said | {"path": out}


def _gather(store, part: Path) -> dict:
    """Puts what belongs together into one folder: a copy of the database, and links to files that never change."""
    with store.writing() as cursor:
        checkpoint(cursor)
        held = _copy(cursor, part / DATABASE)
        for name in FILES:
            if (store.home / name).exists():
                shutil.copyfile(store.home / name, part / name)
        for path in (path for name in ("originals", "texts") for path in (store.home / name).glob("*")):
            _link(path, part / path.relative_to(store.home))
        return {
            "version": current_version(cursor),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "tallies": held | _settled(table_totals(cursor)),
        }


def _copy(cursor, path: Path) -> dict:
    """Writes a copy of the database and returns what it adds up to."""
    try:
        table_copy.attach(cursor, path, "backup_copy", is_new=True)
        table_copy.copy(cursor, "ledger", "backup_copy")
        return table_totals(cursor, "backup_copy")
    finally:
        cursor.execute("use ledger.main")
        cursor.execute("detach database if exists backup_copy")


def _settled(found: dict) -> dict:
    """Without the tables in which people go on writing while a backup is made: the log, links, notes."""
    return {table: tally for table, tally in found.items() if table.startswith("raw_") or table in STILL}


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def _write(part: Path, out: Path, said: dict) -> None:
    with open(out, "xb", opener=atomic_replace.for_owner) as file, zipfile.ZipFile(file, "w", *PACKING) as archive:
        archive.writestr(NOTE, json.dumps(said))
        for path in sorted(path for path in part.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(part))


def _compare(written: Path, folder: Path, said: dict) -> None:
    """Takes the written file apart as `restore` does and compares it with the home: row counts, sums and originals."""
    folder.mkdir()
    try:
        found = unpack(written, folder)["tallies"]
    except CannotRestore as refused:
        if refused.code == "BACKUP_TOO_LARGE":
            raise
        raise Problem("BACKUP_DIFFERS", {"tables": refused.fields.get("tables") or refused.code}) from refused
    if found != said["tallies"]:
        raise Problem("BACKUP_DIFFERS", {"tables": ", ".join(_different(found, said["tallies"]))})


def _different(one: dict, other: dict) -> list[str]:
    return sorted(table for table in one.keys() | other.keys() if one.get(table) != other.get(table))


def _rows(said: dict) -> int:
    return sum(int(tally["rows"]) for tally in said["tallies"].values())


def restore(file, home) -> dict:
    """Fills an empty home from a backup and returns what it holds, as `backup` does; raises CannotRestore.

    The home is as it was before, or has everything, whenever the process is killed.
    """
    home = Path(home)
    if (home / DATABASE).exists():
        raise CannotRestore("HOME_NOT_EMPTY", {"home": home})
    with atomic_replace.file_lock(home):
        said = unpack(file, atomic_replace.stage(home))
        atomic_replace.commit(home, [])
        atomic_replace.complete(home)
    return said

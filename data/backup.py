"""A whole home in one file, and back; both are opened afterwards and compared by counts and sums."""

from __future__ import annotations

import json
import os
import shutil
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import exchanging, originals
from data.erasing import KEY
from data.problems import Problem
from data.tallies import tallies, tallies_of_file
from data.versions import checkpoint, current_version

DATABASE, NOTE, FOLDER = exchanging.DATABASE, "backup.json", "backups"
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
    "sector_name",
    "sector_change",
    "erasure",
)
FILES = (originals.LIST, originals.BASELINE, KEY)


class CannotRestore(Problem):
    """The file is no backup, or the home already holds something; the text says which."""


def backup(store, out) -> dict:
    """Writes everything the home keeps into one zip file while it may be in use, and reads it again.

    Returns {path, version, made_at, tallies}; raises Problem BACKUP_DIFFERS when what was written is not what is there.
    """
    store.demand("administer")
    out, part = Path(out), store.home / "stage" / f"backup-{uuid.uuid4().hex}"
    part.mkdir(parents=True)
    try:
        said = _gather(store, part)
        _write(part, out, said)
        _compare(store, out, part, said)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    store.note("backup", out.name, version=said["version"], rows=_rows(said))
    return said | {"path": out}


def _gather(store, part: Path) -> dict:
    """Puts what belongs together into one folder: a copy of the database, and links to files that never change."""
    quoted = str((part / DATABASE).resolve()).replace("'", "''")
    with store.writing() as cursor:
        checkpoint(cursor)
        cursor.execute(f"attach '{quoted}' as backup_copy")
        try:
            cursor.execute("copy from database ledger to backup_copy")
        finally:
            cursor.execute("detach backup_copy")
        for name in FILES:
            if (store.home / name).exists():
                shutil.copyfile(store.home / name, part / name)
        for path in (path for name in ("originals", "texts") for path in (store.home / name).glob("*")):
            _link(path, part / path.relative_to(store.home))
        return {
            "version": current_version(cursor),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "tallies": tallies_of_file(cursor, part / DATABASE) | _settled(tallies(cursor)),
        }


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
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(NOTE, json.dumps(said))
        for path in sorted(path for path in part.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(part))


def _compare(store, out: Path, part: Path, said: dict) -> None:
    """Opens the written file and compares it with the home, row counts, sums and originals."""
    read = part / "read"
    with zipfile.ZipFile(out) as archive:
        archive.extractall(read)
    with store.cursor() as cursor:
        found = tallies_of_file(cursor, read / DATABASE)
    if found != said["tallies"] or not _originals_are_whole(read):
        out.unlink(missing_ok=True)
        raise Problem("BACKUP_DIFFERS", {"tables": ", ".join(_different(found, said["tallies"]))})


def _different(one: dict, other: dict) -> list[str]:
    return sorted(table for table in one.keys() | other.keys() if one.get(table) != other.get(table))


def _originals_are_whole(folder: Path) -> bool:
    return all(originals.digest_of(path) == path.name for path in (folder / "originals").glob("*") if not path.suffix)


def _rows(said: dict) -> int:
    return sum(int(tally["rows"]) for tally in said["tallies"].values())


def restore(file, home) -> dict:
    """Fills an empty home from a backup and returns what it holds, as `backup` does; raises CannotRestore.

    The home is as it was before, or has everything, whenever the process is killed.
    """
    home = Path(home)
    if (home / DATABASE).exists():
        raise CannotRestore("HOME_NOT_EMPTY", {"home": home})
    with exchanging.turn(home):
        said = unpack(file, exchanging.begin(home))
        exchanging.promise(home, [])
        exchanging.finish(home)
    return said


def unpack(file, folder: Path) -> dict:
    """Puts the files of a backup into a folder and returns what they hold, counted and added up anew;
    raises CannotRestore."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if DATABASE not in names or any(not _belongs(name) for name in names):
                raise CannotRestore("NOT_A_BACKUP", {"file": _name(file)})
            archive.extractall(folder)
        return _checked(folder, file)
    except (zipfile.BadZipFile, duckdb.Error, OSError, ValueError) as failure:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(failure, CannotRestore):
            raise
        raise CannotRestore("NOT_A_BACKUP", {"file": _name(file)}) from failure


def _checked(folder: Path, file) -> dict:
    note = folder / NOTE
    said = json.loads(note.read_text()) if note.exists() else {}
    note.unlink(missing_ok=True)
    found = _tallies_alone(folder / DATABASE)
    if (said and found != said["tallies"]) or not _originals_are_whole(folder):
        raise CannotRestore("BACKUP_DIFFERS", {"tables": ", ".join(_different(found, said.get("tallies", {})))})
    return {"version": said.get("version"), "made_at": said.get("made_at"), "tallies": found}


def _tallies_alone(path: Path) -> dict:
    """In a database of its own, since no home is open."""
    with duckdb.connect() as alone:
        return tallies_of_file(alone, path)


def _name(file) -> str:
    return Path(str(getattr(file, "name", file))).name


def _belongs(name: str) -> bool:
    if name in (DATABASE, NOTE, *FILES):
        return True
    folder, _, rest = name.partition("/")
    if folder == "texts":
        return rest.endswith(".parquet") and rest.removesuffix(".parquet").isalnum()
    return folder == "originals" and len(rest) == 64 and rest.isalnum()

"""A whole home in one file, and back."""
from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import duckdb

from data import database
from data.problems import sentence
from data.versions import checkpoint

DATABASE = "ledger.duckdb"


class CannotRestore(ValueError):
    """The file is no backup, or the home already holds something; the text says which."""


def backup(store, out) -> Path:
    """Writes the database and all originals into one zip file while the home may be in use."""
    out, copy = Path(out), store.home / "stage" / "backup.duckdb"
    copy.unlink(missing_ok=True)
    with store.writing() as cursor:
        checkpoint(cursor)
        cursor.execute(f"attach '{str(copy.resolve()).replace(chr(39), chr(39) * 2)}' as backup_copy")
        try:
            cursor.execute("copy from database ledger to backup_copy")
        finally:
            cursor.execute("detach backup_copy")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(copy, DATABASE)
        for path in [store.home / "originals.jsonl", *sorted((store.home / "originals").glob("*"))]:
            if path.exists():
                archive.write(path, str(path.relative_to(store.home)))
    copy.unlink()
    return out


def restore(file, home) -> None:
    """Fills an empty home from a backup; raises CannotRestore and leaves the home as it was."""
    home = Path(home)
    if (home / DATABASE).exists():
        raise CannotRestore(sentence("HOME_NOT_EMPTY", {"home": home}))
    if not zipfile.is_zipfile(file):
        raise CannotRestore(sentence("NOT_A_BACKUP", {"file": file}))
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if DATABASE not in names or any(not _belongs(name) for name in names):
            raise CannotRestore(sentence("NOT_A_BACKUP", {"file": file}))
        part = home / "stage" / "restore"
        shutil.rmtree(part, ignore_errors=True)
        archive.extractall(part)
    _check_opens(part, file)
    for name in names:
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(part / name, target)
    shutil.rmtree(part)


def _belongs(name: str) -> bool:
    digest = name.removeprefix("originals/")
    return name in (DATABASE, "originals.jsonl") or (len(digest) == 64 and digest.isalnum() and digest != name)


def _check_opens(home: Path, file) -> None:
    try:
        database.connect(home).close()
    except duckdb.Error as failure:
        raise CannotRestore(sentence("NOT_A_BACKUP", {"file": file})) from failure

"""A backup taken apart in a separate process with limits: nothing in it is run, only what a home has is taken over."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from data.problems import Problem
from data.processes import limited_process

SECONDS = 3600
CODES = {"TOO_LARGE": "BACKUP_TOO_LARGE", "BACKUP_DIFFERS": "BACKUP_DIFFERS", "ALTERED_BACKUP": "ALTERED_BACKUP"}


class CannotRestore(Problem):
    """The file is no backup, or the home already holds something; the text says which."""


def unpack(file, folder: Path) -> dict:
    """Puts the files of a backup into a folder and returns what they hold, counted anew.

    {version, made_at, tallies}; the database among them is a new one with its rows. Raises CannotRestore.
    """
    try:
        with _on_disk(file, folder) as path:
            answer = limited_process.ask(
                "data.backups.unpacking", {"path": str(path), "folder": str(folder.resolve())}, SECONDS
            )
    except OSError as failure:
        raise CannotRestore("NOT_A_BACKUP", {"file": name_of(file)}) from failure
    if "refusal" in answer:
        shutil.rmtree(folder, ignore_errors=True)
        code = CODES.get(answer["refusal"]["code"], "NOT_A_BACKUP")
        raise CannotRestore(code, answer["refusal"]["fields"] | {"file": name_of(file)})
    return answer


def name_of(file) -> str:
    """The name of a file, or of one that was uploaded, without its folder."""
    return Path(str(getattr(file, "name", file))).name


class _on_disk:
    """The path of a file; one that was uploaded is put beside the folder for as long as it is needed."""

    def __init__(self, file, folder: Path):
        self._file, self._copy = file, folder.parent / f"backup-{uuid.uuid4().hex}"

    def __enter__(self) -> Path:
        if not hasattr(self._file, "read"):
            return Path(self._file).resolve()
        self._file.seek(0)
        with self._copy.open("wb") as out:
            shutil.copyfileobj(self._file, out)
        return self._copy.resolve()

    def __exit__(self, *_) -> None:
        self._copy.unlink(missing_ok=True)

"""The folder of a home: made for its owner, cleared of leftovers, and whether somebody else holds its database."""

from __future__ import annotations

import shutil
from pathlib import Path

try:
    import fcntl
except ImportError:  # this system has no such locks
    fcntl = None  # type: ignore[assignment]  # what is there where it is not


COMPANY_TABLES = "engine.toml"  # which data sets are read from tables of the company's own


def make(home: Path) -> None:
    """A home is its owner's alone; a group may be let in by hand, everybody else never."""
    if not home.exists():
        home.mkdir(parents=True, mode=0o700)
    elif (mode := home.stat().st_mode) & 0o007 and home.is_dir():
        home.chmod(mode & 0o770)


def is_held(path: Path) -> bool:
    """Whether another process has locked the file: asked of the system, whatever the database's message says."""
    try:
        with open(path, "r+b") as file:
            if fcntl is None:
                return False
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return True
    except PermissionError:
        return fcntl is None  # where there are no such locks a file in use cannot be opened
    except OSError:
        pass
    return False


def clear(stage: Path) -> None:
    """Removes what a process that was killed left behind: unpacked uploads, half of a backup."""
    for path in stage.iterdir():
        path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)

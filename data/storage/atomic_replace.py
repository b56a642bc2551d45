"""Files of a home put in the place of others, all or none of them, whenever the process is killed."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

from data.storage import home_folder
from data.storage.database import HomeInUse

try:
    import fcntl
except ImportError:  # no such lock on this system; two processes opening one home are told apart by the database alone
    fcntl = None  # type: ignore[assignment]  # mypy knows no other way to say it

FOLDER, READY, LOCK = "stage/exchange", "ready.json", "exchange.lock"
DATABASE, LOG = "ledger.duckdb", "ledger.duckdb.wal"
WAIT_SECONDS = 5
_HELD: set[Path] = set()


@contextmanager
def file_lock(home: Path):
    """This process alone may exchange files of the home; raises HomeInUse while another does."""
    key = Path(home).resolve()
    if key in _HELD or fcntl is None:
        yield
        return
    with open(_lock_file(home), "w") as file:
        _lock(file, home)
        _HELD.add(key)
        try:
            yield
        finally:
            _HELD.discard(key)


def _lock_file(home: Path) -> Path:
    home_folder.make(Path(home))
    return Path(home) / LOCK


def _lock(file, home: Path) -> None:
    give_up = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > give_up:
                raise HomeInUse(str(home)) from None
            time.sleep(0.05)


def stage(home: Path) -> Path:
    """An empty folder for the new files; they stand in it as they will stand in the home."""
    folder = Path(home) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def commit(home: Path, dropped: list[str]) -> None:
    """From here on the exchange will be finished, by this process or the next; `dropped` are files to be removed."""
    folder = Path(home) / FOLDER
    put = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]
    for name in put:
        _to_disk(folder / name)
    part = folder / f"{READY}.part"
    part.write_text(json.dumps({"put": put, "drop": dropped}), encoding="utf-8")
    _to_disk(part)
    os.replace(part, folder / READY)
    _to_disk(folder)


def complete(home: Path) -> None:
    """Finishes an exchange that was promised, and forgets one that was not."""
    folder = Path(home) / FOLDER
    if not folder.exists():
        return
    if (folder / READY).exists():
        plan = json.loads((folder / READY).read_text(encoding="utf-8"))
        _exchange(Path(home), folder, plan)
        (folder / READY).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _exchange(home: Path, folder: Path, plan: dict) -> None:
    if DATABASE in plan["put"] and (folder / DATABASE).exists():
        (home / LOG).unlink(missing_ok=True)
    for name in plan["put"]:
        if (folder / name).exists():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(folder / name, home / name)
    for name in plan["drop"]:
        (home / name).unlink(missing_ok=True)
    for place in {home, *(path.parent for path in map(home.joinpath, plan["put"]))}:
        _to_disk(place)


def put_in_place(part: Path, target: Path) -> None:
    """A whole file in the place of another of that name: one of the two is on disk, whenever the process is killed."""
    _to_disk(part)
    os.replace(part, target)
    _to_disk(target.parent)


def for_owner(path: str, flags: int) -> int:
    """Opens a file that nobody but its owner may read; for `open(…, opener=for_owner)`."""
    return os.open(path, flags, 0o600)


def _to_disk(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return  # a folder cannot be opened on every system
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)

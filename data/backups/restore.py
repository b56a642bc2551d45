"""A backup put in the place of what a running home holds; the home as it was is kept as a backup of its own first."""

from __future__ import annotations

import shutil
from pathlib import Path

from data import moments
from data.backups import replay
from data.backups.backup import FOLDER, backup
from data.backups.unpack import name_of, unpack
from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.erasure.erase import BASELINE, KEY, erase_customer, hash_with
from data.storage import atomic_replace, audit_journal, change_journal

MEGABYTE = 1_000_000


def new_backup(store, name: str = "ledger") -> dict:
    """Makes a backup in the home's own folder of backups and returns what `backup` does."""
    store.demand("administer")
    (store.home / FOLDER).mkdir(exist_ok=True)
    return backup(store, store.home / FOLDER / f"{name}-{moments.now():%Y%m%d-%H%M%SZ}.zip")


def backups(store) -> list[dict]:
    """The backups kept in the home, newest first: name, path, megabytes, made_at."""
    store.demand("administer")
    found = [
        {
            "name": path.name,
            "path": path,
            "megabytes": path.stat().st_size / MEGABYTE,
            "made_at": moments.of_file(path),
        }
        for path in (store.home / FOLDER).glob("*.zip")
    ]
    return sorted(found, key=lambda one: one["made_at"], reverse=True)


def remove_backup(store, name: str) -> None:
    """Removes one backup kept in the home; a name that is none of them changes nothing."""
    for one in backups(store):
        if one["name"] == name:
            one["path"].unlink(missing_ok=True)


def restore_over(store, file) -> dict:
    """Puts a backup in the place of everything the home holds, while the app runs.

    Returns {version, made_at, tallies, saved: the backup of what was there, erased_again: how many customers erased
    since came back with it and were erased once more}. Raises CannotRestore, Problem; then nothing was changed.
    """
    store.demand("administer")
    erased, key = _erased(store)
    saved = new_backup(store, "before-restore")["path"] if store.version else None
    with atomic_replace.file_lock(store.home), store.writing():
        said = unpack(file, atomic_replace.stage(store.home))
        with store.connection.alone():
            store.connection.exchange(lambda: atomic_replace.commit(store.home, _dropped(store.home)))
    _read_anew(store)
    again = _erase_again(store, erased, key)
    store.note("restore", name_of(file), version=said["version"])
    return said | {"saved": saved, "erased_again": again}


def _dropped(home: Path) -> list[str]:
    """Files of the home the backup does not have."""
    new = home / atomic_replace.FOLDER
    there = [path.relative_to(home) for name in ("originals", "texts") for path in (home / name).glob("*")]
    there += [Path(name) for name in (BASELINE, KEY, "originals.jsonl", audit_journal.OTHER) if (home / name).exists()]
    return [str(path) for path in there if not (new / path).exists()]


def _read_anew(store) -> None:
    with store.cursor() as cursor:
        change_journal.repair(cursor, store.home)
    replay.replay(store)
    shutil.rmtree(store.home / atomic_replace.FOLDER, ignore_errors=True)


def _erased(store) -> tuple[set[str], bytes]:
    path = store.home / KEY
    with store.cursor() as cursor:
        return {
            digest for (digest,) in cursor.execute("select keyed_hash from erasure").fetchall()
        }, path.read_bytes() if path.exists() else b""


def _erase_again(store, erased: set[str], key: bytes) -> int:
    if not erased:
        return 0
    named = [
        f"select customer_id from raw_{name}" for name in dataset_names() if "customer_id" in contract_of(name).names
    ]
    with store.cursor() as cursor:
        ids = cursor.execute(
            f"select distinct customer_id from ({' union all '.join(named)}) where customer_id is not null"
        ).fetchall()
    again = [one for (one,) in ids if hash_with(key, one) in erased]
    for one in again:
        erase_customer(store, one)
    return len(again)

"""The state of an installation: what is loaded, how much room it takes, when it was last backed up."""

from __future__ import annotations

import shutil

from data.access import audit
from data.backups import schedule
from data.backups.backup import FOLDER

PARTS = {
    "database": ("ledger.duckdb", "ledger.duckdb.wal", "baseline.duckdb"),
    "originals": ("originals",),
    "texts": ("texts",),
    "backups": (FOLDER,),
}
MEGABYTE = 1_000_000


def state(store) -> dict:
    """{version, rows: data set → rows now, megabytes: part → size, last_backup: what schedule.last says,
    erased: how many, log_holds, disk_free: bytes}."""
    store.demand("administer")
    with store.cursor() as cursor:
        backup = schedule.last(cursor)
        erased = cursor.execute("select count(*) from erasure").fetchone()[0]
        holds = audit.is_intact(cursor) and store.journal.is_whole
    return {
        "version": store.version,
        "rows": {name: rows for name, rows in store.counts().items() if rows},
        "megabytes": megabytes(store.home),
        "last_backup": backup,
        "erased": erased,
        "log_holds": holds,
        "disk_free": shutil.disk_usage(store.home).free,
    }


def imports_made(cursor) -> int:
    """How many files have been imported, those undone included."""
    return cursor.execute("select count(*) from import_log").fetchone()[0]


def megabytes(home) -> dict[str, float]:
    """The size of each part of a home, in megabytes."""
    return {part: _megabytes(home, names) for part, names in PARTS.items()}


def _megabytes(home, names) -> float:
    files = [
        path for name in names for path in ([home / name] if (home / name).is_file() else (home / name).rglob("*"))
    ]
    return sum(path.stat().st_size for path in files if path.is_file()) / MEGABYTE

"""The state of an installation: what is loaded, how much room it takes, when it was last backed up."""

from __future__ import annotations

from data.access import audit
from data.backups.backup import FOLDER

PARTS = {
    "database": ("ledger.duckdb", "ledger.duckdb.wal", "baseline.duckdb"),
    "originals": ("originals",),
    "texts": ("texts",),
    "backups": (FOLDER,),
}
MEGABYTE = 1_000_000


def state(store) -> dict:
    """{version, rows: data set → rows now, megabytes: part → size, last_backup: UTC moment or None, erased:
    how many, log_holds}."""
    store.demand("administer")
    with store.cursor() as cursor:
        backups = [event["happened_at"] for event in audit.events(cursor) if event["action"] == "backup"]
        erased = cursor.execute("select count(*) from erasure").fetchone()[0]
        holds = audit.is_intact(cursor) and store.journal.is_whole
    return {
        "version": store.version,
        "rows": {name: rows for name, rows in store.counts().items() if rows},
        "megabytes": {part: _megabytes(store.home, names) for part, names in PARTS.items()},
        "last_backup": max(backups, default=None),
        "erased": erased,
        "log_holds": holds,
    }


def _megabytes(home, names) -> float:
    files = [
        path for name in names for path in ([home / name] if (home / name).is_file() else (home / name).rglob("*"))
    ]
    return sum(path.stat().st_size for path in files if path.is_file()) / MEGABYTE

"""What undoing an import, or another change, would do, found by doing it and letting go of it again."""

from __future__ import annotations

from collections.abc import Callable

from data import reversal, undoing
from data.contracts import contracts
from data.versions import current_version


def would_take_back(store, import_id: str, watch: Callable | None = None) -> dict:
    """Returns what an undo would do: dataset, file, rows that would end, rows that would come back, and rows set aside.

    `watch(cursor, version)` is called while the import is taken back; what it returns is "effect". Nothing is kept.
    Raises undoing.CannotUndo.
    """
    store.demand("change")
    with store.writing() as cursor:
        cursor.execute("begin")
        try:
            version = current_version(cursor) + 1
            undone = undoing.undo(cursor, import_id, version)
            found = undone | {"returned": _returned(cursor, version), "aside": _no_longer_aside(cursor, version)}
            return found | ({"effect": watch(cursor, version)} if watch else {})
        finally:
            cursor.execute("rollback")


def would_undo(store, undone: int, watch: Callable | None = None) -> dict:
    """Returns what taking back a change other than an import would do: what history would say of it, and "effect", what
    `watch(cursor, version)` returns while it is taken back. Nothing is kept. Raises Problem.
    """
    store.demand("change")
    with store.writing() as cursor:
        cursor.execute("begin")
        try:
            version = current_version(cursor) + 1
            told = reversal.reverse(cursor, undone, version)
            return told | ({"effect": watch(cursor, version)} if watch else {})
        finally:
            cursor.execute("rollback")


def _returned(cursor, version: int) -> int:
    counted = " + ".join(f"(select count(*) from raw_{name} where from_version = {version})" for name in contracts())
    return cursor.execute(f"select {counted}").fetchone()[0]


def _no_longer_aside(cursor, version: int) -> int:
    return cursor.execute(
        "select count(distinct import_id || ':' || source_row) from quarantine where to_version = ?", [version]
    ).fetchone()[0]

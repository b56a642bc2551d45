"""Versions: every accepted change is one transaction, one number, and on disk before it is acknowledged."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager, suppress

import duckdb

from data import moments
from data.access import audit
from data.accounting import period_close
from data.problems import Problem

ACTION_OF = {"sector_change": "sector-change", "undo_sector_change": "sector-change", "undo_change": "undo"}


def current_version(cursor) -> int:
    """The number of the latest accepted change; 0 in an empty home."""
    return cursor.execute("select coalesce(max(version), 0) from version_log").fetchone()[0]


@contextmanager
def versioned_change(cursor, kind: str, detail: dict, store):
    """One transaction that raises the version; yields the new number and rolls back when anything fails.

    Whoever acts on the store must have the right to change. What stands in detail at the end is written;
    its "effect" is the change of the cost of dissatisfaction.
    """
    by = store.demand("change").name
    cursor.execute("begin")
    try:
        version = current_version(cursor) + 1
        yield version
        with audit.write_lock():
            _log(cursor, version, kind, detail, store.models_hash, by)
            _audit(cursor, version, kind, detail, by)
            cursor.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):  # a full disk has ended the transaction already
            cursor.execute("rollback")
        raise
    with already_stored(version):
        checkpoint(cursor)
        store.journal.follow(cursor)


@contextmanager
def already_stored(version: int):
    """What follows a committed change: it is in the log beside the database file, whatever fails from here on.

    Raises Problem STORED_NOT_SETTLED then, which says so; nobody is told that nothing was stored.
    """
    try:
        yield
    except (duckdb.Error, OSError) as failure:
        reason = str(failure).splitlines()[0]
        raise Problem("STORED_NOT_SETTLED", {"version": version, "reason": reason}) from failure


def _log(cursor, version: int, kind: str, detail: dict, models_hash: str, by: str) -> None:
    effect = detail.pop("effect", None)
    cursor.execute(
        "insert into version_log (version, kind, happened_at, detail, models_hash, effect, restates, who) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            version,
            kind,
            moments.now(),
            json.dumps(detail, ensure_ascii=False),
            models_hash,
            effect,
            json.dumps(period_close.affected_months(cursor, version)),
            by,
        ],
    )


def _audit(cursor, version: int, kind: str, detail: dict, by: str) -> None:
    action = ACTION_OF.get(kind, kind)
    if kind == "repair" and detail.get("dismissed"):
        action = "dismiss"
    said = {
        name: detail[name]
        for name in ("import_id", "dataset", "changes", "month", "column", "change_id", "change", "undoes")
        if detail.get(name)
    }
    audit.append(cursor, by, action, detail.get("file") or detail.get("month") or "", version=version, **said)


def checkpoint(cursor, patience_seconds: float = 120) -> None:
    """Puts everything committed into the database file; waits for other writers to finish first."""
    give_up = time.monotonic() + patience_seconds
    while True:
        try:
            cursor.execute("checkpoint")
            return
        except duckdb.TransactionException:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)


def visible_at(alias: str, version: str = "?") -> str:
    """The SQL condition that a stored row is part of a version; takes the number twice."""
    return f"{alias}.from_version <= {version} and ({alias}.to_version is null or {alias}.to_version > {version})"

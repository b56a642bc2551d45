"""Versions: every accepted change is one transaction, one number, and on disk before it is acknowledged."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import duckdb

from data import moments
from data.access import audit
from data.accounting import period_close
from data.problems import Problem
from data.storage import change_journal
from data.storage.database import use_cores

ACTION_OF = {"sector_change": "sector-change", "undo_sector_change": "sector-change", "undo_change": "undo"}


def current_version(cursor) -> int:
    """The number of the latest accepted change; 0 in an empty home."""
    return cursor.execute("select coalesce(max(version), 0) from version_log").fetchone()[0]


@dataclass
class Change:
    """An accepted change: its number, what history says of it ("effect": of the cost of dissatisfaction), and what is
    noted outside the database, from which it can be made again."""

    version: int
    detail: dict = field(default_factory=dict)
    noted: dict = field(default_factory=dict)


@contextmanager
def transaction(cursor, closing: Callable[[], None] = lambda: None):
    """All changes of a cursor, or none. `closing` writes their entry in the log; nobody else writes one before both are
    kept."""
    cursor.execute("begin")
    try:
        yield
        with audit.write_lock():
            closing()
            cursor.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):  # a full disk has ended the transaction already
            cursor.execute("rollback")
        raise


@contextmanager
def versioned_change(cursor, kind: str, store):
    """One transaction that raises the version; yields the Change and rolls back when anything fails.

    Whoever acts on the store must have the right to change. What stands in the change at the end is written: in the
    history, in the log of who did what, and in the list of changes outside the database.
    """
    by = store.demand("change").name
    change = Change(0)

    def _log_it():
        change_journal.record(cursor, {"kind": kind, "version": change.version, "by": by} | change.noted)
        _log(cursor, change, kind, store.models_hash, by)
        _audit(cursor, change, kind, by)

    with transaction(cursor, _log_it):
        change.version = current_version(cursor) + 1
        yield change
    store.latest = change.version
    with already_stored(change.version):
        checkpoint(cursor)
        use_cores(cursor)
        store.journal.follow(cursor)
        change_journal.append(store.home, {"kind": kind, "version": change.version, "by": by} | change.noted)


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


def _log(cursor, change: Change, kind: str, models_hash: str, by: str) -> None:
    detail = {name: said for name, said in change.detail.items() if name != "effect"}
    cursor.execute(
        "insert into version_log (version, kind, happened_at, detail, models_hash, effect, restates, who) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            change.version,
            kind,
            moments.now(),
            json.dumps(detail, ensure_ascii=False),
            models_hash,
            change.detail.get("effect"),
            json.dumps(period_close.affected_months(cursor, change.version)),
            by,
        ],
    )


def _audit(cursor, change: Change, kind: str, by: str) -> None:
    detail = change.detail
    action = ACTION_OF.get(kind, kind)
    if kind == "repair" and detail.get("dismissed"):
        action = "dismiss"
    said = {
        name: detail[name]
        for name in ("import_id", "dataset", "changes", "month", "column", "change_id", "change", "undoes", "outcome")
        if detail.get(name)
    }
    audit.append(
        cursor,
        by,
        action,
        next((detail[name] for name in ("file", "month", "scenario", "finding", "action") if detail.get(name)), ""),
        version=change.version,
        **said,
    )


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

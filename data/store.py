"""The home of an installation: its database, originals and versions, opened once in a process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

from data import (
    closing,
    controls,
    database,
    exchanging,
    listing,
    originals,
    quarantine,
    recovery,
    sector_changes,
    undoing,
)
from data.doorway import Doorway
from data.people import audit
from data.people.acting import LOCAL, Actor, acting
from data.people.rights import may
from data.problems import Problem
from data.versions import change, checkpoint, current_version


class Store:
    """One open home. Reading takes its own cursor; writing goes one change at a time.

    Raises data.database.HomeInUse when another process holds the home, HomeFails when it cannot be read or written.
    """

    def __init__(self, home, models_hash: str = "", who: Callable[[], Actor] = lambda: LOCAL):
        self.home = Path(home)
        self.models_hash = models_hash
        self._who = who
        self.connection = Doorway(self.home, self._opened)
        self._one_writer = threading.Lock()
        with self.cursor() as cursor:
            originals.complete(cursor, self.home)
        recovery.replay(self)

    def _opened(self):
        try:
            with exchanging.turn(self.home):
                exchanging.finish(self.home)
                return database.connect(self.home, again=hasattr(self, "connection"))
        except OSError as failure:
            raise database.HomeFails(str(failure)) from failure

    @property
    def actor(self) -> Actor:
        """On whose behalf this thread acts: as acting_as says, else as whoever opened the store says."""
        return acting() or self._who()

    def demand(self, right: str) -> Actor:
        """The person acting, when they may do this; else it is noted, and Problem NOT_ALLOWED raised."""
        actor = self.actor
        if not may(actor, right):
            self.note("refused", right)
            raise Problem("NOT_ALLOWED", {"right": right})
        return actor

    def note(self, action: str, on: str = "", **detail) -> None:
        """Notes in the audit log that the person acting did something, whatever becomes of changes under way."""
        with self.cursor() as cursor:
            audit.note(cursor, self.actor.name, action, on, **detail)

    @contextmanager
    def cursor(self):
        """A cursor of its own for one or a few queries; closed afterwards."""
        cursor = self.connection.cursor()
        try:
            yield cursor
        finally:
            self.connection.release(cursor)

    @contextmanager
    def writing(self, cursor=None):
        """A cursor (the given one, or one of its own) for one change; others wait."""
        with self._one_writer, nullcontext(cursor) if cursor else self.cursor() as one:
            yield one

    def _make(self, kind: str, work, noted: dict) -> int:
        """Makes one change: `work(cursor, version)` returns what history says of it; noted is for making it again."""
        with self.writing() as cursor:
            detail: dict = {}
            with change(cursor, kind, detail, self) as version:
                detail |= work(cursor, version)
                entry = originals.promise(cursor, {"kind": kind, "version": version, "by": self.actor.name} | noted)
            originals.note(self.home, entry)
        return version

    @property
    def version(self) -> int:
        """The number of the latest accepted change; 0 in an empty home."""
        with self.cursor() as cursor:
            return current_version(cursor)

    def imports(self) -> list[dict]:
        """All imports, oldest first: import_id, dataset, file, version, status, rows, undone and more."""
        with self.cursor() as cursor:
            return listing.imports(cursor)

    def rows(self, dataset: str, version: int | None = None):
        """The stored rows of a data set as a frame: canonical columns, source_file, source_sheet, source_row,
        verbatim."""
        self.demand("rows")
        with self.cursor() as cursor:
            return listing.rows(cursor, dataset, current_version(cursor) if version is None else version, self.home)

    def quarantine(self, import_id: str | None = None) -> list[dict]:
        """The rows set aside now, of one import or of all."""
        self.demand("rows")
        with self.cursor() as cursor:
            return quarantine.listed(cursor, import_id)

    def undo(self, import_id: str) -> dict:
        """Takes one import back and returns dataset, file, rows and the new version; raises undoing.CannotUndo."""
        with self.writing() as cursor:
            detail = {"import_id": import_id}
            with change(cursor, "undo", detail, self) as version:
                undone = undoing.undo(cursor, import_id, version)
                detail |= undone
                entry = originals.promise(
                    cursor, {"kind": "undo", "version": version, "by": self.actor.name, "import_id": import_id}
                )
            originals.note(self.home, entry)
        return undone | {"version": version}

    def assume(self, changes: dict[str, dict]) -> int:
        """Stores assumptions, name -> {value, low, high, unit, source} as texts, as one change; returns the version."""

        def work(cursor, version):
            return {
                "changes": {name: self._assume_one(cursor, name, fields, version) for name, fields in changes.items()}
            }

        return self._make("assumption", work, {"changes": changes})

    def _assume_one(self, cursor, name: str, fields: dict, version: int) -> dict:
        before = (
            cursor.execute(
                "select value, low, high, unit, source from assumption_value where name = ? and to_version is null",
                [name],
            ).fetchone()
            or (None,) * 5
        )
        values = dict(zip(("value", "low", "high", "unit", "source"), before)) | fields
        cursor.execute(
            "update assumption_value set to_version = ? where name = ? and to_version is null", [version, name]
        )
        cursor.execute(
            "insert into assumption_value values (?, ?, ?, ?, ?, ?, ?, ?, null)",
            [name, *values.values(), date.today(), version],
        )
        return {"old": before[0], "new": values["value"]}

    def control(self, dataset: str, month: str, column: str, amount: str) -> int:
        """Stores the books' figure of a month (YYYY-MM), in place of an earlier one; raises data.problems.Problem."""
        return self._make(
            "control",
            lambda cursor, version: controls.put(cursor, dataset, month, column, amount, version),
            {"dataset": dataset, "month": month, "column": column, "amount": str(amount)},
        )

    def controls(self) -> list[dict]:
        """The books' figures as they stand now: dataset, month, column, amount, version."""
        with self.cursor() as cursor:
            return controls.listed(cursor)

    def close_month(self, month: str, numbers: list[dict], read_at: int | None = None) -> int:
        """Closes a month with its numbers ({sector, component, amount}), read at a version; raises
        data.problems.Problem, also when something changed since then."""

        def work(cursor, version):
            if read_at not in (None, version - 1):
                raise Problem("CHANGED_MEANWHILE", {})
            closing.close_month(cursor, month, numbers, version)
            return {"month": month}

        return self._make(
            "close",
            work,
            {"month": month, "numbers": [number | {"amount": str(number["amount"])} for number in numbers]},
        )

    def reopen_month(self, month: str) -> int:
        """Opens a closed month again; raises data.problems.Problem when it is not closed."""

        def work(cursor, version):
            closing.reopen_month(cursor, month, version)
            return {"month": month}

        return self._make("reopen", work, {"month": month})

    def closed_months(self) -> list[dict]:
        """The months closed now, oldest first: month, closed_on, version."""
        with self.cursor() as cursor:
            return closing.closed_months(cursor)

    def undo_sector_change(self, change_id: str) -> int:
        """Takes one change of sectors back and returns the version; raises data.problems.Problem."""
        return sector_changes.undo_sector_change(self, change_id)

    def counts(self) -> dict[str, int]:
        """How many rows each data set holds now, by data set."""
        with self.cursor() as cursor:
            return listing.counts(cursor)

    def changes(self) -> list[dict]:
        """Every accepted change, oldest first: version, kind, happened_at, by, file, dataset, import_id, rows,
        rows_quarantined, effect (of the cost of dissatisfaction, text or None), restates (months), detail (a dict)."""
        with self.cursor() as cursor:
            return listing.changes(cursor)

    def close(self) -> None:
        """Puts everything on disk and lets go of the home."""
        with self.cursor() as cursor:
            checkpoint(cursor)
        self.connection.close()

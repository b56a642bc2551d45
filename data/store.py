"""The home of an installation: its database, originals and versions, opened once in a process."""
from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from data import database, listing, originals, quarantine, recovery, undoing
from data.versions import change, checkpoint, current_version


class Store:
    """One open home. Reading takes its own cursor; writing goes one change at a time.

    Raises data.database.HomeInUse when another process holds the home, HomeFails when it cannot be read or written.
    """

    def __init__(self, home, models_hash: str = ""):
        self.home = Path(home)
        self.models_hash = models_hash
        self.connection = database.connect(self.home)
        self._one_writer = threading.Lock()
        recovery.replay(self)

    @contextmanager
    def cursor(self):
        """A cursor of its own for one or a few queries; closed afterwards."""
        cursor = self.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def writing(self):
        """A cursor for one change; others wait."""
        with self._one_writer, self.cursor() as cursor:
            yield cursor

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
        """The stored rows of a data set as a frame: canonical columns, source_file, source_sheet, source_row, verbatim."""
        with self.cursor() as cursor:
            return listing.rows(cursor, dataset, current_version(cursor) if version is None else version)

    def quarantine(self, import_id: str | None = None) -> list[dict]:
        """The rows set aside now, of one import or of all."""
        with self.cursor() as cursor:
            return quarantine.listed(cursor, import_id)

    def undo(self, import_id: str) -> dict:
        """Takes one import back and returns dataset, file, rows and the new version; raises undoing.CannotUndo."""
        with self.writing() as cursor:
            with change(cursor, "undo", json.dumps({"import_id": import_id}), self.models_hash) as version:
                undone = undoing.undo(cursor, import_id, version)
        originals.note(self.home, {"kind": "undo", "version": version, "import_id": import_id})
        return undone | {"version": version}

    def assume(self, changes: dict[str, dict]) -> int:
        """Stores assumptions, name -> {value, low, high, unit, source} as texts, as one change; returns the version."""
        with self.writing() as cursor:
            with change(cursor, "assumption", json.dumps(sorted(changes)), self.models_hash) as version:
                for name, fields in changes.items():
                    self._assume_one(cursor, name, fields, version)
        originals.note(self.home, {"kind": "assumption", "version": version, "changes": changes})
        return version

    def _assume_one(self, cursor, name: str, fields: dict, version: int) -> None:
        before = cursor.execute(
            "select value, low, high, unit, source from assumption_value where name = ? and to_version is null",
            [name]).fetchone() or (None,) * 5
        values = dict(zip(("value", "low", "high", "unit", "source"), before)) | fields
        cursor.execute("update assumption_value set to_version = ? where name = ? and to_version is null",
                       [version, name])
        cursor.execute("insert into assumption_value values (?, ?, ?, ?, ?, ?, ?, ?, null)",
                       [name, *values.values(), date.today(), version])

    def counts(self) -> dict[str, int]:
        """How many rows each data set holds now, by data set."""
        with self.cursor() as cursor:
            return listing.counts(cursor)

    def changes(self) -> list[dict]:
        """Every accepted change, oldest first: version, kind, happened_at, detail."""
        with self.cursor() as cursor:
            return listing.changes(cursor)

    def close(self) -> None:
        """Puts everything on disk and lets go of the home."""
        with self.cursor() as cursor:
            checkpoint(cursor)
        self.connection.close()

"""The home of an installation: its database, originals and versions, opened once in a process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import duckdb

from data import listing, scenarios
from data.access import audit
from data.access.actor import LOCAL, Actor, current_actor, is_allowed
from data.accounting import control_totals, period_close
from data.actions import Actions
from data.backups import replay
from data.cells.kept_cells import KeptCells
from data.imports.quarantine import listed
from data.imports.whole_list import refuse_import_of_table
from data.problems import Problem
from data.sectors import changes as sectors_changes
from data.storage import atomic_replace, change_journal, database, shutdown
from data.storage.assumption_values import store_assumption
from data.storage.audit_journal import Journal
from data.storage.connection import SharedConnection
from data.storage.versions import Change, current_version, transaction, versioned_change
from data.undo import change_undo, import_undo


class Store:
    """One open home. Reading takes its own cursor; writing goes one change at a time.

    Raises database.HomeInUse when another process holds the home, HomeFails when it cannot be read or written.
    """

    def __init__(self, home, models_hash: str = "", who: Callable[[], Actor] = lambda: LOCAL):
        self.home = Path(home)
        self.models_hash = models_hash
        self._who = who
        self.connection = SharedConnection(self.home, self._opened)
        self.kept_cells = KeptCells(self.home / "stage")
        self.tables: dict = {}  # data set -> the company's table it is read from; said by whoever opens the home
        self._one_writer = threading.Lock()
        self.is_open = True
        with self.cursor() as cursor:
            change_journal.repair(cursor, self.home)
        replay.replay(self)
        shutdown.opened(self)

    def _opened(self):
        try:
            with atomic_replace.file_lock(self.home):
                atomic_replace.complete(self.home)
                connection = database.connect(self.home, again=hasattr(self, "connection"))
                self.journal, self.latest = Journal(self.home), current_version(connection)
                if lost := self.journal.bring_back(connection):
                    logging.getLogger(__name__).warning("%s lost entries of the log put in again", lost)
                return connection
        except OSError as failure:
            raise database.HomeFails(str(failure)) from failure

    @property
    def actor(self) -> Actor:
        """On whose behalf this thread acts: as acting_as says, else as whoever opened the store says."""
        return current_actor() or self._who()

    def demand(self, right: str) -> Actor:
        """The person acting, when they may do this; else it is noted, and Problem NOT_ALLOWED raised."""
        actor = self.actor
        if not is_allowed(actor, right):
            self.note("refused", right)
            raise Problem("NOT_ALLOWED", {"right": right})
        return actor

    def note(self, action: str, on: str = "", **detail) -> None:
        """Notes in the audit log that the person acting did something, whatever becomes of changes under way."""
        with self.cursor() as cursor:
            audit.append(cursor, self.actor.name, action, on, **detail)
            self.journal.follow(cursor, is_lasting=False)

    @contextmanager
    def step(self, cursor=None, is_lasting: bool = True, is_noted: bool = True):
        """A cursor (the given one, or one of its own) whose changes are kept together with their entry in the log, or
        not at all; lasting: on disk before it is over; noted: there is such an entry."""
        with nullcontext(cursor) if cursor else self.cursor() as one:
            with audit.write_lock(), transaction(one):
                yield one
            if is_noted:
                self.journal.follow(one, is_lasting)
            if is_lasting:
                with suppress(duckdb.Error):  # somebody else is writing; the journal holds it
                    one.execute("checkpoint")

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

    def _make(self, kind: str, work, noted: dict) -> Change:
        """Makes one change: `work(cursor, version)` returns what history says of it; noted is for making it again."""
        with self.writing() as cursor, versioned_change(cursor, kind, self) as change:
            change.detail, change.noted = work(cursor, change.version), noted
        return change

    @property
    def version(self) -> int:
        """The number of the latest accepted change; 0 in an empty home. Waits while the file is being exchanged."""
        self.connection.wait_for_file()
        return self.latest

    def imports(self) -> list[dict]:
        """All imports, oldest first: import_id, dataset, file, version, status, rows, undone and more."""
        with self.cursor() as cursor:
            return listing.imports(cursor)

    def rows(self, dataset: str, version: int | None = None):
        """The stored rows of a data set as a frame: canonical columns, source, verbatim."""
        self.demand("rows")
        with self.cursor() as cursor:
            return listing.rows(cursor, dataset, current_version(cursor) if version is None else version, self.home)

    def quarantine(self, import_id: str | None = None) -> list[dict]:
        """The rows set aside now, of one import or of all."""
        self.demand("rows")
        with self.cursor() as cursor:
            return listed(cursor, import_id)

    def undo(self, import_id: str) -> dict:
        """Takes one import back and returns dataset, file, rows and the new version; raises CannotUndo or Problem."""
        refuse_import_of_table(self, import_id)
        named = {"import_id": import_id}
        change = self._make("undo", lambda cursor, version: named | import_undo.undo(cursor, import_id, version), named)
        return {name: said for name, said in change.detail.items() if name != "import_id"} | {"version": change.version}

    def assume(self, changes: dict[str, dict]) -> int:
        """Stores assumptions, name -> {value, low, high, unit, source} as texts, as one change; returns the version."""

        def _work(cursor, version):
            stored = {name: store_assumption(cursor, name, fields, version) for name, fields in changes.items()}
            return {"changes": stored}

        return self._make("assumption", _work, {"changes": changes}).version

    def control(self, dataset: str, month: str, column: str, amount: str) -> int:
        """Stores the books' figure of a month (YYYY-MM), in place of an earlier one; raises data.problems.Problem."""
        return self._make(
            "control",
            lambda cursor, version: control_totals.store_control_total(cursor, dataset, month, column, amount, version),
            {"dataset": dataset, "month": month, "column": column, "amount": str(amount)},
        ).version

    def controls(self) -> list[dict]:
        """The books' figures as they stand now: dataset, month, column, amount, version."""
        with self.cursor() as cursor:
            return control_totals.control_totals(cursor)

    def close_month(self, month: str, numbers: list[dict], read_at: int | None = None) -> int:
        """Closes a month with its numbers ({sector, component, amount}), read at a version; raises
        data.problems.Problem, also when something changed since then."""

        def _work(cursor, version):
            if read_at not in (None, version - 1):
                raise Problem("CHANGED_MEANWHILE", {})
            period_close.close_month(cursor, month, numbers, version)
            return {"month": month}

        return self._make(
            "close",
            _work,
            {"month": month, "numbers": [number | {"amount": str(number["amount"])} for number in numbers]},
        ).version

    def reopen_month(self, month: str) -> int:
        """Opens a closed month again; raises data.problems.Problem when it is not closed."""

        def _work(cursor, version):
            period_close.reopen_month(cursor, month, version)
            return {"month": month}

        return self._make("reopen", _work, {"month": month}).version

    def closed_months(self) -> list[dict]:
        """The months closed now, oldest first: month, closed_on, version."""
        with self.cursor() as cursor:
            return period_close.closed_months(cursor)

    def undo_change(self, undone: int) -> int:
        """Takes the change of a version back (assumptions, the books' figure, a closing, sectors) and returns the new
        version; raises data.problems.Problem when it cannot be, or a later change depends on it."""
        return self._make(
            "undo_change", lambda cursor, version: change_undo.reverse(cursor, undone, version), {"undoes": undone}
        ).version

    def undo_sector_change(self, change_id: str) -> int:
        """Takes one change of sectors back and returns the version; raises data.problems.Problem."""
        return sectors_changes.undo_sector_change(self, change_id)

    def scenarios(self) -> list[dict]:
        """The named scenarios, by name: name, description, levers, seen, version."""
        with self.cursor() as cursor:
            return scenarios.scenarios(cursor)

    def scenario(self, name: str) -> dict:
        """The scenario of this name; raises data.problems.Problem when there is none."""
        with self.cursor() as cursor:
            return scenarios.find_scenario(cursor, name)

    def save_scenario(self, name: str, levers: list[dict], **fields) -> int:
        """Saves a scenario and returns the version; see data.scenarios.save_scenario."""
        return scenarios.save_scenario(self, name, levers, **fields)

    def delete_scenario(self, name: str) -> int:
        """Deletes a scenario and returns the version; raises data.problems.Problem when there is none."""
        return scenarios.delete_scenario(self, name)

    @property
    def actions(self) -> Actions:
        """The actions taken on, and the ways to change them."""
        return Actions(self)

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
        """Puts everything on disk and lets go of the home; what somebody began to write and left is not kept."""
        shutdown.put_on_disk(self)
        self.kept_cells.clear()
        self.is_open = False
        shutdown.closed(self)
        self.connection.close()

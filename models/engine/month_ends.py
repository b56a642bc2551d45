"""Month ends: what figures that speak of a day say at the end of each month, worked out once for all who choose it."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing, contextmanager
from datetime import date, timedelta

import duckdb

from models.engine import build
from models.engine.definitions.dependents import dependents

# the figures of a day that pages show; what they stand on is not kept, so that a month takes little room
PREPARED = (
    "avoidable_churn",
    "avoidable_churn_total",
    "best_split",
    "churn_state",
    "cohort_retention",
    "crude_comparison",
    "customer_value",
    "excess_by",
    "handling_worth",
    "margin_by_tenure",
    "repeat_buyers",
    "retention_curve",
    "retention_extended",
    "retention_worth",
)
MONTHS = 36
VERSIONS_KEPT = 4
LONGEST_SECONDS = 900
LOOK_AGAIN_SECONDS = 0.1
Key = tuple[int, date]


class GivenUp(Exception):
    """Month ends are not worked out any further; what was made stays."""


class MonthEnds:
    """The last 36 month ends of a version, in one schema with a table a figure.

    Who asks for a month end that is not there yet gets it made before others; who asks for the same one waits for that.
    """

    def __init__(self, engine):
        self._engine, self._connection = engine, engine._connection
        catalogue, moved = engine.catalogue, dependents(engine.catalogue, "as_of")
        self._names = [name for name in catalogue.materialized(list(PREPARED)) if name in moved]
        self._changed = threading.Condition()
        self._wanted: list[Key] = []
        self._in_work: set[Key] = set()
        self._one_writer = threading.Lock()
        self._spent: dict[int, float] = defaultdict(float)
        self._held: dict[str, set[date]] = {}
        if hasattr(self._connection, "gives_up"):
            self._connection.gives_up(self.let_go)

    def let_go(self) -> None:
        """Forget which month ends are there: the file may be exchanged for another."""
        self._held.clear()

    def day(self, version: int, overrides: dict | None, names: list[str] | None) -> date | None:
        """Return the month end these assumptions speak of, None where it, or one of the figures, is not kept here."""
        if not overrides or set(overrides) != {"as_of"} or not names or not set(names) <= set(PREPARED):
            return None
        day = date.fromisoformat(overrides["as_of"])
        return day if day in self.days(version) else None

    def days(self, version: int) -> list[date]:
        """Return the month ends kept for a version, newest first; none while the version is not worked out."""
        if not self._engine.is_built(version):
            return []
        schema = self._engine.build(version)
        return self._engine.fact(("month ends", schema), lambda cursor: _days(cursor, schema))

    def holds(self, version: int, day: date) -> bool:
        """Whether reading this month end needs no work any more."""
        return day in self._held.get(self._schema(version), ()) or day in self._made(version)

    def _made(self, version: int) -> set[date]:
        schema, cursor = self._schema(version), self._connection.cursor()
        try:
            made = {day for (day,) in cursor.execute(f"select day from {schema}.made").fetchall()}
        except duckdb.CatalogException:
            return set()
        self._held[schema] = made
        return made

    def make(self, version: int, day: date, progress: build.Progress | None = None) -> str:
        """Work out a month end that is not there yet; return the schema that holds it.

        One at a time, the latest wish first: whoever had the earlier ones may have gone on meanwhile.
        """
        key = version, day
        while not self.holds(version, day):
            if self._begin(key):
                try:
                    self._work_out(version, day, progress)
                finally:
                    self._end(key)
        return self._schema(version)

    def missing(self, version: int) -> list[date]:
        """Return the month ends of a version that are not there yet, newest first."""
        made = self._made(version)
        return [day for day in self.days(version) if day not in made]

    def prepare(self, version: int, goes_on: Callable[[], bool]) -> None:
        """Work out what is missing, newest first, until goes_on() says no; between two figures let wishes go first.

        A version is given a quarter of an hour in all: what a very large one leaves out is made for who asks.
        """
        try:
            version = self._engine.data_version(version)
            for day in self.missing(version):
                self._give_way(goes_on)
                if self._spent[version] < LONGEST_SECONDS:
                    self._prepare_one((version, day), goes_on)
        except GivenUp:
            return

    def _prepare_one(self, key: Key, goes_on: Callable[[], bool]) -> None:
        with self._changed:
            self._in_work.add(key)
        began = time.monotonic()
        try:
            if not self.holds(*key):
                self._work_out(*key, lambda *_: self._give_way(goes_on))
        finally:
            self._spent[key[0]] += time.monotonic() - began
            self._end(key)

    @contextmanager
    def seen(self, name: str, version: int, day: date):
        """Give a cursor that sees a figure as it is at a month end, made first when needed."""
        schema = self.make(version, day)
        cursor = self._connection.cursor()
        rows = f"select * exclude (month_end) from {schema}.{name} where month_end = date '{day}'"
        cursor.execute(f"create temp view {name} as {rows}")
        yield cursor

    def _begin(self, key: Key) -> bool:
        """Wait for one's turn; False when somebody else was at the same month end meanwhile."""
        with self._changed:
            if key in self._wanted or key in self._in_work:
                self._changed.wait_for(lambda: key not in self._wanted and key not in self._in_work)
                return False
            self._wanted.append(key)
            self._changed.wait_for(lambda: self._wanted[-1] == key and not self._in_work & set(self._wanted))
            self._in_work.add(key)
            return True

    def _end(self, key: Key) -> None:
        with self._changed:
            self._in_work.discard(key)
            if key in self._wanted:
                self._wanted.remove(key)
            self._changed.notify_all()

    def _give_way(self, goes_on: Callable[[], bool]) -> None:
        with self._changed:
            while self._wanted and goes_on():
                self._changed.wait(LOOK_AGAIN_SECONDS)
        if not goes_on():
            raise GivenUp

    def _work_out(self, version: int, day: date, progress: build.Progress | None) -> None:
        engine, overrides = self._engine, {"as_of": str(day)}
        own = build.schema_name(version, engine.models_hash(), overrides)
        held = engine.assumptions(version, overrides)
        cursor = self._connection.cursor()
        with closing(cursor), build.kept_meanwhile(engine.build(version)) as base:
            cursor.execute(f"use {base}")
            with build.build_temporary(cursor, engine.catalogue, own, version, held, self._names, progress) as place:
                with self._one_writer:
                    self._keep(cursor, version, day, place)

    def _keep(self, cursor: duckdb.DuckDBPyConnection, version: int, day: date, place: str) -> None:
        schema = self._schema(version)
        cursor.execute("begin")
        cursor.execute(f"create schema if not exists {schema}")
        cursor.execute(f"create table if not exists {schema}.made (day date primary key)")
        cursor.execute(f"insert into {schema}.made values (?)", [day])
        for name in PREPARED:
            rows = f"select date '{day}' as month_end, * from {place}{name}"
            cursor.execute(f"create table if not exists {schema}.{name} as {rows} limit 0")
            cursor.execute(f"insert into {schema}.{name} {rows}")
        cursor.execute("commit")
        self._drop_others(cursor, schema)

    def _drop_others(self, cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
        there = cursor.execute(
            "select schema_name from duckdb_schemas() "
            "where starts_with(schema_name, 'month_ends_') and schema_name <> ? "
            "order by cast(split_part(schema_name, '_', 3) as integer) desc",
            [schema],
        ).fetchall()
        for (name,) in there[VERSIONS_KEPT - 1 :]:
            cursor.execute(f"drop schema {name} cascade")
            self._held.pop(name, None)

    def _schema(self, version: int) -> str:
        return f"month_ends_{int(version)}_{self._engine.models_hash()[:12]}"


def _days(cursor: duckdb.DuckDBPyConnection, schema: str) -> list[date]:
    span = f"select first_month, last_month, as_of from {schema}.ledger_span"
    first, last, as_of = cursor.execute(span).fetchone() or (None, None, None)
    return [day for day in _ends(first, last) if day != as_of] if first and last else []


def _ends(first: date, last: date) -> list[date]:
    """The last days of the months from first to last, newest first, the newest 36 of them."""
    ends: list[date] = []
    while first <= last and len(ends) < MONTHS:
        number = last.year * 12 + last.month
        ends.append(date(number // 12, number % 12 + 1, 1) - timedelta(days=1))
        last = (last - timedelta(days=1)).replace(day=1)
    return ends

"""Building: the figures of one version, worked out in order into a schema of their own."""

import hashlib
import json
import threading
import weakref
from collections.abc import Callable
from contextlib import contextmanager

import duckdb

from models.engine.backends.duckdb import DuckDB, put_inputs, work_out
from models.engine.backends.spark import Spark
from models.engine.definitions.catalogue import MADE_BY_ENGINE, Catalogue
from models.engine.reuse import Earlier, Reuse, borrowed
from models.engine.source_state import record, states

BUILDS_KEPT = 8
_BOOKS = threading.RLock()
_drops = 0
_IN_WORK: weakref.WeakValueDictionary[str, threading.RLock] = weakref.WeakValueDictionary()
Progress = Callable[[int, int, str], None]
Backend = DuckDB | Spark
HOME = DuckDB()


def schema_name(version: int, models_hash: str, overrides: dict | None, backend: Backend = HOME) -> str:
    """Return the schema that holds a version worked out by these models with these assumptions on an engine."""
    given = json.dumps(overrides or {}, sort_keys=True, default=str) + backend.name.removeprefix(HOME.name)
    return f"built_{int(version)}_{hashlib.sha256((models_hash + given).encode()).hexdigest()[:12]}"


def tables_in(cursor: duckdb.DuckDBPyConnection, schema: str) -> set[str]:
    """Return the tables a schema holds or shows of another one, none when it does not exist.

    A table is there whole or not at all.
    """
    asked = (
        "select table_name from duckdb_tables() where schema_name = $schema "
        "union all select view_name from duckdb_views() where schema_name = $schema"
    )
    return {name for (name,) in cursor.execute(asked, {"schema": schema}).fetchall()}


def drops() -> int:
    """Return how many builds were dropped by this process: while it stays the same, what stood in one still stands."""
    return _drops


def build(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    schema: str,
    version: int,
    held: list[dict],
    names: list[str],
    progress: Progress | None = None,
    backend: Backend = HOME,
    earlier: Earlier | None = None,
) -> None:
    """Work out the named figures (in this order) that the schema does not hold yet. One builder at a time for a schema.

    backend: where they are worked out; their rows stand in the schema either way. earlier: a build of which those are
    shown that are the same. Each table appears in one step, so an interrupted build is continued by the next one.
    """
    with _lock_of(schema):
        there = tables_in(cursor, schema)
        missing = [name for name in names if name not in there]
        if there and not missing:
            return
        _open_schema(cursor, schema, version, held)
        seen = states(cursor, catalogue, names, version) if isinstance(backend, DuckDB) else {}
        record(cursor, schema, seen)
        reuse = _reuse(cursor, catalogue, schema, held, earlier, seen)
        with backend.open(cursor) as place:
            for done, name in enumerate(missing):
                if progress:
                    progress(done, len(missing), name)
                if reuse and reuse.borrow(name):
                    continue
                place.create(catalogue.headers[name])
                if reuse:
                    reuse.compare(name)
        if progress:
            progress(len(missing), len(missing), "")
        _drop_older(cursor, schema, catalogue, backend)


@contextmanager
def one_at_a_time(cursor: duckdb.DuckDBPyConnection, schema: str, catalogue: Catalogue):
    """Let nobody else fill a schema meanwhile; it counts among the builds kept."""
    with _lock_of(schema):
        yield
        _drop_older(cursor, schema, catalogue)


@contextmanager
def kept_meanwhile(schema: str):
    """Give a schema that is not dropped while it is read, however many others are built."""
    lock = _lock_of(schema)
    yield schema
    del lock


def _lock_of(schema: str) -> threading.RLock:
    with _BOOKS:
        return _IN_WORK.setdefault(schema, threading.RLock())


def build_variant(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    schema: str,
    base: str,
    version: int,
    held: list[dict],
    names: list[str],
    anew: set[str],
    progress: Progress | None = None,
) -> None:
    """Let a schema of its own hold the named figures:
    those in `anew` worked out with these assumptions, the others as in `base`."""
    cursor.execute(f"create schema if not exists {schema}")
    cursor.execute(f"use {schema}")
    if not tables_in(cursor, schema):
        put_inputs(cursor, version, held)
    there = tables_in(cursor, schema)
    for done, name in enumerate(names):
        if progress:
            progress(done, len(names), name)
        if name in anew and name not in there:
            work_out(cursor, catalogue.headers[name])
        elif name not in anew:
            cursor.execute(f"create or replace view {schema}.{name} as select * from {base}.{name}")


def _open_schema(cursor: duckdb.DuckDBPyConnection, schema: str, version: int, held: list[dict]) -> None:
    cursor.execute(f"create schema if not exists {schema}")
    cursor.execute(f"use {schema}")
    if not set(MADE_BY_ENGINE) <= tables_in(cursor, schema):
        put_inputs(cursor, version, held)


@contextmanager
def build_temporary(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    schema: str,
    version: int,
    held: list[dict],
    names: list[str],
    progress: Progress | None = None,
    earlier: Earlier | None = None,
):
    """Work out the named figures for this cursor alone, also inside a change not accepted yet; nothing of it stays.

    Gives where they stand: a schema that holds them already is read as it is. earlier: see `build`.
    """
    if set(names) <= tables_in(cursor, schema):
        yield f"{schema}."
        return
    put_inputs(cursor, version, held, "temp table")
    seen = states(cursor, catalogue, names, version) if earlier else {}
    reuse = _reuse(cursor, catalogue, "temp", held, earlier, seen, "temp view")
    kinds = dict.fromkeys(MADE_BY_ENGINE, "table")
    for done, name in enumerate(names):
        if progress:
            progress(done, len(names), name)
        kinds[name] = "view" if reuse and reuse.borrow(name) else "table"
        if kinds[name] == "table":
            work_out(cursor, catalogue.headers[name], "temp table")
            if reuse:
                reuse.compare(name)
    yield "temp."
    for name in reversed(kinds):
        cursor.execute(f"drop {kinds[name]} temp.{name}")


def _reuse(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    schema: str,
    held: list[dict],
    earlier: Earlier | None,
    seen: dict[str, str],
    kind: str = "view",
) -> Reuse | None:
    there = tables_in(cursor, earlier.schema) if earlier else set()
    return Reuse(cursor, catalogue, schema, held, earlier, seen, there, kind) if earlier else None


def _drop_older(cursor: duckdb.DuckDBPyConnection, schema: str, catalogue: Catalogue, backend: Backend = HOME) -> None:
    version = int(schema.split("_")[1])
    with _BOOKS:
        _note(cursor, schema, version)
        listed = cursor.execute("select schema_name from main.built_schema order by built_at desc").fetchall()
        # what other periods' ends and comparisons bring must not push out the version itself
        kept = {name for (name,) in listed[:BUILDS_KEPT]} | {
            schema,
            schema_name(version, catalogue.hash, None, backend),
        }
        for name in built(cursor) - kept - set(_IN_WORK):
            _take_away(cursor, name, kept | set(_IN_WORK))
            cursor.execute("delete from main.built_schema where schema_name = ?", [name])


def _take_away(cursor: duckdb.DuckDBPyConnection, schema: str, others: set[str]) -> None:
    """Drop a build but for the tables that others show."""
    global _drops
    shown = borrowed(cursor)
    lent = {name for (borrower, name), owner in shown.items() if owner == schema and borrower in others}
    if not lent:
        drop(cursor, schema)
        return
    # views first: whatever ends this in between, none is left without its table
    for (borrower, name), owner in shown.items():
        if borrower == schema or (owner == schema and name not in lent):
            cursor.execute(f"drop view {borrower}.{name}")
    for name in tables_in(cursor, schema) - lent:
        cursor.execute(f"drop table {schema}.{name}")
    _drops += 1


def drop(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Take a build away, and from others what they show of it; whoever reads it next works it out again."""
    global _drops
    for (borrower, name), owner in borrowed(cursor).items():
        if owner == schema:
            cursor.execute(f"drop view {borrower}.{name}")
    cursor.execute(f"drop schema {schema} cascade")
    _drops += 1


def _note(cursor: duckdb.DuckDBPyConnection, schema: str, version: int) -> None:
    cursor.execute(
        "create table if not exists main.built_schema (schema_name varchar, version integer, built_at timestamp)"
    )
    cursor.execute("delete from main.built_schema where schema_name = ?", [schema])
    cursor.execute("insert into main.built_schema values (?, ?, cast(now() as timestamp))", [schema, version])


def built(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the schemas that hold figures worked out."""
    found = cursor.execute("select schema_name from duckdb_schemas() where starts_with(schema_name, 'built_')")
    return {name for (name,) in found.fetchall()}

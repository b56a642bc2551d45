"""Building: the figures of one version, worked out in order into a schema of their own."""

import hashlib
import importlib
import json
import threading
import weakref
from collections.abc import Callable
from contextlib import contextmanager

import duckdb
import pyarrow

from models import assumptions
from models.engine.catalogue import MADE_BY_ENGINE, Catalogue
from models.engine.header import Header

LONGEST_MONTHS = 720
BUILDS_KEPT = 8
_BOOKS = threading.RLock()
_drops = 0
_IN_WORK: weakref.WeakValueDictionary[str, threading.RLock] = weakref.WeakValueDictionary()
Progress = Callable[[int, int, str], None]


def schema_name(version: int, models_hash: str, overrides: dict | None) -> str:
    """Return the schema that holds a version worked out by these models with these assumptions."""
    given = json.dumps(overrides or {}, sort_keys=True, default=str)
    return f"built_{int(version)}_{hashlib.sha256((models_hash + given).encode()).hexdigest()[:12]}"


def tables_in(cursor: duckdb.DuckDBPyConnection, schema: str) -> set[str]:
    """Return the tables a schema holds, none when it does not exist. A table is there whole or not at all."""
    found = cursor.execute("select table_name from duckdb_tables() where schema_name = ?", [schema]).fetchall()
    return {name for (name,) in found}


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
) -> None:
    """Work out the named figures (in this order) that the schema does not hold yet. One builder at a time for a schema.

    Each table appears in one step, so an interrupted build is continued by the next one.
    """
    with _lock_of(schema):
        there = tables_in(cursor, schema)
        missing = [name for name in names if name not in there]
        if there and not missing:
            return
        _open_schema(cursor, schema, version, held)
        for done, name in enumerate(missing):
            if progress:
                progress(done, len(missing), name)
            _work_out(cursor, catalogue.headers[name])
        if progress:
            progress(len(missing), len(missing), "")
        _drop_older(cursor, schema, catalogue)


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
        _put_inputs(cursor, version, held)
    there = tables_in(cursor, schema)
    for done, name in enumerate(names):
        if progress:
            progress(done, len(names), name)
        if name in anew and name not in there:
            _work_out(cursor, catalogue.headers[name])
        elif name not in anew:
            cursor.execute(f"create or replace view {schema}.{name} as select * from {base}.{name}")


def _open_schema(cursor: duckdb.DuckDBPyConnection, schema: str, version: int, held: list[dict]) -> None:
    cursor.execute(f"create schema if not exists {schema}")
    cursor.execute(f"use {schema}")
    if not set(MADE_BY_ENGINE) <= tables_in(cursor, schema):
        _put_inputs(cursor, version, held)


@contextmanager
def build_temporary(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    schema: str,
    version: int,
    held: list[dict],
    names: list[str],
    progress: Progress | None = None,
):
    """Work out the named figures for this cursor alone, also inside a change not accepted yet; nothing of it stays.

    Gives where they stand: a schema that holds them already is read as it is.
    """
    if set(names) <= tables_in(cursor, schema):
        yield f"{schema}."
        return
    _put_inputs(cursor, version, held, "temp table")
    for done, name in enumerate(names):
        if progress:
            progress(done, len(names), name)
        _work_out(cursor, catalogue.headers[name], "temp table")
    yield "temp."
    for name in (*reversed(names), *MADE_BY_ENGINE):
        cursor.execute(f"drop table temp.{name}")


def _put_inputs(cursor: duckdb.DuckDBPyConnection, version: int, held: list[dict], kind: str = "table") -> None:
    sql, values = assumptions.one_row_sql(held, version)
    cursor.execute(f"create or replace {kind} assumption as {sql}", values)
    numbers = pyarrow.table({"number": pyarrow.array(range(LONGEST_MONTHS + 1), pyarrow.int32())})
    _create(cursor, "month_number", numbers, kind)
    cursor.execute(
        f"create or replace {kind} chosen_period as "
        "select cast(null as date) as first_month, cast(null as date) as last_month, true as every_sector, "
        "true as every_segment"
    )


def _work_out(cursor: duckdb.DuckDBPyConnection, header: Header, kind: str = "table") -> None:
    if header.is_python:
        module = importlib.import_module(f"models.{header.path.parent.name}.{header.name}")
        _create(cursor, header.name, module.figure(cursor), kind)
    else:
        cursor.execute(f"create or replace {kind} {header.name} as {header.sql}")


def _create(cursor: duckdb.DuckDBPyConnection, name: str, rows: pyarrow.Table, kind: str) -> None:
    cursor.register("worked_out_rows", rows)
    cursor.execute(f"create or replace {kind} {name} as select * from worked_out_rows")
    cursor.unregister("worked_out_rows")


def _drop_older(cursor: duckdb.DuckDBPyConnection, schema: str, catalogue: Catalogue) -> None:
    version = int(schema.split("_")[1])
    with _BOOKS:
        _note(cursor, schema, version)
        listed = cursor.execute("select schema_name from main.built_schema order by built_at desc").fetchall()
        # what other periods' ends and comparisons bring must not push out the version itself
        kept = {name for (name,) in listed[:BUILDS_KEPT]} | {schema, schema_name(version, catalogue.hash, None)}
        for name in built(cursor) - kept - set(_IN_WORK):
            drop(cursor, name)
            cursor.execute("delete from main.built_schema where schema_name = ?", [name])


def drop(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Take a build away; whoever reads it next works it out again."""
    global _drops
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

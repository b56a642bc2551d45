"""The tables a home has, by name: what is copied from one database into another, and nothing else of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from data.storage import schema

WORKED_OUT = "built_schema"  # which figures stand in the database: they are worked out again, never copied
Columns = dict[str, list[str]]


def quoted(name: str, sign: str = '"') -> str:
    """A name as SQL reads it, whatever is in it."""
    return sign + name.replace(sign, sign * 2) + sign


@cache
def known() -> Columns:
    """Table → columns, of every table a home has."""
    with duckdb.connect() as fresh:
        schema.create_tables(fresh)
        return columns(fresh, "memory")


def columns(cursor, name: str) -> Columns:
    """Table → columns, of every table that is kept in an attached database."""
    found: Columns = {}
    for table, column in cursor.execute(
        "select table_name, column_name from duckdb_columns() where database_name = $name and schema_name = 'main' "
        "and table_name in "
        "(select table_name from duckdb_tables() where database_name = $name and schema_name = 'main') "
        "order by table_name, column_index",
        {"name": name},
    ).fetchall():
        found.setdefault(table, []).append(column)
    for own in (WORKED_OUT, schema.NOTE):
        found.pop(own, None)
    return found


def attach(cursor, path: Path, name: str, is_new: bool = False) -> None:
    """Attaches a database file, to be read only; a new one with all tables, empty."""
    file = quoted(str(Path(path).resolve()), "'")
    cursor.execute(f"attach {file} as {name} {'' if is_new else '(read_only)'}")
    if is_new:
        cursor.execute(f"use {name}.main")
        schema.create_tables(cursor)


def copy(cursor, source: str, target: str) -> None:
    """Copies the rows of every table a home has, as of one moment, from one attached database into another."""
    cursor.execute("begin")
    try:
        for table, names in columns(cursor, source).items():
            if kept := [quoted(name) for name in names if name in known().get(table, ())]:
                listed, table = ", ".join(kept), quoted(table)
                cursor.execute(
                    f"insert into {target}.main.{table} ({listed}) select {listed} from {source}.main.{table}"
                )
        cursor.execute("commit")
    except BaseException:
        cursor.execute("rollback")
        raise
    cursor.execute(f"checkpoint {target}")

"""Temporary tables and views of one cursor: large files are looked at through views, so that no row is copied twice."""

from __future__ import annotations


def is_view(cursor, name: str) -> bool:
    """Whether the cursor has a temporary view of this name."""
    return bool(cursor.execute("select 1 from duckdb_views() where temporary and view_name = ?", [name]).fetchall())


def drop(cursor, name: str) -> None:
    """Removes the temporary table or view of this name, if there is one."""
    cursor.execute(f"drop {'view' if is_view(cursor, name) else 'table'} if exists {name}")


def view(cursor, name: str, query: str) -> None:
    """Makes a temporary view, in place of whatever had its name."""
    drop(cursor, name)
    cursor.execute(f"create temp view {name} as {query}")


def table(cursor, name: str, query: str, parameters=()) -> None:
    """Makes a temporary table, in place of whatever had its name (which the query may read)."""
    cursor.execute(f"create or replace temp table {name}_made as {query}", parameters)
    drop(cursor, name)
    cursor.execute(f"alter table {name}_made rename to {name}")

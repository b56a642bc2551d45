"""The rows of a database somebody else may have made, put into a new one: only tables a home has, none of its SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.reading.text_table import ReadError
from data.storage import database, schema, table_copy

MEMORY, THREADS = "1GB", 2
MADE_UP = (
    "select 1 from duckdb_views() where database_name = 'backup' and schema_name = 'main' and not internal "
    f"and not list_contains({list(schema.VIEWS)}, view_name) "
    "union all select 1 from duckdb_functions() where database_name = 'backup' and not internal "
    "union all select 1 from duckdb_columns() where database_name = 'backup' and schema_name = 'main' and is_generated"
)


def take_over(path: Path, look=lambda cursor: None):
    """Puts a new database with the rows of the old one in its place; returns look(cursor): there it is `ledger`.

    Raises Refused when the old one holds anything this program does not write.
    """
    old = path.replace(path.with_suffix(".old"))
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS}) as cursor:
        try:
            database.lock_down(cursor, path.parent)
            table_copy.attach(cursor, old, "backup")
            _refuse_strange(cursor)
            table_copy.attach(cursor, path, "ledger", is_new=True)
            table_copy.copy(cursor, "backup", "ledger")
            found = look(cursor)
        except duckdb.OutOfMemoryException as failure:
            raise ReadError("TOO_LARGE") from failure
        except duckdb.Error as failure:
            raise ReadError("DAMAGED_FILE") from failure
    old.unlink()
    return found


def _refuse_strange(cursor) -> None:
    known = table_copy.known()
    strange = [
        name
        for table, names in table_copy.columns(cursor, "backup").items()
        for name in names
        if name not in known.get(table, ())
    ]
    if strange or cursor.execute(MADE_UP).fetchall():
        raise ReadError("ALTERED_BACKUP")

"""What happened when is kept as a moment in UTC; pages show it by the reader's clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

# Kept as `timestamp with time zone`. In homes made before they were `timestamp`, in the local time of the server.
KEPT = {
    "version_log": ("happened_at",),
    "import_log": ("imported_at",),
    "person": ("put_at",),
    "share": ("created_at", "expires_at", "last_opened_at", "revoked_at"),
    "note": ("written_at",),
}


def now() -> datetime:
    """This moment in UTC, to the second, as everything here is dated."""
    return datetime.now(UTC).replace(microsecond=0)


def of_file(path: Path) -> datetime:
    """The moment a file was last written, in UTC."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def speak_utc(connection) -> str:
    """Let a connection speak UTC from now on; returns the zone it spoke before, which is the server's own."""
    zone = connection.execute("select current_setting('TimeZone')").fetchall()[0][0]
    connection.execute("set global TimeZone = 'UTC'")
    return zone


def keep_in_utc(connection, zone: str) -> None:
    """Turn times a home kept as those of a zone into moments.

    The kind of the column says which of both it holds, so that no home is turned twice.
    """
    for table, columns in KEPT.items():
        kinds = dict(
            connection.execute(
                "select column_name, data_type from duckdb_columns() "
                "where database_name = current_database() and schema_name = 'main' and table_name = ?",
                [table],
            ).fetchall()
        )
        for column in columns:
            if kinds[column] == "TIMESTAMP":
                connection.execute(
                    f"alter table {table} alter {column} type timestamp with time zone "
                    f"using {column} at time zone '{zone}'"
                )

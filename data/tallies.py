"""What a database adds up to, table by table: the rows, and the sum of every column of money and numbers."""

from __future__ import annotations

from pathlib import Path

Tally = dict[str, dict[str, str]]


def tallies(cursor, database: str = "ledger") -> Tally:
    """Table → {"rows": number, column: sum}, all as texts, of everything kept (not of the figures worked out)."""
    columns: dict[str, list[str]] = {}
    for table, column, kind in cursor.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = ? and schema_name = 'main' "
        "and table_name in (select table_name from duckdb_tables() where database_name = ? and schema_name = 'main') "
        "order by table_name, column_index",
        [database, database],
    ).fetchall():
        columns.setdefault(table, []).extend([column] if kind.startswith("DECIMAL") else [])
    columns.pop("built_schema", None)
    return {table: _tally(cursor, f"{database}.main.{table}", summed) for table, summed in columns.items()}


def _tally(cursor, table: str, columns: list[str]) -> dict[str, str]:
    sums = "".join(f', coalesce(sum("{column}"), 0)' for column in columns)
    rows = cursor.execute(f"select count(*){sums} from {table}").fetchone()
    return dict(zip(("rows", *columns), map(str, rows)))


def tallies_of_file(cursor, path: Path) -> Tally:
    """The same of a database file beside the open one, such as a backup; in the stage folder."""
    quoted = str(Path(path).resolve()).replace("'", "''")
    cursor.execute(f"attach '{quoted}' as looked_at (read_only)")
    try:
        return tallies(cursor, "looked_at")
    finally:
        cursor.execute("detach looked_at")


def rows_by_dataset(found: Tally) -> dict[str, int]:
    """How many rows of all versions each data set holds, where there are any."""
    held = {name.removeprefix("raw_"): int(tally["rows"]) for name, tally in found.items() if name.startswith("raw_")}
    return {name: rows for name, rows in held.items() if rows}

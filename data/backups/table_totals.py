"""What a database adds up to, table by table: the rows, and the sum of every column of money and numbers."""

from __future__ import annotations

from data.storage import table_copy

Tally = dict[str, dict[str, str]]


def table_totals(cursor, database: str = "ledger") -> Tally:
    """Table → {"rows": number, column: sum}, all as texts, of everything kept (not of the figures worked out)."""
    numbers = {
        (table, column)
        for table, column in cursor.execute(
            "select table_name, column_name from duckdb_columns() where database_name = ? and schema_name = 'main' "
            "and starts_with(data_type, 'DECIMAL')",
            [database],
        ).fetchall()
    }
    return {
        table: _tally(cursor, database, table, [column for column in columns if (table, column) in numbers])
        for table, columns in table_copy.columns(cursor, database).items()
        if table in table_copy.known()
    }


def _tally(cursor, database: str, table: str, summed: list[str]) -> dict[str, str]:
    sums = "".join(f", coalesce(sum({table_copy.quoted(column)}), 0)" for column in summed)
    rows = cursor.execute(f"select count(*){sums} from {database}.main.{table_copy.quoted(table)}").fetchone()
    return dict(zip(("rows", *summed), map(str, rows)))


def rows_by_dataset(found: Tally) -> dict[str, int]:
    """How many rows of all versions each data set holds, where there are any."""
    held = {name.removeprefix("raw_"): int(tally["rows"]) for name, tally in found.items() if name.startswith("raw_")}
    return {name: rows for name, rows in held.items() if rows}

"""What is known of the company's tables: when they were read, and what of them could not be."""

from __future__ import annotations


def readings(store) -> list[dict]:
    """Each table in force, in the order in which they are read: dataset, table, rows (stored now), aside (rows set
    aside now), reasons of those as (code, column, rows), read_at and looked_at (None: not yet)."""
    counts = store.counts()
    with store.cursor() as cursor:
        found = cursor.execute("select dataset, read_at, looked_at from company_table").fetchall()
        seen = {dataset: {"read_at": read, "looked_at": looked} for dataset, read, looked in found}
        return [
            {"dataset": dataset, "table": held.table, "rows": counts[dataset]}
            | {"aside": _aside(cursor, dataset), "reasons": _reasons(cursor, dataset)}
            | seen.get(dataset, {"read_at": None, "looked_at": None})
            for dataset, held in store.tables.items()
        ]


def _aside(cursor, dataset: str) -> int:
    counted = "select count(distinct (import_id, source_row)) from quarantine where dataset = ? and to_version is null"
    return cursor.execute(counted, [dataset]).fetchone()[0]


def _reasons(cursor, dataset: str) -> list[tuple[str, str, int]]:
    return cursor.execute(
        "select code, coalesce(column_name, ''), count(distinct (import_id, source_row)) from quarantine "
        "where dataset = ? and to_version is null group by 1, 2 order by 3 desc, 1, 2",
        [dataset],
    ).fetchall()

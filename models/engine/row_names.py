"""What uploaded rows say of themselves: their number, day, category and sector, as they stand in the file."""

import duckdb
import pandas

NAMES = {  # what is told of a row -> the columns that may hold it, the first that its data set has
    "id": ("complaint_id", "case_id", "transaction_id", "contact_id", "audit_id", "customer_id"),
    "day": ("opened_on", "date", "started_on", "started_at", "month", "as_of"),
    "category": ("category",),
    "sector": ("sector",),
}
COLUMNS = "select column_name from information_schema.columns where table_name = ?"
PLACE = ["import_id", "row"]
NAMED = """
    select r.import_id, r.source_row as row, {names}
    from raw_{dataset} as r
    where r.from_version <= ? and list_contains(?, r.import_id)
    qualify row_number() over (partition by r.import_id, r.source_row order by r.from_version desc) = 1
"""


def named(cursor: duckdb.DuckDBPyConnection, rows: pandas.DataFrame, version: int) -> pandas.DataFrame:
    """Return traced rows with id, day, category and sector before their other columns, empty where they say nothing.

    rows: dataset, import_id and row among their columns.
    """
    parts = [_of_dataset(cursor, name, part, version) for name, part in rows.groupby("dataset", sort=False)]
    found = pandas.concat(parts) if parts else rows.reindex(columns=[*NAMES, *rows.columns])
    return found.sort_index()[[*NAMES, *rows.columns]]


def _of_dataset(cursor, dataset: str, rows: pandas.DataFrame, version: int) -> pandas.DataFrame:
    held = {one for (one,) in cursor.execute(COLUMNS, [f"raw_{dataset}"]).fetchall()}
    taken = {name: next((one for one in columns if one in held), None) for name, columns in NAMES.items()}
    if not any(taken.values()):
        return rows.assign(**dict.fromkeys(NAMES))  # what rests on an assumption comes from no file
    names = ", ".join(
        f"cast({f'r.{column}' if column else 'null'} as varchar) as {name}" for name, column in taken.items()
    )
    sql = NAMED.format(names=names, dataset=dataset)
    found = cursor.execute(sql, [version, sorted(set(rows["import_id"].dropna()))]).fetchall()
    told = pandas.DataFrame(found, columns=[*PLACE, *NAMES], dtype=object).astype({"row": "Int64"})
    return rows.reset_index().merge(told, on=PLACE, how="left").set_index("index")

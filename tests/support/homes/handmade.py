"""A small store made by hand for the tests: raw tables, and rows put straight into them."""

import unicodedata

import duckdb
import pyarrow
from stored_tables import KEPT, OTHER, RAW

from data.storage.schema import VIEWS

SECTOR_COLUMNS = ("sector", "handled_by", "paid_by", "supplier", "receiver", "left_because_of")
RESERVED = ("(unattributed)", "(outside)", "(company)", "customer")


def key_of(sector: str) -> str:
    """Return the folded name of a sector."""
    plain = unicodedata.normalize("NFKD", sector).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def empty_house() -> duckdb.DuckDBPyConnection:
    """Return a connection that holds every raw table, empty."""
    connection = duckdb.connect()
    raw = {f"raw_{name}": {**columns, **KEPT} for name, columns in RAW.items()}
    for name, columns in (raw | OTHER).items():
        connection.execute(f"create table {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
    for view, selects in VIEWS.items():
        connection.execute(f"create view {view} as {' union all '.join(selects())}")
    return connection


def put(
    connection: duckdb.DuckDBPyConnection,
    dataset: str,
    rows: list[dict],
    version: int = 1,
    file: str = "",
    number: int = 0,
) -> None:
    """Store rows of one data set as one upload (the `number`th of its version);
    source_row counts from 2, as below a heading."""
    if not rows:
        return
    import_id = f"{dataset}-{number or version}"
    columns = [column for column in RAW[dataset] if any(column in row for row in rows)]
    table = {column: [_text(column, row.get(column)) for row in rows] for column in columns}
    numbers = [str(number) for number in range(2, len(rows) + 2)]
    table |= {"row_id": numbers, "source_row": numbers}
    connection.register(
        "rows_put", pyarrow.table({name: pyarrow.array(texts, pyarrow.string()) for name, texts in table.items()})
    )
    connection.execute(
        f"insert into raw_{dataset} by name select *, '{import_id}' as import_id, {version} as from_version "
        "from rows_put"
    )
    connection.unregister("rows_put")
    _name_sectors(connection, rows, import_id, version)
    _insert(
        connection,
        "import_log",
        list(OTHER["import_log"]),
        [
            import_id,
            dataset,
            file or f"{dataset}.csv",
            "",
            None,
            version,
            "2030-01-01",
            "stored",
            None,
            len(rows),
            len(rows),
            0,
        ],
    )
    for column in (column for column in columns if RAW[dataset][column] == "decimal(38,6)"):
        connection.execute(
            f"insert into control_total select import_id, '{dataset}', '{column}', coalesce(currency, ''), "
            f"sum({column}) "
            f"from raw_{dataset} where import_id = ? and {column} is not null group by all",
            [import_id],
        )


def fill(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict]) -> None:
    """Put rows into a table that no upload fills, at version 1 unless they say otherwise."""
    for row in rows:
        versions = (
            {"from_version": 1}
            if "from_version" in OTHER[table]
            else {"version": 1}
            if "version" in OTHER[table]
            else {}
        )
        whole = versions | row
        _insert(connection, table, list(whole), list(whole.values()))


def assume(connection: duckdb.DuckDBPyConnection, values: dict, version: int = 1) -> None:
    """Store assumptions by name."""
    for name, value in values.items():
        _insert(connection, "assumption_value", ["name", "value", "from_version"], [name, str(value), version])


def _text(column: str, value: object) -> str | None:
    if value is None:
        return None
    return key_of(value) if column in SECTOR_COLUMNS else str(value)


def _name_sectors(connection: duckdb.DuckDBPyConnection, rows: list[dict], import_id: str, version: int) -> None:
    known = {key for (key,) in connection.execute("select sector_key from sector_name").fetchall()} | set(RESERVED)
    for name in dict.fromkeys(row[column] for row in rows for column in SECTOR_COLUMNS if row.get(column)):
        if key_of(name) not in known:
            known.add(key_of(name))
            _insert(
                connection,
                "sector_name",
                list(OTHER["sector_name"]),
                [key_of(name), name, False, import_id, version, None],
            )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], values: list) -> None:
    marks = ", ".join(["?"] * len(values))
    connection.execute(f"insert into {table} ({', '.join(columns)}) values ({marks})", values)

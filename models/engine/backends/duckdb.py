"""The home as the place where figures are worked out: its own database."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb
import pyarrow

from models import assumptions
from models.engine.definitions.header import Header

LONGEST_MONTHS = 720
IDS = ("complaint_id", "customer_id", "case_id")
MANY_ROWS = 100_000


class DuckDB:
    """Works figures out where they are kept."""

    name = "duckdb"

    @contextmanager
    def open(self, cursor: duckdb.DuckDBPyConnection) -> Iterator["HomePlace"]:
        """Give the place that fills the schema this cursor uses."""
        yield HomePlace(cursor)


class HomePlace:
    """Fills the schema a cursor uses, one figure after the other."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection):
        self._cursor = cursor
        asked = (
            "select coalesce(max(estimated_size), 0) >= ? from duckdb_tables() where starts_with(table_name, 'raw_')"
        )
        self._has_many_rows = cursor.execute(asked, [MANY_ROWS]).fetchall()[0][0]

    def create(self, header: Header) -> None:
        """Let the schema hold a figure; what it reads is there."""
        if self._has_many_rows and not header.is_python and any(name in header.select for name in IDS):
            _work_out_packed(self._cursor, header)
        else:
            work_out(self._cursor, header)


def put_inputs(cursor: duckdb.DuckDBPyConnection, version: int, held: list[dict], kind: str = "table") -> None:
    """Make the tables that figures read and no file brings: the assumptions in one row, months, no period chosen."""
    sql, values = assumptions.one_row_sql(held, version)
    cursor.execute(f"create or replace {kind} assumption as {sql}", values)
    numbers = pyarrow.table({"number": pyarrow.array(range(LONGEST_MONTHS + 1), pyarrow.int32())})
    keep(cursor, "month_number", numbers, kind)
    cursor.execute(
        f"create or replace {kind} chosen_period as "
        "select cast(null as date) as first_month, cast(null as date) as last_month, true as every_sector, "
        "true as every_segment"
    )


def work_out(cursor: duckdb.DuckDBPyConnection, header: Header, kind: str = "table") -> None:
    """Make a table of a figure, in one step."""
    if header.is_python:
        module = importlib.import_module(f"models.{header.path.parent.name}.{header.name}")
        keep(cursor, header.name, module.figure(cursor), kind)
    else:
        cursor.execute(f"create or replace {kind} {header.name} as {header.select}")


def _work_out_packed(cursor: duckdb.DuckDBPyConnection, header: Header) -> None:
    """Make a table of a figure, in one step, with ids that are quicker to write; asking for its columns takes time."""
    columns = cursor.execute(f"describe {header.select}").fetchall()
    listed = ", ".join(f"{name} {kind}{' using compression zstd' * (name in IDS)}" for name, kind, *_ in columns)
    cursor.execute("begin")
    try:
        cursor.execute(f"create or replace table {header.name} ({listed})")
        cursor.execute(f"insert into {header.name} {header.select}")
        cursor.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):  # whoever ended it may have ended this too
            cursor.execute("rollback")
        raise


def keep(
    cursor: duckdb.DuckDBPyConnection, name: str, rows: pyarrow.Table, kind: str = "table", columns: str = "*"
) -> None:
    """Make a table of rows, in one step; columns: what of them, as a select says it."""
    cursor.register("worked_out_rows", rows)
    cursor.execute(f"create or replace {kind} {name} as select {columns} from worked_out_rows")
    cursor.unregister("worked_out_rows")

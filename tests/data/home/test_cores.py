"""How many threads a query of a home may use: one while no data set has more rows than one thread takes."""

import duckdb

from data.storage.database import ROW_GROUP
from data.store import Store

SECTORS = "insert into raw_sectors (row_id, sector) select i, 'S' || i from range(?) as r(i)"


def threads(store: Store) -> int:
    """What DuckDB says."""
    with store.cursor() as cursor:
        return cursor.execute("select current_setting('threads')").fetchone()[0]


def fill(store: Store, rows: int) -> None:
    """Put that many rows in, and end a change after it, as an import does."""
    with store.cursor() as cursor:
        cursor.execute(SECTORS, [rows])
    store.assume({"hourly_cost": {"value": "40"}})


def test_all_cores_from_the_first_data_set_on_that_can_be_split(store):
    with duckdb.connect() as other:
        every_core = other.execute("select current_setting('threads')").fetchone()[0]
    assert threads(store) == 1
    fill(store, ROW_GROUP)
    assert threads(store) == 1
    fill(store, 1)
    assert threads(store) == every_core
    store.close()
    again = Store(store.home)
    assert threads(again) == every_core
    again.close()

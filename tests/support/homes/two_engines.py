"""Organisations by which two engines are compared, and an engine over Spark Connect to compare DuckDB with."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
from equal_tables import difference
from handmade import assume, empty_house, put
from home_templates import Templates, copied
from same_bytes import ASSUMED

from data.import_options import Options
from data.imports.pipeline import import_file
from data.sectors.changes import change_sectors
from data.store import Store
from models.comparison import periods
from models.engine.engine import Engine

# Sail answers "Division by zero" under ANSI where nullif guards the division (cost_of_quality, win_or_keep)
SAIL = {"spark.sql.ansi.enabled": "false"}


@contextmanager
def address() -> Iterator[tuple[str, dict[str, str]]]:
    """Give the address of an engine and the settings it needs: PARITY_URL, else Sail in this process."""
    if url := os.environ.get("PARITY_URL"):
        yield url, {}
        return
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer("127.0.0.1", 0)
    with tempfile.TemporaryDirectory() as warehouse, chdir(warehouse):  # where Sail puts its tables
        try:
            yield listening(server), SAIL
        finally:
            server.stop()


def listening(server) -> str:
    """Start a server of Sail; return its address."""
    server.start(background=True)
    return f"sc://127.0.0.1:{server.listening_address[1]}"


def made_up(templates: Templates, folder: Path) -> duckdb.DuckDBPyConnection:
    """The sample with everything assumed, rejected rows, a currency without a rate, a closed month, sectors changed."""
    home = copied(templates.sample(200), folder)
    store = Store(home)
    file = folder / "complaints.csv"
    file.write_text(
        "complaint_id,opened_on,customer_id,sector,handled_by,handling_minutes,compensation,currency\n"
        "x1,2025-03-31,nobody,Logística,Logística,7,3.335,EUR\nx2,2025-02-28,,Logística,,,abc,EUR\n"
        "x3,2025-03-31,,Logística,,1,9,XAU\n",
        encoding="utf-8",
    )
    import_file(store, "complaints", file, Options())
    store.assume({name: {"value": value} for name, value in ASSUMED.items()})
    month = "2025-01"
    store.close_month(month, periods.month_numbers(Engine(store.connection), store.version, month))
    with store.cursor() as cursor:
        names = [name for (name,) in cursor.execute("select distinct sector from sector_name order by 1").fetchall()]
    change_sectors(store, "merged", names[:1], names[1:2], date(2025, 2, 1))
    store.close()
    return duckdb.connect(str(home / "ledger.duckdb"))


def adversarial() -> duckdb.DuckDBPyConnection:
    """Ties, month ends, a segment nobody left, one that all left, accents, zeros, amounts that end in a half."""
    house, first = empty_house(), date(2024, 1, 31)
    segments = ("Zürich", "Ñuñoa", "zurich", "Σ")
    ends = {1: date(2025, 2, 28), 3: date(2024, 12, 31)}
    people = [
        {
            "customer_id": f"c{number}",
            "started_on": first,
            "segment": segments[number % 4],
            "monthly_margin": (0, "0.0000005", "12.345675", 20)[number // 4 % 4],
            "ended_on": ends.get(number % 4) if number % 4 == 3 or number % 12 == 1 else None,
        }
        for number in range(240)
    ]
    complaints = [
        {
            "complaint_id": f"k{number}",
            "opened_on": date(2024, 3, 31) + timedelta(days=number % 7 * 30),
            "customer_id": f"c{number % 120}",
            "sector": ("Cocina", "Cocina, Reparto", "Ärger")[number % 3],
            "handled_by": ("Cocina", "Ärger")[number % 2],
            "handling_minutes": (0, 1, 7)[number % 3],
            "compensation": ("0.0000005", "2.675", "1.005", 0)[number % 4],
        }
        for number in range(180)
    ]
    put(house, "sectors", [{"sector": name, "hourly_cost": cost} for name, cost in (("Cocina", 0), ("Ärger", "33.33"))])
    put(house, "customers", people)
    put(house, "complaints", complaints)
    put(house, "acquisition_spend", [{"month": "2024-01-01", "channel": "Tienda", "amount": "0.01"}])
    assume(house, ASSUMED)
    return house


def said_by(spark, sql: str, connection) -> str:
    """What differs between the rows of a select here and there, both kept as tables of one connection."""
    header = replace(Engine(connection).header("calendar_month"), name="planted", sql=sql, select=sql)
    connection.execute(
        "create or replace table month_number as select cast(range as integer) as number from range(721)"
    )
    connection.execute(f"create or replace table expected as {sql}")
    with spark.open(connection) as place:
        place.create(header)
    return difference(connection, "expected", "planted")

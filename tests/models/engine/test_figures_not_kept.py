"""What a build writes less of says the same: figures it puts inside others, and ids that are packed otherwise."""

from dataclasses import replace

import duckdb
import pytest
from handmade import empty_house, put

from models.engine.backends import duckdb as at_home
from models.engine.backends.duckdb import HomePlace
from models.engine.definitions.catalogue import release_catalogue
from models.engine.definitions.header import Header
from models.engine.engine import Engine

CATALOGUE = release_catalogue()
INNER = {"cost_line", "paying_sector", "worked_minutes"}
READERS = [name for name, header in CATALOGUE.headers.items() if INNER & {*header.reads}]


def house() -> duckdb.DuckDBPyConnection:
    """Two complaints: 30 minutes at 60 an hour and 12 given, paid by Shop; 60 minutes of Depot, all that is known."""
    found = empty_house()
    put(found, "sectors", [{"sector": name, "hourly_cost": 60} for name in ("Shop", "Depot")])
    given = {"customer_id": "k", "opened_on": "2024-03-01"}
    put(
        found,
        "complaints",
        [
            {"complaint_id": "a", **given, "handled_by": "Shop", "handling_minutes": 30, "compensation": 12},
            {"complaint_id": "b", **given, "compensation": 5},
        ],
    )
    put(found, "complaint_work", [{"complaint_id": "b", "sector": "Depot", "minutes": 60}])
    return found


def test_the_figures_no_build_keeps_though_others_read_them():
    tables = {table for header in CATALOGUE.headers.values() for table in header.tables}
    assert not INNER & tables and not INNER & {*CATALOGUE.materialized()}
    assert {"ledger", "reconciliation", "handling", "compensation"} <= {*READERS}


def test_their_rows_are_those_a_table_would_hold():
    engine = Engine(house())
    cursor = engine._connection.cursor()
    cursor.execute(f"use {engine.build(1)}")
    for name in CATALOGUE.closure([*INNER]):
        if name in INNER:
            cursor.execute(f"create table {name} as {CATALOGUE.headers[name].sql}")
    for name in READERS:
        header = CATALOGUE.headers[name]
        inside, read = (sorted(map(repr, cursor.execute(sql).fetchall())) for sql in (header.select, header.sql))
        assert inside == read, name
    # 30 minutes at 60 an hour are 30, an hour is 60
    rows = engine.rows("cost_line", 1)[1]
    assert [(row[0], row[1], row[3], float(row[4])) for row in rows] == [
        ("a", "compensation", "Shop", 12),
        ("a", "handling", "Shop", 30),
        ("b", "compensation", "Depot", 5),
        ("b", "handling", "Depot", 60),
    ]


@pytest.fixture
def many_rows(monkeypatch) -> None:
    """Any number of stored rows counts as many."""
    monkeypatch.setattr(at_home, "MANY_ROWS", 0)


def test_ids_of_many_rows_are_packed_otherwise_and_say_the_same(many_rows, monkeypatch):
    packed, engine = Engine(house()), Engine(house())
    packed.build(1)
    monkeypatch.setattr(at_home, "MANY_ROWS", 9)
    engine.build(1)
    for name in CATALOGUE.materialized():
        assert repr(packed.rows(name, 1)) == repr(engine.rows(name, 1)), name


def test_ids_of_many_rows_are_packed_by_zstd(many_rows, tmp_path):
    with duckdb.connect(str(tmp_path / "file.duckdb")) as cursor:
        HomePlace(cursor).create(_figure("select printf('C%09d', range) as complaint_id from range(100000)"))
        cursor.execute("checkpoint")
        asked = "select distinct compression from pragma_storage_info('rework') where segment_type = 'VARCHAR'"
        assert cursor.execute(asked).fetchall() == [("ZSTD",)]


def test_a_figure_that_fails_half_way_leaves_no_table(many_rows):
    cursor = duckdb.connect()
    with pytest.raises(duckdb.ConversionException):
        HomePlace(cursor).create(
            _figure("select x as complaint_id, cast(x as integer) as n from (values ('b')) as t(x)")
        )
    assert not cursor.execute("select 1 from duckdb_tables() where table_name = 'rework'").fetchall()
    cursor.execute("begin")  # nothing is left open


def _figure(select: str) -> Header:
    return replace(CATALOGUE.headers["rework"], select=select)

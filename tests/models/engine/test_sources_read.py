"""A figure reads nothing but what is said of it: a build that believes it reads less would show stale numbers."""

from collections.abc import Iterator

import duckdb
import pytest
from handmade import empty_house

from models import assumptions
from models.engine.backends.duckdb import put_inputs, work_out
from models.engine.definitions.catalogue import MADE_BY_ENGINE, release_catalogue
from models.engine.definitions.dependents import assumptions_in, reads_version
from models.engine.definitions.header import Header

HEADERS = release_catalogue().headers
WORKED_OUT = {*HEADERS, *MADE_BY_ENGINE}


@pytest.fixture(scope="module")
def worked_out() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every figure of an empty house in a schema of its own."""
    connection = empty_house()
    connection.execute("create schema built")
    connection.execute("use built")
    put_inputs(connection, 1, assumptions.rows([]))
    for name in release_catalogue().closure([*HEADERS]):
        work_out(connection, HEADERS[name])
    yield connection
    connection.close()


def columns(connection: duckdb.DuckDBPyConnection, header: Header) -> list[tuple]:
    """The columns of a figure that is worked out in the schema in use."""
    work_out(connection, header, "temp table")
    found = connection.execute(f"describe temp.{header.name}").fetchall()
    connection.execute(f"drop table temp.{header.name}")
    return found


def test_a_figure_reads_no_assumption_but_those_said(worked_out):
    given = [row[0] for row in worked_out.execute("describe built.assumption").fetchall()]
    reading = [header for header in HEADERS.values() if "assumption" in header.reads]
    for header in reading:
        worked_out.execute("use built")
        before = columns(worked_out, header)
        said = assumptions_in(header) | ({"version"} if reads_version(header) else set())
        kept = [
            one for one in given if one in said or one.rsplit("_", 1)[0] in said and one.endswith(("_low", "_high"))
        ]
        worked_out.execute(f"create schema said_{header.name}")
        worked_out.execute(f"use said_{header.name}")
        worked_out.execute(f"create table assumption as select {', '.join(kept) or '1 as one'} from built.assumption")
        for name in {*header.tables} & WORKED_OUT - {"assumption"}:
            worked_out.execute(f"create view {name} as select * from built.{name}")
        assert columns(worked_out, header) == before, header.name
    assert len(reading) > 60


def test_what_a_figure_in_python_calls_counts_as_its_own():
    # the seed is read in models/churn/resampling.py, which the four figures of draws call
    drawn = [name for name, header in HEADERS.items() if "resampling_seed" in assumptions_in(header)]
    assert sorted(drawn) == ["churn_draw", "excess_draw", "risk_draw", "trait_draw"]


def test_a_figure_reads_no_table_but_those_said(worked_out):
    nowhere = duckdb.connect()  # where every table stands for itself
    for header in HEADERS.values():
        if not header.is_python:
            assert nowhere.get_table_names(header.sql) == {*header.reads}, header.name
            continue
        worked_out.execute(f"create schema alone_{header.name}")
        worked_out.execute(f"use alone_{header.name}")
        for name in {*header.tables} & WORKED_OUT:
            worked_out.execute(f"create view {name} as select * from built.{name}")
        columns(worked_out, header)

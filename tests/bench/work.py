"""One piece of work of the benchmark, timed in a process of its own: python tests/bench/work.py NAME FOLDER."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from pathlib import Path

import duckdb
import python_calamine

from data.import_options import Options
from data.imports.pipeline import import_file
from data.reading.read_file import read_text
from data.store import Store
from models.engine import build
from models.engine.engine import Engine
from models.engine.selection import Selection
from tests.bench import at_scale

MAPPING = {
    "complaint_id": "unique_key",
    "opened_on": "opendate",
    "closed_on": "closedate",
    "sector": "complaint_type",
    "category": "descriptor",
}
PAGE = ("cost_by_sector", "cost_matrix", "monthly_cost", "cost_by_category", "cost_by_component", "sector_overview")


def import_product(folder: Path):
    """The complaints file through the product, into an empty home, acknowledged."""
    home = folder / "import_home"
    shutil.rmtree(home, ignore_errors=True)
    store = Store(home)
    yield
    answer = import_file(store, "complaints", folder / "complaints.csv.gz", Options(mapping=MAPPING))
    yield answer["rows"]["read"]
    store.close()


def import_bare(folder: Path):
    """The same file through a typed read_csv of bare DuckDB, persisted and checkpointed."""
    path = folder / "bare.duckdb"
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    yield
    connection.execute(
        f"create table complaint as select * from read_csv('{folder / 'complaints.csv.gz'}', header = true, "
        "all_varchar = false, types = {'unique_key': 'varchar', 'opendate': 'date', 'closedate': 'date'})"
    )
    connection.execute("checkpoint")
    yield connection.execute("select count(*) from complaint").fetchone()[0]
    connection.close()


def _import_of(file: Path):
    home = file.with_suffix(".home")
    shutil.rmtree(home, ignore_errors=True)
    store = Store(home)
    yield
    yield import_file(store, "complaints", file, Options())["rows"]["stored"]
    store.close()
    shutil.rmtree(home)


def _typed_read_of(file: Path):
    """A typed read of the ten columns, persisted and checkpointed."""
    path = file.with_suffix(".duckdb")
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    yield
    connection.execute(
        f"create table complaint as select * from read_csv('{file}', header = true, "
        f"types = {{'complaint_id': 'varchar', "
        "'opened_on': 'date', 'closed_on': 'date', 'handling_minutes': 'decimal(18,3)', "
        "'compensation': 'decimal(38,6)', "
        "'rework_cost': 'decimal(38,6)', 'resolved': 'boolean'})"
    )
    connection.execute("checkpoint")
    yield connection.execute("select count(*) from complaint").fetchone()[0]
    connection.close()
    path.unlink()


def million_product(folder: Path):
    """A made-up file of a million complaints through the product, into an empty home, acknowledged."""
    return _import_of(folder / "complaints_1m.csv")


def million_bare(folder: Path):
    """The same file through a typed read of bare DuckDB, persisted and checkpointed."""
    return _typed_read_of(folder / "complaints_1m.csv")


def ten_million_product(folder: Path):
    """Ten million complaints through the product."""
    return _import_of(folder / "complaints_10m.csv")


def ten_million_bare(folder: Path):
    """Ten million complaints through bare DuckDB."""
    return _typed_read_of(folder / "complaints_10m.csv")


def workbook_product(folder: Path):
    """The text of a workbook's one sheet, read as every upload is."""
    stage = folder / "texts"
    stage.mkdir(exist_ok=True)
    yield
    yield read_text(folder / "workbook.xlsx", "workbook.xlsx", Options(), stage).rows


def workbook_bare(folder: Path):
    """The same sheet through calamine alone."""
    yield
    yield len(python_calamine.load_workbook(str(folder / "workbook.xlsx")).get_sheet_by_index(0).to_python())


def _open(folder: Path, name: str):
    store = Store(folder / name)
    return store, Engine(store.connection)


def build_product(folder: Path):
    """All figures of one version, from the stored rows."""
    store, engine = _open(folder, "sample_home")
    for (schema,) in (
        store.connection.cursor()
        .execute("select schema_name from duckdb_schemas() where starts_with(schema_name, 'built_')")
        .fetchall()
    ):
        build.drop(store.connection.cursor(), schema)
    yield
    engine.build(store.version)
    yield engine.read("ledger_span", store.version).shape[0]
    store.close()


def build_bare(folder: Path):
    """A bare scan of the columns the ledger and the churn comparison read."""
    store, _ = _open(folder, "sample_home")
    yield
    store.connection.cursor().execute(
        "select sum(c.compensation), sum(c.rework_cost), sum(c.escalation_cost), sum(c.handling_minutes), "
        "count(distinct c.sector), count(distinct c.category), min(c.opened_on), sum(k.monthly_margin), "
        "min(k.ended_on), count(distinct k.segment) from raw_complaints as c "
        "left join raw_customers as k on k.customer_id = c.customer_id"
    ).fetchall()
    yield 1
    store.close()


def page_product(folder: Path):
    """The figures of a page for six months, from built tables."""
    store, engine = _open(folder, "sample_home")
    engine.build(store.version)
    yield
    frames = [engine.read(name, store.version, Selection(("2026-05", "2026-10"))) for name in PAGE]
    yield len(frames)
    store.close()


def page_bare(folder: Path):
    """As many bare queries on the monthly cube."""
    store, engine = _open(folder, "sample_home")
    cursor = store.connection.cursor()
    cursor.execute(f"use {engine.build(store.version)}")
    yield
    for _ in PAGE:
        cursor.execute(
            "select caused_by, component, evidence, sum(amount) from ledger_cube "
            "where month between date '2026-05-01' and date '2026-10-01' group by all"
        ).df()
    yield len(PAGE)
    store.close()


def main(name: str, folder: str) -> None:
    work = (globals().get(name) or getattr(at_scale, name))(Path(folder))
    next(work)
    started, used = time.perf_counter(), time.process_time()
    check = next(work)
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    for _ in work:
        pass
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_mb": peak, "check": check}))


if __name__ == "__main__":
    main(*sys.argv[1:])

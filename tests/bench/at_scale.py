"""Work of the benchmark on the figures of a company with a million complaints (SCALE=10M: ten million; 20k: to try it).

A bare scan is one aggregate over the columns that a figure stands on, in the raw tables, without grouping or joining.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from data.store import Store
from models.engine import build
from models.engine.backends.duckdb import work_out
from models.engine.engine import Engine
from models.engine.selection import Selection
from tests.bench.company import fill

COMPLAINTS = int(os.environ.get("SCALE", "1M").replace("k", "000").replace("M", "000000"))
YEARS = [
    (f"{year}-{month:02d}", f"{year + 1}-{month - 1:02d}") for year in (2022, 2023, 2024, 2025) for month in (3, 7)
]
BUCKETS = ("resampled_exposure", "resampled_value", "stratum_month")
DRAWN = (
    "risk_draw",
    "excess_draw",
    "churn_draw",
    "sector_month_draw",
    "sector_draw",
    "sector_interval",
    "avoidable_churn_total",
)
LIFELINES = Path(__file__).parents[2] / ".venv" / "lifelines"
SAME = 1e-9


def company_fill(folder: Path):
    """The company brought in as files, and all figures of its version worked out."""
    yield
    fill(folder / "company_home", COMPLAINTS, folder)
    yield COMPLAINTS


def _company(folder: Path):
    store = Store(folder / "company_home")
    engine = Engine(store.connection)
    engine.build(store.version)
    engine.read("ledger_span", store.version)
    return store, engine


def company_build(folder: Path):
    """All figures of the version, from the stored rows."""
    store = Store(folder / "company_home")
    engine = Engine(store.connection)
    yield
    engine.build(store.version)
    yield engine.read("ledger_span", store.version).shape[0]
    store.close()


def _reading(folder: Path, *names: str, by_year: bool = True):
    """Each figure read from built tables for eight spans of twelve months, none of which was read before."""
    store, engine = _company(folder)
    engine.read(names[0], store.version)
    yield
    yield sum(
        len(engine.read(name, store.version, Selection(span if by_year else (None, None))))
        for span in YEARS
        for name in names
    )
    store.close()


def _scan(folder: Path, columns: str, table: str):
    """As many bare scans of the columns."""
    store, engine = _company(folder)
    cursor = store.connection.cursor()
    cursor.execute(f"select {columns} from {table}").fetchall()
    yield
    for _ in YEARS:
        cursor.execute(f"select {columns} from {table}").fetchall()
    yield 1
    store.close()


def _columns(*names: str) -> str:
    """Sums that must see every value: least and largest ones are answered from statistics, without a scan."""
    return ", ".join(f"sum({name})" if ")" in name else f"sum(length({name}))" for name in names)


def _days(*names: str) -> tuple[str, ...]:
    return tuple(f"extract(day from {name})" for name in names)


def _numbers(*names: str) -> tuple[str, ...]:
    return tuple(f"({name})" for name in names)


PAID = _numbers("handling_minutes", "compensation", "rework_cost", "escalation_cost")
LEDGER = _columns("sector", "handled_by", *_days("opened_on"), *PAID), "raw_complaints"
TENURE = _columns("segment", *_days("started_on", "ended_on")), "raw_customers"
CHURN = (
    (
        f"{_columns('customer_id', *_days('opened_on'))}, (select sum(length(customer_id)) + sum(extract(day "
        "from started_on)) "
        "+ sum(extract(day from ended_on)) + sum(length(segment)) from raw_customers)"
    ),
    "raw_complaints",
)
STAGES = (
    _columns("sector", "stage", "case_id", *_days("started_at", "finished_at"), *_numbers("assigned_hours")),
    "raw_stage_times",
)


def ledger_read(folder: Path):
    """Cost by causing sector and component, and by month, under a period."""
    return _reading(folder, "cost_by_sector", "monthly_cost")


def ledger_scan(folder: Path):
    return _scan(folder, *LEDGER)


def retention_read(folder: Path):
    return _reading(folder, "retention_curve", by_year=False)


def retention_scan(folder: Path):
    return _scan(folder, *TENURE)


def churn_read(folder: Path):
    return _reading(folder, "avoidable_churn", by_year=False)


def churn_scan(folder: Path):
    return _scan(folder, *CHURN)


def stages_read(folder: Path):
    return _reading(folder, "stage_overrun")


def stages_scan(folder: Path):
    return _scan(folder, *STAGES)


def _working_out(folder: Path, name: str):
    """A figure and all that it stands on, from the stored rows to its own, into a schema of its own."""
    store, engine = _company(folder)
    yield
    build.build_variant(
        store.connection.cursor(),
        engine.catalogue,
        "bench",
        "bench",
        store.version,
        engine.assumptions(store.version),
        engine.catalogue.materialized([name]),
        set(engine.catalogue.headers),
    )
    yield store.connection.cursor().execute(f"select count(*) from bench.{name}").fetchone()[0]
    store.connection.cursor().execute("drop schema bench cascade")
    store.close()


def ledger_worked(folder: Path):
    return _working_out(folder, "ledger_cube")


def retention_worked(folder: Path):
    return _working_out(folder, "retention_curve")


def churn_worked(folder: Path):
    return _working_out(folder, "avoidable_churn")


def stages_worked(folder: Path):
    return _working_out(folder, "stage_overrun")


def _temporary(folder: Path, names: tuple[str, ...]):
    """Figures worked out anew, the others read as they stand."""
    store, engine = _company(folder)
    cursor = store.connection.cursor()
    cursor.execute(f"use {engine.build(store.version)}")
    yield
    for name in names:
        work_out(cursor, engine.catalogue.headers[name], "temp table")
    yield cursor.execute(f"select count(*) from {names[-1]}").fetchone()[0]
    store.close()


def interval_drawn(folder: Path):
    """The ranges: sums by bucket of customers in SQL, then 1,000 draws of them."""
    return _temporary(folder, BUCKETS + DRAWN)


def interval_pass(folder: Path):
    """The pass in SQL alone."""
    return _temporary(folder, BUCKETS)


def curve_product(folder: Path):
    """Retention with its band by segment, from the tenure of each customer."""
    return _temporary(folder, ("tenure_count", "retention_curve"))


def curve_lifelines(folder: Path):
    """The same by lifelines; SystemExit where the two differ."""
    sys.path.append(str(LIFELINES))
    from lifelines import KaplanMeierFitter

    store, engine = _company(folder)
    ours = engine.read("retention_curve", store.version).set_index(["segment", "month"])["retention"]
    lived = engine.read("customer_tenure", store.version)[["segment", "tenure_months", "has_left"]]
    groups = {"all": lived} | dict(tuple(lived.groupby("segment")))
    yield
    curves = {name: KaplanMeierFitter().fit(rows["tenure_months"], rows["has_left"]) for name, rows in groups.items()}
    yield len(ours)
    for name, curve in curves.items():
        theirs = curve.survival_function_at_times(ours[name].index).to_numpy()
        if abs(theirs - ours[name].to_numpy()).max() > SAME:
            raise SystemExit(f"retention of {name} differs from lifelines")
    store.close()

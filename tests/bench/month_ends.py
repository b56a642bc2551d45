"""Month ends: how long after a version all of them are there, and what a visitor waits for one, made before or not.

python -m tests.bench.month_ends HOME; twenty people who also choose other ends of the period explore in visits.py.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from data.store import Store
from models.engine.engine import Engine
from models.engine.selection import Selection

ASKED = ("retention_curve", "customer_value", "avoidable_churn", "cohort_retention")
OWN_BUILDS, MOST_READ = 3, 50


def main(home: str) -> None:
    """Prints a line for each time, in milliseconds; exits 1 when a month end and a build of its own differ."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(shutil.copytree(home, Path(folder) / "home"))
        engine, version = Engine(store.connection, month_ends=True), store.version
        engine.build(version)
        days = [f"{day:%Y-%m}" for day in engine.month_ends.days(version)]
        print(f"\n{'month ends, load ' + format(os.getloadavg()[0], '.1f'):<58}{'ms':>12}{'target':>10}  met")
        own = [_timed(Engine(store.connection), version, day) for day in days[:OWN_BUILDS]]
        _line("a day of its own, before", statistics.median(seconds for seconds, _ in own))
        began = time.perf_counter()
        engine.month_ends.prepare(version, lambda: True)
        _line(f"all {len(days)} month ends of a version", time.perf_counter() - began)
        found = [_timed(engine, version, day) for day in days]
        _line("a month end, read", statistics.median(seconds for seconds, _ in found) / len(ASKED), MOST_READ)
        store.close()
        if [rows for _, rows in found[:OWN_BUILDS]] != [rows for _, rows in own]:
            sys.exit("a month end differs from a build of its own")


def _timed(engine: Engine, version: int, month: str) -> tuple[float, list]:
    began = time.perf_counter()
    rows = [engine.rows(name, version, Selection((None, month))) for name in ASKED]
    return time.perf_counter() - began, rows


def _line(title: str, seconds: float, most: float | None = None) -> None:
    is_busy = os.getloadavg()[0] > (os.cpu_count() or 1) + 1
    verdict = "yes" if most and seconds * 1000 <= most else "too much other load to tell" if is_busy else "no"
    print(f"{title:<58}{seconds * 1000:>12,.0f}" + (f"{most:>10}  {verdict}" if most else ""), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])

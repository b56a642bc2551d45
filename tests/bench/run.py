"""make bench: the product against bare DuckDB on the same work in the same run, where a page's time goes, and visitors.

Alternates A B A B in fresh processes and prints medians with their range; ROUNDS and CUSTOMERS set the size. A row with
a target says whether it is met. The figures are those of a company with a million complaints; SCALE=10M makes it ten
million and adds an import of as many, once, for its memory.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/data/nyc_council/nyc_council.csv.gz"
LIFELINES = ROOT / ".venv/lifelines"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
CUSTOMERS = os.environ.get("CUSTOMERS", "30000")
SCALE = os.environ.get("SCALE", "1M")
WORKBOOK_ROWS = 100_000
HEADINGS = (
    "complaint_id",
    "opened_on",
    "closed_on",
    "category",
    "sector",
    "handling_minutes",
    "compensation",
    "rework_cost",
    "resolved",
    "customer_id",
)
# title, product, what it is compared with, the most the ratio may be (None: no target, it is good to know)
PAIRS = (
    ("import of 341,299 complaints", "import_product", "import_bare", 1.5),
    ("import of 1,000,000 complaints", "million_product", "million_bare", 1.5),
    ("reading a workbook 100,000 × 10", "workbook_product", "workbook_bare", None),
    ("building a version", "build_product", "build_bare", None),
    ("data of a page", "page_product", "page_bare", 1.5),
)
FIGURES = (
    ("ledger of a period / scan", "ledger_read", "ledger_scan", 3.5),
    ("retention / scan", "retention_read", "retention_scan", 3.5),
    ("avoidable churn / scan", "churn_read", "churn_scan", 3.5),
    ("stages of a period / scan", "stages_read", "stages_scan", 3.5),
    ("retention / lifelines", "curve_product", "curve_lifelines", 1 / 3),
    ("the interval / its SQL pass", "interval_drawn", "interval_pass", 2),
)
WORKED = (
    ("ledger worked out / scan", "ledger_worked", "ledger_scan", None),
    ("retention worked out / scan", "retention_worked", "retention_scan", None),
    ("avoidable churn worked out / scan", "churn_worked", "churn_scan", None),
    ("stages worked out / scan", "stages_worked", "stages_scan", None),
)


def main() -> None:
    """Prints the table; exits 1 when the two sides of a pair do not agree on what they did."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {ROUNDS} rounds, {CUSTOMERS} customers\n")
        print(f"{'work':<34}{'product ms':>24}{'compared with ms':>24}{'ratio':>8}{'peak MB':>9}{'target':>8}  met")
        _row("the same work twice (noise)", "import_bare", "import_bare", None, folder)
        for pair in PAIRS:
            _row(*pair, folder)
        _at_scale(folder)
        if SCALE == "10M":
            _write_complaints(Path(folder) / "complaints_10m.csv", 10_000_000)
            _row("import of 10,000,000 complaints", "ten_million_product", "ten_million_bare", 1.5, folder, rounds=1)
        for home in ("sample_home", "company_home"):
            _script("page_time", Path(folder) / home)
        _script("month_ends", Path(folder) / "sample_home")
        _script("visits", Path(folder) / "sample_home")


def _script(name: str, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}", home], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        sys.exit(f"{name} over {home.name}: {done.stderr}")


def _at_scale(folder: str) -> None:
    """The figures of the large company: read from built tables, and worked out from the stored rows."""
    print(f"\nfigures of {SCALE} complaints, as many rows of stages, a quarter as many customers")
    for title, name in (("bringing it in", "company_fill"), ("building its version", "company_build")):
        done = _run(name, folder)
        print(f"{title:<34}{done['seconds'] * 1000:>24,.0f}{'':>32}{done['peak_mb']:>9.0f}", flush=True)
    for pair in FIGURES:
        _row(*pair, folder)
    for pair in WORKED:
        _row(*pair, folder, rounds=1)


def _prepare(folder: Path) -> None:
    target = folder / "complaints.csv.gz"
    target.write_bytes(REAL.read_bytes()) if REAL.exists() else _write_alike(target)
    _write_complaints(folder / "complaints_1m.csv", 1_000_000)
    _write_workbook(folder / "workbook.xlsx")
    subprocess.run(
        [sys.executable, ROOT / "cli.py", "--home", folder / "sample_home", "demo", "--customers", CUSTOMERS],
        check=True,
    )


def _write_alike(target: Path) -> None:
    first = date(2015, 1, 1)
    with gzip.open(target, "wt", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(
            [
                "unique_key",
                "account",
                "opendate",
                "closedate",
                "complaint_type",
                "descriptor",
                "zip",
                "borough",
                "city",
                "council_dist",
                "community_board",
            ]
        )
        for number in range(341_299):
            day = first + timedelta(days=number % 3600)
            rows.writerow(
                [
                    f"K{number:08d}",
                    f"A{number % 51}",
                    day,
                    day + timedelta(days=number % 40),
                    f"Type {number % 12}",
                    f"Kind {number % 180}",
                    10_000 + number % 90,
                    "Borough",
                    "City",
                    number % 51,
                    f"{number % 18:02d} Board",
                ]
            )


def _complaint(number: int) -> list:
    day = date(2015, 1, 1) + timedelta(days=number % 3600)
    return [
        f"K{number:08d}",
        day,
        day + timedelta(days=number % 40),
        f"Kind {number % 180}",
        f"Dept {number % 12}",
        number % 95,
        f"{number % 300}.{number % 100:02d}",
        "" if number % 3 else f"{number % 50}.5",
        "yes" if number % 4 else "no",
        f"A{number % 50_000}",
    ]


def _write_complaints(target: Path, count: int) -> None:
    with open(target, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        rows.writerows(map(_complaint, range(count)))


def _write_workbook(target: Path) -> None:
    with xlsxwriter.Workbook(target, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number in range(WORKBOOK_ROWS):
            identity, opened, closed, category, sector, minutes, compensation, *rest = _complaint(number)
            sheet.write_row(
                number + 1, 0, [identity, opened, closed, category, sector, minutes, float(compensation), *rest]
            )


def _row(title: str, product: str, bare: str, target: float | None, folder: str, rounds: int = ROUNDS) -> None:
    runs = {"product": [], "bare": []}
    if bare == "curve_lifelines" and not LIFELINES.exists():
        print(f"{title:<34}  not measured: {LIFELINES.name} is not installed", flush=True)
        return
    for _ in range(rounds):
        runs["product"].append(_run(product, folder))
        runs["bare"].append(_run(bare, folder))
    if len({run["check"] for run in runs["product"]}) > 1:
        sys.exit(f"{title}: the runs do not agree on their result")
    ratio = statistics.median(p["seconds"] / b["seconds"] for p, b in zip(runs["product"], runs["bare"]))
    peak = max(run["peak_mb"] for run in runs["product"])
    verdict = f"{target:>8.2f}  {_verdict(ratio <= target)}" if target else ""
    print(
        f"{title:<34}{_span(runs['product']):>24}{_span(runs['bare']):>24}{ratio:>8.2f}{peak:>9.0f}{verdict}",
        flush=True,
    )


def _verdict(is_met: bool) -> str:
    """Say whether a target is met; while others use the machine nobody can tell."""
    is_busy = os.getloadavg()[0] > os.cpu_count() + 1
    return "too much other load to tell" if is_busy else "yes" if is_met else "no"


def _span(runs: list[dict]) -> str:
    times = [run["seconds"] * 1000 for run in runs]
    return f"{statistics.median(times):,.0f} ({min(times):,.0f}–{max(times):,.0f})"


def _run(name: str, folder: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.work", name, folder], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()

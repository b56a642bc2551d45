"""make bench: the product against bare DuckDB on the same work in the same run, and where a page's time goes.

Alternates A B A B in fresh processes and prints medians with their range; ROUNDS and CUSTOMERS set the size.
SCALE=10M adds an import of ten million complaints, once, for its memory.
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
ROUNDS = int(os.environ.get("ROUNDS", "5"))
CUSTOMERS = os.environ.get("CUSTOMERS", "30000")
SCALE = os.environ.get("SCALE", "")
WORKBOOK_ROWS = 100_000
HEADINGS = ("complaint_id", "opened_on", "closed_on", "category", "sector", "handling_minutes", "compensation",
            "rework_cost", "resolved", "customer_id")
PAIRS = (("import of 341,299 complaints", "import_product", "import_bare"),
         ("import of 1,000,000 complaints", "million_product", "million_bare"),
         ("reading a workbook 100,000 × 10", "workbook_product", "workbook_bare"),
         ("building a version", "build_product", "build_bare"),
         ("data of a page", "page_product", "page_bare"))


def main() -> None:
    """Prints the table; exits 1 when the two sides of a pair do not agree on what they did."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {ROUNDS} rounds, {CUSTOMERS} customers\n")
        print(f"{'work':<32}{'product ms':>22}{'bare ms':>22}{'ratio':>8}{'peak MB':>9}")
        _row("the same work twice (noise)", "import_bare", "import_bare", folder)
        for title, product, bare in PAIRS:
            _row(title, product, bare, folder)
        if SCALE == "10M":
            _write_complaints(Path(folder) / "complaints_10m.csv", 10_000_000)
            _row("import of 10,000,000 complaints", "ten_million_product", "ten_million_bare", folder, rounds=1)
        subprocess.run([sys.executable, ROOT / "tests/bench/page_time.py", Path(folder) / "sample_home"], check=True)


def _prepare(folder: Path) -> None:
    target = folder / "complaints.csv.gz"
    target.write_bytes(REAL.read_bytes()) if REAL.exists() else _write_alike(target)
    _write_complaints(folder / "complaints_1m.csv", 1_000_000)
    _write_workbook(folder / "workbook.xlsx")
    subprocess.run([sys.executable, ROOT / "cli.py", "--home", folder / "sample_home", "demo",
                    "--customers", CUSTOMERS], check=True)


def _write_alike(target: Path) -> None:
    first = date(2015, 1, 1)
    with gzip.open(target, "wt", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["unique_key", "account", "opendate", "closedate", "complaint_type", "descriptor", "zip",
                       "borough", "city", "council_dist", "community_board"])
        for number in range(341_299):
            day = first + timedelta(days=number % 3600)
            rows.writerow([f"K{number:08d}", f"A{number % 51}", day, day + timedelta(days=number % 40),
                           f"Type {number % 12}", f"Kind {number % 180}", 10_000 + number % 90, "Borough",
                           "City", number % 51, f"{number % 18:02d} Board"])


def _complaint(number: int) -> list:
    day = date(2015, 1, 1) + timedelta(days=number % 3600)
    return [f"K{number:08d}", day, day + timedelta(days=number % 40), f"Kind {number % 180}", f"Dept {number % 12}",
            number % 95, f"{number % 300}.{number % 100:02d}", "" if number % 3 else f"{number % 50}.5",
            "yes" if number % 4 else "no", f"A{number % 50_000}"]


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
            sheet.write_row(number + 1, 0, [identity, opened, closed, category, sector, minutes, float(compensation), *rest])


def _row(title: str, product: str, bare: str, folder: str, rounds: int = ROUNDS) -> None:
    runs = {"product": [], "bare": []}
    for _ in range(rounds):
        runs["product"].append(_run(product, folder))
        runs["bare"].append(_run(bare, folder))
    if len({run["check"] for run in runs["product"]}) > 1:
        sys.exit(f"{title}: the runs do not agree on their result")
    ratio = statistics.median(p["seconds"] / b["seconds"] for p, b in zip(runs["product"], runs["bare"]))
    peak = max(run["peak_mb"] for run in runs["product"])
    print(f"{title:<32}{_span(runs['product']):>22}{_span(runs['bare']):>22}{ratio:>8.2f}{peak:>9.0f}", flush=True)


def _span(runs: list[dict]) -> str:
    times = [run["seconds"] * 1000 for run in runs]
    return f"{statistics.median(times):,.0f} ({min(times):,.0f}–{max(times):,.0f})"


def _run(name: str, folder: str) -> dict:
    done = subprocess.run([sys.executable, ROOT / "tests/bench/work.py", name, folder],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()

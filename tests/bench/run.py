"""make bench: the product against bare DuckDB on the same work in the same run, and where a page's time goes.

Alternates A B A B in fresh processes and prints medians with their range; ROUNDS and CUSTOMERS set the size.
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

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/data/nyc_council/nyc_council.csv.gz"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
CUSTOMERS = os.environ.get("CUSTOMERS", "30000")
PAIRS = (("import of 341,299 complaints", "import_product", "import_bare"),
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
        subprocess.run([sys.executable, ROOT / "tests/bench/page_time.py", Path(folder) / "sample_home"], check=True)


def _prepare(folder: Path) -> None:
    target = folder / "complaints.csv.gz"
    target.write_bytes(REAL.read_bytes()) if REAL.exists() else _write_alike(target)
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


def _row(title: str, product: str, bare: str, folder: str) -> None:
    runs = {"product": [], "bare": []}
    for _ in range(ROUNDS):
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

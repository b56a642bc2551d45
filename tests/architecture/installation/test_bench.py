"""The benchmarks start; what they measure depends on the machine, so nothing more is asked of them here."""

import subprocess
import sys

from paths import ROOT


def test_every_benchmark_finds_what_it_imports():
    modules = [f"tests.bench.{path.stem}" for path in sorted((ROOT / "tests" / "bench").glob("*.py"))]
    done = subprocess.run(
        [sys.executable, "-c", f"import {', '.join(modules)}"], cwd=ROOT, capture_output=True, text=True
    )
    assert len(modules) > 5 and done.returncode == 0, done.stderr

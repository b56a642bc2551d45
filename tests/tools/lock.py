"""Writes the locks: every package the app and its tests stand on, with hashes, one file for all machines.

python tests/tools/lock.py UV: what was locked stays unless a range forbids it; with --upgrade the newest replace it.
"""

import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# without Macs with Intel processors, for which cryptography has no wheels any more
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "aarch64-apple-darwin", "x86_64-pc-windows-msvc")
APP, TESTS, OTHER = "requirements.lock", "tests/requirements.lock", "tests/other-duckdb.lock"
# beside the app's, where figures are worked out on Spark; pyspark-client has no wheel on any machine
SPARK, SAIL = "requirements-spark.lock", "tests/requirements-sail.lock"
ALIKE = (
    *("--universal", "--python-version", PYTHONS[0], "--fork-strategy", "fewest"),  # one version for every machine
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--annotation-style", "line"),
    *("--custom-compile-command", "make lock", "--quiet"),
)


def compile_lock(uv: str, lock: str, *arguments: str, asked: str | None = None) -> None:
    """Writes one lock from requirements files, or from the text that is asked for."""
    command = [uv, "pip", "compile", *ALIKE, "--output-file", lock, *arguments]
    subprocess.run(command, cwd=ROOT, input=asked, text=True, check=True)


def other_end(requirements: str) -> str:
    """The requirement of DuckDB alone, of which the lock has one end and `--resolution lowest` the other."""
    return next(line for line in requirements.splitlines() if line.startswith("duckdb"))


def missing(uv: str, lock: str) -> list[str]:
    """The machines for which a lock names something that would have to be built there."""
    found = []
    with tempfile.TemporaryDirectory() as nowhere:
        trial = [uv, "pip", "install", "--dry-run", "--quiet", "--target", nowhere, "--require-hashes", "-r", lock]
        for platform, python in product(PLATFORMS, PYTHONS):
            machine = ["--only-binary", ":all:", "--python-platform", platform, "--python-version", python]
            done = subprocess.run([*trial, "--no-deps", *machine], cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                found.append(f"{lock}, {platform}, Python {python}: {done.stderr.strip()}")
    return found


def main(uv: str, *more: str) -> int:
    """Writes the locks and says for which machines they do not hold; 0 when they hold for all."""
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    compile_lock(uv, APP, *more, "requirements.txt")
    compile_lock(uv, TESTS, *more, "--constraints", APP, "tests/requirements.txt")
    compile_lock(uv, OTHER, "--no-deps", "--resolution", "lowest", "-", asked=other_end(requirements))
    for lock in (SPARK, SAIL):  # what these stand on is in the app's lock
        compile_lock(uv, lock, *more, "--no-deps", "--constraints", APP, lock.replace(".lock", ".txt"))
    faults = [fault for lock in (APP, TESTS, OTHER) for fault in missing(uv, lock)]
    print("\n".join(faults) or f"locked for Python {', '.join(PYTHONS)} on {', '.join(PLATFORMS)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

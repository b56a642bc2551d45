"""Whether every figure of the made-up organisation is the same bytes, however many threads and on another DuckDB too.

    python tests/tools/same_bytes.py [--other FOLDER]

FOLDER holds another DuckDB, put there by `pip install --target FOLDER --no-deps duckdb==…`. The organisation is stored
once; each pass reads a copy of that home (both ends of the range read the same format) and works every figure out
anew, as the assumptions stand and with what is assumed switched on. Exit 1 with the names of the figures that differ.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
CUSTOMERS, SEED, THREADS = 1000, 1, (1, 8)
ASSUMED = {
    "include_assumed": "yes",
    "silent_share": "0.2",
    "silent_risk_ratio": "2",
    "told_per": "3",
    "already_customers": "0.3",
    "influenced": "0.1",
    "would_have_bought": "0.05",
    "hourly_cost": "61.37",
    "gross_margin": "0.35",
    "fitted_tail": "yes",
    "keep_spend": "20",
    "keep_share": "0.6",
    "keep_ceiling": "0.8",
    "win_spend": "30",
    "win_share": "0.1",
    "win_ceiling": "0.3",
}
KINDS = {"": {}, " assumed": ASSUMED}


def store(home: Path, customers: int = CUSTOMERS) -> None:
    """Stores the made-up organisation in an empty home."""
    from data.samples.generate import fill
    from data.store import Store

    opened = Store(home)
    fill(opened, customers, SEED)
    opened.close()


def prints(home: Path, threads: int, kinds: dict[str, dict] = KINDS) -> dict[str, str]:
    """The fingerprint of every figure as `figure NAME --format csv` prints it, worked out anew in a copy of a home."""
    import duckdb
    import pandas

    from data.export.text import frame_text
    from models.engine.engine import Engine
    from models.engine.selection import Selection

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(home / "ledger.duckdb", folder)
        with duckdb.connect(path, config={"threads": threads}) as connection:
            engine = Engine(connection)
            version = connection.execute("select max(version) from version_log").fetchone()[0]
            for name in engine.catalogue.figures():
                for kind, assume in kinds.items():
                    columns, rows = engine.rows(name, version, Selection(overrides=assume))
                    text = frame_text(pandas.DataFrame(rows, columns=columns, dtype=object), "csv")
                    found[name + kind] = hashlib.sha256(text.encode()).hexdigest()
    return found


def differing(passes: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """The figures whose fingerprints are not all the same, each with the passes that differ from the first."""
    (_, first), *others = passes.items()
    names = sorted(set().union(*passes.values()))
    found = {name: [title for title, one in others if one.get(name) != first.get(name)] for name in names}
    return {name: titles for name, titles in found.items() if titles}


def _elsewhere(home: Path, threads: int, folder: str | None) -> dict[str, str]:
    """One pass in a process of its own, with this DuckDB or the one in a folder."""
    before = [folder] if folder else []
    path = os.pathsep.join([*before, *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, __file__, "--home", str(home), "--threads", str(threads)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(done.stdout)


def _compare(other: str | None) -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        store(home)
        passes = {}
        for engine in [None, other] if other else [None]:
            for threads in THREADS:
                said = _elsewhere(home, threads, engine)
                passes[f"DuckDB {said.pop('duckdb')}, threads {threads}"] = said
    found = differing(passes)
    print(f"{len(next(iter(passes.values())))} tables compared: {'; '.join(passes)}")
    for name, titles in found.items():
        print(f"{name} differs: {'; '.join(titles)}")
    return 1 if found else 0


def main() -> int:
    """Compares, or with --home and --threads makes one pass and prints its fingerprints."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--other", help="a folder that holds another DuckDB")
    reader.add_argument("--home", help="make one pass over this home")
    reader.add_argument("--threads", type=int, default=1)
    asked = reader.parse_args()
    if not asked.home:
        return _compare(asked.other)
    import duckdb

    print(json.dumps({"duckdb": duckdb.__version__, **prints(Path(asked.home), asked.threads)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

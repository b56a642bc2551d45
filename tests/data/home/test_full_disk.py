"""A disk without room: what was stored is not said to be lost, and a good file is not said to be damaged."""

import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

from data.processes import limited_process
from data.store import Store

resource = pytest.importorskip("resource")
GROWN = """
import resource, sys
from pathlib import Path
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.store import Store

home, rows = Path(sys.argv[1]), Path(sys.argv[2])
store = Store(home)
size = (home / "ledger.duckdb").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # the file of the database cannot grow any more
try:
    answer = import_file(store, "complaints", rows, Options())
    print("stored", answer.get("version"), answer["status"])
except Problem as problem:
    print(problem.code, problem.fields["version"], problem)
sys.stdout.flush()
import os
os._exit(0)
"""


def listed(count: int, of: str) -> str:
    """A list of so many complaints."""
    rows = [f"{of}{n},2025-01-{n % 28 + 1:02d},Billing,{n}.50\n" for n in range(count)]
    return "complaint_id,opened_on,sector,compensation\n" + "".join(rows)


def test_a_change_that_could_not_be_put_into_the_file_is_said_to_be_stored(tmp_path, put, store):
    put("complaints", listed(20_000, "a"))  # the file is larger than what the next change writes beside it
    store.close()
    (tmp_path / "more.csv").write_text(listed(5_000, "b"))
    command = [sys.executable, "-c", GROWN, str(tmp_path / "home"), str(tmp_path / "more.csv")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.startswith("STORED_NOT_SETTLED 2 The change is saved as version 2"), done.stdout + done.stderr
    looked = Store(tmp_path / "home")  # it is there, and in the list of changes
    assert looked.version == 2 and looked.counts()["complaints"] == 25_000
    looked.close()
    assert '"version": 2' in (tmp_path / "home" / "originals.jsonl").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_not_a_damaged_file(tmp_path):
    (tmp_path / "rows.csv").write_text("complaint_id,opened_on\nk1,2025-01-01\n")
    request = {"path": str(tmp_path / "rows.csv"), "out": "/dev/full", "sheet": None, "settings": {}}
    assert limited_process.ask("data.reading", request, 60)["refusal"]["code"] == "NO_ROOM"

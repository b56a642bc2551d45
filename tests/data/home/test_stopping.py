"""A server that is stopped leaves everything in the file of its home, and no log beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from paths import ROOT
from visitors import visit

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store

CUSTOMERS = "customer_id,started_on\nKIM-0001,2025-01-01\n"
PATIENCE_SECONDS = 240


@pytest.fixture
def home(tmp_path):
    store = Store(tmp_path / "home")
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    import_file(store, "customers", tmp_path / "customers.csv", Options())
    store.close()
    return tmp_path / "home"


@pytest.mark.parametrize("entry", ["asgi.py", "app.py"])
def test_a_server_stopped_by_a_signal_leaves_no_log_beside_the_file(home, tmp_path, entry):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", entry, f"--server.port={port}", "--server.headless=true"]
    with open(tmp_path / "log.txt", "w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"LEDGER_HOME": str(home)}, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _when_up(address + ("/healthz" if entry == "asgi.py" else "/_stcore/health"))
            visit(address, "")
            # what was worked out for the visitor stands in the log of the database until then
            assert (home / "ledger.duckdb.wal").stat().st_size > 0
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE_SECONDS)
        finally:
            server.kill()
            server.wait()
    log = home / "ledger.duckdb.wal"
    assert not log.exists() or log.stat().st_size == 0


def _when_up(address: str) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)

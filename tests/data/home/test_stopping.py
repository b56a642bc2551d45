"""A server that is stopped leaves everything in the file of its home, and no log beside it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress

import duckdb
import pytest
from paths import ROOT
from visitors import visit

from data.import_options import Options
from data.imports.pipeline import import_file
from data.storage.connection import SharedConnection
from data.store import Store

COMPLAINTS = "complaint_id,opened_on,sector,compensation\nK1,2025-01-10,Billing,5\n"
PATIENCE_SECONDS = 240
LONG = "select count(*) from range(100000000000) as a, range(1000) as b"


@pytest.fixture
def home(tmp_path):
    store = Store(tmp_path / "home")
    (tmp_path / "complaints.csv").write_text(COMPLAINTS)
    import_file(store, "complaints", tmp_path / "complaints.csv", Options())
    store.close()
    return tmp_path / "home"


@pytest.mark.sampled(1)
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
            _until(lambda: (home / "ledger.duckdb.wal").exists() and (home / "ledger.duckdb.wal").stat().st_size > 0)
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE_SECONDS)
        finally:
            server.kill()
            server.wait()
    log = home / "ledger.duckdb.wal"
    assert not log.exists() or log.stat().st_size == 0


def test_a_home_is_closed_over_what_somebody_began_to_write_and_left(home):
    store = Store(home)
    left = store.connection.cursor()
    left.execute("begin")
    left.execute("create table main.left_behind as select 1 as number")
    store.close()
    assert not (home / "ledger.duckdb.wal").exists()
    again = Store(home)
    with again.cursor() as cursor:
        assert cursor.execute("select count(*) from duckdb_tables() where table_name = 'left_behind'").fetchall() == [
            (0,)
        ]
    assert again.counts()["complaints"] == 1
    again.close()


def test_a_home_is_closed_over_what_somebody_else_is_writing(home):
    store, begun, ended = Store(home), threading.Event(), []

    def write(cursor) -> None:
        cursor.execute("begin")
        cursor.execute("create table main.left_behind (number bigint)")
        begun.set()
        try:
            cursor.execute(f"insert into main.left_behind {LONG}")
        except duckdb.Error as failure:
            ended.append(type(failure))

    writer = threading.Thread(target=write, args=[store.connection.cursor()])
    writer.start()
    begun.wait()
    store.close()
    writer.join()
    assert ended == [duckdb.InterruptException] and not (home / "ledger.duckdb.wal").exists()


def _when_up(address: str) -> None:
    def answers() -> bool:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            return False
        return True

    _until(answers)


def _until(holds: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > give_up:
            raise TimeoutError("it never came to be")
        time.sleep(0.05)


def test_a_connection_is_closed_over_queries_that_never_end(tmp_path):
    for _ in range(20):  # a call is met in the middle in nine of ten
        shared, told = SharedConnection(tmp_path, duckdb.connect), threading.Event()

        def read(shared=shared, told=told):
            with suppress(duckdb.Error):
                cursor = shared.cursor()
                told.set()
                while True:
                    cursor.execute("select range, cast(range as varchar) from range(20000)").fetchall()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        told.wait(PATIENCE_SECONDS)
        shared.close()
        reader.join(PATIENCE_SECONDS)
        assert not reader.is_alive()
        with pytest.raises(duckdb.ConnectionException):
            shared.cursor()

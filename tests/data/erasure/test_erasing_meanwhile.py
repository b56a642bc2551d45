"""Erasing a customer while others read and upload, and when the process is killed on the way."""

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from named_everywhere import WHO, everything, places
from paths import ROOT

from data.erasure.erase import erase_customer
from data.problems import Problem
from data.storage import connection as doorway
from data.store import Store
from models.engine.engine import Engine


def test_readers_wait_and_go_on(store):
    """Twenty readers before, during and after: each sees the home with or without the customer, none an error."""
    engine, seen, failed, done = Engine(store.connection), set(), [], threading.Event()

    def read():
        while not done.is_set():
            try:
                seen.add(len(store.rows("customers")))
                with store.cursor() as cursor:
                    cursor.execute("select count(*) from raw_complaints").fetchall()
                assert engine.assumptions(store.version)
            except Exception as failure:
                failed.append(failure)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    erase_customer(store, WHO)
    time.sleep(0.3)
    done.set()
    for reader in readers:
        reader.join()
    assert not failed and seen == {3, 2}


def test_an_upload_under_way_is_not_thrown_away(store, monkeypatch):
    monkeypatch.setattr(doorway, "PATIENCE_SECONDS", 0.2)
    before = store.version
    started, go = threading.Event(), threading.Event()

    def bring_in():
        with store.cursor():
            started.set()
            go.wait()

    worker = threading.Thread(target=bring_in)
    worker.start()
    started.wait()
    with pytest.raises(Problem) as refused:
        erase_customer(store, WHO)
    go.set()
    worker.join()
    assert refused.value.code == "BUSY" and store.version == before and len(store.rows("customers")) == 3
    assert erase_customer(store, WHO)["version"] == before + 1


KILLED = """
import os, signal, sys
from pathlib import Path
from data.erasure import erase, file_lines, rewrite_database
from data.storage import atomic_replace
from data.store import Store
home, moment = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
def dying(function):
    def called(*given, **named):
        global seen
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return called
store = Store(home)
for room, name in ((file_lines, "put"), (rewrite_database, "write_anew"), (rewrite_database, "_tell"),
                   (erase, "obsolete_files"), (atomic_replace, "commit"), (atomic_replace, "_exchange"),
                   (os, "replace"), (os, "fsync")):
    setattr(room, name, dying(getattr(room, name)))
erase.erase_customer(store, sys.argv[3])
print("done", seen)
"""


@pytest.mark.long
def test_a_kill_leaves_the_home_whole_or_without_the_customer(store, tmp_path):
    home = store.home
    whole = everything(store)
    store.close()

    def run(at, moment):
        command = [sys.executable, "-c", KILLED, str(at), str(moment), WHO]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    shutil.copytree(home, tmp_path / "all")
    counted = int(run(tmp_path / "all", 0).stdout.split()[1])
    outcomes = set()
    for moment in sorted({counted // 2, counted - 12, counted - 2}):
        copy = Path(shutil.copytree(home, tmp_path / f"killed{moment}"))
        assert run(copy, moment).returncode == -signal.SIGKILL
        again = Store(copy)
        found = everything(again)
        outcomes.add(found == whole)
        assert found == whole or WHO not in json.dumps(found["rows"])
        if found == whole:
            erase_customer(again, WHO)
        again.close()
        assert places(copy, WHO) == [], moment
    assert outcomes == {True, False}  # killed before and after the promise

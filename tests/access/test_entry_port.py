"""Starting where another program has the port: the terminal says which, and shows the address that works."""

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import suppress

import pytest
from paths import ROOT

PORT = 8501
COMMAND = [sys.executable, "-m", "streamlit", "run", "asgi.py", "--server.address", "127.0.0.1"]


@pytest.fixture
def taken():
    """The usual port, held by this test unless some other program has it anyway."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            other.bind(("127.0.0.1", PORT))
            other.listen()
        yield PORT


def _started(home, *options):
    environment = os.environ | {"LEDGER_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [*COMMAND, *options], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_a_port_in_use_is_named_and_the_next_one_answers(taken, tmp_path):
    with _started(tmp_path) as server:
        too_late = threading.Timer(120, server.kill)
        too_late.start()
        try:
            said = ""
            while "URL: http" not in said or "is in use" not in said:
                line = server.stdout.readline()
                assert line, said
                said += line
            address, port = re.search(r"URL: (http://127\.0\.0\.1:(\d+))", said).groups()
            assert f"Port {taken} is in use by another program; this one listens on {port}." in said
            assert urllib.request.urlopen(f"{address}/_stcore/health", timeout=20).status == 200
        finally:
            too_late.cancel()
            server.terminate()


def test_a_port_asked_for_by_hand_is_not_replaced(taken, tmp_path):
    with _started(tmp_path, "--server.port", str(taken)) as server:
        said = server.stdout.read()
        assert server.wait(timeout=60) != 0 and str(taken) in said and "another program" not in said

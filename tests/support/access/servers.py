"""Servers of the tests' own: a free port, and waiting until one answers."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paths import ROOT

PATIENCE_SECONDS = 180  # what is awaited ends the wait: only a fault takes as long, or a machine with much else to do
PATIENCE_MS = 1000 * PATIENCE_SECONDS
STOP_SECONDS = 10
WORKED_OUT_MS = 240_000  # a whole version, while others use the processors


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def when_up(address: str) -> str:
    """The address, once its server answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address + "/_stcore/health")
            return address
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"no answer from {address} within {PATIENCE_SECONDS} seconds")


def stop(server: subprocess.Popen) -> None:
    """End a server; one that is still at work when its time is over is killed, since its home is thrown away."""
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def serving(home: Path, entry: str = "app.py") -> Iterator[str]:
    """The address of a server over a home, which is stopped at the end, so that the home can be looked at."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", entry, f"--server.port={port}", "--server.headless=true"]
    with open(home.parent / f"{port}.txt", "w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"LEDGER_HOME": str(home)}, stdout=log, stderr=log
        )
        try:
            yield when_up(f"http://127.0.0.1:{port}")
        finally:
            stop(server)

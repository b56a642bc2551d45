"""A server of its own for the browser tests, and a Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


@pytest.fixture(scope="session")
def browser():
    """A Chromium: the one of the environment, or Playwright's own."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def start_server(tmp_path_factory) -> Iterator[Callable[[Path], str]]:
    """A function that starts a fresh server over a home and returns its address; all are stopped at the end."""
    running = []

    def start(home: Path) -> str:
        port = _free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
        environment = os.environ | {"LEDGER_HOME": str(home)}
        log = open(tmp_path_factory.mktemp("log") / "server.txt", "w")
        running.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
        return _when_up(f"http://127.0.0.1:{port}")

    yield start
    for server in running:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _when_up(address: str) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address + "/_stcore/health")
            return address
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no answer from {address} within {START_SECONDS} seconds")

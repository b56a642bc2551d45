"""A server over a home, started as `make run` does, and what it uses: processor, memory, room on disk."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


class Server:
    """A running server; leaving the `with` block stops it."""

    def __init__(self, home: Path):
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "streamlit", "run", "asgi.py", f"--server.port={port}"]
        options = ["--server.address=127.0.0.1", "--server.fileWatcherType=none"]
        self._log = open(f"{home}.log", "w")
        self._process = subprocess.Popen(
            command + options,
            cwd=ROOT,
            env=os.environ | {"LEDGER_HOME": str(self.home)},
            stdout=self._log,
            stderr=self._log,
        )

    def __enter__(self) -> "Server":
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(self.address + "/_stcore/health")
                return self
            except OSError:
                time.sleep(0.2)
        raise TimeoutError(f"no answer from {self.address}")

    def __exit__(self, *failure: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        self._log.close()

    def processor_seconds(self) -> float:
        """Return how long the processors have worked for the server; not a number where the system does not say."""
        path = Path(f"/proc/{self._process.pid}/stat")
        if not path.exists():
            return float("nan")
        fields = path.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Return the memory the server holds; not a number where the system does not say."""
        path = Path(f"/proc/{self._process.pid}/statm")
        if not path.exists():
            return float("nan")
        return int(path.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def room_mb(self) -> float:
        """Return the size of the home on the disk."""
        return sum(path.stat().st_size for path in self.home.rglob("*") if path.is_file()) / 2**20

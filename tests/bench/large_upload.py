"""A large file brought by the page, as a browser sends it: how much memory the server and its helpers take meanwhile.

python -m tests.bench.large_upload [MEGABYTES]; a file of 300 MB without a number. Prints the peak after each step.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / "support" / name) for name in ("", "access"))]

from servers import free_port, stop, when_up  # noqa: E402  # after the path they stand on
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from visitors import connected  # noqa: E402

MEGABYTE = 1_000_000
PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 1800
BOUNDARY = "a-boundary-of-the-benchmark"


def write_complaints(path: Path, size: int) -> int:
    """Fills a file with complaints until it has so many bytes; returns the rows."""
    heading = (
        "complaint_id,opened_on,closed_on,category,sector,handling_minutes,compensation,resolved,customer_id,note\n"
    )
    count = 0
    with open(path, "w") as out:
        written = out.write(heading)
        while written < size:
            rows = [
                f"C{n:08d},2025-{n % 12 + 1:02d}-{n % 28 + 1:02d},2025-12-{n % 28 + 1:02d},type {n % 40},"
                f"Sector {n % 9},{n % 90},{n % 200}.{n % 100:02d},{'yes' if n % 3 else 'no'},K{n % 300_000:06d},"
                f"as said by phone {n}\n"
                for n in range(count, count + 20_000)
            ]
            written += out.write("".join(rows))
            count += len(rows)
    return count


class Memory:
    """The memory a process and everything below it takes, watched in a thread; shared pages count once."""

    def __init__(self, process: int):
        self.process, self.peak, self._over = process, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(PAUSE_SECONDS):
            self.peak = max(self.peak, self.now())

    def now(self) -> int:
        """The bytes taken at this moment."""
        return sum(_proportional(one) for one in (self.process, *_below(self.process)))

    @contextmanager
    def step(self, name: str):
        """Prints the peak of what is done inside, and how long it took."""
        self.peak, begun = 0, time.monotonic()
        yield
        print(f"{name}: {self.peak / MEGABYTE:,.0f} MB at most, {time.monotonic() - begun:.1f} s", flush=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._over.set()


def _proportional(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])


def _below(process: int) -> list[int]:
    try:
        found = [
            int(one) for path in Path(f"/proc/{process}/task").glob("*/children") for one in path.read_text().split()
        ]
    except OSError:
        return []
    return [*found, *(below for one in found for below in _below(one))]


class Tab:
    """One open page that brings a file."""

    def __init__(self, connection):
        self.connection, self.widgets, self.session = connection, {}, ""

    def run(self, **values) -> None:
        """Lets the page run with values of widgets by the end of their key, to its end."""
        message = BackMsg()
        message.rerun_script.query_string = "language=en"
        message.rerun_script.page_script_hash = getattr(self, "page", "")
        for key, value in values.items():
            state = message.rerun_script.widget_states.widgets.add(id=self.widgets[key])
            if value is True:
                state.trigger_value = True
            else:
                state.file_uploader_state_value.CopyFrom(value)
        self.connection.send(message.SerializeToString())
        self.widgets = {}
        while True:
            said = ForwardMsg.FromString(self.connection.recv(timeout=PATIENCE_SECONDS))
            kind = said.WhichOneof("type")
            if kind == "new_session":
                self.session = said.new_session.initialize.session_id or self.session
            elif kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in said.navigation.app_pages}
            elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
                self._note(said.delta.new_element)
            elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _note(self, element) -> None:
        kind = element.WhichOneof("type")
        if kind in ("file_uploader", "button"):
            widget = getattr(element, kind).id
            self.widgets[kind if kind == "file_uploader" else widget.rsplit("-", 1)[-1]] = widget

    def until(self, key: str) -> None:
        """Lets the page run again until it has a button."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while key not in self.widgets:
            if time.monotonic() > deadline:
                raise TimeoutError(key)
            time.sleep(1)
            self.run()

    def send(self, address: str, path: Path):
        """Sends the file as a browser does, in pieces, and returns the state of the field that has it."""
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(path.name)
        message.file_urls_request.session_id = self.session
        self.connection.send(message.SerializeToString())
        while True:
            said = ForwardMsg.FromString(self.connection.recv(timeout=PATIENCE_SECONDS))
            if said.WhichOneof("type") == "file_urls_response":
                break
        urls = said.file_urls_response.file_urls[0]
        _put(address, urls.upload_url, path)
        from streamlit.proto.Common_pb2 import FileUploaderState

        state = FileUploaderState()
        state.uploaded_file_info.add(file_id=urls.file_id, name=path.name, size=path.stat().st_size, file_urls=urls)
        return state


def _put(address: str, url: str, path: Path) -> None:
    where = urlsplit(address)
    wire = http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE_SECONDS)
    wire.request("GET", "/_stcore/health")
    answer = wire.getresponse()
    answer.read()
    token = re.search(r"_streamlit_xsrf=([^;]+)", answer.getheader("set-cookie") or "")
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{path.name}"; filename="{path.name}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {
        "Origin": address,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(head) + path.stat().st_size + len(tail)),
    }
    if token:
        headers |= {"Cookie": f"_streamlit_xsrf={token[1]}", "X-Xsrftoken": token[1]}
    wire.putrequest("PUT", url)
    for name, value in headers.items():
        wire.putheader(name, value)
    wire.endheaders()
    wire.send(head)
    with open(path, "rb") as file:
        while piece := file.read(MEGABYTE):
            wire.send(piece)
    wire.send(tail)
    answer = wire.getresponse()
    if answer.status != 204:
        raise RuntimeError(f"the upload was answered {answer.status}: {answer.read()[:200]!r}")


def main(megabytes: int) -> None:
    """Brings one file to an empty home, accepts it, and prints what each step took."""
    with tempfile.TemporaryDirectory() as folder:
        path, port = Path(folder) / "complaints.csv", free_port()
        print(f"{write_complaints(path, megabytes * MEGABYTE):,} rows, {path.stat().st_size / MEGABYTE:,.0f} MB")
        command = [sys.executable, "-m", "streamlit", "run", "asgi.py", f"--server.port={port}"]
        variables = os.environ | {"LEDGER_HOME": str(Path(folder) / "home")}
        with open(Path(folder) / "log", "w") as log:
            server = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=log)
        try:
            address = when_up(f"http://127.0.0.1:{port}")
            with connected(address) as connection, Memory(server.pid) as memory:
                tab = Tab(connection)
                with memory.step("the empty page"):
                    tab.run()
                    tab.page = tab.pages["data"]
                    tab.run()
                with memory.step("sent"):
                    state = tab.send(address, path)
                with memory.step("read and tried"):
                    tab.run(file_uploader=state)
                    tab.until("accept")
                with memory.step("accepted"):
                    tab.run(accept=True)
                    tab.until("file_uploader")
                print(f"afterwards: {memory.now() / MEGABYTE:,.0f} MB")
        finally:
            stop(server)
            print((Path(folder) / "log").read_text()[-2000:])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)

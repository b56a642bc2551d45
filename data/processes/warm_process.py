"""A process that has loaded what reading files takes, and gives each file a fresh copy of itself (Linux only).

A copy has nothing of the files read before: only the first process is kept, and it reads none.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

IS_POSSIBLE = sys.platform == "linux"
ROOT = Path(__file__).parents[2]
LOADED = (
    "data.reading.__main__",
    "data.reading.delimited.reader",
    "data.reading.file_preview",
    "data.reading.workbooks.dispatch",
)
START_SECONDS = 120  # to load its modules on a busy machine
MESSAGE_BYTES = 200  # the name of a module


class WarmProcess:
    """The process that is kept, begun at once; it ends with the one that began it."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            subprocess.Popen(
                [*command, __name__, str(theirs.fileno())],
                cwd=ROOT,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def run(self, module: str, streams: list[int], seconds: float) -> int:
        """Return the exit code of a copy that runs main() of `module` over three open files: input, output, errors.

        Raises TimeoutError when it took too long and was ended, BrokenPipeError when the kept process is gone.
        """
        told, tells = os.pipe()
        try:
            try:
                socket.send_fds(self._channel, [module.encode()], [*streams, tells])
            finally:
                os.close(tells)
            return _exit_code(told, seconds)
        finally:
            os.close(told)

    def close(self) -> None:
        """Let the kept process end."""
        self._channel.close()


def _exit_code(told: int, seconds: float) -> int:
    if not (number := _hear(told, time.monotonic() + START_SECONDS)):
        raise BrokenPipeError
    try:
        return int(_hear(told, time.monotonic() + seconds) or -signal.SIGKILL)
    except TimeoutError:
        os.kill(int(number), signal.SIGKILL)
        raise


def _hear(told: int, deadline: float) -> bytes:
    """A word, or nothing where its writer is gone; TimeoutError when it did not come in time."""
    said, looks = b"", select.poll()
    looks.register(told, select.POLLIN)
    while not said.endswith(b"\n"):
        if not looks.poll(max(deadline - time.monotonic(), 0) * 1000):
            raise TimeoutError
        more = os.read(told, 1)
        if not more:
            return b""
        said += more
    return said


class Kept:
    """The one kept process of this one; begun when first asked, and again when it is gone."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._begin = lambda: WarmProcess(command, environment)
        self._turn = threading.Lock()
        self._warm: WarmProcess | None = None

    def run(self, module: str, streams: list[int], seconds: float) -> int:
        """Return the exit code, as WarmProcess.run does."""
        warm = self._current(None)
        try:
            return warm.run(module, streams, seconds)
        except TimeoutError:
            raise
        except OSError:  # gone, or closed
            return self._current(warm).run(module, streams, seconds)

    def close(self) -> None:
        """Let the kept process end."""
        with self._turn:
            if self._warm:
                self._warm.close()

    def _current(self, gone: WarmProcess | None) -> WarmProcess:
        with self._turn:
            if self._warm is None or self._warm is gone:
                self._warm = self._begin()
            return self._warm


def serve(channel: socket.socket) -> None:
    """Load what reading takes, then answer."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()
    answer(channel)


def answer(channel: socket.socket) -> None:
    """Give each request a copy, until nobody is at the other end any more."""
    while True:
        module, files, _, _ = socket.recv_fds(channel, MESSAGE_BYTES, 4)
        if not module:
            return
        _load(module.decode())
        if os.fork() == 0:
            channel.close()
            _watch(module.decode(), files)
        for file in files:
            os.close(file)


def _load(module: str) -> None:
    """Load what is asked for the first time here, so that later copies need not; what is missing a copy tells."""
    if f"{module}.__main__" not in sys.modules:
        with contextlib.suppress(Exception):
            importlib.import_module(f"{module}.__main__")
            gc.freeze()


def _watch(module: str, files: list[int]) -> None:
    """Let a copy work, and tell its number at once and its exit code at the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *streams, tells = files
    worker = os.fork()
    if worker == 0:
        os.close(tells)
        _work(module, streams)
    os.write(tells, b"%d\n" % worker)
    os.write(tells, b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]))
    os._exit(0)


def _work(module: str, streams: list[int]) -> None:
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        importlib.import_module(f"{module}.__main__").main()
        sys.stdout.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        serve(requests)

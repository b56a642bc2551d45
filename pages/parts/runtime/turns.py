"""Where only some may work at once, whoever's run of the page began first goes first."""

import heapq
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_RUN = threading.local()


def begin() -> None:
    """This thread's run of the page begins now; a run that never said so begins with its first wait."""
    _RUN.began = time.monotonic()


class Turns:
    """So many places. Each place that falls free goes to whoever waits with the oldest run."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[tuple[float, int, threading.Event]] = []
        self._number = itertools.count()
        self._change = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a place, and give it up at the end."""
        self._take()
        try:
            yield
        finally:
            self._give_up()

    def _take(self) -> None:
        called = threading.Event()
        with self._change:
            if self._free:
                self._free -= 1
                return
            began = getattr(_RUN, "began", time.monotonic())
            heapq.heappush(self._waiting, (began, next(self._number), called))
        called.wait()

    def _give_up(self) -> None:
        with self._change:
            if self._waiting:
                heapq.heappop(self._waiting)[-1].set()
            else:
                self._free += 1

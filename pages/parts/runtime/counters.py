"""What this process counts of its own work, for /metrics: requests, errors, builds and the seconds they took."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from pages.parts.runtime import process

Labels = tuple[tuple[str, str], ...]


class Counters:
    """Sums by name and labels; many threads add to them."""

    def __init__(self) -> None:
        self._sums: Counter[tuple[str, Labels]] = Counter()
        self._turn = threading.Lock()

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a sum."""
        with self._turn:
            self._sums[name, tuple(sorted(labels.items()))] += amount

    def sums(self) -> dict[tuple[str, Labels], float]:
        """Return all sums by name and labels."""
        with self._turn:
            return dict(self._sums)


@process.once
def counters() -> Counters:
    """Return the counters of this process."""
    return Counters()


@contextmanager
def timed(name: str, **labels: str) -> Iterator[None]:
    """Count what is done inside under `name` and the seconds it took, whether it comes to an end or not."""
    since = time.monotonic()
    try:
        yield
    finally:
        counters().add(f"{name}_total", **labels)
        counters().add(f"{name}_seconds_total", time.monotonic() - since, **labels)

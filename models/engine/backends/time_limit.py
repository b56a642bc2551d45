"""Waiting for an answer no longer than a limit, whatever becomes of whoever was asked."""

import queue
import threading
from collections.abc import Callable
from typing import Any


def within(seconds: float, ask: Callable[[], Any]) -> Any:
    """Return what ask() says, or raise what it raises; TimeoutError after so many seconds, and it is left alone."""
    outcome: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def _ask() -> None:
        try:
            outcome.put((True, ask()))
        except BaseException as failure:
            outcome.put((False, failure))

    threading.Thread(target=_ask, name="engine", daemon=True).start()
    try:
        answered, said = outcome.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if not answered:
        raise said
    return said

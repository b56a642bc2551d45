"""What this process holds once for all its visitors, out of reach of what a client may clear.

Streamlit's caches are no place for it: one message of the protocol empties them all, and a home is opened only once.
"""

import sys
import threading
from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import TypeVar

Thing = TypeVar("Thing")
# Kept beside the modules, not in this one: where files are watched, an edit makes Streamlit load the modules anew.
_PLACE = sys.modules.setdefault("ledger_process", ModuleType("ledger_process"))
_HELD: dict[str, object] = _PLACE.__dict__.setdefault("held", {})
_TURN: threading.RLock = _PLACE.__dict__.setdefault("turn", threading.RLock())


def once(make: Callable[[], Thing]) -> Callable[[], Thing]:
    """Decorate a function without arguments: it runs once in this process, and everybody gets what it made."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def _made() -> Thing:
        found = _HELD.get(name)
        if found is not None:
            return found
        with _TURN:
            if _HELD.get(name) is None:
                _HELD[name] = make()
            return _HELD[name]

    return _made


def forget() -> None:
    """Let go of everything, where a process takes up another home."""
    with _TURN:
        _HELD.clear()

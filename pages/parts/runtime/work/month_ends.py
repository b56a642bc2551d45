"""Month ends of the latest version, worked out behind the pages while the server runs."""

import logging
import threading
from collections.abc import Callable
from contextlib import asynccontextmanager

PAUSE_SECONDS = 1
PATIENCE_SECONDS = 5


@asynccontextmanager
async def running(app):
    """The time a server runs: month ends are worked out meanwhile, and the file is let go of at its end."""
    stopping = threading.Event()
    thread = threading.Thread(target=_run, args=(stopping, _house), name="month ends", daemon=True)
    thread.start()
    yield {}
    stopping.set()
    thread.join(PATIENCE_SECONDS)


def _house():
    from pages.parts.runtime.services import services as house  # its caches want Streamlit to be running

    return house()


def _run(stopping: threading.Event, opened: Callable) -> None:
    failed: object = ""
    while not stopping.wait(PAUSE_SECONDS):
        version = None
        try:
            home = opened()
            version = home.store.version
            if version != failed:
                prepare(home, version, stopping.is_set)
        except Exception:
            if version != failed:  # said once; a version that fails is not tried again
                logging.getLogger(__name__).exception("month ends of version %s", version)
            failed = version


def prepare(home, version: int, is_over: Callable[[], bool]) -> None:
    """Work out the month ends of a version until it is over, another version came, or the file is wanted alone."""
    doorway = home.store.connection
    with doorway.stoppable():
        home.engine.month_ends.prepare(
            version, lambda: not (is_over() or doorway.is_wanted) and home.store.version == version
        )

"""Backups the running app makes by itself, every LEDGER_BACKUP_HOURS."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import asynccontextmanager

from data import moments, settings
from data.access.actor import LOCAL, act_as
from data.backups import schedule
from pages.parts.runtime.counters import counters, timed
from pages.parts.runtime.services import Services, services

PAUSE_SECONDS = 30
AGAIN_SECONDS = 3600  # after one that failed


@asynccontextmanager
async def running(app):
    """The time a server runs: backups are made meanwhile, where a schedule is set."""
    stopping = threading.Event()
    if settings.number("LEDGER_BACKUP_HOURS"):
        threading.Thread(target=_run, args=(stopping,), name="backups", daemon=True).start()
    yield {}
    stopping.set()


def _run(stopping: threading.Event) -> None:
    failed_at = float("-inf")
    while not stopping.wait(PAUSE_SECONDS):
        if time.monotonic() - failed_at > AGAIN_SECONDS and not make_if_due(services):
            failed_at = time.monotonic()


def make_if_due(opened: Callable[[], Services]) -> bool:
    """Make a backup if one is due; False when it failed, which stands in the log."""
    try:
        store = opened().store
        folder = schedule.folder_of(store)
        if schedule.is_due(folder, settings.number("LEDGER_BACKUP_HOURS"), moments.now()):
            with act_as(LOCAL), timed("ledger_work", kind="backup"):
                schedule.make(store, folder, settings.number("LEDGER_BACKUP_KEEP"))
    except Exception:
        counters().add("ledger_errors_total")
        logging.getLogger(__name__).exception("the scheduled backup failed")
        return False
    return True

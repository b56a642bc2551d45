"""Looks at the company's tables while the server runs: at its start, every so many minutes, and when asked."""

import logging
import threading
from contextlib import asynccontextmanager

from data import settings
from data.access.actor import LOCAL, act_as
from data.company_tables.mapping import company_tables
from data.company_tables.reading import check_tables, look
from models.engine.backends.failures import EngineTooSlow, EngineUnreachable
from models.engine.backends.settings import chosen
from pages.parts.runtime.services import home_folder, services
from pages.parts.runtime.work import background, figure_work
from pages.parts.runtime.work.background import Work

KEY = ("tables", "look")


def check_at_start() -> None:
    """Raises Problem or EngineFails for what was said of the tables and cannot be; an engine that does not answer just
    now keeps nobody from what was read before."""
    if tables := company_tables(home_folder()):
        try:
            with chosen().tables() as source:
                check_tables(tables, source)
        except (EngineUnreachable, EngineTooSlow) as failure:
            logging.getLogger(__name__).warning("the tables were not checked: %s", failure)


@asynccontextmanager
async def running(app):
    """The time a server runs: the tables are looked at meanwhile, where there are any."""
    stopping = threading.Event()
    if company_tables(home_folder()):
        threading.Thread(target=_run, args=(stopping,), name="tables", daemon=True).start()
    yield {}
    stopping.set()


def _run(stopping: threading.Event) -> None:
    over = False
    while not over:
        try:
            with act_as(LOCAL):
                begin()
        except Exception:
            logging.getLogger(__name__).exception("the company's tables")
        over = stopping.wait(settings.number("LEDGER_ENGINE_LOOK_MINUTES") * 60)


def begin() -> Work:
    """Begin a look at the tables unless one goes on; return how far it is, or why it failed."""
    return background.begin(KEY, _look, again=lambda known: not known.is_running)


def last_look() -> Work | None:
    """Return the look that goes on, or the last one."""
    return background.known(KEY)


def _look(tell) -> list[dict]:
    store = services().store
    with chosen().tables() as source:
        answers = look(store, store.tables, source)
    figure_work.begin(store.version)
    return answers

"""The one store and the one engine of the process."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.access.actor import NOBODY, Actor
from data.company_tables.mapping import company_tables
from data.store import Store
from models.engine.backends.settings import chosen
from models.engine.engine import Engine
from pages.parts.runtime import process, query_watchdog

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Services:
    """What pages work with: the store (what came in) and the engine (what is worked out)."""

    home: Path
    store: Store
    engine: Engine


def services() -> Services:
    """Return the store and engine of LEDGER_HOME (or data/store), opened once in this process."""
    held = _house()
    if held.home == home_folder() and held.store.is_open:
        return held
    process.forget()
    return _house()


def home_folder() -> Path:
    """Return the folder of the home this process works with."""
    return Path(os.environ.get("LEDGER_HOME") or ROOT / "data" / "store")


@process.once
def _house() -> Services:
    home = home_folder()
    backend = chosen()
    store = Store(home, who=lambda: _actor_source())
    store.tables = company_tables(home)
    engine = Engine(store.connection, month_ends=True, backend=backend)
    store.models_hash = engine.models_hash()
    query_watchdog.watch(store)
    return Services(home, store, engine)


def act_for(source: Callable[[], Actor]) -> None:
    """Say who tells on whose behalf a thread acts; until somebody does, every thread acts for nobody."""
    global _actor_source
    _actor_source = source


def _nobody() -> Actor:
    return NOBODY


_actor_source: Callable[[], Actor] = _nobody

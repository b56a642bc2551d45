"""The one store and the one engine of this process, shared by every visitor."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from data import quarantine
from data.people.acting import NOBODY, Actor
from data.sector_matching import known_sectors
from data.store import Store
from models import against
from models.comparing import change
from models.engine import Engine
from pages.parts import process, queries
from pages.parts.filters import Choice
from pages.parts.forgetting import derived
from pages.parts.values import is_missing, month_code

ROOT = Path(__file__).parents[2]
FIRST_SHOWN_MONTHS = 12


@dataclass(frozen=True)
class House:
    """What pages work with: the store (what came in) and the engine (what is worked out)."""

    home: Path
    store: Store
    engine: Engine


def house() -> House:
    """Return the store and engine of LEDGER_HOME (or data/store), opened once in this process."""
    held = _house()
    if held.home == _home() and held.store.is_open:
        return held
    process.forget()
    return _house()


def _home() -> Path:
    return Path(os.environ.get("LEDGER_HOME") or ROOT / "data" / "store")


@process.once
def _house() -> House:
    home = _home()
    store = Store(home, who=lambda: _actor_source())
    engine = Engine(store.connection, month_ends=True)
    store.models_hash = engine.models_hash()
    queries.watch(store.connection)
    return House(home, store, engine)


def act_for(source: Callable[[], Actor]) -> None:
    """Say who tells on whose behalf a thread acts; until somebody does, every thread acts for nobody."""
    global _actor_source
    _actor_source = source


def _nobody() -> Actor:
    return NOBODY


_actor_source: Callable[[], Actor] = _nobody


@st.cache_data(max_entries=400, show_spinner=False)
def figure(name: str, version: int, where: tuple, period: tuple, narrowed: tuple, models_hash: str) -> pd.DataFrame:
    """Return a figure's rows; worked out once for a version and a set of filters, for all visitors together.

    where and narrowed (segments, sectors): pairs of name and tuple of values; period: two month codes or None.
    """
    return house().engine.read(name, version, where=_lists(where), period=period, **_lists(narrowed))


@st.cache_data(max_entries=100, show_spinner=False)
def compared(
    name: str, measures: tuple, version: int, period: tuple, narrowed: tuple, models_hash: str
) -> pd.DataFrame:
    """Return a figure beside itself one period earlier: <measure>_before, _change, _change_share; empty without one."""
    if not all(period):
        empty = {f"{measure}_{what}": None for measure in measures for what in ("before", "change", "change_share")}
        return figure(name, version, (), period, narrowed, models_hash).assign(**empty)
    return change(house().engine, name, list(measures), version, period, **_lists(narrowed))


@st.cache_data(max_entries=100, show_spinner=False)
def figure_against(
    name: str, version: int, earlier: int, period: tuple, narrowed: tuple, models_hash: str
) -> pd.DataFrame:
    """Return a bridge from an earlier version to this one; see models.against."""
    return against.frame(house().engine, name, version, earlier, period=period, **_lists(narrowed))


def _lists(pairs: tuple) -> dict[str, list]:
    return {name: list(values) for name, values in pairs}


def choice_at(version: int) -> Choice:
    """Return what the filters may be set to at a version; while it is not worked out, what the last one offered."""
    engine, latest = house().engine, _latest_choice(str(house().home))
    if version and engine.is_built(version):
        latest["choice"] = _choice(version, engine.models_hash())
    return latest["choice"]


@derived()
def _latest_choice(home: str) -> dict[str, Choice]:
    return {"choice": Choice()}


@st.cache_data(max_entries=20, show_spinner=False)
def _choice(version: int, models_hash: str) -> Choice:
    """The period starts as the last twelve complete months."""
    engine = house().engine
    span = next(engine.read("ledger_span", version).itertuples(), None)
    cost = engine.read("cost_matrix", version)
    months = _months(span)
    last = month_code(span.as_of) if span and not is_missing(span.as_of) else None
    complete = [month for month in months if last and month <= last][-FIRST_SHOWN_MONTHS:]
    return Choice(
        version=version,
        months=months,
        sectors=tuple(engine.read("sector_overview", version)["sector"]),
        segments=tuple(name for name in engine.read("customer_value", version)["segment"] if name != "all"),
        payers=tuple(sorted(set(cost["incurred_by"]) - {"all"})),
        components=tuple(dict.fromkeys(engine.read("cost_by_component", version)["component"])),
        first=complete[0] if complete else None,
        last=complete[-1] if complete else None,
    )


def _months(span) -> tuple[str, ...]:
    """Every month code from the first to the last month of the ledger."""
    if span is None or is_missing(span.first_month):
        return ()
    return tuple(month_code(month) for month in pd.date_range(span.first_month, span.last_month, freq="MS"))


@st.cache_data(max_entries=20, show_spinner=False)
def loaded_at(version: int) -> frozenset[str]:
    """Return the names of the data sets of which something is stored."""
    return frozenset(name for name, rows in house().store.counts().items() if rows)


@st.cache_data(max_entries=20, show_spinner=False)
def currency_at(version: int) -> str:
    """Return the reporting currency's code, empty while none is set."""
    held = {row["name"]: row["value"] for row in house().engine.assumptions(version)}
    return held.get("reporting_currency") or ""


@st.cache_data(max_entries=20, show_spinner=False)
def known_sectors_at(version: int) -> tuple[str, ...]:
    """Return the names of the sectors as they are spelled now, in alphabetical order."""
    with house().store.cursor() as cursor:
        names = known_sectors(cursor).values()
    return tuple(sorted(name for name in names if not name.startswith("(")))


@st.cache_data(max_entries=20, show_spinner=False)
def set_aside_at(version: int) -> int:
    """Return how many rows are set aside."""
    with house().store.cursor() as cursor:
        return sum(quarantine.counts(cursor).values())

"""Figures and facts cached by version."""

import pandas as pd
import streamlit as st

from data.imports import quarantine
from data.sectors.matching import known_sectors
from models.comparison import versions
from models.comparison.periods import compare_with_period_before
from models.engine.selection import Selection
from pages.parts.i18n.values import is_missing, month_code
from pages.parts.runtime import scenario_engines
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.view.selection.filters import Choice

FIRST_SHOWN_MONTHS = 12
# a choice as text is its key: Streamlit would take it apart value by value, at each of the dozens of reads of a page
BY_SELECTION: dict = {"show_spinner": False, "hash_funcs": {Selection: repr}}
COST, ADDED_UP = "dissatisfaction_cost", ("sector_overview", "overview_total")  # what sector_sum says of them too


@st.cache_data(max_entries=400, **BY_SELECTION)
def figure(name: str, version: int, selection: Selection, models_hash: str, scenario: str = "") -> pd.DataFrame:
    """Return a figure's rows; worked out once for a version and a set of filters, for all visitors together."""
    with scenario_engines.reading(scenario, version) as engine:
        return engine.read(name, version, selection)


@st.cache_data(max_entries=100, **BY_SELECTION)
def compared(
    name: str, measures: tuple, version: int, selection: Selection, models_hash: str, scenario: str = ""
) -> pd.DataFrame:
    """Return a figure beside itself one period earlier: <measure>_before, _change, _change_share; empty without one."""
    if not all(selection.period):
        empty = {f"{measure}_{what}": None for measure in measures for what in ("before", "change", "change_share")}
        return figure(name, version, selection, models_hash, scenario).assign(**empty)
    # the ranges and prices of the larger figure are wanted of the period itself only: half of the work of a page
    summed = "sector_sum" if name in ADDED_UP and measures == (COST,) else ""
    with scenario_engines.reading(scenario, version) as engine:
        return compare_with_period_before(engine, name, list(measures), version, selection, summed)


@st.cache_data(max_entries=100, **BY_SELECTION)
def figure_against(name: str, version: int, earlier: int, selection: Selection, models_hash: str) -> pd.DataFrame:
    """Return a bridge from an earlier version to this one; see models.comparison.versions."""
    return versions.read_frame(services().engine, name, version, earlier, selection)


def choice_at(version: int) -> Choice:
    """Return what the filters may be set to at a version; while it is not worked out, what the last one offered."""
    engine, latest = services().engine, _latest_choice(str(services().home))
    if version and engine.is_built(version):
        latest["choice"] = _choice(version=version, models_hash=engine.models_hash())
    return latest["choice"]


@derived()
def _latest_choice(home: str) -> dict[str, Choice]:
    return {"choice": Choice()}


@st.cache_data(max_entries=20, show_spinner=False)
def _choice(version: int, models_hash: str) -> Choice:
    """The period starts as the last twelve complete months."""
    engine = services().engine
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
        scenarios=tuple(sorted(kept["name"] for kept in services().store.scenarios())),
    )


def _months(span) -> tuple[str, ...]:
    """Every month code from the first to the last month of the ledger."""
    if span is None or is_missing(span.first_month):
        return ()
    return tuple(month_code(month) for month in pd.date_range(span.first_month, span.last_month, freq="MS"))


@st.cache_data(max_entries=20, show_spinner=False)
def loaded_at(version: int) -> frozenset[str]:
    """Return the names of the data sets of which something is stored."""
    return frozenset(name for name, rows in services().store.counts().items() if rows)


@st.cache_data(max_entries=20, show_spinner=False)
def currency_at(version: int) -> str:
    """Return the reporting currency's code, empty while none is set."""
    held = {row["name"]: row["value"] for row in services().engine.assumptions(version)}
    return held.get("reporting_currency") or ""


@st.cache_data(max_entries=20, show_spinner=False)
def known_sectors_at(version: int) -> tuple[str, ...]:
    """Return the names of the sectors as they are spelled now, in alphabetical order."""
    with services().store.cursor() as cursor:
        names = known_sectors(cursor).values()
    return tuple(sorted(name for name in names if not name.startswith("(")))


@st.cache_data(max_entries=20, show_spinner=False)
def set_aside_at(version: int) -> int:
    """Return how many rows are set aside."""
    with services().store.cursor() as cursor:
        return sum(quarantine.counts(cursor).values())

"""What the scenarios of a view start from, read once for all visitors who see the same, and saved scenarios."""

import streamlit as st

from models.engine.selection import Selection
from models.scenarios.kept_scenario import with_assumptions
from models.scenarios.scenario_base import Base, scenario_base
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background
from pages.parts.ui import html

ASSUMED = "scenario_assumptions"


def assumed() -> dict[str, str]:
    """Return the assumptions of the scenario's own."""
    return st.session_state.get(ASSUMED, {})


def base_of(view) -> Base:
    """Return what the scenario on the page starts from; ends the page with how far that is while it is calculated."""
    return _assumed_base(view) if assumed() else held_base_of(view)


def held_base_of(view) -> Base:
    """Return what scenarios of the view start from with the assumptions that hold."""
    engine = services().engine
    return _base(engine.data_version(view.version), engine.models_hash(), repr(view.filters.selection), view.filters)


def _assumed_base(view) -> Base:
    """Calculated in the background: other assumptions change most figures."""
    engine, selection = services().engine, with_assumptions(view.filters.selection, assumed())
    version = engine.data_version(view.version)
    key = ("weighing", "assumed scenario", version, engine.models_hash(), repr(selection))
    work = background.begin(
        key,
        lambda tell: scenario_base(engine, version, selection),
        "scenarios",
        again=lambda known: bool(known.failure),
    )
    if isinstance(work.result, Base):
        return work.result
    background.progress(work, lambda work: view.words("scenarios.assumptions_wait"))
    st.stop()


@derived(max_entries=20)
def _base(version: int, models_hash: str, chosen: str, _filters) -> Base:
    selection: Selection = _filters.selection
    return scenario_base(services().engine, version, selection)


def stop_if_not_whole(view) -> None:
    """End the page for whoever may not see all of the ledger; else do nothing.

    A lever acts on sectors one may not see too, and a link keeps no scenario.
    """
    if not view.may_read_rows:
        html.page_header(view.scope(), view.words("scenarios.not_whole"), view.words("untold.why"))
        st.stop()


def saved() -> dict[str, dict]:
    """Return the saved scenarios by name."""
    return {kept["name"]: kept for kept in services().store.scenarios()}

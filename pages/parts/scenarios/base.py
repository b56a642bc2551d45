"""What the scenarios of a view start from, read once for all visitors who see the same, and saved scenarios."""

from decimal import Decimal

import streamlit as st

from models.engine.selection import Selection
from models.scenarios.kept_scenario import with_assumptions
from models.scenarios.outcome import exact_sum
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
    return base_with(view, {})


def cost_as_it_is(view) -> Decimal:
    """Return the cost with the assumptions that hold, whatever a scenario assumes."""
    return exact_sum(cell.amount for cell in held_base_of(view).cells)


def base_with(view, own: dict[str, str]) -> Base:
    """Return what scenarios of the view start from with some assumptions in place of those that hold."""
    engine, selection = services().engine, with_assumptions(view.filters.selection, own)
    return _base(engine.data_version(view.version), engine.models_hash(), repr(selection), selection)


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
def _base(version: int, models_hash: str, chosen: str, _selection: Selection) -> Base:
    return scenario_base(services().engine, version, _selection)


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

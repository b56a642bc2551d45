"""What the scenarios of a view start from, read once for all visitors who see the same, and saved scenarios."""

import streamlit as st

from models.engine.selection import Selection
from models.scenarios.scenario_base import Base, scenario_base
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.ui import html


def base_of(view) -> Base:
    """Return what the scenarios of the view start from."""
    engine = services().engine
    return _base(engine.data_version(view.version), engine.models_hash(), repr(view.filters.selection), view.filters)


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

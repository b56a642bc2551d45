"""What the ledger's own assumptions do to scenarios: calculated in the background, once somebody asks."""

import streamlit as st

from models.scenarios.assumed_bases import AssumedBase, assumed_bases
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background
from pages.parts.scenarios import base


def assumed(view) -> list[AssumedBase]:
    """Return what was calculated of the assumptions for this view, nothing until it was, nor beside assumptions of the
    scenario's own."""
    if base.assumed():
        return []
    work = background.known(_key(view))
    return work.result if work and isinstance(work.result, list) else []


def assumed_button(view) -> None:
    """Draw the button that has the assumptions calculated, or how far that is; nothing once it is done."""
    if base.assumed():
        return
    work = background.known(_key(view))
    if work is None or work.failure:
        if work:
            st.warning(view.words("scenarios.assumed_failed"))
        st.button(view.words("scenarios.assumed_ask"), key="scenario_assumed", on_click=_begin, args=(view,))
    elif work.is_running:
        background.progress(work, lambda work: view.words("scenarios.assumed_wait", done=work.done, total=work.total))


def _begin(view) -> None:
    engine, selection = services().engine, view.filters.selection
    version = engine.data_version(view.version)
    background.begin(
        _key(view),
        lambda tell: assumed_bases(engine, version, selection, tell),
        "scenarios",
        again=lambda known: bool(known.failure),
    )


def _key(view) -> tuple:
    engine = services().engine
    return (
        "weighing",
        "scenarios",
        engine.data_version(view.version),
        engine.models_hash(),
        repr(view.filters.selection),
    )

"""What the cost is compared with: the period before, or an earlier version of the data.

The choice stands in the link.
"""

import streamlit as st

from data.contracts.definitions import contract, dataset_names
from models.comparison import versions
from pages.parts.i18n.direction import in_a_row
from pages.parts.i18n.language import has
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import in_background, progress
from pages.parts.ui.clock import when
from pages.parts.view.selection import unknown_parameters

PARAMETER = "against"
PERIOD, VERSION = "period", "version"


def compared_with(view) -> int | None:
    """Draw the choice and return the earlier version, None for the period before."""
    earlier = _earlier(version=view.version, language=view.language, _view=view) if view.may_read_rows else {}
    if not earlier:
        return None
    asked = st.query_params.get(PARAMETER, PERIOD)
    chosen = asked if asked in earlier else PERIOD
    if asked not in (chosen, ""):
        unknown_parameters.draw_notice(view, PARAMETER, asked, view.words("against.period"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="against_choice"):
        _kind(view, chosen, next(iter(earlier)))
        if chosen != PERIOD:
            _version(view, chosen, earlier)
    return None if chosen == PERIOD else int(chosen)


def is_ready(view, earlier: int | None) -> bool:
    """Return whether the comparison can be read at once;
    else begin it, once for all visitors, and draw how far it is."""
    engine = services().engine
    if earlier is None or versions.is_built(engine, view.version, earlier):
        return True
    key = ("against", view.version, earlier)
    progress(
        in_background(key, lambda tell: versions.build_comparison(engine, view.version, earlier, progress=tell)),
        view.language,
    )
    return False


@st.cache_data(max_entries=20, show_spinner=False)
def _earlier(version: int, language: str, _view) -> dict[str, str]:
    """Each earlier version with its name, the latest first; whoever sees everything sees the same."""
    return {
        str(change["version"]): _name(_view, change)
        for change in services().store.changes()[::-1]
        if change["version"] < version
    }


def _name(view, change: dict) -> str:
    """ "Version 12 · 3 Mar 2026, 14:03 · Complaints": what it brought is named by its list only."""
    dataset, kind = change.get("dataset"), f"against.kind_{change['kind']}"
    what = (
        contract(dataset).title[view.language]
        if dataset in dataset_names()
        else view.words(kind)
        if has(view.language, kind)
        else ""
    )
    named = view.words("frame.version", version=change["version"])
    return in_a_row((named[:1].upper() + named[1:], when(view, change["happened_at"]), what))


def _kind(view, chosen: str, latest: str) -> None:
    st.session_state["against_kind"] = PERIOD if chosen == PERIOD else VERSION
    st.segmented_control(
        view.words("against.label"),
        (PERIOD, VERSION),
        key="against_kind",
        required=True,
        on_change=_kind_into_link,
        args=(latest,),
        format_func=lambda kind: view.words(f"against.{kind}"),
    )


def _version(view, chosen: str, earlier: dict[str, str]) -> None:
    st.session_state["against_version"] = chosen
    st.selectbox(
        view.words("against.which"),
        list(earlier),
        key="against_version",
        format_func=earlier.get,
        on_change=_version_into_link,
        width=430,
    )


def _kind_into_link(latest: str) -> None:
    st.query_params[PARAMETER] = PERIOD if st.session_state["against_kind"] == PERIOD else latest


def _version_into_link() -> None:
    st.query_params[PARAMETER] = st.session_state["against_version"]

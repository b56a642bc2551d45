"""The levers as sliders, for all sectors or one, and all types of complaint or one."""

import streamlit as st

from models.scenarios.levers import KINDS, LATE_HOURS
from models.scenarios.scenario_base import Base
from pages.parts.scenarios import working_copy
from pages.parts.ui import html

STEP, MOST = 0.5, 100.0


def levers_panel(view, base: Base) -> None:
    """Draw whom the levers are for, a slider for each, and the way back to as it is."""
    html.section_header(view.words("scenarios.levers_title"), view.words("scenarios.levers_subtitle"))
    sector = _choose(view, "sector", base.sectors, view.sector, "scenarios.all_sectors")
    category = _choose(view, "category", base.categories, view.category, "scenarios.all_categories")
    for kind in base.kinds:
        if base.is_measured(kind, sector):
            _slider(view, (kind, sector, category))
    _unmeasured(view, [kind for kind in KINDS if not base.is_measured(kind, sector)])
    st.button(view.words("scenarios.reset"), key="scenario_reset", on_click=working_copy.take, args=("",))


def _unmeasured(view, kinds: list[str]) -> None:
    """Say which levers are not offered, and what their effect takes to be measured."""
    for text, is_late in (("unmeasured", False), ("unmeasured_late", True)):
        lacking = [kind for kind in kinds if (KINDS[kind].effect == LATE_HOURS) == is_late]
        if lacking:
            names = [view.words(f"lever.{kind}") for kind in lacking]
            html.footnote(view.words(f"scenarios.{text}", levers=view.formats.listing(names)))


def _choose(view, what: str, names: tuple[str, ...], name, everything: str) -> str:
    return st.selectbox(
        view.words(f"scenarios.for_{what}"),
        ("", *names),
        key=f"scenario_{what}",
        format_func=lambda one: name(one) if one else view.words(everything),
    )


def _slider(view, key: tuple[str, str, str]) -> None:
    widget = "scenario_lever_" + "_".join(key)
    working_copy.show(widget, float(working_copy.find(key).percent))
    st.slider(
        view.words(f"lever.{key[0]}") + ", %",
        0.0,
        MOST,
        step=STEP,
        key=widget,
        format="%g",
        help=view.words(f"lever_help.{key[0]}"),
        on_change=working_copy.move,
        args=(key, widget),
    )

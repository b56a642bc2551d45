"""The page of scenarios as one fragment: a slider redraws it without the rest of the page."""

import streamlit as st

from models.scenarios.levers import ScenarioProblem
from models.scenarios.outcome import Outcome
from models.scenarios.payback import break_evens, payback
from models.scenarios.ranges import assumed_range, saving_range
from models.scenarios.scenario_base import Base
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.i18n.direction import in_a_row
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.actions import actions_section
from pages.parts.scenarios.assumptions.assumptions_note import assumed_headline, assumptions_note
from pages.parts.scenarios.assumptions.tornado import tornado_chart
from pages.parts.scenarios.base import assumed, base_of, cost_as_it_is
from pages.parts.scenarios.beside import beside_table
from pages.parts.scenarios.bridge import bridge_chart
from pages.parts.scenarios.costs import costs_panel, worth_table
from pages.parts.scenarios.first_levers import first_levers
from pages.parts.scenarios.levers_panel import levers_panel
from pages.parts.scenarios.saved import compare_table, open_row, said_of, seen_line
from pages.parts.scenarios.wording import headline
from pages.parts.scenarios.workbook import workbook_ways
from pages.parts.ui import html


def scenario_page(view) -> None:
    """Draw the page: the levers, what they make of the cost, what they cost, and the saved scenarios."""
    working_copy.begin()
    _scenario(view)
    beside_table(view)
    reconciliation_badge(view)
    quality_line(view)
    explain(view, "scenario_cell", "handling_worth", "lateness_share", "retention_worth", "cost_by_component")


@st.fragment
def _scenario(view) -> None:
    base = base_of(view)
    outcome = _outcome(view, base)
    found, evens = payback(base, outcome), break_evens(base, outcome)
    if assumed() and not outcome.levers:
        sentence = assumed_headline(view, base)
    else:
        sentence = headline(view, found, outcome.levers, evens, outcome.base)
    html.page_header(_eyebrow(view), sentence, _why(view, base, outcome))
    left, right = st.columns([2, 7], gap="large")
    with left:
        levers_panel(view, base)
    with right:
        open_row(view)
        assumptions_note(view)
        seen_line(view, base, outcome)
        if outcome.levers:
            turns, bridge = st.columns(2, gap="large")
            with turns:
                tornado_chart(view, base, outcome)
            with bridge:
                bridge_chart(view, base, outcome)
            worth_table(view, base, outcome, found, evens)
            costs_panel(view, outcome)
        else:
            _begin(view, base, outcome)
        compare_table(view, base, assumed())
        workbook_ways(view, base, outcome)
        actions_section(view, base, outcome)


def _begin(view, base: Base, outcome: Outcome) -> None:
    """What stands there while no lever is moved: what other assumptions change, and where to begin."""
    if assumed():
        bridge_chart(view, base, outcome)
    first_levers(view, base)


def _outcome(view, base: Base) -> Outcome:
    """What the levers make of the cost; levers for what is not there any more are left out, and that is said."""
    if refused := working_copy.refused():
        _say(view, refused)
    try:
        return base.outcome(working_copy.levers())
    except ScenarioProblem as problem:
        _say(view, problem)
        return base.outcome([])


def _say(view, problem: ScenarioProblem) -> None:
    st.warning(html.plain(said_of(view, problem)))


def _eyebrow(view) -> str:
    named = working_copy.name()
    copy = view.words("scenarios.copy_of", name=named) if named else view.words("scenarios.own")
    return in_a_row((copy, view.scope()))


def _why(view, base: Base, outcome: Outcome) -> str:
    if not outcome.levers:
        return "" if assumed() else view.words("scenarios.why_base")
    costs = {"base": view.formats.money(cost_as_it_is(view)), "cost": view.formats.money(outcome.total())}
    said = [view.words("scenarios.why", **costs)]
    for key, ends in (("drawn", saving_range(base, outcome)), ("assumed", assumed_range(base, outcome))):
        if ends and ends[0] != ends[1]:
            low, high = map(view.formats.money, ends)
            said.append(view.words(f"scenarios.range_{key}", low=low, high=high))
    return " ".join(said)

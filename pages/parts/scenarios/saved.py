"""Saved scenarios: opened as a copy, saved, deleted, compared with one another and with what each said before."""

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from data.problems import Problem, sentence
from models.scenarios.kept_scenario import as_kept, assumptions_of, levers_of
from models.scenarios.levers import ScenarioProblem
from models.scenarios.outcome import Outcome
from models.scenarios.payback import payback
from models.scenarios.scenario_base import Base
from models.scenarios.summary import what_it_says
from pages.parts.access.visitor import is_allowed
from pages.parts.charts.figure_table import HEADS, NUMBER
from pages.parts.i18n.formats import unit_words
from pages.parts.runtime.services import services
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.base import assumed, base_of, held_base_of, saved
from pages.parts.ui import html, tables
from pages.parts.ui.url_state import SCENARIO

HEADINGS = ("cost", "saving", "one_off_cost", "net", "month")
MOST_COMPARED = 12


def open_row(view) -> None:
    """Draw the choice of what to begin with, and the ways to save and to delete, for who may change."""
    names = sorted(saved())
    with st.container(horizontal=True, vertical_alignment="bottom", key="scenario_row"):
        st.session_state["scenario_open"] = working_copy.name()
        st.selectbox(
            view.words("scenarios.begin_with"),
            ("", *names),
            key="scenario_open",
            width=320,
            format_func=lambda one: one or view.words("scenarios.as_it_is"),
            on_change=lambda: working_copy.take(st.session_state["scenario_open"]),
        )
        if working_copy.name() in view.choice.scenarios:
            st.button(view.words("scenarios.see_pages"), key="scenario_see", on_click=_see_pages)
        if is_allowed("change"):
            _ways(view)
    if said := st.session_state.pop("scenario_said", None):
        st.success(html.plain(said))


def _see_pages() -> None:
    """Set the filter of every page to the scenario that is open."""
    st.session_state[SCENARIO] = working_copy.name()


def _ways(view) -> None:
    if working_copy.levers() or assumed():
        with st.popover(view.words("scenarios.save"), key="scenario_save"):
            _save_form(view)
    if working_copy.name():
        with st.popover(view.words("scenarios.delete"), key="scenario_delete"):
            st.text(view.words("scenarios.delete_sure", name=working_copy.name()))
            if st.button(view.words("scenarios.delete"), key="scenario_delete_sure", type="primary"):
                _delete(view)


def _save_form(view) -> None:
    held = saved().get(working_copy.name(), {})
    with st.form("scenario_form", border=False):
        name = st.text_input(view.words("scenarios.name"), working_copy.name(), max_chars=80, key="scenario_named")
        words = st.text_area(view.words("scenarios.description"), held.get("description", ""), max_chars=500)
        if st.form_submit_button(view.words("scenarios.save"), type="primary"):
            _save(view, " ".join(name.split()), words)


def _save(view, name: str, description: str) -> None:
    levers = working_copy.levers()
    try:
        seen = what_it_says(base_of(view).outcome(levers), view.version, view.period)
        seen["base"] = f"{held_base_of(view).outcome([]).base:f}"
        is_new = name != working_copy.name()
        version = services().store.save_scenario(
            name, as_kept(levers, assumed()), description=description, seen=seen, is_new=is_new
        )
    except (Problem, ScenarioProblem) as refused:
        st.error(html.plain(said_of(view, refused)))
        return
    working_copy.take(name)
    st.session_state["scenario_said"] = view.words("scenarios.saved", name=name, version=version)
    st.rerun()


def _delete(view) -> None:
    name = working_copy.name()
    try:
        version = services().store.delete_scenario(name)
    except Problem as refused:
        st.error(html.plain(said_of(view, refused)))
        return
    working_copy.take("")
    st.session_state["scenario_said"] = view.words("scenarios.deleted", name=name, version=version)
    st.rerun()


def said_of(view, refused: Problem | ScenarioProblem) -> str:
    """Return what could not be in the reader's language."""
    if isinstance(refused, Problem):
        return sentence(refused.code, refused.fields, view.language)
    return view.words(f"scenario_problem.{refused.code}", **refused.fields)


def seen_line(view, base: Base, outcome: Outcome) -> None:
    """Draw what the opened scenario said when it was saved, where today's data say something else."""
    kept = saved().get(working_copy.name())
    if kept is None:
        return
    if kept["description"]:
        st.text(kept["description"])
    seen = kept["seen"]
    is_same_period = (seen.get("from"), seen.get("to")) == view.period
    if not is_same_period or (levers_of(kept), assumptions_of(kept)) != (working_copy.levers(), assumed()):
        return
    if (Decimal(seen["base"]), Decimal(seen["cost"])) != (held_base_of(view).outcome([]).base, outcome.total()):
        money = view.formats.money
        before = {"base": money(Decimal(seen["base"])), "cost": money(Decimal(seen["cost"]))}
        html.footnote(view.words("scenarios.seen", version=seen["version"], **before))


def compare_table(
    view, base: Base, own: dict[str, str], calculated: Callable[..., Base | None] = lambda view, own: None
) -> None:
    """Draw the saved scenarios beside what is as it is, the greatest net value first.

    own: the assumptions of the base that are other than those that hold. calculated: what scenarios with assumptions of
    their own start from, where that may be waited for.
    """
    kept = sorted(saved().values(), key=lambda one: one["name"])[:MOST_COMPARED]
    if not kept:
        return
    held = held_base_of(view)
    unit = view.formats.column_unit([held.outcome([]).base])
    bases = [held if not (of := assumptions_of(one)) else base if of == own else calculated(view, of) for one in kept]
    lines = [(one["name"], *_answer(*pair)) for one, pair in zip(kept, zip(bases, kept))]
    known = sorted((line for line in lines if line[1]), key=lambda line: -line[2].net_value)
    heads = [tables.head(view.words("scenarios.name"))]
    heads += [tables.head(view.words(f"scenarios.head_{name}"), HEADS[NUMBER]) for name in HEADINGS]
    body = [_line(view, view.words("scenarios.as_it_is"), held.outcome([]), payback(held, held.outcome([])), unit)]
    body += [_line(view, name, outcome, found, unit) for name, outcome, found in known]
    body += [
        tables.row(
            tables.name(name),
            tables.cell(html.escape(view.words(f"scenarios.{_reason(name, own)}")), "muted"),
            *[tables.number("")] * (len(HEADINGS) - 1),
        )
        for name, outcome, _ in lines
        if not outcome
    ]
    subtitle = view.words("scenarios.compare_subtitle", unit=unit_words(view, unit))
    tables.table(view.words("scenarios.compare_title", count=len(kept)), subtitle, heads, body, kind="lines")


def _reason(name: str, own: dict[str, str]) -> str:
    wanted = assumptions_of(saved()[name])
    return "open_first" if wanted and wanted != own else "not_there"


def _answer(base: Base | None, kept: dict):
    """A saved scenario on the data of now; nothing where its levers are for what is not there any more."""
    if base is None:
        return None, None
    try:
        outcome = base.outcome(levers_of(kept))
    except ScenarioProblem:
        return None, None
    return outcome, payback(base, outcome)


def _line(view, name: str, outcome: Outcome, found, unit) -> str:
    amount = view.formats.amount
    month = "" if not outcome.levers else view.formats.number(found.payback_month)
    written = [
        amount(outcome.total(), unit),
        amount(found.yearly_saving, unit),
        amount(found.one_off, unit),
        amount(found.net_value, unit),
        month,
    ]
    labels = [view.words(f"scenarios.head_{heading}") for heading in HEADINGS]
    return tables.row(tables.name(name), *map(tables.number, written, labels))

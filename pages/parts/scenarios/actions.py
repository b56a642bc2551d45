"""Actions: levers somebody took on, what was expected of each and what it achieved, and the ways to change them."""

from datetime import date

import streamlit as st

from data.problems import Problem
from models.action_commands import action_table
from models.scenarios.actions.achieved import Achieved
from models.scenarios.actions.action_months import MonthlyCost, achieved_by, monthly_cost
from models.scenarios.actions.expected import expected_of
from models.scenarios.levers import ScenarioProblem, as_texts
from models.scenarios.outcome import Outcome
from models.scenarios.scenario_base import Base
from pages.parts.access.downloads import rows_buttons
from pages.parts.access.visitor import is_allowed
from pages.parts.charts.figure_table import HEADS, NUMBER
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.open_actions import action_name, expected, with_range
from pages.parts.scenarios.saved import said_of
from pages.parts.ui import html, tables
from pages.parts.view.words.scenario_words import lever_name

LONGEST_OWNER = 80


def actions_section(view, base: Base, outcome: Outcome) -> None:
    """Draw the list of actions, and for who may change it the ways to take a lever on and to end an action."""
    held = services().store.actions.held()
    if said := st.session_state.pop("action_said", None):
        st.success(html.plain(said))
    if held:
        found = achieved_by(held, _cost(view))
        _table(view, held, found)
        rows_buttons(view, lambda: action_table(held, found), "actions")
    elif is_allowed("change"):
        html.footnote(view.words("actions.none", button=view.words("actions.take_on")))
    if is_allowed("change"):
        with st.container(horizontal=True, key="action_row"):
            if outcome.levers:
                with st.popover(view.words("actions.take_on"), key="action_new"):
                    _new_form(view, base, outcome)
            if held:
                with st.popover(view.words("actions.change"), key="action_change"):
                    _change_form(view, held)


def achieved_of(view, held: list[dict]) -> list[str]:
    """Return in words what each of these actions achieved a year, or why that cannot be told."""
    return [_achieved(view, found) for found in achieved_by(held, _cost(view))]


def _cost(view) -> MonthlyCost | None:
    engine = services().engine
    return _read_cost(engine.data_version(view.version), engine.models_hash())


@derived(max_entries=4)
def _read_cost(version: int, models_hash: str) -> MonthlyCost | None:
    return monthly_cost(services().engine, version)


def _table(view, held: list[dict], achieved: list[Achieved]) -> None:
    words = view.words
    heads = [tables.head(words("actions.action")), tables.head(words("actions.owner"))]
    heads += [tables.head(words("actions.due"))]
    heads += [tables.head(words(f"actions.{name}"), HEADS[NUMBER]) for name in ("expected", "achieved")]
    rows = [_row(view, one, found) for one, found in zip(held, achieved, strict=True)]
    tables.table(_title(view, held), words("actions.subtitle"), heads, rows, kind="lines")
    html.footnote(words("actions.remark"))


def _title(view, held: list[dict]) -> str:
    waiting = sum(one["done_on"] is None for one in held)
    return view.words("actions.title", count=len(held), open=view.formats.number(waiting))


def _row(view, one: dict, found: Achieved) -> str:
    words, day = view.words, view.formats.day
    when = words("actions.done_on", day=day(one["done_on"])) if one["done_on"] else day(one["due_on"])
    cells = ((one["owner"], "owner"), (when, "due"))
    return tables.row(
        tables.name(action_name(view, one)),
        *(tables.cell(html.escape(text), "", words(f"actions.{label}")) for text, label in cells),
        tables.number(expected(view, one), words("actions.expected")),
        tables.number(_achieved(view, found), words("actions.achieved")),
    )


def _achieved(view, found: Achieved) -> str:
    if not found.reason:
        told = with_range(view, found.amount, found.low, found.high)
        said = view.words(f"actions.against_{found.against}", told=told)
        return said if found.is_clear else view.words("actions.unclear", told=said)
    return view.words(f"actions.untold_{found.reason}", month=_month(view, found.told_from))


def _month(view, text: str) -> str:
    return view.formats.month(date.fromisoformat(f"{text}-01")) if text else ""


def _new_form(view, base: Base, outcome: Outcome) -> None:
    with st.form("action_form", border=False):
        place = st.selectbox(
            view.words("actions.lever"),
            range(len(outcome.levers)),
            key="action_lever",
            format_func=lambda at: lever_name(view, outcome.levers[at]),
        )
        owner = st.text_input(
            view.words("actions.owner"),
            max_chars=LONGEST_OWNER,
            key="action_owner",
            help=view.words("actions.owner_help"),
        )
        due = st.date_input(view.words("actions.due"), key="action_due", format=view.formats.day_field)
        if st.form_submit_button(view.words("actions.save"), type="primary"):
            _save(view, base, outcome, place, owner, due)


def _save(view, base: Base, outcome: Outcome, place: int, owner: str, due: date) -> None:
    one = outcome.levers[place]
    expectation = expected_of(base, one, view.version, view.period)
    _attempt(
        view,
        "saved",
        lambda actions: actions.create(as_texts(one), owner, due.isoformat(), expectation, working_copy.name()),
    )


def _change_form(view, held: list[dict]) -> None:
    with st.form("action_change_form", border=False):
        number = st.selectbox(
            view.words("actions.action"),
            [one["number"] for one in held],
            key="action_number",
            format_func=lambda at: next(action_name(view, one) for one in held if one["number"] == at),
        )
        day = st.date_input(view.words("actions.done_from"), key="action_done", format=view.formats.day_field)
        if st.form_submit_button(view.words("actions.mark_done"), type="primary"):
            _attempt(view, "marked", lambda actions: actions.done(number, day.isoformat()))
        if st.form_submit_button(view.words("actions.delete")):
            _attempt(view, "deleted", lambda actions: actions.delete(number))


def _attempt(view, said: str, change) -> None:
    try:
        made = change(services().store.actions)
    except (Problem, ScenarioProblem) as refused:
        st.error(html.plain(said_of(view, refused)))
        return
    st.session_state["action_said"] = view.words(f"actions.{said}", **made)
    st.rerun()

"""A scenario as a workbook: handed out with its formulas, and taken back with the levers that were changed in it."""

import uuid

import streamlit as st

from data.problems import Problem
from data.scenario_files import scenario_sheets
from models.engine.selection import Selection
from models.scenarios.levers import ScenarioProblem
from models.scenarios.measured_effect import measured_effects
from models.scenarios.outcome import Outcome
from models.scenarios.scenario_base import Base, scenario_base
from models.scenarios.workbooks.report_workbook import VERSION, is_report, report_of, scenario_of
from models.scenarios.workbooks.workbook import COST, LEVERS, SCENARIO, workbook
from models.scenarios.workbooks.workbook_levers import read_levers, read_version
from pages.parts.access.downloads import WORKBOOK
from pages.parts.access.uploads import allow_upload
from pages.parts.access.visitor import guarded_download, is_allowed
from pages.parts.runtime.services import services
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.base import assumed
from pages.parts.scenarios.saved import said_of
from pages.parts.ui import html
from pages.parts.ui.file_field import file_field

FILE = "scenario.xlsx"


def workbook_ways(view, base: Base, outcome: Outcome) -> None:
    """Draw the button that hands the scenario out as a workbook, and, for who may change, the way back."""
    if not is_allowed("rows"):
        return
    named = working_copy.name() or view.words("scenarios.scenario")
    levers, version, period = [*outcome.levers], view.version, view.period
    with st.container(horizontal=True, key="scenario_workbook"):
        if not assumed():  # a workbook of levers says nothing of assumptions
            st.download_button(
                view.words("scenarios.export"),
                data=guarded_download("rows", FILE, lambda: workbook(base, levers, named, version, period)),
                file_name=FILE,
                mime=WORKBOOK,
                key="scenario_export",
                on_click="ignore",
            )
        with st.popover(view.words("scenarios.take_back"), key="scenario_import"):
            _take_back(view)


def _take_back(view) -> None:
    st.text(view.words("scenarios.take_back_why"))
    allow_upload("change")
    turn = st.session_state.get("scenario_file_turn", 0)
    file = file_field(view.words, view.words("scenarios.take_back"), f"scenario_file_{turn}", type="xlsx")
    if file is None:
        return
    try:
        said = _take(view, file.getvalue())
    except (Problem, ScenarioProblem) as refused:
        st.error(html.plain(said_of(view, refused)))
        return
    st.session_state["scenario_file_turn"] = turn + 1
    st.session_state["scenario_said"] = said
    st.rerun()


def _take(view, content: bytes) -> str:
    """Go on with what was changed in an uploaded workbook, a scenario's or a report's; nothing is saved. Returns what
    was taken, in words."""
    store, engine = services().store, services().engine
    path = store.home / "stage" / f"{uuid.uuid4().hex}.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    try:
        about = scenario_sheets(store, path, (VERSION,))
        if is_report(about):
            return _take_report(view, path, about)
        sheets = scenario_sheets(store, path, (SCENARIO, LEVERS, COST))
    finally:
        path.unlink(missing_ok=True)
    _, version, period = read_version(sheets)
    levers = read_levers(sheets, scenario_base(engine, _known(version), Selection(period)))
    working_copy.hold(levers)
    return view.words("scenarios.taken_back", count=len(levers))


def _take_report(view, path, about: dict) -> str:
    store, engine = services().store, services().engine
    _, version, title = report_of(about)
    at = _known(version)
    sheets = scenario_sheets(store, path, (title, LEVERS))
    levers, changed = scenario_of(
        sheets, title, engine.assumptions(at), lambda own: measured_effects(engine, at, Selection(overrides=own))
    )
    taken = {"assumptions_taken": len(changed)}
    if sheets[LEVERS]:  # else levers moved on the page stay as they are
        working_copy.hold(levers)
        taken["taken_back"] = len(levers)
    working_copy.assume(changed)
    return " ".join(view.words(f"scenarios.{key}", count=count) for key, count in taken.items() if count)


def _known(version: int) -> int:
    latest = services().store.version
    if version > latest:
        raise Problem("UNKNOWN_VERSION", {"version": version, "latest": latest})
    return version

"""The workbook of a scenario on the page: its changed levers are moved, what is no lever is said, nothing is saved."""

import io

import pytest
from openpyxl import load_workbook
from readers import as_person, by_all
from sharing_home import fresh_server

from models.engine.selection import Selection
from models.scenarios.levers import lever
from models.scenarios.scenario_base import scenario_base
from models.scenarios.workbooks.workbook import workbook
from pages.parts.runtime import services

FEWER = "scenario_lever_fewer_complaints__"
PERIOD = ("2025-01", "2025-11")


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The home as that of a fresh server."""
    with fresh_server(monkeypatch, templates.shared(), tmp_path):
        yield services.services()


def changed(served, sheet: str, cell: str, value: object) -> bytes:
    """The workbook of a tenth fewer complaints with one cell changed."""
    version = served.store.version
    base = scenario_base(served.engine, version, Selection(PERIOD))
    made = workbook(base, [lever("fewer_complaints", percent="10")], "Fewer", version, PERIOD)
    book = load_workbook(io.BytesIO(made))
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_levers_changed_in_the_workbook_are_moved_on_the_page(served):
    page = by_all("scenarios")
    page.file_uploader(key="scenario_file_0").set_value(
        ("scenario.xlsx", changed(served, "Levers", "D2", 30), "application/octet-stream")
    ).run()
    assert not page.exception and page.slider(key=FEWER).value == 30.0
    assert "1 lever taken" in page.success[0].value and served.store.scenarios() == []


def test_what_is_no_lever_is_said(served):
    page = by_all("scenarios")
    page.file_uploader(key="scenario_file_0").set_value(
        ("scenario.xlsx", changed(served, "Scenario", "B7", 0.5), "application/octet-stream")
    ).run()
    assert not page.exception and "0.5" in page.error[0].value.replace("\\", "")
    assert page.slider(key=FEWER).value == 0.0


def test_who_may_not_change_gets_no_workbook(served, monkeypatch):
    page = as_person(monkeypatch, "scenarios", None)
    assert page.slider and not page.file_uploader

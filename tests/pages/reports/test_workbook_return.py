"""A report's workbook comes back: its changed assumptions become a scenario that says what its formulas said."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from command import run
from home_templates import copied
from openpyxl import load_workbook
from readers import by_all
from recalculated import Recalculated, cents
from sharing_home import fresh_server, settle

from models.engine.selection import Selection
from pages.parts.reports.request import WHOLE, Request
from pages.parts.reports.workbook.writer import write
from pages.parts.runtime import services

MONTHS = ("2024-01", "2025-12")
FIRST_ROW, TITLES = 5, {"en": "Assumptions", "es": "Supuestos"}


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The home of the organisation, as that of a fresh server."""
    with fresh_server(monkeypatch, templates.priced(), tmp_path):
        yield services.services()


def report(served, language: str = "en", scenario: str = "") -> bytes:
    moment, selection = datetime(2026, 1, 2, tzinfo=UTC), Selection(MONTHS)
    return write(Request(WHOLE, served.store.version, moment, language, selection, scenario=scenario))


def changed(content: bytes, changes: dict[str, object], title: str = "Assumptions") -> bytes:
    """The workbook with assumptions changed, saved by what calculates nothing."""
    book = load_workbook(io.BytesIO(content))
    for row in book[title].iter_rows(min_row=FIRST_ROW):
        if row[9].value in changes:
            row[1].value = changes[row[9].value]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def total(book: Recalculated) -> Decimal:
    """The cost as the formulas say it."""
    names = book.column("Checks", "A", FIRST_ROW)
    return cents(book.value("Checks", f"B{FIRST_ROW + names.index('Cost of unhappy customers')}"))


def plain(said: str) -> str:
    return said.replace("\\", "").replace("\u00a0", " ")


@pytest.mark.long
def test_the_command_saves_changed_assumptions_as_a_scenario_that_says_what_the_formulas_say(templates, tmp_path):
    home = copied(templates.priced(), tmp_path)
    period = ("--from", MONTHS[0], "--to", MONTHS[1])
    assert run(home, "report", tmp_path / "report.xlsx", *period).code == 0
    book = Recalculated((tmp_path / "report.xlsx").read_bytes(), tmp_path)
    held, names = total(book), book.column("Assumptions", "A", FIRST_ROW + 1)
    rows = {book.value("Assumptions", f"J{row}"): row for row in range(FIRST_ROW, FIRST_ROW + len(names) + 2)}
    book.set("Assumptions", f"B{rows['discount_rate']}", "0.2")
    book.set("Assumptions", f"B{rows['hourly_cost']}", "50")
    by_formula = total(book)
    answer = run(home, "scenario", "import", book.saved(tmp_path), "--name", "Dearer")
    assert answer.code == 0, answer.err
    kept = run(home, "scenario", "list", "--format", "csv").rows[0]
    assert kept["levers"] == "assumption discount_rate=0.2; assumption hourly_cost=50"
    told = run(home, "figure", "overview_total", "--scenario", "Dearer", *period, "--format", "csv").rows[0]
    assert cents(float(told["dissatisfaction_cost"])) == by_formula
    shown = run(home, "scenario", "show", "Dearer", *period, "--format", "csv").rows
    cost = next(row for row in shown if row["part"] == "assumptions")
    assert (round(Decimal(cost["base"]), 2), round(Decimal(cost["scenario"]), 2)) == (held, by_formula)


def test_the_page_takes_changed_assumptions_and_saves_them(served):
    page = by_all("scenarios")
    file = changed(report(served, "es"), {"discount_rate": 0.2}, TITLES["es"])
    page.file_uploader(key="scenario_file_0").set_value(("report.xlsx", file, "application/octet-stream")).run()
    settle()
    page.run()
    assert not page.exception and "Discount rate 20 % (now 10 %)" in plain(page.info[0].value)
    # the bridge goes from the cost as it is over the assumptions to the scenario
    assert any("Other assumptions" in chart.proto.spec for chart in page.get("vega_lite_chart"))
    assert "instead of" in "".join(one.value for one in page.html) + "".join(one.value for one in page.markdown)
    page.text_input(key="scenario_named").set_value("Dearer")
    page.button(key="FormSubmitter:scenario_form-Save").click().run()
    settle()
    kept = served.store.scenario("Dearer")
    assert kept["levers"] == [{"assumption": "discount_rate", "value": "0.2"}]
    assert kept["seen"]["base"] != kept["seen"]["cost"]


@pytest.mark.long
def test_the_page_takes_levers_and_assumptions_of_a_report_in_a_scenario(served):
    served.store.save_scenario("Fix", [{"lever": "fewer_complaints", "percent": "10"}])
    book = load_workbook(io.BytesIO(changed(report(served, scenario="Fix"), {"hourly_cost": 50})))
    book["Levers"]["D2"] = 30
    out = io.BytesIO()
    book.save(out)
    page = by_all("scenarios")
    page.file_uploader(key="scenario_file_0").set_value(
        ("report.xlsx", out.getvalue(), "application/octet-stream")
    ).run()
    settle()
    page.run()
    assert not page.exception and "Cost of an hour of work 50" in plain(page.info[0].value)
    assert page.slider(key="scenario_lever_fewer_complaints__").value == 30.0
    assert [kept["levers"][0]["percent"] for kept in served.store.scenarios()] == ["10"]  # nothing is saved


def test_what_cannot_be_is_said_and_changes_nothing(served):
    page, made = by_all("scenarios"), report(served)
    refused = {
        "Nothing was changed in this file": {},
        "cannot have the value 0": {"horizon_months": 0},
        "cannot have the value much": {"discount_rate": "much"},
        "cannot have the value the least": {"loss_basis": "the least"},
    }
    for said, changes in refused.items():
        file = ("report.xlsx", changed(made, changes), "application/octet-stream")
        page.file_uploader(key="scenario_file_0").set_value(file).run()
        assert not page.exception and said in plain(page.error[0].value)
    assert served.store.scenarios() == []

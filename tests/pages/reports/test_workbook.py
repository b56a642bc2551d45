"""The workbook of a report: its formulas give every total to the cent, and follow the assumptions it says they do."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from home_templates import copied
from priced_organisation import SECTORS
from recalculated import Recalculated, cents
from workbook_figures import assumption_rows, figures

from data.languages import LANGUAGES
from data.store import Store
from models.engine.selection import Selection
from models.recalculation.charges import told
from pages.parts.i18n.language import say
from pages.parts.reports.request import SECTOR, WHOLE, Request
from pages.parts.reports.workbook.sheet import FUNCTIONS, functions
from pages.parts.reports.workbook.writer import write
from pages.parts.runtime import process
from pages.parts.runtime.derived_cache import forget
from pages.parts.runtime.services import services

MOMENT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ALL_MONTHS = ("2024-01", "2025-12")
CHANGED = {
    "hourly_cost": "41.05",
    "discount_rate": "0.137",
    "horizon_months": "17",
    "loss_basis": "replacement",
    "told_per": "7",
    "already_customers": "0.1",
    "influenced": "0.25",
    "would_have_bought": "0.333",
}


@pytest.fixture(scope="module")
def home(templates, tmp_path_factory):
    """A copy of the organisation, open in this process until the tests of this file are done."""
    opened = copied(templates.priced(), tmp_path_factory.mktemp("priced"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_HOME", str(opened))
        forget()
        yield opened
    services_closed()


def services_closed():
    process.forget()
    forget()


def request(**fields) -> Request:
    return Request(WHOLE, services().store.version, MOMENT, **fields)


@pytest.fixture(scope="module")
def content(home) -> bytes:
    return write(request(selection=Selection(ALL_MONTHS)))


@pytest.fixture
def book(content, tmp_path) -> Recalculated:
    return Recalculated(content, tmp_path)


def figures_with(**overrides: str) -> dict[str, Decimal]:
    """What the engine says with these assumptions, by the words of the sheet of checks."""
    engine, version = services().engine, services().store.version
    selection = Selection(ALL_MONTHS, overrides=overrides)
    return figures(lambda name: told(engine, name, version, selection))


def test_every_formula_has_the_value_it_works_out(book):
    off = []
    for title, cell, _, written in book.formulas():
        value = book.value(title, cell)
        same = written == (value or "") if isinstance(value, str | None) else abs(float(written) - value) < 1e-6
        off += [] if same else [(title, cell, written, value)]
    assert off == []


def test_every_total_is_its_figure_to_the_cent(book):
    told_by_formula, wanted = book.totals(), figures_with()
    assert {name: told_by_formula[name] for name in wanted} == wanted
    assert {*book.column("Checks", "E", 5)} == {"agrees"}


def test_the_difference_from_rounding_is_what_it_says(book):
    rows = {book.value("Model", f"B{row}"): row for row in range(5, 30)}
    last = next(letter for letter in "DEFGHIJ" if book.value("Model", f"{letter}6") == "Total")
    total, rounded = (
        cents(book.value("Model", f"{last}{rows[name]}")) for name in ("Total", "Sum of the rounded cells")
    )
    assert cents(book.value("Model", f"{last}{rows['Difference from rounding']}")) == total - rounded


@pytest.mark.long
@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_assumption_is_followed_to_the_cent(book, name):
    row = assumption_rows(book)[name]
    assert book.value("Assumptions", f"G{row}") == say("en", "workbook.follows_live")
    before = book.totals()
    book.set("Assumptions", f"B{row}", CHANGED[name])
    after, wanted = book.totals(), figures_with(**{name: CHANGED[name]})
    assert {what: after[what] for what in wanted} == wanted
    assert after != before
    assert book.value("Model", "A4") == say("en", "workbook.warning_changed")


def test_all_changed_assumptions_are_followed_together(book):
    for name, text in CHANGED.items():
        book.set("Assumptions", f"B{assumption_rows(book)[name]}", text)
    after, wanted = book.totals(), figures_with(**CHANGED)
    assert {what: after[what] for what in wanted} == wanted


def test_the_assumptions_that_are_said_to_be_followed_are_these(book):
    live = [
        book.value("Assumptions", f"J{row}")
        for row, said in enumerate(book.column("Assumptions", "G", 6), 6)
        if said == say("en", "workbook.follows_live")
    ]
    assert sorted(live) == sorted(CHANGED)


def test_totals_say_that_they_do_not_follow_another_assumption(book):
    row = assumption_rows(book)["effect_months"]
    assert book.value("Assumptions", f"G{row}").startswith("No: the figures must be calculated again")
    book.set("Assumptions", f"B{row}", "12")
    for sheet in ("Model", "Months", "Win or keep", "Loyalty", "Ledger"):
        assert book.value(sheet, "A4") == say("en", "workbook.warning_anew")
    assert say("en", "workbook.warning_anew") in [book.value("About", f"A{row}") for row in range(1, 20)]
    assert {*book.column("Checks", "E", 5)} == {"not valid: calculate again"}


def test_formulas_call_only_functions_all_spreadsheets_agree_on(book):
    called = {name for _, _, formula, _ in book.formulas() for name in functions(formula)}
    assert called == FUNCTIONS


def test_names_stay_text_and_are_told_apart(book):
    names = book.column("Model", "B", 7)[: len(SECTORS)]
    assert sorted(name.removeprefix("'") for name in names) == sorted(SECTORS)
    assert all(book.is_text("Model", f"B{row}") for row in range(7, 7 + len(SECTORS)))
    assert all("cmd" not in formula for _, _, formula, _ in book.formulas())


def test_charts_have_alternative_texts(book):
    drawn = "".join(book.part("drawings/drawing"))
    assert drawn.count("<xdr:graphicFrame") == 2
    assert 'descr="Bars of the cost by the sector where it starts:' in drawn
    assert 'descr="Columns of the cost by month, stacked by evidence: ' in drawn


def test_the_same_request_gives_the_same_bytes(home, content):
    assert write(request(selection=Selection(ALL_MONTHS))) == content


@pytest.mark.long
def test_the_statement_of_a_sector_has_its_ledger_alone(home, tmp_path):
    asked = Request(SECTOR, services().store.version, MOMENT, selection=Selection(ALL_MONTHS), sector=">5")
    made = Recalculated(write(asked), tmp_path)
    assert {*made.column("Checks", "E", 5)} == {"agrees"}
    assert made.totals()["Cost of unhappy customers"] == figures_with()["Cost that starts in >5"]


@pytest.mark.long
def test_too_many_rows_are_added_up_and_say_so(home, tmp_path):
    made = Recalculated(write(request(selection=Selection(ALL_MONTHS)), most_rows=100), tmp_path)
    assert {*made.column("Checks", "E", 5)} == {"agrees"}
    assert {*made.column("Assumptions", "G", 6)} == {say("en", "workbook.follows_grouped")}
    assert "rows that add up" in made.value("Ledger", "A2")
    assert {*map(str.strip, made.column("Ledger", "J", 6))} >= {"🙂 desk"}
    assert made.value("Ledger", "B6") in (None, "")  # no row of it names a complaint


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_sheets_fit_and_differ(home, language, tmp_path):
    made = Recalculated(write(request(language=language)), tmp_path)
    assert len({title.lower() for title in made.titles}) == len(made.titles)
    assert made.titles[0] == say(language, "workbook.sheet_about")
    assert made.titles[-1] == "Version"
    assert all(len(title) <= 31 for title in made.titles)


def test_an_organisation_without_any_cost_has_an_empty_ledger(tmp_path, monkeypatch):
    store = Store(tmp_path / "home")
    store.assume({"reporting_currency": {"value": "EUR"}})
    store.connection.close()
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    services_closed()
    made = Recalculated(write(request()), tmp_path)
    assert made.value("Ledger", "A2") == "0 of 0 rows of the ledger"
    assert {*made.column("Checks", "E", 5)} == {"agrees"}
    assert made.totals() == {"Cost of unhappy customers": Decimal("0.00")}
    services_closed()

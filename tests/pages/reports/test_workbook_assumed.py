"""A report's workbook in a scenario with assumptions of its own: it says to the cent what the figures say, and what
holds beside; changed there, it comes back as the scenario."""

from decimal import Decimal

import pytest
from command import run
from home_templates import copied
from recalculated import Recalculated, cents

from data.access.actor import LOCAL, act_as
from data.store import Store
from models.scenarios.kept_scenario import as_kept
from models.scenarios.lever_notation import changed
from pages.parts.reports.workbook.sheet import half_up

PERIOD = ("--from", "2024-10", "--to", "2025-09")
LEVERS, ASSUMED = ["fewer_complaints@>5=12.5", "leavers_kept=20"], {"hourly_cost": "50", "discount_rate": "0.2"}
HELD = {"hourly_cost": "37.77", "discount_rate": "0.1"}
TOTAL, NAME, SHEET = "Cost of unhappy customers", "Dearer", "In the scenario"


@pytest.fixture(scope="module")
def home(templates, tmp_path_factory):
    """A copy of the organisation with a saved scenario, and a report of it beside."""
    opened = copied(templates.priced(), tmp_path_factory.mktemp("assumed"))
    store = Store(opened)
    with act_as(LOCAL):
        store.save_scenario(NAME, as_kept(changed([], LEVERS), ASSUMED), is_new=True)
    store.close()
    made = run(opened, "report", opened.parent / "report.xlsx", "--scenario", NAME, *PERIOD)
    assert made.code == 0, made.err
    return opened


@pytest.fixture
def book(home, tmp_path) -> Recalculated:
    return Recalculated((home.parent / "report.xlsx").read_bytes(), tmp_path)


def cost(home, *asked: str) -> Decimal:
    """The total as the command says it."""
    (row,) = run(home, "figure", "overview_total", *PERIOD, *asked, "--format", "csv").rows
    return half_up(Decimal(row["dissatisfaction_cost"]))


def total_row(book: Recalculated) -> int:
    return next(row for row in range(10, 30) if book.value(SHEET, f"B{row}") == TOTAL)


def rows_of(book: Recalculated) -> dict[str, int]:
    return {book.value("Assumptions", f"J{row}"): row for row in range(5, 40)}


def test_the_total_stands_as_it_is_with_the_assumptions_and_in_the_scenario(home, book):
    row = total_row(book)
    as_it_is, assumed, in_scenario, change = (cents(book.value(SHEET, f"{column}{row}")) for column in "CDEF")
    with_assumptions = [part for name, text in ASSUMED.items() for part in ("--assume", f"{name}={text}")]
    assert as_it_is == cost(home) and assumed == cost(home, *with_assumptions)
    assert in_scenario == cost(home, "--scenario", NAME) < assumed
    assert abs(change - (in_scenario - as_it_is)) <= Decimal("0.01")  # each is rounded once
    assert {*book.column("Checks", "E", 5)} == {"agrees"}


def test_the_sheet_of_assumptions_has_the_value_of_the_scenario_and_what_holds(book):
    rows = rows_of(book)
    for name, text in ASSUMED.items():
        value, source, as_it_is = (book.value("Assumptions", f"{column}{rows[name]}") for column in "BFK")
        assert (value, source, as_it_is) == (float(text), "the scenario", float(HELD[name]))
    assert not book.value("Assumptions", f"K{rows['horizon_months']}")


def test_with_what_holds_the_formulas_give_the_amounts_as_they_are(book):
    for name, text in HELD.items():
        book.set("Assumptions", f"B{rows_of(book)[name]}", text)
    sides = [(book.value(SHEET, f"C{row}"), book.value(SHEET, f"D{row}")) for row in range(total_row(book), 60)]
    pairs = [pair for pair in sides if isinstance(pair[0], float) and isinstance(pair[1], float)]
    assert len(pairs) > 15 and all(cents(one) == cents(other) for one, other in pairs)


def test_changed_again_it_comes_back_as_the_scenario_that_says_what_the_formulas_say(home, book, tmp_path):
    book.set("Assumptions", f"B{rows_of(book)['hourly_cost']}", "60")
    lever = book.column("Levers", "K", 2).index("Leavers kept") + 2
    book.set("Levers", f"D{lever}", "40")
    answer = run(home, "scenario", "import", book.saved(tmp_path), "--name", "Again")
    assert answer.code == 0, answer.err
    (kept,) = [one for one in run(home, "scenario", "list", "--format", "csv").rows if one["name"] == "Again"]
    assert kept["levers"].endswith("leavers_kept=40; assumption discount_rate=0.2; assumption hourly_cost=60")
    assert cents(book.value(SHEET, f"E{total_row(book)}")) == cost(home, "--scenario", "Again")


def test_an_assumption_no_formula_follows_is_said_to_need_calculating(book):
    book.set("Assumptions", f"B{rows_of(book)['effect_months']}", "9")
    assert "do not take up a changed assumption" in book.value(SHEET, "A5")

"""A report's workbook in a scenario: its formulas say to the cent what the figures say, and its levers come back."""

from decimal import Decimal

import pytest
from command import run
from home_templates import copied
from recalculated import Recalculated, cents

from pages.parts.i18n.direction import own_direction
from pages.parts.i18n.language import say
from pages.parts.reports.workbook.sheet import FUNCTIONS, functions, half_up

PERIOD = ("--from", "2024-10", "--to", "2025-09")
LEVERS = {
    "fewer_complaints@>5": "12.5",
    "fewer_complaints": "7",
    "shorter_handling@+x*": "33.33",
    "leavers_kept": "20",
    "less_compensation": "9.99",
}
COSTS = ("leavers_kept.yearly=120", "less_compensation.one_off=700.5")
TOTAL = "Cost of unhappy customers"


@pytest.fixture(scope="module")
def home(templates, tmp_path_factory):
    """A copy of the organisation with a saved scenario, and a report of it beside."""
    opened = copied(templates.priced(), tmp_path_factory.mktemp("scenario"))
    levers = [f"{name}={text}" for name, text in LEVERS.items()]
    assert run(opened, "scenario", "create", "Fix it", *levers, *COSTS, "--describe", "As agreed").code == 0
    made = run(opened, "report", opened.parent / "report.xlsx", "--scenario", "Fix it", *PERIOD)
    assert made.code == 0, made.err
    return opened


@pytest.fixture
def book(home, tmp_path) -> Recalculated:
    return Recalculated((home.parent / "report.xlsx").read_bytes(), tmp_path)


def totals(book: Recalculated) -> dict[str, Decimal]:
    """What the formulas say of the scenario now, by the words of the sheet of checks."""
    before = "In the scenario: "
    return {text.removeprefix(before): total for text, total in book.totals().items() if before in text}


def figures(home, scenario: str) -> dict[str, Decimal]:
    """What `figure … --scenario` says, by the same words."""
    asked = {
        name: run(home, "figure", name, "--scenario", scenario, *PERIOD, "--format", "csv").rows
        for name in ("overview_total", "sector_overview", "monthly_cost", "cost_by_component")
    }
    found = {TOTAL: asked["overview_total"][0]["dissatisfaction_cost"]}
    for row in asked["sector_overview"]:
        found[f"Cost that starts in {own_direction(row['sector'])}"] = row["dissatisfaction_cost"]
    sums: dict[str, Decimal] = {}
    for row in asked["cost_by_component"]:
        name = f"Type of cost: {say('en', 'component.' + row['component'])}"
        sums[name] = sums.get(name, Decimal(0)) + Decimal(row["amount"])
    for row in asked["monthly_cost"]:
        sums[f"Evidence: {row['evidence']}"] = sums.get(f"Evidence: {row['evidence']}", 0) + Decimal(row["amount"])
    return {what: half_up(Decimal(value)) for what, value in (found | sums).items()}


def move(book: Recalculated, lever: str, percent: str) -> None:
    row = book.column("Levers", "K", 2).index(lever) + 2
    book.set("Levers", f"D{row}", percent)


def test_every_total_in_the_scenario_is_its_figure_to_the_cent(home, book):
    said, wanted = totals(book), figures(home, "Fix it")
    assert {what: said[what] for what in wanted} == wanted
    assert {*book.column("Checks", "E", 5)} == {"agrees"}
    # beside them the amounts as they are
    as_it_is = next(row for row in range(3, 14) if book.value("About", f"A{row}") == TOTAL)
    assert cents(book.value("In the scenario", "C15")) == cents(book.value("About", f"B{as_it_is}")) > said[TOTAL]


def test_every_formula_has_the_value_it_works_out_and_calls_known_functions(book):
    off = []
    for title, cell, formula, written in book.formulas():
        value = book.value(title, cell)
        same = written == (value or "") if isinstance(value, str | None) else abs(float(written) - value) < 1e-6
        off += [] if same and functions(formula) <= FUNCTIONS else [(title, cell, formula, written, value)]
    assert off == []


def test_a_lever_at_nothing_gives_the_amounts_as_they_are(book):
    for row in range(2, 2 + len(book.column("Levers", "A", 2))):
        book.set("Levers", f"D{row}", "0")
    rows = [row for row in range(15, 60) if isinstance(book.value("In the scenario", f"D{row}"), float)]
    assert len(rows) > 20
    assert all(book.value("In the scenario", f"E{row}") == 0 for row in rows)
    assert book.value("In the scenario", "A5") == say("en", "workbook.warning_levers")
    assert {*book.column("Checks", "E", 5)} == {"agrees", "assumption or lever changed"}


def test_changed_levers_come_back_and_say_what_the_formulas_say(home, book, tmp_path):
    move(book, "Fewer complaints (>5)", "60")
    move(book, "Less compensation", "0")
    move(book, "Lower hourly cost", "25")  # a lever the scenario did not move
    answer = run(home, "scenario", "import", book.saved(tmp_path), "--name", "Moved")
    assert answer.code == 0, answer.err
    said, wanted = totals(book), figures(home, "Moved")
    assert {what: said[what] for what in wanted} == wanted


@pytest.mark.long
def test_levers_and_assumptions_changed_together_take_the_place_of_the_scenario(home, book, tmp_path):
    names = {book.value("Assumptions", f"J{row}"): row for row in range(6, 40)}
    book.set("Assumptions", f"B{names['hourly_cost']}", "50")
    book.set("Assumptions", f"B{names['discount_rate']}", "0.2")
    move(book, "Leavers kept", "80")
    own = copied(home, tmp_path)
    assert run(own, "scenario", "import", book.saved(tmp_path)).code == 0
    said, wanted = totals(book), figures(own, "Fix it")
    assert {what: said[what] for what in wanted} == wanted
    shown = run(own, "scenario", "show", "Fix it", *PERIOD, "--format", "csv").rows
    net = next(float(row["change"]) for row in shown if row["name"] == "net value")
    assert book.value("Scenario", "B14") == pytest.approx(net)
    kept = run(own, "scenario", "list", "--format", "csv").rows[0]
    assert kept["description"] == "As agreed" and "leavers_kept=80" in kept["levers"]
    assert kept["levers"].endswith("assumption discount_rate=0.2; assumption hourly_cost=50")
    again = run(own, "report", tmp_path / "again.xlsx", "--scenario", "Fix it", *PERIOD)
    assert again.code == 0, again.err


@pytest.mark.parametrize(
    "cell, text, said", [("D2", "101", "Levers, row 2"), ("A3", "magic", "magic"), ("I2", "0.5", "measured_share")]
)
def test_what_is_no_lever_is_said_in_one_sentence(home, book, tmp_path, cell, text, said):
    book.set("Levers", cell, text)
    answer = run(home, "scenario", "import", book.saved(tmp_path))
    assert answer.code == 2 and said in answer.err and len(answer.err.strip().splitlines()) == 1, answer.err


def test_a_scenario_that_is_not_there_is_refused(home, tmp_path):
    answer = run(home, "report", tmp_path / "report.xlsx", "--scenario", "Dream")
    assert answer.code == 2 and "Dream" in answer.err


@pytest.mark.long
def test_the_same_report_has_the_same_bytes_and_other_languages_and_sectors_agree(templates, tmp_path):
    own = copied(templates.priced(), tmp_path)
    assert run(own, "scenario", "create", "Fix", "fewer_complaints@>5=12.5", "leavers_kept@+x*=40").code == 0
    asked = (tmp_path / "report.xlsx", "--scenario", "Fix", *PERIOD)
    made = []
    for more in ((), (), ("--language", "es"), ("--language", "pt"), ("--sector", ">5"), ("--segment", "Homes")):
        assert run(own, "report", *asked, *more).code == 0
        made.append((tmp_path / "report.xlsx").read_bytes())
    assert made[0] == made[1]
    for content in made[2:]:
        one = Recalculated(content, tmp_path)
        rows = {row for row in range(5, 90) if one.value(one.titles[-2], f"D{row}") not in (None, "")}
        assert len({title.lower() for title in one.titles}) == len(one.titles)
        assert len(rows) > 10 and all(one.value(one.titles[-2], f"D{row}") == 0 for row in rows)

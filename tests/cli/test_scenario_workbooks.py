"""A scenario goes out as a workbook and comes back: to the cent, or a sentence says what beside levers was changed."""

from decimal import Decimal

import pytest
from command import run
from openpyxl import load_workbook

ROWS = (
    "complaint_id,opened_on,category,sector,paid_by,compensation,rework_cost\n"
    "C1,2026-01-15,Late,Kitchen,Support,10.005,\n"
    "C2,2026-02-28,Late,Delivery,Support,20,\n"
    "C3,2026-02-10,Wrong,Kitchen,Kitchen,,5\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workbooks")
    (folder / "complaints.csv").write_text(ROWS, encoding="utf-8")
    assert (
        run(
            folder / "home", "import", "complaints", folder / "complaints.csv", "--set", "compensation.decimal=point"
        ).code
        == 0
    )
    assert run(folder / "home", "assume", "as_of=2026-02-28").code == 0
    levers = ("fewer_complaints@Kitchen=50", "less_compensation=10", "less_compensation.one_off=7")
    assert run(folder / "home", "scenario", "create", "Fix", *levers).code == 0
    assert run(folder / "home", "scenario", "export", "Fix", folder / "fix.xlsx").code == 0
    return folder / "home"


def changed(home, changes: dict, keeps_values: bool = False):
    """A copy of the workbook with cells changed, (sheet, cell) -> value, saved by what calculates nothing.

    keeps_values: with the values that stood beside the formulas in place of them.
    """
    book = load_workbook(home.parent / "fix.xlsx", data_only=keeps_values)
    for (sheet, cell), value in changes.items():
        book[sheet][cell] = value
    path = home.parent / "changed.xlsx"
    book.save(path)
    return path


def cost(home, name: str) -> Decimal:
    rows = run(home, "scenario", "show", name, "--format", "csv").rows
    return next(Decimal(row["scenario"]) for row in rows if row["part"] == "cost")


def test_the_workbook_has_values_and_formulas_of_the_same(home):
    values, formulas = (load_workbook(home.parent / "fix.xlsx", data_only=only) for only in (True, False))
    said = {row[0].value: row[1].value for row in values["Scenario"]}
    # 10.005 × 0.5 × 0.9 = 4.50225, 20 × 0.9 = 18, 5 × 0.5 = 2.5
    assert (said["cost"], said["cost_in_scenario"]) == (pytest.approx(35.005), pytest.approx(25.00225))
    # two months: (35.005 − 25.00225) × 6
    assert said["saving_a_year"] == pytest.approx(60.0165) and said["one_off_cost"] == 7
    written = {row[0].value: row[1].value for row in formulas["Scenario"]}
    assert written["cost_in_scenario"].startswith("=SUM(Cost!G2:G")
    # by hand in the same way as the formulas: a level sum of what is left of each row
    left = [row[3].value * row[5].value for row in values["Cost"].iter_rows(min_row=2)]
    assert sum(left) == pytest.approx(said["cost_in_scenario"])
    months = (1 - 1.1 ** (-36 / 12)) / (1 - 1.1 ** (-1 / 12))
    assert said["net_value"] == pytest.approx(60.0165 / 12 * months - 7)


def test_levers_changed_there_come_back(home):
    assert run(home, "scenario", "import", home.parent / "fix.xlsx", "--name", "Same").code == 0
    assert cost(home, "Same") == cost(home, "Fix") == Decimal("25.00225")
    rows = {row[0].value: row[0].row for row in load_workbook(home.parent / "fix.xlsx")["Levers"]}
    path = changed(home, {("Levers", f"D{rows['less_compensation']}"): 20, ("Levers", f"D{rows['less_rework']}"): 10})
    taken = run(home, "scenario", "import", path, "--name", "More")
    assert taken.code == 0, taken.err
    # 10.005 × 0.5 × 0.8 = 4.002, 20 × 0.8 = 16, 5 × 0.5 × 0.9 = 2.25
    assert cost(home, "More") == Decimal("22.252")
    undone = run(home, "undo", taken.out.split()[-1])
    assert undone.code == 0, undone.err


WRONG = {
    "an amount": ({("Cost", "D2"): 99}, False, "Cost, "),
    "the rate": ({("Scenario", "B7"): 0.5}, False, "Scenario, discount_rate"),
    "a formula": ({("Scenario", "B10"): 1}, True, "Scenario, cost_in_scenario"),
    "a lever beyond its bounds": ({("Levers", "D2"): 120}, False, "Levers, row 2"),
    "a lever of another name": ({("Levers", "A2"): "magic"}, False, 'no lever named "magic"'),
    "an unknown sector": ({("Levers", "B2"): "Garden"}, False, 'no sector named "Garden"'),
    "a word for a number": ({("Cost", "D2"): "much"}, False, 'read "much"'),
    "a heading": ({("Levers", "D1"): "per cent"}, False, "no workbook of a scenario"),
    "a version that is not there": ({("Scenario", "B2"): 999}, False, "999"),
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_lever_is_said_in_one_sentence(home, what):
    changes, keeps_values, said = WRONG[what]
    before = run(home, "scenario", "list").out
    answer = run(home, "scenario", "import", changed(home, changes, keeps_values))
    assert answer.code == 2 and said in answer.err and len(answer.err.strip().splitlines()) == 1, answer.err
    assert run(home, "scenario", "list").out == before


def test_another_file_is_refused(home):
    answer = run(home, "scenario", "import", home.parent / "complaints.csv")
    assert answer.code == 2 and len(answer.err.strip().splitlines()) == 1, answer.err

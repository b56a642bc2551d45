"""Scenarios on the command line: created, changed, shown, read in figures, refused in one sentence."""

from decimal import Decimal

import pytest
from command import run

ROWS = (
    "complaint_id,opened_on,category,sector,paid_by,compensation,rework_cost\n"
    "C1,2026-01-15,Late,Kitchen,Support,10,\n"
    "C2,2026-02-28,Late,Delivery,Support,20,\n"
    "C3,2026-02-10,Wrong,Kitchen,Kitchen,,5\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    (folder / "complaints.csv").write_text(ROWS, encoding="utf-8")
    assert run(folder / "home", "import", "complaints", folder / "complaints.csv").code == 0
    assert run(folder / "home", "assume", "as_of=2026-02-28").code == 0
    return folder / "home"


def amounts(home, *arguments) -> dict[tuple, Decimal]:
    answer = run(home, "figure", *arguments, "--format", "csv")
    assert answer.code == 0, answer.err
    return {(row["component"], row["evidence"]): Decimal(row["amount"]) for row in answer.rows}


def test_a_scenario_from_its_making_to_its_end(home):
    assert run(home, "scenario", "create", "Fix the kitchen", "fewer_complaints@Kitchen=50").out == "version 3\n"
    # compensation 10 × 0.5 = 5 is an estimate, the 20 of Delivery stay booked; rework 5 × 0.5 = 2.5
    assert amounts(home, "cost_by_component", "--scenario", "Fix the kitchen") == {
        ("compensation", "booked"): 20,
        ("compensation", "estimated"): 5,
        ("rework", "estimated"): Decimal("2.5"),
    }
    shown = run(home, "scenario", "show", "Fix the kitchen", "--format", "csv").rows
    cost = next(row for row in shown if row["part"] == "cost")
    assert [Decimal(cost[name]) for name in ("base", "scenario", "change")] == [35, Decimal("27.5"), Decimal("-7.5")]
    assert next(row for row in shown if row["part"] == "when saved")["detail"] == "version 2, 2026-01 to 2026-02"
    assert run(home, "scenario", "set", "Fix the kitchen", "fewer_complaints@Kitchen=0").code == 0
    assert amounts(home, "cost_by_component", "--scenario", "Fix the kitchen") == amounts(home, "cost_by_component")
    assert run(home, "scenario", "delete", "Fix the kitchen").out == "version 5\n"
    assert run(home, "undo", "5").code == run(home, "undo", "4").code == 0
    (listed,) = run(home, "scenario", "list", "--format", "csv").rows
    assert (listed["name"], listed["levers"]) == ("Fix the kitchen", "fewer_complaints@Kitchen=50")


def test_a_copy_prints_the_same_bytes(home):
    assert run(home, "scenario", "create", "One", "less_compensation=33.33", "less_compensation.one_off=5").code == 0
    assert run(home, "scenario", "create", "Two", "--copy", "One", "--describe", "a copy").code == 0
    first, second = (
        run(home, "figure", "cost_matrix", "--scenario", name, "--format", "csv").out for name in ("One", "Two")
    )
    assert first == second and first


REFUSED = {
    ("scenario", "create", "X", "fewer_complaints=101"): "expected a percentage from 0 to 100",
    ("scenario", "create", "X", "fewer_complaints@Garden=1"): 'no sector named "Garden"',
    ("scenario", "set", "None such", "fewer_complaints=1"): 'no scenario named "None such"',
    ("figure", "retention_curve", "--scenario", "Known"): "It answers: ledger_cube",
    ("figure", "cost_by_sector", "--scenario", "Known", "--against", "1"): "leave out --against",
    ("figure", "no_figure", "--scenario", "Known"): 'no figure named "no_figure"',
}


def test_what_cannot_be_is_one_sentence_and_changes_nothing(home):
    assert run(home, "scenario", "create", "Known", "fewer_complaints=10").code == 0
    before = run(home, "scenario", "list").out
    for arguments, said in REFUSED.items():
        answer = run(home, *arguments)
        assert (answer.code, len(answer.err.strip().splitlines())) == (2, 1) and said in answer.err, answer.err
    assert run(home, "scenario", "list").out == before


def test_a_scenario_gets_assumptions_of_its_own(home):
    def levers() -> str:
        return next(
            row["levers"] for row in run(home, "scenario", "list", "--format", "csv").rows if row["name"] == "Later"
        )

    made = run(home, "scenario", "create", "Later", "fewer_complaints=10", "--assume", "discount_rate=20%")
    assert made.code == 0 and levers() == "fewer_complaints=10; assumption discount_rate=0.2"
    assert run(home, "scenario", "set", "Later", "--assume", "horizon_months=24").code == 0
    assert levers() == "fewer_complaints=10; assumption discount_rate=0.2; assumption horizon_months=24"
    assert run(home, "scenario", "set", "Later", "--assume", "discount_rate=", "--assume", "horizon_months=").code == 0
    assert levers() == "fewer_complaints=10"
    for refused, said in {
        ("--assume", "horizon_months=0"): "horizon_months",
        ("--assume", "small_group=1"): "small_group protects people",
        ("--assume", "nonsense=1"): "nonsense",
        (): "Name a lever",
    }.items():
        answer = run(home, "scenario", "set", "Later", *refused)
        assert answer.code == 2 and said in answer.err and levers() == "fewer_complaints=10", answer.err

"""Shorter stages: fewer late hours of a sector take from its cost what was measured to go with them, and no more."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from handmade import assume, empty_house, put
from openpyxl import load_workbook
from test_outcome import LATE
from test_payback import based

from models.engine.engine import Engine
from models.scenarios.levers import ScenarioProblem, lever
from models.scenarios.link_levers import parts_left
from models.scenarios.measured_effect import Effect, late_effect
from models.scenarios.outcome import Cell
from models.scenarios.payback import break_evens
from models.scenarios.ranges import assumed_range, tornado
from models.scenarios.scenario_base import Base, scenario_base
from models.scenarios.scenario_engine import ScenarioEngine
from models.scenarios.workbooks.workbook import workbook
from models.scenarios.workbooks.workbook_levers import read_levers

D = Decimal
PLACES = (("Kitchen", 1000), ("Delivery", 600), ("Support", 200))
CELLS = tuple(Cell("compensation", "booked", "Late", "Support", at, D(cost), D(0)) for at, cost in PLACES)


@pytest.fixture
def base() -> Base:
    """Complaints of Kitchen cost 1,000, of Delivery 600, of Support 200; all that is late goes with 0.3 × 2 of what
    Kitchen costs, 0.3 × 0.5 of Delivery, and was not measured for Support."""
    return replace(based(CELLS), effects={"late_hours": LATE})


def test_the_effect_of_all_and_how_it_differs_between_sectors():
    # 1,000 × 0.2 + 3,000 × 0.04 = 320 of 4,000: 0.08, of which 0.2 is 2.5 times and 0.04 half; Support costs nothing
    rows = [
        {"sector": "Kitchen", "late_hours": 90.0, "cost": D(1000), "share": 0.2, "low": 0.1, "high": 0.3},
        {"sector": "Delivery", "late_hours": 30.0, "cost": D(3000), "share": 0.04, "low": 0.02, "high": 0.06},
        {"sector": "Support", "late_hours": 5.0, "cost": D(0), "share": None, "low": None, "high": None},
    ]
    weights, hours = {"Kitchen": D("2.5"), "Delivery": D("0.5")}, {"Kitchen": 90, "Delivery": 30}
    assert late_effect(rows) == {"late_hours": Effect(D("0.08"), D("0.04"), D("0.12"), weights, hours)}
    assert late_effect([]) == late_effect(rows[2:]) == {}


def test_what_goes_is_the_measured_share_of_each_sector(base):
    # a fifth of the late hours: Kitchen 1,000 × 0.2 × 0.6 = 120, Delivery 600 × 0.2 × 0.15 = 18
    for sector, saved in (("Kitchen", 120), ("Delivery", 18), ("", 138)):
        outcome = base.outcome([lever("shorter_stages", sector, percent=20)])
        assert outcome.saving == saved
        assert {line.name: line.scenario for line in outcome.lines("caused_by")}["Support"] == 200
    assert outcome.left_of_complaints("Late", "Kitchen") == 1  # what was measured is cost, not how many complain
    assert outcome.left_of_cost("compensation", "Late", "Support", "Delivery") == D("0.97")


def test_the_same_complaints_are_not_saved_twice(base):
    # half of the complaints stay, of their cost 0.88: 1,000 × 0.5 × 0.88 = 440 of Kitchen, whichever comes first
    both = [lever("shorter_stages", "Kitchen", percent=20), lever("fewer_complaints", "Kitchen", percent=50)]
    assert base.outcome(both).total() == base.outcome(both[::-1]).total() == 440 + 800
    assert base.outcome(both).saving < sum(base.outcome([one]).saving for one in both)


def test_it_is_turned_and_drawn_between_the_ends_of_the_measured_range(base):
    # all late hours of Kitchen, at 0.1, 0.3 and 0.5 × 2 of 1,000
    outcome = base.outcome([lever("shorter_stages", "Kitchen", percent=100)])
    (turn,) = tornado(base, outcome)
    assert (turn.name, turn.low, turn.likely, turn.high) == ("late_hours", 10, 30, 50)
    assert (turn.saving_low, outcome.saving, turn.saving_high) == (200, 600, 1000)
    # triangular from 200 to 1,000: one in twenty lies below 200 + √(0.05 × 800 × 400) = 326.5, one above 873.5
    low, high = assumed_range(base, outcome)
    assert abs(low - D("326.5")) < 25 and abs(high - D("873.5")) < 25


def test_no_more_goes_than_there_is():
    most = replace(LATE, share=D("0.5"), high=D("0.9"), weights={"Kitchen": D(2)})
    base = replace(based(CELLS), effects={"late_hours": most})
    (turn,) = tornado(base, base.outcome([lever("shorter_stages", "Kitchen", percent=100)]))
    assert turn.saving_high == 1000  # 0.9 × 2 of it are all of it


def test_break_even_is_said_in_late_hours(base):
    # 20 % save 120 a year, 360 in three; 90 of cost are 5 %, of 90 hours a year 4.5; of one type nobody knows the hours
    (one,) = break_evens(base, base.outcome([lever("shorter_stages", "Kitchen", percent=20, one_off=90)]))
    assert (one.percent, one.hours, one.complaints, one.customers) == (5, D("4.5"), None, None)
    (every,) = break_evens(base, base.outcome([lever("shorter_stages", percent=20, one_off=207)]))
    assert (every.percent, every.hours) == (10, 12)  # 138 a year, 414 in three: half, of 120 hours
    (typed,) = break_evens(base, base.outcome([lever("shorter_stages", "Kitchen", "Late", percent=20, one_off=90)]))
    assert (typed.percent, typed.hours) == (5, None)


def test_a_workbook_calculates_it_by_sector_and_comes_back(base):
    levers = [lever("shorter_stages", percent=20, low=10), lever("fewer_complaints", "Kitchen", percent=50)]
    book = load_workbook(io.BytesIO(workbook(base, levers, "Fix", 1, (None, None))))
    told = {row[2].value: row[5].value for row in book["Cost"].iter_rows(min_row=2)}
    place = {row[0].value: row[0].row for row in book["Levers"]}
    at, other = (f"Levers!$J${place[kind]}" for kind in ("shorter_stages", "fewer_complaints"))
    assert f"(1-{other})" in told["Kitchen"] and f"(1-MIN(1,{at}*2))" in told["Kitchen"]
    assert f"(1-MIN(1,{at}*0.5))" in told["Delivery"] and at not in told["Support"]
    sheets = {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(workbook(base, levers, "Fix", 1, (None, None))), data_only=True)
    }
    assert read_levers(sheets, base) == sorted(levers, key=lambda one: one.key)


def test_in_a_link_each_sector_it_acts_on_is_told_apart(base):
    # 1 − 0.2 × 0.6 of Kitchen is left, 1 − 0.2 × 0.15 of Delivery
    left = parts_left(base.outcome([lever("shorter_stages", percent=20)]), {("Late", "Kitchen")})
    assert {cell[3]: part for cell, part in left.costs} == {"Kitchen": D("0.88"), "Delivery": D("0.97")}
    assert not left.complaints


def test_where_it_is_not_measured_it_is_refused_in_one_sentence(base):
    assert "shorter_stages" in base.kinds and not base.is_measured("shorter_stages", "Support")
    with pytest.raises(ScenarioProblem, match="shorter_stages: its effect is not measured here; it takes 100 finished"):
        base.outcome([lever("shorter_stages", "Support", percent=20)])
    bare = replace(base, effects={})
    assert "shorter_stages" not in bare.kinds
    with pytest.raises(ScenarioProblem, match="not measured here"):
        bare.outcome([lever("shorter_stages", percent=20)])


@pytest.fixture(scope="module")
def engine() -> Engine:
    """50 cases of Delivery 2 hours late, complained about for 10 or 20, and 50 in time; complaints of 250 and 40."""
    house, start = empty_house(), "2025-03-03T08:00:00"
    stage = {"stage": "transport", "sector": "Delivery", "started_at": start, "promised_hours": 1, "assigned_hours": 1}
    ends = ["2025-03-03T11:00:00"] * 50 + ["2025-03-03T09:00:00"] * 50
    put(house, "stage_times", [{**stage, "case_id": f"K{n}", "finished_at": end} for n, end in enumerate(ends)])
    complaint = {"opened_on": "2025-03-05", "category": "Late", "paid_by": "Support"}
    about = [{"case_id": f"K{n}", "compensation": 10 if n < 25 else 20} for n in range(50)]
    others = [{"sector": "Delivery", "compensation": 250}, {"sector": "Office", "compensation": 40}]
    rows = [{**complaint, **one, "complaint_id": f"c{n}"} for n, one in enumerate([*about, *others])]
    put(house, "complaints", rows)
    assume(house, {"as_of": "2025-03-31"})
    return Engine(house)


def test_from_rows_to_the_figures_of_the_pages(engine):
    # 100 late hours at 7.5 are 750 of the 1,000 that complaints of Delivery cost: a fifth less saves 150
    base = scenario_base(engine, 1)
    outcome = base.outcome([lever("shorter_stages", "Delivery", percent=20)])
    assert (outcome.base, outcome.saving, base.effects["late_hours"].hours) == (1040, 150, {"Delivery": 100})
    with ScenarioEngine(engine, outcome) as changed:
        columns, rows = changed.rows("cost_by_sector", 1)
        told = {row[columns.index("sector")]: row[columns.index("amount")] for row in rows}
    assert told == {"Delivery": 850, "Office": 40}
    nothing = base.outcome([lever("shorter_stages", "Delivery", percent=0)])
    assert (nothing.levers, nothing.total()) == ((), base.outcome([]).base)

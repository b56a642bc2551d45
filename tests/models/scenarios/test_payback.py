"""What levers cost and when they pay, worked out by hand."""

from decimal import Decimal

from test_outcome import CELLS, MEASURED

from models.scenarios.levers import lever
from models.scenarios.outcome import Cell, Outcome
from models.scenarios.payback import (
    break_evens,
    order_of_worth,
    payback,
    payback_month,
    present_months,
    savings_of_each,
)
from models.scenarios.scenario_base import Base

D = Decimal
LEVERS = ("fewer_complaints", "leavers_kept", "less_compensation")
COST = (
    Cell("compensation", "booked", "Late", "Support", "Kitchen", D(1200), D(0)),
    Cell("avoidable_churn", "estimated", "Late", "(company)", "Kitchen", D(2400), D(8)),
)


def based(cells=COST, months=12, rate="0", horizon=36) -> Base:
    return Base(tuple(cells), {("Late", "Kitchen"): D(200)}, MEASURED, months, horizon, D(rate), 1)


def test_a_scenario_in_money_without_discount():
    # 10 % of 3,600 = 360 a year, less 60 a year: 300 × 3 years − 500 = 400; 500 / 25 a month = 20 months
    base = based()
    found = payback(base, base.outcome([lever("fewer_complaints", percent=10, one_off=500, yearly=60)]))
    assert (found.yearly_saving, found.net_value, found.payback_month) == (360, 400, 20)


def test_months_are_discounted_as_at_their_start():
    # at 100 % a year the second year's months are worth half: 12 months of i = 2^(1/12) − 1
    assert present_months(1, D(1)) == 1
    first, second = present_months(12, D(1)), present_months(24, D(1))
    assert abs(second - first * D("1.5")) < D("1e-20")
    assert present_months(36, D(0)) == 36


def test_amounts_of_other_periods_are_made_a_year():
    # 360 in six months are 720 a year
    base = based(months=6)
    assert payback(base, base.outcome([lever("fewer_complaints", percent=10)])).yearly_saving == 720


def test_pay_back_is_the_first_month_that_has_paid():
    assert payback_month(D(1200), D(1000)) == 10  # 100 a month
    assert payback_month(D(1200), D(1001)) == 11
    assert payback_month(D(1200), D(0)) == 1
    assert payback_month(D(0), D(1)) is None


def test_each_lever_alone_with_what_it_saves_the_largest_first():
    # 10 % of 3,600; of 2,400; of 1,200; nothing of what is not there; all of it in six months is twice as much a year
    found = savings_of_each(based(), 10, "", "")
    assert [(one.kind, saving) for one, saving in found if one.kind in LEVERS] == [
        ("fewer_complaints", 360),
        ("leavers_kept", 240),
        ("less_compensation", 120),
    ]
    assert "less_rework" not in {one.kind for one, _ in found}
    assert savings_of_each(based(months=6), 10, "", "")[0][1] == 720
    assert [saving for _, saving in savings_of_each(based(), 10, "Support", "")] == [120]  # it pays the compensation


def test_break_even_is_said_in_the_levers_own_unit():
    # 20 % of 8 customers: 1.6 kept save 480 a year, 1,440 in three years; 720 of cost is half: 10 %, 0.8 customers
    base = based()
    (kept,) = break_evens(base, base.outcome([lever("leavers_kept", percent=20, one_off=720)]))
    assert (kept.percent, kept.customers, kept.complaints, kept.net_value) == (10, D("0.8"), None, 720)
    # 10 % fewer of 200 complaints save 360 a year, 1,080 in three; 540 of cost is half: 5 %, 10 complaints
    (fewer,) = break_evens(base, base.outcome([lever("fewer_complaints", percent=10, one_off=540)]))
    assert (fewer.percent, fewer.complaints, fewer.customers) == (5, 10, None)
    (never,) = break_evens(base, base.outcome([lever("less_compensation", percent=1, one_off=100_000)]))
    assert never.percent is None and never.net_value == 36 - 100_000


def test_a_break_even_counts_what_the_other_levers_leave():
    # half of the customers kept already: the other half of 2,400 is 1,200; 20 % of it 240 a year, 720 in three years
    base = based()
    both = base.outcome([lever("leavers_kept", percent=50), lever("leavers_kept", "Kitchen", percent=20, one_off=360)])
    assert [one.percent for one in break_evens(base, both)] == [0, 10]


def test_the_order_is_greedy_by_what_is_added():
    # alone: compensation 50 % saves 600, fewer complaints 30 % 1,080, leavers kept 40 % 960 at a cost of 3,000
    base = based()
    levers = [
        lever("less_compensation", percent=50),
        lever("fewer_complaints", percent=30),
        lever("leavers_kept", percent=40, one_off=3000),
    ]
    outcome = base.outcome(levers)
    assert [outcome.levers[place].kind for place in order_of_worth(base, outcome)] == [
        "fewer_complaints",
        "less_compensation",
        "leavers_kept",
    ]


def test_nothing_to_act_on_saves_nothing():
    base = based(cells=CELLS[-1:])
    outcome = Outcome(base.cells, (lever("fewer_complaints", percent=50, one_off=10),), MEASURED)
    assert payback(base, outcome).payback_month is None and break_evens(base, outcome)[0].percent is None

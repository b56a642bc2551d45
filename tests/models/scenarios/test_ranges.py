"""Between which amounts a saving lies, and which assumption would change the decision, worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import numpy
from test_payback import based

from models.scenarios.levers import lever
from models.scenarios.ranges import assumed_range, decisive, saving_draws, saving_range, tornado

D = Decimal
# the lost margin of 2,400 drawn a thousand times: evenly from 1,200 to 3,600
EVEN = {"Kitchen": numpy.linspace(1200, 3600, 1000)}


def test_a_lever_between_its_ends_moves_saving_and_net_value():
    # 10 % of 3,600 = 360 a year, 5 %: 180, 15 %: 540; three years less 900: −360, 180 and 720; zero at 900 / 1,080
    base = based()
    outcome = base.outcome([lever("fewer_complaints", percent=10, low=5, high=15, one_off=900)])
    (turn,) = tornado(base, outcome)
    assert (turn.saving_low, turn.saving_high, turn.net_low, turn.net_high) == (180, 540, -360, 720)
    assert turn.switch == D("8.33") and turn.flips and decisive([turn]) is turn


def test_a_measured_effect_is_turned_between_the_ends_of_its_range():
    # half solved: 2,400 × 0.5 × 0.1, 0.3 and 0.5 of the lost margin: 120, 360, 600
    base = based()
    (turn,) = tornado(base, base.outcome([lever("resolved", percent=50)]))
    assert (turn.what, turn.low, turn.likely, turn.high) == ("effect", 10, 30, 50)
    assert (turn.saving_low, turn.saving_high) == (120, 600) and not turn.flips


def test_the_draws_of_the_ledger_make_the_range_of_the_saving():
    # half of the lost margin kept: half of what was drawn; the middle nine tenths of 1,200 to 3,600 are 1,320 to 3,480
    base = replace(based(), draws=EVEN)
    outcome = base.outcome([lever("leavers_kept", percent=50)])
    assert saving_range(base, outcome) == (660, 1740)
    risk = next(turn for turn in tornado(base, outcome) if turn.what == "risk")
    assert (risk.low, risk.high, risk.saving_low, risk.saving_high) == (55, 145, 660, 1740)
    # booked money is certain: 10 % of 1,200 compensation whatever is drawn
    assert set(saving_draws(base, base.outcome([lever("less_compensation", percent=10)]))) == {120.0}


def test_assumptions_are_drawn_by_the_stored_seed():
    base = based()
    outcome = base.outcome([lever("less_compensation", percent=10, low=0, high=20)])
    low, high = assumed_range(base, outcome)
    # triangular from 0 to 240: one in twenty lies below 240 × √(0.05 / 2) = 37.9, one in twenty above 202.1
    assert abs(low - D("37.9")) < 8 and abs(high - D("202.1")) < 8
    assert assumed_range(base, outcome) == (low, high) != assumed_range(replace(base, seed=2), outcome)
    assert assumed_range(base, base.outcome([lever("less_compensation", percent=10)])) is None


def test_nothing_moved_has_no_range():
    base = replace(based(), draws=EVEN)
    outcome = base.outcome([])
    assert tornado(base, outcome) == [] and decisive([]) is None and assumed_range(base, outcome) is None

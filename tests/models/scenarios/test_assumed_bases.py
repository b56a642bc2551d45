"""What an assumption's low and high value make of a saving."""

from dataclasses import replace
from decimal import Decimal

from test_payback import based

from models.scenarios.assumed_bases import AssumedBase, assumption_turns
from models.scenarios.levers import lever

D = Decimal


def test_an_assumption_is_turned_between_its_ends():
    # a tenth of 3,600 is 360 a year: 24 months 720, 60 months 1,800, less 1,000
    base = based()
    ends = tuple(replace(base, horizon_months=months) for months in (24, 60))
    outcome = base.outcome([lever("fewer_complaints", percent=10, one_off=1000)])
    (turn,) = assumption_turns(outcome, [AssumedBase("horizon_months", "36", "24", "60", ends)])
    assert (turn.net_low, turn.net_high, turn.flips, turn.swing) == (-280, 800, True, 0)
    assert (turn.low, turn.likely, turn.high) == (24, 36, 60)


def test_an_assumption_that_moves_nothing_or_cannot_be_measured_is_left_out():
    base = based()
    outcome = base.outcome([lever("first_contact", percent=10)])
    without = replace(base, effects={})
    held = [AssumedBase("a", "1", "0", "2", (base, base)), AssumedBase("b", "1", "0", "2", (base, without))]
    assert assumption_turns(outcome, held) == []

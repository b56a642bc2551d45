"""What an action achieved, by hand: before and after, against other sectors or the year before, or not to be told."""

from datetime import date
from decimal import Decimal

import pytest
from scipy.stats import t

from models.scenarios.actions.achieved import Achieved, Months, achieved, number
from models.scenarios.actions.action_months import achieved_by
from models.scenarios.actions.student import quantile

DONE = date(2026, 1, 15)
START = number(DONE)


def months(here: dict[int, float], there: dict[int, float] | None, last: int = START + 3) -> Months:
    """Costs by month counted from the month of the action: −2 is two months before it."""
    shifted = [None if side is None else {START + at: cost for at, cost in side.items()} for side in (here, there)]
    return Months(START - 6, last, *shifted)


BEFORE, AFTER = range(-6, 0), range(1, 4)


def test_against_other_sectors():
    # elsewhere 100 a month before, 200 after; here 50, 70, 50, 70, 50, 70 before and 40, 60, 50 after:
    # shares 0.5, 0.7 … mean 0.6, variance 0.06 / 5 = 0.012; 0.2, 0.3, 0.25 mean 0.25, variance 0.005 / 2 = 0.0025
    # (0.6 − 0.25) × 200 × 12 = 840; error √(0.012 / 6 + 0.0025 / 3) × 2400 = 127.75, t of 2 degrees at 90 % = 2.92
    here = {at: 50 if at % 2 == 0 else 70 for at in BEFORE} | {1: 40, 2: 60, 3: 50}
    there = dict.fromkeys(BEFORE, 100) | dict.fromkeys(AFTER, 200)
    found = achieved(DONE, months(here, there), 0.9)
    assert found.is_clear
    assert found == Achieved(Decimal("840.00"), Decimal("466.97"), Decimal("1213.03"), "", "", "sectors", 6, 3)


def test_the_month_of_the_action_and_what_came_before_a_year_count_nothing():
    here = dict.fromkeys([*range(-12, 0), *AFTER], 10.0)
    there = dict.fromkeys([*range(-12, 0), *AFTER], 20.0)
    held = Months(START - 24, START + 3, *({START + at: cost for at, cost in side.items()} for side in (here, there)))
    plain = achieved(DONE, held, 0.9)
    assert not plain.is_clear
    assert (plain.amount, plain.low, plain.high, plain.before) == (0, 0, 0, 12)
    held.here[START], held.here[START - 13] = 1e6, 1e6
    assert achieved(DONE, held, 0.9) == plain


def test_against_the_same_months_of_the_year_before():
    # 30, 40, 50 a year before, 20, 20, 20 now: 10, 20, 30 less, mean 20 × 12 = 240; deviation 10, error 10 / √3 × 12
    # = 69.28, times 2.92 = 202.30
    here = {-11: 30, -10: 40, -9: 50} | dict.fromkeys(range(-8, 0), 25) | dict.fromkeys(AFTER, 20)
    whole = Months(START - 12, START + 3, {START + at: cost for at, cost in here.items()}, None)
    found = achieved(DONE, whole, 0.9)
    assert (found.amount, found.low, found.high) == (240, Decimal("37.70"), Decimal("442.30"))
    assert (found.against, found.before, found.after) == ("months", 3, 3)


EVEN = dict.fromkeys([*BEFORE, *AFTER], 10.0)
UNTOLD = {
    "open": (None, months(EVEN, EVEN), Achieved(reason="open")),
    "early": (DONE, months(EVEN, EVEN, START + 2), Achieved(reason="early", told_from="2026-04")),
    "short": (date(2025, 12, 1), months(EVEN, EVEN), Achieved(reason="short")),
    "no cost": (DONE, months({1: 5.0}, EVEN), Achieved(reason="no_cost")),
    "alone and no year": (DONE, months(EVEN, None), Achieved(reason="short")),
}


@pytest.mark.parametrize("case", UNTOLD)
def test_what_cannot_be_told_says_why_and_when(case):
    done_on, held, expected = UNTOLD[case]
    assert achieved(done_on, held, 0.9) == expected


def test_an_empty_ledger_tells_nothing():
    taken = {"lever": {"lever": "fewer_complaints", "percent": "5"}, "done_on": DONE}
    assert [found.reason for found in achieved_by([taken], None)] == ["no_cost"]


@pytest.mark.parametrize("freedom", [2, 5, 11])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.99])
def test_the_quantile_is_that_of_student(freedom, level):
    assert quantile(level, freedom) == pytest.approx(t.ppf((1 + level) / 2, freedom), rel=1e-4)

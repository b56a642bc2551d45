"""What an action on the risk of leaving achieved, by hand: who left after a complaint, before the action and since."""

from datetime import date
from decimal import Decimal

import pandas
import pytest

from models.scenarios.actions.achieved import Achieved, number
from models.scenarios.actions.achieved_risk import Followed, FollowedMonths, achieved_risk
from models.scenarios.actions.action_months import MonthlyCost, achieved_by

DONE = date(2026, 1, 15)
START = number(DONE)
BEFORE, AFTER = range(-6, 0), range(1, 5)


def months(here: dict[int, Followed], there: dict[int, Followed] | None, last: int = 4, first: int = -6):
    """Followed customers by month counted from that of the action."""
    sides = [None if side is None else {START + at: held for at, held in side.items()} for side in (here, there)]
    return FollowedMonths(START + first, START + last, 6, *sides)


HERE = dict.fromkeys(BEFORE, Followed(10, 3, 3000.0)) | dict.fromkeys(AFTER, Followed(10, 1, 3000.0))
THERE = dict.fromkeys(BEFORE, Followed(50, 10, 9e9)) | dict.fromkeys(AFTER, Followed(50, 9, 9e9))


def test_against_other_sectors():
    # left here 18 of 60 and 4 of 40: 0.30 − 0.10; elsewhere 60 of 300 and 36 of 200: 0.20 − 0.18; so 0.18 fewer leave
    # of customers worth 4 × 3,000 in four months, 36,000 a year: 6,480
    # shares with one more of each: 19/62, 5/42, 61/302, 37/202, each p (1 − p) / n: 0.003543 + 0.002622 + 0.000537 +
    # 0.000748 = 0.007450; its root 0.086316 × 1.644854 × 36,000 = 5,111.19
    found = achieved_risk(DONE, months(HERE, THERE), 0.9)
    assert (found.amount, found.against, found.before, found.after) == (Decimal("6480.00"), "sectors", 6, 4)
    assert found.low == pytest.approx(Decimal("1368.81"), abs=Decimal("0.5"))
    assert found.high == pytest.approx(Decimal("11591.19"), abs=Decimal("0.5")) and found.is_clear


def test_against_the_same_months_of_the_year_before():
    # a year before 4 × 10 customers, 12 left; since 4: 0.2 × 36,000
    year = dict.fromkeys(range(-12, 0), Followed(10, 3, 3000.0)) | dict.fromkeys(AFTER, Followed(10, 1, 3000.0))
    found = achieved_risk(DONE, months(year, None, first=-12), 0.9)
    assert (found.amount, found.against, found.before, found.after) == (Decimal("7200.00"), "months", 4, 4)
    # too few elsewhere to compare with: the year before again
    few = dict.fromkeys([*range(-12, 0), *AFTER], Followed(2, 1, 1.0))
    assert achieved_risk(DONE, months(year, few, first=-12), 0.9) == found


def test_that_nobody_left_has_a_range_too():
    none = dict.fromkeys([*BEFORE, *AFTER], Followed(10, 0, 3000.0))
    found = achieved_risk(DONE, months(none, none), 0.9)
    assert found.amount == 0 and found.low < 0 < found.high and not found.is_clear


FEW = dict.fromkeys([*BEFORE, *AFTER], Followed(7, 1, 10.0))
UNTOLD = {
    "open": (None, months(HERE, THERE), Achieved(reason="open")),
    # three months after January, whose customers are followed for six more
    "early": (DONE, months(HERE, THERE, last=2), Achieved(reason="early", told_from="2026-10")),
    "short": (DONE, months(HERE, THERE, first=-5), Achieved(reason="short")),
    "few": (DONE, months(FEW, THERE), Achieved(reason="few")),
    "alone and no year": (DONE, months(HERE, None), Achieved(reason="short")),
}


@pytest.mark.parametrize("case", UNTOLD)
def test_what_cannot_be_told_says_why_and_when(case):
    done_on, held, expected = UNTOLD[case]
    assert achieved_risk(done_on, held, 0.9) == expected


def test_the_sector_and_type_of_the_lever_against_sectors_without_an_action():
    # Kitchen with type Late alone: 0.3 before, 0.1 since; Office has an action of its own, (outside) is no sector
    lines = []
    for at in (*BEFORE, *AFTER):
        of = at > 0
        lines += [
            (START + at, "Kitchen", "Late", 3000.0, 1 if of else 3, 10),
            (START + at, "Kitchen", "Lost", 1e6, 10, 10),
            (START + at, "Shop", "Late", 1.0, 5, 25),
            (START + at, "Shop", "Lost", 1.0, 25, 25),
            (START + at, "Office", "Late", 1.0, 0 if of else 99, 99),
            (START + at, "(outside)", "Late", 1.0, 0 if of else 99, 99),
        ]
    followed = pandas.DataFrame(lines, columns=["at", "sector", "category", "value", "left", "customers"])
    cost = MonthlyCost(pandas.DataFrame(), START - 6, START + 10, 0.9, followed, 6)
    taken = [
        {"lever": {"lever": "leavers_kept", "percent": "5", "sector": "Kitchen", "category": "Late"}, "done_on": DONE},
        {"lever": {"lever": "first_contact", "percent": "5", "sector": "Office"}, "done_on": None},
    ]
    found = achieved_by(taken, cost)
    # 0.30 − 0.10, elsewhere 0.20 − 0.20: 0.2 × 36,000
    assert (found[0].amount, found[0].after, found[1].reason) == (Decimal("7200.00"), 4, "open")

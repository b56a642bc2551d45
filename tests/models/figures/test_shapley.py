"""The Shapley value: numbers somebody else printed, and what it must keep to whatever the overruns are."""

from fractions import Fraction
from math import factorial

import numpy
import pytest
from handmade import empty_house, put
from hypothesis import given
from hypothesis import strategies as some
from reference import shapley

from models.chain.case_share import case_shares
from models.chain.shapley import coalitions, overrun_values, values
from models.engine.engine import Engine

seconds = some.integers(1, 10**6)
cases = some.tuples(some.lists(seconds, min_size=1, max_size=6), some.integers(0, 3 * 10**6))


def of_game(worth) -> list[Fraction]:
    """The value of each of four players, `worth` being a function of who takes part (a row of 0 and 1)."""
    game = numpy.array([[worth(members) for members in coalitions(4)]])
    return [Fraction(int(value), factorial(4)) for value in values(game, 4)[0]]


def of_case(overruns: list[int], slack: int) -> list[Fraction]:
    """The value of each sector of a case."""
    found = overrun_values(numpy.array([overruns]), numpy.array([slack]))[0]
    return [Fraction(int(value), factorial(len(overruns))) for value in found]


def test_the_runway_of_an_airport_is_paid_by_who_needs_its_length():
    """Littlechild & Owen 1973: planes whose runways cost 8, 11, 13 and 18; together they pay for the longest."""
    assert of_game(lambda members: max(members * [8, 11, 13, 18])) == [2, 3, 4, 9]


def test_the_power_of_votes():
    """Shapley & Shubik 1954: four of 3, 2, 1 and 1 votes carry a motion."""
    assert of_game(lambda members: int(sum(members * [3, 2, 1, 1]) >= 4)) == [Fraction(1, n) for n in (2, 6, 6, 6)]


def test_overruns_of_three_two_and_one_day_with_two_days_of_slack():
    # 4 days above the slack, shared 13 : 7 : 4
    assert of_case([3, 2, 1], 2) == [Fraction(4 * part, 24) for part in (13, 7, 4)]
    assert case_shares(numpy.array([[3, 2, 1]]), numpy.array([2]))[0] == pytest.approx(
        [13 / 24, 7 / 24, 4 / 24], abs=1e-10
    )


@pytest.mark.long
@given(cases)
def test_it_is_the_mean_over_every_order(case):
    overruns, slack = case
    expected = shapley({place: Fraction(one) for place, one in enumerate(overruns)}, Fraction(slack))
    assert of_case(overruns, slack) == list(expected.values())


@given(cases)
def test_all_that_is_above_the_slack_is_shared(case):
    overruns, slack = case
    assert sum(of_case(overruns, slack)) == max(0, sum(overruns) - slack)


@given(cases, some.randoms())
def test_the_order_of_the_sectors_changes_nothing_and_equals_get_the_same(case, chance):
    overruns, slack = case
    places = chance.sample(range(len(overruns)), len(overruns))
    found = of_case(overruns, slack)
    assert of_case([overruns[place] for place in places], slack) == [found[place] for place in places]
    assert len(set(zip(overruns, found))) == len(set(overruns))


@given(cases)
def test_a_sector_in_time_gets_nothing_and_changes_nothing(case):
    overruns, slack = case
    assert of_case([*overruns, 0], slack) == [*of_case(overruns, slack), 0]


@given(cases)
def test_without_slack_everyone_answers_for_their_own_overrun(case):
    assert of_case(case[0], 0) == case[0]


@given(cases)
def test_a_second_more_of_slack_moves_no_value_by_more_than_a_second(case):
    overruns, slack = case
    before, after = of_case(overruns, slack), of_case(overruns, slack + 1)
    assert all(0 <= one - other <= 1 for one, other in zip(before, after))


@given(
    some.lists(
        some.tuples(some.lists(some.integers(10, 10**6), min_size=3, max_size=3), some.integers(0, 29)), min_size=1
    )
)
def test_shares_of_a_case_are_exactly_one_whatever_other_cases_there_are(found):
    overruns = numpy.array([sorted(overruns, reverse=True) for overruns, _ in found])
    slack = numpy.array([slack for _, slack in found])
    together = case_shares(overruns, slack)
    assert (numpy.rint(together * 10**10).sum(axis=1) == 10**10).all()
    assert [row.tolist() for row in together] == [
        case_shares(o[None], s[None])[0].tolist() for o, s in zip(overruns, slack)
    ]


@pytest.mark.parametrize("sectors, first, other", [(12, 1 / 12, 1 / 12), (13, 2 / 14, 1 / 14)])
def test_shares_are_exact_up_to_twelve_sectors_and_proportional_above(sectors, first, other):
    # one sector is two hours over, each other one hour; only all of them together are an hour above the slack,
    # so to the letter each has as much of it as any other
    starts = [0, *range(2, sectors + 1)]
    house = empty_house()
    put(
        house,
        "stage_times",
        [
            {
                "case_id": "K",
                "stage": "a",
                "sector": f"Sector {number:02}",
                "started_at": f"2025-01-01 {start:02}:00:00",
                "finished_at": f"2025-01-01 {end:02}:00:00",
                "assigned_hours": 0,
                "promised_hours": sectors,
            }
            for number, (start, end) in enumerate(zip(starts, [*starts[1:], sectors + 1]))
        ],
    )
    found = Engine(house).read("case_share", 1).share.tolist()
    assert found == pytest.approx([first] + [other] * (sectors - 1), abs=1e-9)

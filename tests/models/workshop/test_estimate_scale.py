"""The scales of a room's estimates, worked out by hand."""

import pytest

from models.workshop.estimate_scale import half_steps, reach, stacked, top_hours

STAGES = [{"assigned_hours": 6, "median_hours": 8.3}, {"assigned_hours": None, "median_hours": 4}]


def test_every_stage_has_the_scale_of_the_longest():
    # 8.3 × 2.5 = 20.75 hours, in steps of 2 (20.75 ≤ 24): up to 22, by half an hour; nothing known: 8 × 2.5 = 20
    assert (top_hours(STAGES), half_steps(22)) == (22, 0.5)
    assert top_hours([{"assigned_hours": None, "median_hours": None}]) == 20


def test_long_times_have_steps_somebody_can_move():
    # 300 × 2.5 = 750 hours, in steps of 168 (48 × 12 = 576 is less): up to 840; 840 / 200 = 4.2: by 5 hours
    assert top_hours([{"assigned_hours": 300, "median_hours": 10}]) == 840
    assert half_steps(840) == 5.0


def test_an_axis_holds_times_and_guesses_with_room_for_words():
    # 20 % beside the longest, of guesses or times; where nothing is known an hour
    assert reach(STAGES, [12.0, 3.0]) == pytest.approx(14.4)
    assert reach(STAGES, []) == pytest.approx(9.96)
    assert reach([], []) == pytest.approx(1.2)


def test_equal_guesses_lie_on_one_another():
    # sixty places up to 30 hours, so half an hour each: 6.1 and 6 share one
    assert stacked([6, 6.1, 9], 30) == [(6.0, 0), (6.0, 1), (9.0, 0)]

"""Working hours between two moments, compared with a count of minute after minute."""

import random
from datetime import date, datetime, timedelta

import pytest
from handmade import assume, empty_house, put

from models.cleaned.opening_hours import read_days, read_week
from models.engine.engine import Engine

WEEKS = ("mon-fri 09:00-13:00 14:30-18:00; sat 09:00-13:00", "fri-mon 00:00-06:00 22:00-24:00", "sun 23:59-24:00")
HOLIDAYS = "2026-04-03, 2026-04-06"
FIRST = datetime(2026, 3, 20)


def minutes_of(week: str, since: datetime, until: datetime) -> int:
    """Count the minutes in which somebody works, one by one."""
    times, closed, found = read_week(week), set(read_days(HOLIDAYS)), 0
    while since < until:
        minute = since.hour * 60 + since.minute
        is_open = since.date() not in closed and any(a <= minute < b for a, b in times[since.weekday()])
        found, since = found + is_open, since + timedelta(minutes=1)
    return found


@pytest.mark.parametrize("week", WEEKS)
def test_hours_are_those_of_minutes_counted_one_by_one(week):
    draw = random.Random(week)
    spans = [sorted(FIRST + timedelta(minutes=draw.randrange(20 * 1440)) for _ in range(2)) for _ in range(40)]
    house = empty_house()
    stages = [
        # on a clock two hours ahead: what is stored is the moment, what counts is the clock
        {
            "case_id": str(case),
            "stage": "a",
            "sector": "Office",
            "started_at": since - timedelta(hours=2),
            "started_at_offset": 120,
            "finished_at": until - timedelta(hours=2),
            "finished_at_offset": 120,
        }
        for case, (since, until) in enumerate(spans)
    ]
    put(house, "stage_times", stages)
    assume(house, {"working_hours": week, "holidays": HOLIDAYS, "as_of": "2026-04-30"})
    columns, rows = Engine(house).rows("stage_hours", 1)
    found = {row[columns.index("case_id")]: row[columns.index("actual_hours")] for row in rows}
    expected = {str(case): minutes_of(week, *span) for case, span in enumerate(spans)}
    assert {case: round(hours * 60) for case, hours in found.items()} == expected
    assert any(expected.values())


def test_a_clock_that_goes_back_between_offices_makes_no_time_below_nothing():
    house = empty_house()
    # 10:00 at +02:00 to 09:30 at +01:00: half an hour later, and half an hour earlier by the clocks
    stage = {"case_id": "1", "stage": "a", "sector": "Office", "started_at": "2026-04-01 08:00:00"}
    stage |= {"started_at_offset": 120, "finished_at": "2026-04-01 08:30:00", "finished_at_offset": 60}
    put(house, "stage_times", [stage])
    assume(house, {"working_hours": "mon-sun 09:00-17:00"})
    columns, rows = Engine(house).rows("stage_hours", 1)
    assert [row[columns.index("actual_hours")] for row in rows] == [0]


def test_without_working_hours_there_are_no_working_days():
    house = empty_house()
    put(house, "stage_times", [{"case_id": "1", "stage": "a", "started_at": "2026-04-01 08:00:00"}])
    assume(house, {"holidays": HOLIDAYS})
    engine = Engine(house)
    assert engine.rows("working_day", 1)[1] == []
    assert engine.read("stage_times", 1)["started_worked"].isna().all()


def test_days_count_on_from_each_other():
    house = empty_house()
    put(house, "stage_times", [{"case_id": "1", "stage": "a", "started_at": "2026-04-01 08:00:00"}])
    assume(house, {"working_hours": "wed-fri 09:00-17:00", "holidays": "2026-04-03"})
    days = Engine(house).read("working_day", 1).head(5)
    # Tuesday closed, Wednesday and Thursday 8 hours each, Friday a holiday, Saturday closed
    assert [day.date() for day in days["day"]] == [date(2026, 3, 31) + timedelta(n) for n in range(5)]
    assert days["worked_before"].tolist() == [0, 0, 28_800, 57_600, 57_600]


def test_moments_in_utc_are_put_on_the_clock_of_the_zone():
    house = empty_house()
    # by the clocks of Madrid: Friday 17:00 to Monday 10:30 over the change of 29 March 2026, as UTC 16:00 to 08:30
    moments = {"case_id": "1", "started_at": "2026-03-27 16:00:00", "finished_at": "2026-03-30 08:30:00"}
    utc = {"stage": "utc", "started_at_offset": 0, "finished_at_offset": 0}
    own = {"stage": "own", "started_at_offset": 60, "finished_at_offset": 120}
    bare = {"stage": "bare"}  # no offset: 16:00 to 08:30 as written
    promised = {"promised_at": "2026-03-30 08:00:00", "promised_at_offset": 0}
    rows = [moments | kind | {"case_id": kind["stage"], "sector": "Office"} for kind in (utc, own, bare)]
    put(house, "stage_times", [rows[0] | promised, *rows[1:]])
    zone = {"working_hours": "mon-fri 09:00-18:00", "working_zone": "Europe/Madrid", "as_of": "2026-04-30"}
    assume(house, zone)
    engine = Engine(house)
    found = engine.read("stage_hours", 1).set_index("stage")["actual_hours"].astype(float).to_dict()
    # an hour on Friday and an hour and a half on Monday; two hours on Friday and none on Monday
    assert found == {"utc": 2.5, "own": 2.5, "bare": 2.0}
    # promised for 10:00 in Madrid, done at 10:30
    assert engine.read("promised_case", 1)["late_hours"].astype(float).tolist() == [0.5]


def hours_in_madrid(week: str, *spans: tuple[str, str]) -> list[float]:
    """Return the working hours of stages between moments in UTC, by the clocks of Madrid."""
    house = empty_house()
    stages = [
        {"case_id": f"{place}", "stage": "a", "sector": "Office", "started_at": since, "finished_at": until}
        | {"started_at_offset": 0, "finished_at_offset": 0}
        for place, (since, until) in enumerate(spans)
    ]
    put(house, "stage_times", stages)
    assume(house, {"working_hours": week, "working_zone": "Europe/Madrid", "as_of": "2026-12-31"})
    found = Engine(house).read("stage_hours", 1).sort_values("case_id")
    return found["actual_hours"].astype(float).tolist()


def test_days_of_work_are_as_long_as_ever_where_the_clocks_change_at_night():
    spring, autumn = ("2026-03-28 07:00:00", "2026-03-30 08:00:00"), ("2026-10-24 07:00:00", "2026-10-26 08:00:00")
    # Saturday 08:00 by the clock in spring (+1) to Monday 10:00 (+2): 10 of 09:00–19:00 on Saturday and on Sunday, 1 on
    # Monday; in autumn Saturday 09:00 (+2) to Monday 09:00 (+1): 10, 10 and none; 49 hours pass in both
    assert hours_in_madrid("mon-sun 09:00-19:00", spring, autumn) == [21.0, 20.0]


def test_a_shift_through_the_change_counts_the_hours_of_its_clock():
    # 29 March: at 02:00 it is 03:00. 23:30 to 02:30 UTC is 00:30 to 04:30 by the clock: 3 hours pass, 4 count
    # 25 October: at 03:00 it is 02:00. 22:30 to 02:30 UTC is 00:30 to 03:30 by the clock: 4 hours pass, 3 count
    spring, autumn = ("2026-03-28 23:30:00", "2026-03-29 02:30:00"), ("2026-10-24 22:30:00", "2026-10-25 02:30:00")
    assert hours_in_madrid("mon-sun 00:00-08:00", spring, autumn) == [4.0, 3.0]
    # within the hour that comes twice, 02:45 to 02:15 by the clock half an hour later: none, never less
    assert hours_in_madrid("mon-sun 00:00-08:00", ("2026-10-25 00:45:00", "2026-10-25 01:15:00")) == [0.0]

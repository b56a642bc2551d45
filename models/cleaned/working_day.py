"""
title:   Working days
meaning: When work begins and ends on every day that stages of cases speak of, by the working hours and holidays set.
grain:   one row per day; none where no working hours are set
units:   worked_before = seconds of working time from the first day up to the beginning of this one; opens, closes,
         opens_again, closes_again = seconds since 1970 on the clock on the wall, the same twice where nobody works;
         ahead_before, ahead_after = minutes the clock of working_zone is ahead of UTC before and after changes_at of
         this day in UTC, empty where no zone is set
source:  assumptions working_hours, holidays, working_zone; stage_times for the first and the last day
limits:  the clock on the wall counts: a shift through the night on which clocks change is an hour longer or shorter
         than the time that passes
reads:   assumption, raw_stage_times
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pyarrow

from models.cleaned.opening_hours import Week, read_days, read_week, read_zone

# A moment lies up to a day beside its day in UTC. The day of reference may lie later than any stage, but is not asked:
# all that stands on stages would have to be worked out anew for each.
LATER_DAYS = 3653
SPAN = """
    with stored as (
        select
            min(started_at) as first_at,
            greatest(max(started_at), max(finished_at), max(promised_at)) as last_at
        from raw_stage_times cross join assumption
        where from_version <= assumption.version and (to_version is null or to_version > assumption.version)
    )
    select
        assumption.working_hours,
        assumption.holidays,
        assumption.working_zone,
        cast(first_at as date),
        cast(last_at as date)
    from stored cross join assumption
"""
NAMES = (
    *("day", "worked_before", "opens", "closes", "opens_again", "closes_again"),
    *("ahead_before", "changes_at", "ahead_after"),
)
KINDS = [pyarrow.date32(), *[pyarrow.float64()] * 5, pyarrow.int32(), pyarrow.timestamp("us"), pyarrow.int32()]
FIRST = date(1970, 1, 1)
SECONDS_A_DAY = 86_400


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return a row for each day with the seconds worked before it and when work begins and ends on it."""
    ((hours, holidays, name, first, last),) = cursor.execute(SPAN).fetchall()
    zone = read_zone(name) if name else None
    rows = days(read_week(hours), set(read_days(holidays or "")), zone, first, last) if hours and first else []
    columns = zip(*rows) if rows else ([] for _ in NAMES)
    return pyarrow.table([pyarrow.array(list(column), kind) for column, kind in zip(columns, KINDS)], names=NAMES)


def days(week: Week, holidays: set[date], zone: ZoneInfo | None, first: date, last: date) -> list[tuple]:
    """Return the rows of the days from the one before the first to ten years after the last."""
    rows, worked = [], 0
    for number in range(-1, (last - first).days + LATER_DAYS):
        day = first + timedelta(number)
        windows = () if day in holidays else week[day.weekday()]
        midnight = (day - FIRST).days * SECONDS_A_DAY
        ends = [midnight + minute * 60 for window in windows for minute in window]
        ends += [midnight] * (4 - len(ends))
        rows.append((day, worked, *ends, *(_ahead(zone, day) if zone else (None, None, None))))
        worked += ends[1] - ends[0] + ends[3] - ends[2]
    return rows


def _ahead(zone: ZoneInfo, day: date) -> tuple[int, datetime, int]:
    """How far the clock is ahead before and after it changes on a day in UTC; it changes at midnight if it does not."""
    since = datetime(day.year, day.month, day.day)
    low, high = 0, 24 * 60
    before, after = _minutes(zone, since), _minutes(zone, since + timedelta(minutes=high))
    while before != after and high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _minutes(zone, since + timedelta(minutes=middle)) == before else (low, middle)
    return before, since + timedelta(minutes=high), after


def _minutes(zone: ZoneInfo, moment: datetime) -> int:
    """How many minutes the clock is ahead of UTC at a moment in UTC."""
    return round((moment.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()).total_seconds() / 60)

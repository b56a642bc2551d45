"""Days that stand for no day: 0000-00-00, 1900-01-01, 9999-12-31 and their like."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import date

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.cell_text import plain_text
from data.parsing.decision import ColumnQuestion
from data.parsing.source import Source

PLANNED_YEARS = 10
ENDS_OF_YEARS = ((12, 31), (12, 30), (1, 1))
EARLIEST = date(1902, 1, 1)
EPOCH = (date(1970, 1, 1), date(1969, 12, 31))
FAR_DAYS = 3 * 365
NO_DAY = re.compile(r"(?:0+|(0000|1900)[-/. ]0?[01][-/. ]00?|00?[-/. ]0?[01]?[-/. ](0000|1900)|0?1[-/. ]00?[-/. ]1900)")


def marker_name(text: str, day: date | None) -> str | None:
    """What a cell is called in the setting `open`: its day, or 0000-00-00 where no calendar has such a day."""
    if day:
        return day.isoformat()
    written = re.sub(r"[ T]\d{1,2}:.*$", "", text)
    found = NO_DAY.fullmatch(written)
    return ("1900-01-00" if "1900" in written else "0000-00-00") if found else None


def told_markers(column: Column, options: Options) -> set:
    """The days that were said to stand for no day; "none": the others are days."""
    told = options.about(column.name, "open")
    return {_plain(name) for name in told.split(",") if name.strip()} if told else set()


def _plain(name: str) -> str:
    return marker_name(name.strip(), None) or name.strip()


def ask_about_markers(column: Column, days: dict, counts: dict, told: set) -> ColumnQuestion | None:
    """The question which days of a column stand for none, or None; days maps a cell to its day, counts to its rows."""
    if "none" in told:
        return None
    seen: Counter[str] = Counter()
    for key, day in days.items():
        seen[marker_name(key[0], day) or ""] += counts[key]
    real = sorted({day for day in days.values() if day and day > EARLIEST})
    has_several = len({day for day in days.values() if day}) > 1
    found = [
        name
        for name in sorted(seen)
        if name and name not in told and _is_marker(column, name, seen[name], real, has_several)
    ]
    if not found:
        return None
    together = ",".join([*sorted(told), *found])
    kept = ",".join([*sorted(told), "none"])
    choices = dict.fromkeys((together, *(",".join([*sorted(told), name]) for name in found), kept))
    return ColumnQuestion("OPEN_DATE", tuple(choices), "open", {"read": ", ".join(found)})


def has_markers(cursor, source: Source, column: Column, options: Options) -> bool:
    """Whether a column of plain days has to be looked at cell by cell: some may be no days."""
    if told_markers(column, options) - {"none"}:
        return True
    position = source.positions[column.name]
    found = cursor.execute(
        f"select try_cast({plain_text(position)} as date) as day, sum(t.times)::bigint from {source.texts(position)} "
        "group by 1"
    ).fetchall()
    days = {(str(day), "t"): day for day, _ in found if day}
    return ask_about_markers(column, days, {(str(day), "t"): count for day, count in found}, set()) is not None


def _as_day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _is_marker(column: Column, name: str, count: int, real: list, has_several: bool) -> bool:
    """real: the days of the column in order, without impossibly early ones."""
    day = _as_day(name)
    if day and day.year != 9999 and day >= EARLIEST and (day.month, day.day) not in ENDS_OF_YEARS:
        return False
    if day is None:  # it cannot be stored, so one alone is set aside with its row
        return count > 1 and not column.required
    if is_far_marker(day):
        return not column.required
    if day < date(1900, 1, 1):
        return count > 1 and not column.required and (day.month, day.day) in ENDS_OF_YEARS
    if day == date(1900, 1, 1):
        return True
    is_known = day in EPOCH or day < EARLIEST
    may_be = is_known or count > 1 and (day.month, day.day) == (1, 1)
    return may_be and has_several and _is_alone(day, real)


def _is_alone(day: date, real: list) -> bool:
    """Whether no other day lies near (real: in order)."""
    before, after = bisect_left(real, day) - 1, bisect_right(real, day)
    return (before < 0 or (day - real[before]).days > FAR_DAYS) and (
        after == len(real) or (real[after] - day).days > FAR_DAYS
    )


def is_far_marker(day: date) -> bool:
    """Whether a day lies so far ahead, and at such an end of a year, that somebody meant "never"."""
    is_far = day.year > date.today().year + PLANNED_YEARS
    return is_far and (day.month, day.day) in ENDS_OF_YEARS or day.year == 9999

"""Working hours as people write them: "mon-fri 09:00-13:00 15:00-18:00; sat 09:00-13:00", holidays and a time zone."""

import re
import unicodedata
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = (
    ("monday", "lunes", "segunda"),
    ("tuesday", "martes", "terca"),
    ("wednesday", "miercoles", "quarta"),
    ("thursday", "jueves", "quinta"),
    ("friday", "viernes", "sexta"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
MOST_WINDOWS, MINUTES_A_DAY = 2, 24 * 60
DAY = r"[^\W\d_]+\.?"
SPAN = re.compile(rf"({DAY})(?:\s*-\s*({DAY}))?")
CLOCK = r"(\d{1,2})(?::(\d\d))?(?:\s*h)?"
WINDOW = re.compile(rf"{CLOCK}\s*-\s*{CLOCK}(?!\d)")
BETWEEN = re.compile(r"[\s,;]*")
Window = tuple[int, int]  # minutes of the day, from and until
Week = tuple[tuple[Window, ...], ...]  # Monday first


def read_week(text: str) -> Week:
    """Return the working times of the seven days. Raises ValueError for what is no week of working hours."""
    text = _plain(text)
    found: list[list[Window]] = [[] for _ in SHORT]
    days: list[int] = []
    place, is_new = _next(text, 0), True
    while place < len(text):
        if window := WINDOW.match(text, place):
            for day in days:
                found[day].append(_window(window))
            if not days:
                raise ValueError("hours before any day")
            is_new = True
        elif window := SPAN.match(text, place):
            days = ([] if is_new else days) + _days(*window.groups())
            is_new = False
        else:
            raise ValueError(text[place:])
        place = _next(text, window.end())
    _check(found, days, is_new)
    return tuple(tuple(sorted(windows)) for windows in found)


def write_week(week: Week, names: tuple[str, ...] = SHORT) -> str:
    """Return working times as they are kept, or with the names of the days in another language."""
    parts = []
    for windows, run in groupby(range(len(SHORT)), key=lambda day: week[day]):
        days = list(run)
        if windows:
            said = names[days[0]] if len(days) == 1 else f"{names[days[0]]}-{names[days[-1]]}"
            parts.append(" ".join([said, *(f"{_clock(since)}-{_clock(until)}" for since, until in windows)]))
    return "; ".join(parts)


def read_days(text: str) -> tuple[date, ...]:
    """Return the days of a list such as "2026-12-25, 2027-01-01", each once, the earliest first."""
    return tuple(sorted({date.fromisoformat(part) for part in re.split(r"[\s,;]+", text.strip()) if part}))


def read_zone(name: str) -> ZoneInfo:
    """Return a time zone such as Europe/Madrid. Raises ValueError for a name that is none."""
    try:
        return ZoneInfo(name)
    except (OSError, LookupError):
        raise ValueError(name) from None


def write_days(days: tuple[date, ...]) -> str:
    """Return days as they are kept."""
    return ", ".join(day.isoformat() for day in days)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub("[–—]", "-", bare).replace("-feira", "")


def _next(text: str, place: int) -> int:
    found = BETWEEN.match(text, place)
    return found.end() if found else place


def _days(first: str, last: str | None) -> list[int]:
    since, until = _day(first), _day(last or first)
    return [(since + step) % 7 for step in range((until - since) % 7 + 1)]


def _day(word: str) -> int:
    word = word.rstrip(".")
    found = [day for day, names in enumerate(NAMES) if any(name.startswith(word) for name in names)]
    if len(word) < 2 or len(found) != 1:
        raise ValueError(word)
    return found[0]


def _window(found: re.Match) -> Window:
    since, until = (int(found[hour]) * 60 + int(found[hour + 1] or 0) for hour in (1, 3))
    if not since < until <= MINUTES_A_DAY or any(int(found[minute] or 0) > 59 for minute in (2, 4)):
        raise ValueError(found[0])
    return since, until


def _check(found: list[list[Window]], days: list[int], is_complete: bool) -> None:
    """Every day named has hours, at most two times a day, and these do not overlap."""
    if not days or not is_complete:
        raise ValueError("days without hours")
    for windows in map(sorted, found):
        if len(windows) > MOST_WINDOWS or any(one[1] > other[0] for one, other in zip(windows, windows[1:])):
            raise ValueError("more than two times of a day, or times that overlap")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

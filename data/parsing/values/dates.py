"""Days, months and instants as people write them: what a text means under each order."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

from data.contracts.definitions import fold
from data.parsing.values.numbers import SIGNS

CLOCK = re.compile(
    r"(?:(?<=\d)T|[\s,]+(?:(?:à|às|at|um|om|alle|a las)\s+)?)(\d{1,2})[:h](\d{2})(?:[:m](\d{2})(?:[.,](\d{1,9}))?)?"
    r"(?:\s*(?:uhr|hrs?|hs?)\b\.?)?\s*([ap])?\.?(?:(?<=[apAP]\.)|(?<=[apAP]))?\s*m?\.?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|[A-Z]{2,4}T)?(?:\[[A-Za-z_/+-]+\])?",
    re.IGNORECASE,
)
ZONES = {
    "GMT": 0,
    "WET": 0,
    "WEST": 60,
    "CET": 60,
    "CEST": 120,
    "EET": 120,
    "EEST": 180,
    "EST": -300,
    "EDT": -240,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
}  # only those that mean one offset
MOST_NAMES = 3  # a weekday, written twice at most, and a month
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "nl")
YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|((?:19|20)\d{2})(\d{2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})|M(?:0?(\d|1[0-2]))[-/. ]?(\d{4})", re.IGNORECASE)
YEAR_M_MONTH = re.compile(r"(\d{4})[-/. ]?M(\d{1,2})", re.IGNORECASE)
SERIAL = re.compile(r"[2-9]\d{4}(\.\d+)?")
MONTHS_BEGIN = tuple(
    "jan feb mar apr may jun jul aug sep oct nov dec ene abr ago dic fev mai set out dez avr jui aou okt gen mag giu "
    "lug ott mrt maa mei mrz".split()
)  # the first letters of the names of all months in all LANGUAGES
FILLERS = frozenset(("de", "del", "of", "d", "the", "do", "da", "den", "st", "nd", "rd", "th", "o", "a"))


@dataclass(frozen=True)
class DateReading:
    """The day if the day stands first, if the month does, and if the year does; None: no such day.

    seconds is the time of the day, offset the minutes from UTC that were written, or None. is_short: a month's name
    with two digits, such as Mar-26.
    """

    day_first: date | None
    month_first: date | None
    year_first: date | None = None
    seconds: float = 0
    offset: int | None = None
    is_month: bool = False
    is_short: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether both usual orders give a day, and not the same."""
        return bool(self.day_first and self.month_first) and self.day_first != self.month_first

    @property
    def only_order(self) -> str | None:
        """The order that is the only possible one; None when both are or it does not matter."""
        if self.day_first is None:
            return "month-first"
        return "day-first" if self.month_first is None else None

    def exchanged(self) -> "DateReading":
        """The reading with day and month the other way round; the same where no month has that number."""
        turned = self.day_first and _day(self.day_first.year, self.day_first.day, self.day_first.month)
        return replace(self, day_first=turned, month_first=turned, year_first=turned) if turned else self

    def under(self, order: str | None) -> date | None:
        """The day under an order (or the only possible one)."""
        if order == "year-first":
            return self.year_first
        if order == "month-first":
            return self.month_first
        return self.day_first if order == "day-first" else self.day_first or self.month_first


def read_date(text: str) -> DateReading | None:
    """What the text can mean as a day or a month, or None when it is neither."""
    text = " ".join(text.translate(SIGNS).split())
    clock = _clock(text)
    written = text[: clock[0]] if clock else text
    days = _days(written)
    if days is None:
        return None
    seconds, offset = clock[1:] if clock else (0, None)
    short = days[3] and not re.search(r"\d{4}", written)
    day_first, month_first, year_first, is_month = days
    return DateReading(day_first, month_first, year_first, seconds, offset, is_month, short)


def is_serial(text: str) -> bool:
    """Whether the text looks like a spreadsheet's count of days."""
    return bool(SERIAL.fullmatch(text.strip()))


def from_serial(text: str, epoch: int) -> date:
    """The day a spreadsheet means by this number, counted from 1900 or 1904."""
    start = date(1899, 12, 30) if epoch == 1900 else date(1904, 1, 1)
    return start + timedelta(days=int(float(text)))


def instant(day: date, reading: DateReading) -> datetime:
    """The moment in UTC (a time without an offset counts as UTC)."""
    moment = datetime.combine(day, datetime.min.time()) + timedelta(seconds=reading.seconds)
    return moment - timedelta(minutes=reading.offset or 0)


def _clock(text: str) -> tuple[int, float, int | None] | None:
    found = CLOCK.search(text)
    if not found or found.end() != len(text):
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[5]:
        hour = hour % 12 + (12 if found[5].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    if found[6] and found[6][-1] in "tT" and found[6].upper() not in ZONES:
        return None
    fraction = float(f"0.{found[4]}") if found[4] else 0
    return found.start(), hour * 3600 + minute * 60 + second + fraction, _offset(found[6])


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return ZONES.get(zone.upper(), 0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def _days(text: str) -> tuple | None:
    """Day-first, month-first and year-first day, and whether only a month was written."""
    if found := YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text):
        parts = [int(g) for g in found.groups() if g.isdigit()]
        return _one(_day(*parts))
    if found := YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        long_year = year + 2000 if len(found[4]) == 2 else year
        short = _day(first + 2000, second, year) if len(found[4]) == 2 else None
        days = _day(long_year, second, first), _day(long_year, first, second), short
        return (*days, False) if any(days) else None
    if found := YEAR_MONTH.fullmatch(text):
        return _one(_day(int(found[1] or found[3]), int(found[2] or found[4]), 1), True)
    if found := MONTH_YEAR.fullmatch(text):
        return _one(_day(int(found[2] or found[4]), int(found[1] or found[3]), 1), True)
    if found := YEAR_M_MONTH.fullmatch(text):
        return _one(_day(int(found[1]), int(found[2]), 1), True)
    return _named(text)


def _named(text: str) -> tuple | None:
    words = re.findall(r"[^\W\d_]+|\d+", text)
    if not words or len(text) > 50:
        return None
    numbers = [w for w in words if w.isdigit()]
    names = [name for w in words if not w.isdigit() and (name := fold(w)) not in FILLERS]
    if not 1 <= len(numbers) <= 2 or not 1 <= len(names) <= MOST_NAMES:
        return None
    year = next((n for n in numbers if len(n) == 4), numbers[-1])
    if len(year) not in (2, 4) or (len(numbers) == 1 and len(year) == 2 and words[0] == year):
        return None  # 12-Mar is a day without its year
    if not any(name.startswith(MONTHS_BEGIN) for name in names):
        return None  # before the names of all languages are loaded
    days = [w for w in names if w not in _weekdays()]  # mar is March, and Tuesday in Spanish
    names = days or list(dict.fromkeys(w for w in names if w in month_names())) or names
    month = month_names().get(names[0]) if len(names) == 1 else None
    if month is None:
        return None
    numbers.remove(year)
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    return _one(_day(full_year, month, int(numbers[0]) if numbers else 1), not numbers)


def _one(day: date | None, is_month: bool = False) -> tuple | None:
    return (day, day, day, is_month) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def month_names() -> dict:
    """Name of a month, compared, in each of the languages → its number."""
    return {
        fold(name): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
    } | {"sept": 9, "set": 9, "mrz": 3, "janner": 1, "feber": 2}


@cache
def _weekdays() -> frozenset:
    return frozenset(
        fold(name)
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", language).values()
    )


def moment_text(day: str, clock: str, is_shared: bool) -> str:
    """The SQL of a day and its time of day as one text; where a day is shared, empty without a time."""
    plain_day = rf"regexp_replace({day}, '[ T](0{{1,2}}:00(:00(\.0+)?)?|12:00(:00)? ?[aA][mM])$', '')"
    bare = rf"regexp_replace({clock}, '^(1899-12-3[01]|1900-01-0[01]|1970-01-01)[ T]|\s*([uU]hr|[hH](rs?)?)$', '', 'g')"
    digits = rf"regexp_replace({bare}, '^(\d\d)(\d\d)(\d\d)$', '\1:\2:\3')"
    seconds = rf"regexp_replace({digits}, '^(\d{{1,2}})[:.hH](\d\d)[:.m](\d\d) ?s$', '\1:\2:\3')"
    colons = (
        rf"regexp_replace(regexp_replace({seconds}, '^(\d\d)(\d\d)$', '\1:\2'), '^(\d{{1,2}})[.hH](\d\d)', '\1:\2')"
    )
    whole = f"concat_ws(' ', {plain_day}, {colons})"
    is_midnight = rf"regexp_matches({colons}, '^0?0:00(:00)?$')"  # a program's empty time
    known = f"{clock} is not null" if is_shared else "true"
    return f"case when {known} and not ({day} is null and coalesce({is_midnight}, true)) then {whole} end"

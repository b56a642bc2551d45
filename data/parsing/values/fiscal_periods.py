"""Stretches of time that are no calendar month: fiscal periods, quarters, halves."""

import re
from collections.abc import Iterable
from datetime import date

from data.contracts.definitions import fold
from data.parsing.values.numbers import SIGNS

PERIODS = (
    re.compile(
        r"(?:fp|p|per|pd|period|periodo)(?P<period>0?\d{1,2}?)(?:fy|ej|ejercicio)?(?P<year>(?:19|20)\d{2}|\d{2})"
    ),
    re.compile(r"(?:fy|ej|ejercicio)?(?P<year>(?:19|20)\d{2}|\d{2})(?:fp|p|per|pd|period|periodo)(?P<period>\d{1,3})"),
    re.compile(r"(?P<period>0\d{2})(?P<year>(?:19|20)\d{2})"),
    re.compile(r"(?P<year>(?:19|20)\d{2})(?P<period>0\d{2})"),
)
QUARTER = re.compile(
    r"(?=.*\d)(?:.*\d)?(?:q|t|c|k|h|s|trim|quarter|trimestre|semestre|semester|half)\d?(?:(?:19|20)\d{2}|\d{2})?"
    r"|(?:(?:19|20)\d{2}|\d{2})(?:q|t|c|k|h|s|trim|quarter|trimestre|semestre|semester|half)\d"
    r"|\d(?:er|do|o|a|º|ª|st|nd|rd|th)?(?:q|t|c|k|h|s|trim|quarter|trimestre|semestre|semester|half)(?:de|del|of)?\d{2,4}"
    r"|(?:first|second|third|fourth|primer|segundo|tercer|cuarto|primeiro|terceiro|quarto)(?:quarter|trimestre|semestre|half)(?:de|del|of)?\d{2,4}"
)


def read_period(text: str) -> tuple[int, int] | None:
    """Year and number of a fiscal period such as "P03 2026" or "003/2026"; None when it is none."""
    found = next(filter(None, (pattern.fullmatch(_plain(text)) for pattern in PERIODS)), None)
    if not found:
        return None
    year = int(found["year"])
    return year + 2000 if year < 100 else year, int(found["period"])


def is_quarter(text: str) -> bool:
    """Whether the text names a quarter or half of a year, which is no month."""
    return bool(QUARTER.fullmatch(_plain(text)))


def period_month(year: int, period: int, first_year: int, period_one: str) -> date | None:
    """The month of a period, when period 1 of first_year is the month period_one (2025-04); None over 12 periods."""
    if not 1 <= period <= 12:
        return None
    start_year, start_month = map(int, period_one.split("-"))
    months = (start_year + year - first_year) * 12 + start_month - 1 + period - 1
    return date(months // 12, months % 12 + 1, 1)


def period_choices(first_year: int) -> tuple:
    """The months period 1 of a year usually is: the year's January, or the months fiscal years begin in."""
    others = (f"{year}-{month:02}" for year in (first_year - 1, first_year) for month in (4, 7, 10))
    return (f"{first_year}-01", *others)


def first_year(periods: Iterable) -> int:
    """The earliest year of some (year, period)."""
    return min(year for year, _ in periods)


def _plain(text: str) -> str:
    return re.sub(r"[/,']", "", fold(text.translate(SIGNS)))

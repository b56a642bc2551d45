"""Lengths of time as people write them: 1:30:00, 1h 30m, 90 min, PT90M."""

import re
from decimal import Decimal

from data.contracts.definitions import fold
from data.parsing.values.numbers import read_number
from data.parsing.values.units import LETTERS, SECONDS, WORDS

CLOCK = re.compile(r"(?:(\d+) days?, )?(\d{1,5}):([0-5]\d):([0-5]\d(?:[.,]\d{1,9})?)")
BARE = re.compile(r"(\d{1,5}):([0-5]\d)")
WITH_UNIT = re.compile(r"(\d{1,5}:[0-5]\d)\s*([^\W\d]+)\.?")
ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.IGNORECASE)
PART = re.compile(r"\s*(\d[\d.,]*)\s*([^\W\d]+)\.?(?:\s*(?:,|y|e|and|und)(?=\s))?\s*", re.IGNORECASE)
NO_TIME = "1900-01-00"  # what a workbook's time of no length is read as


def read_seconds(text: str) -> Decimal | None:
    """The seconds of a length of time with its units; None for anything else, such as 1:30 (it has two meanings)."""
    text = text.strip()
    if text == NO_TIME:
        return Decimal(0)
    if found := CLOCK.fullmatch(text):
        return _sum(found[1], found[2], found[3], found[4].replace(",", "."))
    if text[:1] in "Pp" and len(text) > 2 and (found := ISO.fullmatch(text)) and any(found.groups()):
        return _sum(*found.groups())
    if (found := WITH_UNIT.fullmatch(text)) and (unit := _unit(found[2])) in ("hours", "minutes"):
        return bare_seconds(found[1], "h:mm" if unit == "hours" else "mm:ss")
    return _in_words(text)


def is_bare(text: str) -> bool:
    """Whether a text is hours and minutes, or minutes and seconds: 1:30."""
    return bool(BARE.fullmatch(text.strip()))


def bare_seconds(text: str, shape: str) -> Decimal:
    """The seconds of 1:30, as h:mm or as mm:ss."""
    large, small = text.strip().split(":")
    return (Decimal(large) * 60 + Decimal(small)) * (60 if shape == "h:mm" else 1)


def _sum(days, hours, minutes, seconds) -> Decimal:
    parts = ((days, 86_400), (hours, 3600), (minutes, 60), (seconds, 1))
    return sum((Decimal(part or 0) * size for part, size in parts), Decimal(0))


def _in_words(text: str) -> Decimal | None:
    """The seconds of 1h 30m or 1h30; days are no length here, since nobody knows how many hours they have."""
    at, total, last = 0, Decimal(0), None
    while found := PART.match(text, at):
        unit, number = _unit(found[2]), _number(found[1])
        is_smaller = last is None or SECONDS.get(unit or "", last) < last
        if unit not in ("hours", "minutes", "seconds") or number is None or not is_smaller:
            return None
        at, total, last = found.end(), total + number * SECONDS[unit], SECONDS[unit]
    rest = text[at:].strip()
    if last == SECONDS["hours"] and re.fullmatch(r"[0-5]\d", rest):
        return total + Decimal(rest) * 60
    return total if last and not rest else None


def _unit(word: str) -> str | None:
    return WORDS.get(fold(word)) or LETTERS.get(word.lower())


def _number(text: str) -> Decimal | None:
    reading = read_number(text)
    if reading is None or reading.is_ambiguous:
        return None
    return reading.comma if reading.point is None else reading.point

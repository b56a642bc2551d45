"""Numbers as people write them: what a text can mean under each decimal sign."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data.parsing.values.currencies import is_currency

MINUS = dict.fromkeys(map(ord, "−–‒﹣－"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "’‘＇ʼ٬"), "'")
WIDE = {
    ord("．"): ".",
    ord("，"): ",",
    ord("％"): "%",
    ord("＋"): "+",
    ord("٪"): "%",
    ord("٫"): ".",
    ord("（"): "(",
    ord("）"): ")",
}
SPACES = dict.fromkeys(
    map(ord, "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), None)
SIGNS = MINUS | APOSTROPHES | WIDE | SPACES | INVISIBLE
TOKEN = r"[^\d\s.,'()%+-][^\d'()%+-]*?"
SHAPE = re.compile(
    rf"(?P<outer>{TOKEN}(?=\s*\())?\s*(?P<open>\()?\s*(?P<sign>[+-])?\s*(?P<before>{TOKEN})?\s*(?P<sign2>[+-])?\s*"
    r"(?P<digits>[.,]?\d(?:[\d.,' ]*\d)?[.,]?(?:[eE][+-]?\d+)?)\s*"
    rf"(?P<after>{TOKEN})?\s*(?P<percent>%)?\s*(?P<sign3>[+-])?\s*(?P<close>\))?(?P<behind>(?<=[)+-])\s*{TOKEN})?"
)
LONGEST = 100
NO_CENTS = re.compile(r"(?<=\d)([.,])[-—]{1,2}(?=\D*$)")


@dataclass(frozen=True)
class NumberReading:
    """What a text means if the decimal sign is a point, and if it is a comma; None: not a number then.

    is_grouped: something stands between its thousands, unless that is the decimal sign.
    """

    point: Decimal | None
    comma: Decimal | None
    currency: str | None = None
    is_percent: bool = False
    is_grouped: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether the two readings differ."""
        return self.point is not None and self.comma is not None and self.point != self.comma

    @property
    def only_sign(self) -> str | None:
        """The decimal sign that is the only possible one; None when both are or it does not matter."""
        if self.point is None:
            return "comma"
        return "point" if self.comma is None else None


def _pattern(decimal: str, group: str) -> re.Pattern:
    grouped = "|".join(rf"[1-9]\d{{0,2}}(?:{g}\d{{3}})+" for g in (re.escape(group), " ", "'"))
    indian = rf"|[1-9]\d?(?:{group}\d{{2}})+{group}\d{{3}}" if group == "," else ""
    return re.compile(
        rf"(?:(\d+|{grouped}{indian})(?:{re.escape(decimal)}(\d*))?|{re.escape(decimal)}(\d+))(?:[eE]([+-]?\d+))?"
    )


POINT, COMMA = _pattern(".", ","), _pattern(",", ".")


def read_number(text: str) -> NumberReading | None:
    """What the text can mean, or None when it is no number."""
    found = SHAPE.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    signs = [s for s in (found["sign"], found["sign2"], found["sign3"]) if s]
    currencies = [c.strip() for c in (found["outer"], found["before"], found["after"], found["behind"]) if c]
    if len(signs) > 1 or len(currencies) > 1 or (signs and found["open"]) or not all(map(is_currency, currencies)):
        return None
    negative = bool(found["open"]) or signs == ["-"]
    point, comma = (_value(pattern, found["digits"].strip(), negative) for pattern in (POINT, COMMA))
    if point is None and comma is None:
        return None
    is_grouped = len(re.findall(r"(?<=\d)[.,' ](?=\d)", found["digits"])) > 1
    return NumberReading(point, comma, currencies[0] if currencies else None, bool(found["percent"]), is_grouped)


@lru_cache(maxsize=4096)
def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _plain(text: str) -> str:
    text = NO_CENTS.sub(r"\g<1>00", text.translate(SIGNS).strip())
    return text if text.isascii() else "".join(map(_digit, text))


def _value(pattern: re.Pattern, digits: str, negative: bool) -> Decimal | None:
    found = pattern.fullmatch(digits)
    if not found:
        return None
    whole = re.sub(r"[^\d]", "", found[1] or "0")
    if found[4] and len(found[4]) > 6:
        return Decimal("Infinity") if not found[4].startswith("-") else Decimal(0)
    number = Decimal(f"{whole}.{found[2] or found[3] or '0'}E{found[4] or 0}")
    return -number if negative else number

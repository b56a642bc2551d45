"""Quarters and ranges of shares as a reader of one language writes them."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date

from pages.parts.formats import DASH, Formats
from pages.parts.values import is_missing


def quarter(formats: Formats, value: date) -> str:
    """Return the quarter a day lies in as "Q4 2021" / "T4 2021"."""
    return format_date(value, "QQQ y", locale=formats.language)


def share_range(formats: Formats, low: object, high: object, digits: int = 0) -> str:
    """Return two shares as "5.3–9.5 %"; nothing when either is empty."""
    if is_missing(low) or is_missing(high):
        return ""
    return formats.number(Decimal(str(low)) * 100, digits) + DASH + formats.share(high, digits)

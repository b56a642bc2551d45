"""What a single value is: empty or not, a month, up or down."""

from datetime import date

from data.export.spreadsheets import decimal_sign
from data.parsing.values.numbers import read_number


def is_missing(value: object) -> bool:
    """Return whether a cell is empty: None, NaN, NaT or NA."""
    return value is None or str(value) in {"nan", "NaN", "NaT", "<NA>"}


def as_month(value: date | str) -> date:
    """Return the first day of a month code "2025-11", or the date itself."""
    return date.fromisoformat(value + "-01") if isinstance(value, str) else value


def month_code(value: date) -> str:
    """Return "2025-11" for any day of that month."""
    return f"{value:%Y-%m}"


def arrow(value: object) -> str:
    """Return the arrow of a change, with a blank: up, down, or none when nothing changed."""
    return "▲ " if value > 0 else "▼ " if value < 0 else ""


def plain_number(text: str, language: str) -> str:
    """Return a number as its reader typed it ("1.234,50 €" in Spanish) as plain text ("1234.50"); else the text."""
    reading = read_number(text)
    if reading is None:
        return text
    meant = (reading.point, reading.comma) if decimal_sign(language) == "." else (reading.comma, reading.point)
    return f"{next(value for value in meant if value is not None):f}"

"""What a single value is: empty or not, a month, up or down."""

from datetime import date


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

"""The filters in words, for the line above the answer."""

from pages.parts.filters import Choice, Filters
from pages.parts.formats import Formats
from pages.parts.language import say


def scope(filters: Filters, choice: Choice, formats: Formats) -> str:
    """Return the filters in words: "8 sectors · all customers · Nov 2025 – Oct 2026"."""
    words = formats.language
    sectors = (
        formats.listing(list(filters.sectors))
        or choice.departments
        and say(words, "filters.all_sectors", count=choice.departments)
    )
    segments = formats.listing(list(filters.segments)) or say(words, "filters.all_segments")
    return " · ".join(filter(None, (sectors, segments, formats.period(filters.first, filters.last))))


def scope_as_of(filters: Filters, choice: Choice, formats: Formats) -> str:
    """Return of whom loyalty is told, one segment or all, and the month up to which things are known, in words."""
    segments = filters.segments[0] if len(filters.segments) == 1 else say(formats.language, "filters.all_segments")
    last = filters.last or choice.last
    return segments + (" · " + say(formats.language, "filters.up_to", month=formats.month(last)) if last else "")

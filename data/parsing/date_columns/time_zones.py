"""Times without a zone beside times with one, or under headings that name different zones."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from data.import_options import Options, fixed_offset
from data.parsing.result import ParseResult
from data.questions import Question

OFFERED = (
    "Europe/Madrid",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Lisbon",
    "UTC",
    "Atlantic/Canary",
    "Europe/Athens",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Bogota",
    "America/Mexico_City",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Asia/Kolkata",
)

# what a heading calls a zone, and an offered zone with that clock; local time is none that could be offered first
NAMED = {"utc": "UTC", "gmt": "UTC", "cet": "Europe/Madrid", "cest": "Europe/Madrid", "mez": "Europe/Berlin"}
NAMED |= {"wet": "Europe/Lisbon", "bst": "Europe/London", "est": "America/New_York", "edt": "America/New_York"}
NAMED |= {
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
}
NAMED |= {"brt": "America/Sao_Paulo", "local": ""}
ZONE_WORD = re.compile(rf"(?<![a-z])(?:{'|'.join(NAMED)})(?![a-z])")


def offset_in(zone: str, moment: datetime) -> int:
    """The minutes from UTC a clock of this zone (Europe/Madrid, +02:00) shows at that moment of its own time."""
    fixed = fixed_offset(zone)
    shift = timedelta(minutes=fixed) if fixed is not None else moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return round((shift or timedelta()).total_seconds() / 60)


def ask_about_zones(staged: ParseResult, instants: dict, days: set, options: Options) -> None:
    """Asks in which zone times without one are, where others have one: in the same column or another.

    days: the columns in which a day without a time is no time without a zone.
    """
    zoned = next((key[0] for d in instants.values() for key, offset in d.offsets.items() if offset is not None), None)
    for name, decision in instants.items() if zoned else ():
        read = (key[0] for key, offset in decision.offsets.items() if offset is None)
        bare = next((text for text in read if name not in days or ":" in text), None)
        if bare and not options.about(name, "zone"):
            seen = {offset for d in instants.values() for offset in d.offsets.values() if offset}
            fields = {"read": bare, "other": zoned}
            staged.ask(Question("MIXED_ZONES", name, f"{name}.zone", _likely(bare, decision, seen), fields))


def ask_about_named_zones(staged: ParseResult, instants: dict, headings: dict, options: Options) -> None:
    """Asks in which zone bare times are, where the headings of two columns name different ones: (UTC) and (CET)."""
    bare = {name: headings[name] for name, d in instants.items() if name in headings and _bare(d)}
    zones = {name: NAMED[found[0]] for name, text in bare.items() if (found := ZONE_WORD.search(_plain(text)))}
    if len({zones.get(name, "") for name in bare}) < 2:
        return
    for name in bare:
        if not options.about(name, "zone") and name not in {question.column for question in staged.questions}:
            fields = {"read": bare[name], "other": next(text for other, text in bare.items() if other != name)}
            choices = sorted(OFFERED, key=lambda zone: zone != zones.get(name))
            staged.ask(Question("ZONES_NAMED", name, f"{name}.zone", choices, fields))


def _bare(decision) -> bool:
    """Whether a column has a time without a zone."""
    return any(offset is None for offset in decision.offsets.values())


def _plain(heading: str) -> str:
    return heading.replace("_", " ").casefold()


def _likely(bare: str, decision, seen: set) -> list:
    """The zones offered, first those whose clock shows what other cells of the file say."""
    moment = next(value for (text, _), (value, _) in decision.values.items() if text == bare and value)
    return sorted(OFFERED, key=lambda zone: bool(seen) and offset_in(zone, moment) not in seen)

"""Times without a zone beside times with one."""

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


def _likely(bare: str, decision, seen: set) -> list:
    """The zones offered, first those whose clock shows what other cells of the file say."""
    moment = next(value for (text, _), (value, _) in decision.values.items() if text == bare and value)
    return sorted(OFFERED, key=lambda zone: bool(seen) and offset_in(zone, moment) not in seen)

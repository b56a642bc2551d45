"""How the latest backup went and how old it is, and how often one is made, in words."""

from datetime import datetime

from data import moments, settings
from data.languages import texts
from data.problems import sentence
from pages.parts.ui.clock import when

UNITS = ((86_400, "days_ago"), (3_600, "hours_ago"), (60, "minutes_ago"))


def said(view, last: dict | None) -> str:
    """Return when the latest backup was made, how long ago, and its verdict. last: what `schedule.last` says."""
    if last is None:
        return view.words("state.never")
    moment = when(view, last["happened_at"])
    if last["made"]:
        return view.words("state.backup_made", moment=moment, age=age(view, last["happened_at"]))
    known = last["reason"] in texts("problems", view.language)
    reason = sentence(last["reason"], last, view.language) if known else view.words("state.backup_unknown")
    return view.words("state.backup_failed", moment=moment, reason=reason)


def age(view, moment: datetime) -> str:
    """Return "3 hours ago"."""
    seconds = (moments.now() - moment).total_seconds()
    for size, unit in UNITS:
        if seconds >= size:
            return view.words(f"state.{unit}", count=int(seconds // size))
    return view.words("state.just_now")


def schedule(view) -> str:
    """Return how often a backup is made, and how many are kept where."""
    if not (hours := settings.number("LEDGER_BACKUP_HOURS")):
        return view.words("state.schedule_none")
    place = "elsewhere" if settings.text("LEDGER_BACKUP_FOLDER") else "home"
    return view.words(f"state.schedule_{place}", hours=hours, keep=settings.number("LEDGER_BACKUP_KEEP"))

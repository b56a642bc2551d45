"""What is said of a view that is seen in a scenario: what of it the scenario changes, and what it leaves as it is."""

from collections.abc import Iterable
from decimal import Decimal

from models.scenarios.levers import Lever
from models.scenarios.scenario_engine import ANSWERED
from pages.parts.i18n import figure_texts
from pages.parts.runtime.services import services

HUNDRED = Decimal(100)
# what pages read beside what they show
BESIDE = ("churn_state", "data_quality", "home_currency", "ledger_span", "quality_identity", "reconciliation")


def in_scenario(view, read: Iterable[str]) -> str:
    """Return the sentences, for the figures that were read; in a link with the levers it keeps."""
    names = dict.fromkeys(read)
    changed = [name for name in names if name in ANSWERED]
    others = [name for name in names if name not in (*ANSWERED, *BESIDE) and view.can_read(name)]
    unchanged = [_title(view, name) for name in others]
    said = [_levers(view)] if view.kept_levers else []
    said.append(view.words("in_scenario.changed" if changed else "in_scenario.nothing"))
    if changed and view.is_live:
        said.append(view.words("in_scenario.closed"))
    if changed and unchanged:
        said.append(view.words("in_scenario.unchanged", names=view.formats.listing(unchanged)))
    return " ".join(said)


def percent(view, value: Decimal) -> str:
    """Return a percentage as it is written: "12.5 %", without digits nobody needs."""
    digits = 0 if round(value, 1) == round(value) else 1
    return view.formats.share(value / HUNDRED, digits)


def lever_name(view, one: Lever) -> str:
    """Return a lever with the sector and the type of complaint it is moved for."""
    of = [view.sector(one.sector) if one.sector else "", view.category(one.category) if one.category else ""]
    named = view.words(f"lever.{one.kind}")
    return named + (f" ({', '.join(filter(None, of))})" if any(of) else "")


def _levers(view) -> str:
    said = [f"{lever_name(view, one)} {percent(view, one.percent)}" for one in view.kept_levers if one.percent]
    return view.words("in_scenario.levers", levers="; ".join(said))


def _title(view, name: str) -> str:
    return figure_texts.said(view.language, services().engine.header(name), "title")

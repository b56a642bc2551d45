"""What is said of a view that is seen in a scenario: what of it the scenario changes, and what it leaves as it is."""

from collections.abc import Iterable
from decimal import Decimal

from models.scenarios.levers import Lever
from models.scenarios.scenario_engine import ANSWERED
from pages.parts.i18n import figure_texts
from pages.parts.i18n.direction import in_a_row
from pages.parts.i18n.model_texts import assumption_title, assumption_value
from pages.parts.runtime.services import services

HUNDRED = Decimal(100)
# what pages read beside what they show
BESIDE = ("churn_state", "data_quality", "home_currency", "ledger_span", "quality_identity", "reconciliation")


def in_scenario(view, read: Iterable[str]) -> str:
    """Return the sentences, for the figures that were read; in a link with the levers it keeps."""
    names, moves = dict.fromkeys(read), view.moves
    changed = [name for name in names if name in moves.figures]
    others = [name for name in names if name not in (*moves.figures, *BESIDE) and view.can_read(name)]
    of_assumptions = [name for name in changed if name not in (*ANSWERED, *BESIDE)] if moves.levers else []
    said = [_levers(view)] if moves.levers and not view.is_live else []
    if changed and moves.assumed:
        said.append(view.words("in_scenario.assumed", listed=own_assumptions(view, moves.assumed)))
    if changed and (moves.levers or not moves.assumed):
        said.append(view.words("in_scenario.with_levers" if moves.assumed else "in_scenario.changed"))
    if not changed:
        said.append(view.words("in_scenario.nothing"))
    left = {"not_by_levers": of_assumptions, "unchanged": others if changed else []}
    said += [view.words(f"in_scenario.{key}", names=_titles(view, some)) for key, some in left.items() if some]
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
    said = [f"{lever_name(view, one)} {percent(view, one.percent)}" for one in view.moves.levers if one.percent]
    return view.words("in_scenario.levers", levers=in_a_row(said, "; "))


def own_assumptions(view, assumed: dict[str, str]) -> str:
    """Return assumptions of a scenario's own, beside what holds; a link tells only those of its scenario."""
    held = view.held_assumptions(*assumed) if view.is_live else {}
    said = []
    for name, text in sorted(assumed.items()):
        title = assumption_title(view.language, name)
        values = [assumption_value(view.formats, name, one) for one in (text, held.get(name)) if one is not None]
        key = "scenarios.assumption_instead" if held else "in_scenario.assumption"
        said.append(view.words(key, **dict(zip(("value", "held"), values), name=title)))
    return view.formats.listing(said)


def _titles(view, names: list[str]) -> str:
    headers = map(services().engine.header, names)
    return view.formats.listing([figure_texts.said(view.language, header, "title") for header in headers])

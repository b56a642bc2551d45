"""What levers and assumptions are called, and the sentences of a scenario."""

import textwrap
from decimal import Decimal

from models.scenarios.assumed_bases import ASSUMPTION
from models.scenarios.levers import Lever
from models.scenarios.payback import BreakEven, Payback
from models.scenarios.ranges import EFFECT, RISK, Turn
from pages.parts.i18n.language import has
from pages.parts.view.words.scenario_words import lever_name, percent

LINE = 24  # signs of a name beside a bar


def in_lines(name: str) -> str:
    """Return a name as it stands beside a bar, in lines that fit there."""
    return "\n".join(textwrap.wrap(name, LINE)[:2]) if len(name) > LINE else name


def turn_name(view, turn: Turn, levers: tuple[Lever, ...]) -> str:
    """Return what an assumption of the tornado is called."""
    if turn.what == RISK:
        return view.words("scenarios.turn_risk")
    if turn.what == ASSUMPTION:
        key = f"scenario_assumption.{turn.name}"
        return view.words(key) if has(view.language, key) else str(turn.name)
    if turn.what == EFFECT:
        return view.words("scenarios.turn_effect", lever=view.words(f"effect.{turn.name}"))
    return lever_name(view, levers[int(str(turn.name))])


def turn_value(view, turn: Turn, value: Decimal) -> str:
    """Return a value of an assumption: percentages with their sign, those of the ledger as they are."""
    return view.formats.written(f"{value:f}") if turn.what == ASSUMPTION else percent(view, value)


def headline(view, found: Payback, levers: tuple[Lever, ...], evens: list[BreakEven], base_cost: Decimal) -> str:
    """Return the scenario in one sentence: what it saves a year, and when it pays."""
    if not levers:
        return view.words("scenarios.answer_base", cost=view.formats.money(base_cost))
    key = "scenarios.answer" + ("_many" if len(levers) > 1 else "") + ("_more" if found.yearly_saving < 0 else "")
    saving = view.formats.money(abs(found.yearly_saving))
    said = view.words(key, what=lever_name(view, levers[0]), count=len(levers), saving=saving)
    return said + _tail(view, found, evens)


def _tail(view, found: Payback, evens: list[BreakEven]) -> str:
    if not (found.one_off or found.yearly_cost):
        return view.words("scenarios.tail_free")
    if found.net_value <= 0:
        return view.words("scenarios.tail_never", months=found.horizon_months)
    costly = [one for one in evens if one.lever.one_off or one.lever.yearly]
    if len(costly) == 1 and costly[0].percent is not None:
        return view.words("scenarios.tail_unless", least=least(view, costly[0]))
    return view.words("scenarios.tail_month", month=found.payback_month)


def least(view, one: BreakEven) -> str:
    """Return how much a lever must bring to pay for itself, in its own unit."""
    if one.percent is None:
        return view.words("scenarios.least_never")
    if one.complaints is not None:
        return view.words("scenarios.least_complaints", count=_counted(view, one.complaints))
    if one.customers is not None:
        return view.words("scenarios.least_customers", count=_counted(view, one.customers))
    if one.hours is not None:
        return view.words("scenarios.least_hours", count=_counted(view, one.hours))
    return percent(view, one.percent)


def _counted(view, count: Decimal) -> str:
    return view.formats.number(count, 1 if count < 10 else 0)


def decision(view, turn: Turn | None, levers: tuple[Lever, ...]) -> str:
    """Return what would change the decision, in one sentence."""
    if turn is None:
        return view.words("scenarios.decision_none")
    name = turn_name(view, turn, levers)
    if turn.switch is None:
        return view.words("scenarios.decision_flips" if turn.flips else "scenarios.decision_none", name=name)
    key = "scenarios.decision_switch" if turn.flips else "scenarios.decision_near"
    return view.words(key, name=name, value=percent(view, turn.switch))

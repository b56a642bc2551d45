"""What levers cost and when they pay: discounted net value, pay-back month, break-even, order by value for money."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from functools import lru_cache

from models.scenarios.levers import RISK, VOLUME, Lever, lever
from models.scenarios.outcome import DIGITS, HUNDRED, Outcome, exact_sum
from models.scenarios.scenario_base import Base

YEAR = 12
MONEY = Decimal("0.000001")
PERCENT = Decimal("0.01")


@dataclass(frozen=True)
class Payback:
    """A scenario in money: yearly saving, what the levers cost, and what is left over the horizon in today's money.

    payback_month: the first month by whose end the savings, undiscounted, have paid all costs; None if they never do.
    """

    yearly_saving: Decimal
    one_off: Decimal
    yearly_cost: Decimal
    net_value: Decimal
    payback_month: int | None
    horizon_months: int


@dataclass(frozen=True)
class BreakEven:
    """How far a lever must be moved to pay for itself, the others as they are.

    percent: None where it pays at no percentage. complaints, customers, hours: the same in the lever's own unit, a
    year; None where it has none.
    """

    lever: Lever
    percent: Decimal | None
    complaints: Decimal | None
    customers: Decimal | None
    hours: Decimal | None
    net_value: Decimal


def payback(base: Base, outcome: Outcome) -> Payback:
    """Return the scenario in money."""
    yearly = a_year(base, outcome.saving)
    one_off, cost = (exact_sum(getattr(one, name) for one in outcome.levers) for name in ("one_off", "yearly"))
    return Payback(
        yearly,
        one_off,
        cost,
        net_value(base, yearly, one_off, cost),
        payback_month(yearly - cost, one_off),
        base.horizon_months,
    )


def savings_of_each(base: Base, percent: int, sector: str, category: str) -> list[tuple[Lever, Decimal]]:
    """Return each lever whose effect is measured, moved by so many percent alone, with what it saves a year.

    The largest saving is first; a lever that saves nothing is left out.
    """
    moved = [lever(kind, sector, category, percent=percent) for kind in base.kinds if base.is_measured(kind, sector)]
    found = [(one, a_year(base, base.outcome([one]).saving)) for one in moved]
    return sorted(((one, saving) for one, saving in found if saving > 0), key=lambda each: -each[1])


def a_year(base: Base, amount: Decimal) -> Decimal:
    """Return what an amount of the selected months is in a year."""
    with localcontext(prec=DIGITS):
        return amount if base.months == YEAR else (amount * YEAR / base.months).quantize(MONEY)


def net_value(base: Base, yearly_saving: Decimal, one_off: Decimal, yearly_cost: Decimal) -> Decimal:
    """Return what is left over the horizon in today's money.

    − one-off + Σ_{k=0}^{H−1} (saving − cost) / 12 / (1+i)^k, i = (1 + discount_rate)^{1/12} − 1: each month is
    discounted as at its start, as the value of a customer is.
    """
    with localcontext(prec=DIGITS):
        months = present_months(base.horizon_months, base.discount_rate)
        return ((yearly_saving - yearly_cost) / YEAR * months - one_off).quantize(MONEY)


@lru_cache(maxsize=64)
def present_months(horizon_months: int, discount_rate: Decimal) -> Decimal:
    """Return how many months' money of today the months of the horizon are."""
    with localcontext(prec=DIGITS):
        monthly = (1 + discount_rate) ** (Decimal(1) / YEAR)
        return exact_sum(monthly**-month for month in range(horizon_months))


def payback_month(yearly: Decimal, one_off: Decimal) -> int | None:
    """Return the first month by whose end a yearly amount has paid what was spent at the start."""
    if yearly <= 0:
        return None
    with localcontext(prec=DIGITS):
        return max(1, int((one_off * YEAR / yearly).to_integral_value(ROUND_CEILING)))


def break_evens(base: Base, outcome: Outcome) -> list[BreakEven]:
    """Return for each lever at what percentage it pays for itself, the others as they are.

    What a lever saves is in proportion to its percentage while the others stay, so percent × cost / saving is exact.
    """
    return [_break_even(base, outcome, place) for place in range(len(outcome.levers))]


def _break_even(base: Base, outcome: Outcome, place: int) -> BreakEven:
    one = outcome.levers[place]
    months = present_months(base.horizon_months, base.discount_rate)
    with localcontext(prec=DIGITS):
        worth = a_year(base, outcome.last(place)) / YEAR * months
        cost = one.one_off + one.yearly / YEAR * months
        percent = (one.percent * cost / worth).quantize(PERCENT, ROUND_CEILING) if worth > 0 else None
        percent = None if percent is None or percent > HUNDRED else percent
        net = (worth - cost).quantize(MONEY)
    return BreakEven(one, percent, *_in_own_unit(base, outcome, place, percent), net)


def _in_own_unit(
    base: Base, outcome: Outcome, place: int, percent: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Complaints a year for a lever on their number, customers for one that keeps some, hours for one on late ones."""
    one = outcome.levers[place]
    if percent is None:
        return None, None, None
    with localcontext(prec=DIGITS):
        if one.acts_on.driver == VOLUME:
            return a_year(base, base.complaints_of(one) * percent / HUNDRED), None, None
        if one.acts_on.driver == RISK and one.percent:
            return None, a_year(base, _kept(outcome, place) * percent / one.percent), None
        late = base.late_hours_of(one)
        return None, None, None if late is None else late * percent / HUNDRED


def _kept(outcome: Outcome, place: int) -> Decimal:
    """The customers a lever keeps on top of all the others."""
    without = [Decimal(0) if other == place else held for other, held in enumerate(outcome.strengths)]
    return outcome.lost(without) - outcome.lost()


def order_of_worth(base: Base, outcome: Outcome) -> list[int]:
    """Return the levers in the order of the bridge: at each step the one that adds most net value after those before.

    Levers on the same complaints take from one another, so this is the greedy order, one of several possible.
    """
    order: list[int] = []
    waiting = list(range(len(outcome.levers)))
    while waiting:
        before = outcome.total(chosen=frozenset(order))
        best = max(waiting, key=lambda place: (_added(base, outcome, order, place, before), -place))
        order.append(best)
        waiting.remove(best)
    return order


def _added(base: Base, outcome: Outcome, order: Sequence[int], place: int, before: Decimal) -> Decimal:
    one = outcome.levers[place]
    with localcontext(prec=DIGITS):
        saved = before - outcome.total(chosen=frozenset([*order, place]))
    return net_value(base, a_year(base, saved), one.one_off, one.yearly)

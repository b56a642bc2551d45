"""Between which amounts a saving lies: by how customers happened to differ, and by how the assumptions turn out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy

from models.scenarios.outcome import DIGITS, HUNDRED, Group, Outcome, remaining, strength
from models.scenarios.payback import a_year, net_value, payback
from models.scenarios.scenario_base import Base

CHURN = "avoidable_churn"
DRAWS = 1000
PERCENT, EFFECT, RISK = "percent", "effect", "risk"
SMALLEST = Decimal("0.01")


@dataclass(frozen=True)
class Turn:
    """One assumption at its low and its high value, all else as it is.

    what: the percentage of a lever, a measured effect, or the added risk. name: the lever's place or the effect.
    values in percent. saving, net: a year's saving and the net value at the two ends. switch: the value at which the
    net value is zero; None where none from 0 to 100 is.
    """

    what: str
    name: object
    low: Decimal
    likely: Decimal
    high: Decimal
    saving_low: Decimal
    saving_high: Decimal
    net_low: Decimal
    net_high: Decimal
    switch: Decimal | None

    @property
    def swing(self) -> Decimal:
        """Return by how much the saving moves between the two ends."""
        return abs(self.saving_high - self.saving_low)

    @property
    def flips(self) -> bool:
        """Whether the scenario pays at one end and not at the other."""
        return (self.net_low > 0) != (self.net_high > 0)


def tornado(base: Base, outcome: Outcome) -> list[Turn]:
    """Return every assumption that has a range, the one that moves the saving most first."""
    turns = [_of_percent(base, outcome, place) for place, one in enumerate(outcome.levers) if _has_range(one)]
    turns += [_of_effect(base, outcome, name) for name in sorted({one.acts_on.effect for one in outcome.levers} - {""})]
    turns += _of_risk(base, outcome)
    return sorted(turns, key=lambda turn: -turn.swing)


def decisive(turns: Sequence[Turn]) -> Turn | None:
    """Return the assumption that would change the decision: the first to flip it, else the one nearest to doing so."""
    flipping = [turn for turn in turns if turn.flips]
    if flipping:
        return flipping[0]
    near = [turn for turn in turns if turn.switch is not None and turn.likely]
    return min(near, key=lambda turn: abs(turn.switch - turn.likely) / turn.likely, default=None)  # type: ignore


def _has_range(lever) -> bool:
    return lever.low is not None or lever.high is not None


def _of_percent(base: Base, outcome: Outcome, place: int) -> Turn:
    one = outcome.levers[place]
    ends = [one.percent if end is None else end for end in (one.low, one.high)]
    found = [
        _replaced(outcome.strengths, place, strength(one, outcome.effects, percent)) for percent in (*ends, Decimal(0))
    ]
    return _turn(base, outcome, PERCENT, place, (ends[0], one.percent, ends[1]), found)


def _of_effect(base: Base, outcome: Outcome, name: str) -> Turn:
    effect = outcome.effects[name]
    values = effect.low, effect.share, effect.high
    found = [_with_effect(outcome, name, share) for share in (effect.low, effect.high, Decimal(0))]
    return _turn(base, outcome, EFFECT, name, tuple(share * HUNDRED for share in values), found)


def _with_effect(outcome: Outcome, name: str, share: Decimal) -> tuple[Decimal, ...]:
    return tuple(
        one.percent / HUNDRED * share if one.acts_on.effect == name else held
        for one, held in zip(outcome.levers, outcome.strengths, strict=True)
    )


def _replaced(strengths: Sequence[Decimal], place: int, value: Decimal) -> tuple[Decimal, ...]:
    return (*strengths[:place], value, *strengths[place + 1 :])


def _turn(base: Base, outcome: Outcome, what: str, name: object, values: tuple, ends: list[tuple]) -> Turn:
    """ends: the strengths at the low and the high value, and at zero."""
    low, likely, high = values
    with localcontext(prec=DIGITS):
        savings = [a_year(base, outcome.base - outcome.total(strengths)) for strengths in ends]
    nets = [_net(base, outcome, saving) for saving in savings]
    switch = _switch(likely, _net(base, outcome, a_year(base, outcome.saving)), nets[2])
    return Turn(what, name, low, likely, high, savings[0], savings[1], nets[0], nets[1], switch)


def _net(base: Base, outcome: Outcome, yearly_saving: Decimal) -> Decimal:
    spent = payback(base, outcome)
    return net_value(base, yearly_saving, spent.one_off, spent.yearly_cost)


def _switch(likely: Decimal, net: Decimal, net_at_zero: Decimal) -> Decimal | None:
    """The value of zero net; the net value is a straight line between zero and the likely value."""
    if net == net_at_zero or not likely:
        return None
    with localcontext(prec=DIGITS):
        found = (likely * net_at_zero / (net_at_zero - net)).quantize(SMALLEST, ROUND_HALF_UP)
    return found if 0 <= found <= HUNDRED else None


def _of_risk(base: Base, outcome: Outcome) -> list[Turn]:
    """The added risk after a complaint at the ends of its range, in percent of the likely one."""
    drawn = saving_draws(base, outcome)
    likely = float(sum(group.amount for group in outcome.groups if group.component == CHURN))
    if not drawn.size or likely <= 0 or not numpy.ptp(drawn):
        return []
    totals = numpy.sum([*base.draws.values()], axis=0)
    low, high = (_decimal(end / likely * 100) for end in _ends(totals, base.level))
    savings = [a_year(base, _decimal(end)) for end in _ends(drawn, base.level)]
    nets = [_net(base, outcome, saving) for saving in savings]
    return [Turn(RISK, "", low, HUNDRED, high, savings[0], savings[1], nets[0], nets[1], None)]


def saving_draws(base: Base, outcome: Outcome) -> numpy.ndarray:
    """Return the saving in each of the ledger's draws of customers; none where none were drawn.

    The avoidable churn of a sector moves by the draws, and of it the same part is saved as of the likely one.
    """
    if not base.draws:
        return numpy.zeros(0)
    before, after = _churn_of(outcome)
    drawn = numpy.full(DRAWS, float(outcome.saving - sum(before.values()) + sum(after.values())))
    for sector, amounts in base.draws.items():
        if before.get(sector):
            drawn = drawn + amounts * (1 - float(after[sector] / before[sector]))
    return drawn


def _churn_of(outcome: Outcome) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The avoidable churn of each causing sector as it is and in the scenario."""
    before: dict[str, Decimal] = {}
    after: dict[str, Decimal] = {}
    strengths = outcome.strengths
    with localcontext(prec=DIGITS):
        for group in (group for group in outcome.groups if group.component == CHURN):
            name, left = group.caused_by, remaining(group, strengths)
            before[name] = before.get(name, Decimal(0)) + group.amount
            after[name] = after.get(name, Decimal(0)) + group.amount * left
    return before, after


def saving_range(base: Base, outcome: Outcome) -> tuple[Decimal, Decimal] | None:
    """Return between which amounts a year's saving lies, given how customers happened to differ; None without draws."""
    drawn = saving_draws(base, outcome)
    if not drawn.size:
        return None
    low, high = (a_year(base, _decimal(end)) for end in _ends(drawn, base.level))
    return low, high


def assumed_range(base: Base, outcome: Outcome) -> tuple[Decimal, Decimal] | None:
    """Return between which amounts a year's saving lies, given how levers and effects may turn out; None without any.

    Each is drawn between its low and high value, the likely one most often (triangular), with the stored seed.
    """
    random = numpy.random.Generator(numpy.random.PCG64(base.seed))
    effects = {
        name: _drawn(random, effect.low, effect.share, effect.high) for name, effect in sorted(outcome.effects.items())
    }
    percents = [
        _drawn(random, one.percent if one.low is None else one.low, one.percent, one.high or one.percent)
        for one in outcome.levers
    ]
    strengths = [
        percent / 100 * effects.get(one.acts_on.effect, 1)
        for one, percent in zip(outcome.levers, percents, strict=True)
    ]
    totals = sum(
        float(group.amount) * numpy.prod([numpy.ones(DRAWS), *_left(group, strengths)], axis=0)
        for group in outcome.groups
    )
    savings = float(outcome.base) - numpy.asarray(totals)
    if not savings.size or not numpy.ptp(savings):
        return None
    low, high = (a_year(base, _decimal(end)) for end in _ends(savings, base.level))
    return low, high


def _left(group: Group, strengths: Sequence[numpy.ndarray]) -> list[numpy.ndarray]:
    """What each lever of a group leaves in every draw."""
    return [
        1 - numpy.minimum(1, strengths[place] * float(weight)) for place, weight in zip(group.levers, group.weights)
    ]


def _drawn(random: numpy.random.Generator, low: Decimal, likely: Decimal, high: Decimal) -> numpy.ndarray:
    places = random.random(DRAWS)  # drawn also where there is no range, so that one range does not move another's draws
    if low == high:
        return numpy.full(DRAWS, float(likely))
    least, most, middle = float(low), float(high), float(likely)
    split = (middle - least) / (most - least)
    rising = least + numpy.sqrt(places * (most - least) * (middle - least))
    falling = most - numpy.sqrt((1 - places) * (most - least) * (most - middle))
    return numpy.where(places < split, rising, falling)


def _ends(values: numpy.ndarray, level: float) -> tuple[float, float]:
    low, high = numpy.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.000001"), ROUND_HALF_UP)

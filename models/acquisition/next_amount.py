"""Where the next amount belongs: winning or keeping, at the margin of one's own response, and what would flip it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from models.acquisition.response import Response, response, value_of

KEEP, WIN, NEITHER = "keep", "win", "neither"
NUMBERS = ("keep_spend", "keep_share", "keep_ceiling", "win_spend", "win_share", "win_ceiling")
UNCERTAIN = tuple(name for name in NUMBERS if not name.endswith("spend"))
STEPS, FARTHEST, HALVINGS = 400, 4.0, 50
MONTHS = 12
AMOUNT, OFF = 10_000, 0.1  # the next amount, and by which part of themselves shares may be wrong unless said
DRAWN, MOST_TIMES = 30, 3.0  # places of a curve, up to so many times the spend of today


@dataclass(frozen=True)
class Points:
    """A point of the response of keeping (a customer and year) and of winning (a prospect): spend, share, ceiling."""

    keep_spend: float
    keep_share: float
    keep_ceiling: float
    win_spend: float
    win_share: float
    win_ceiling: float

    @property
    def curves(self) -> tuple[Response, Response] | None:
        """Return the curves of keeping and winning; None where a point is not below its ceiling, or above one."""
        keep = response(self.keep_spend, self.keep_share, self.keep_ceiling)
        win = response(self.win_spend, self.win_share, self.win_ceiling)
        return (keep, win) if keep and win and max(self.keep_ceiling, self.win_ceiling) <= 1 else None


@dataclass(frozen=True)
class Side:
    """What the amount brings on one side, at the margin: customers, their worth, and the range of that worth."""

    marginal_cost: float
    customers: float
    worth: float
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Flip:
    """The nearest number of a point that sends the amount elsewhere: which, its value there, and where it then goes."""

    name: str
    value: float
    side: str


@dataclass(frozen=True)
class NextAmount:
    """Where the amount belongs (neither: one more customer costs more than one is worth), and what would flip it."""

    keep: Side
    win: Side
    side: str
    flip: Flip | None


def next_amount(points: Points, monthly_margin: float, rate: float, amount: float, off: float) -> NextAmount | None:
    """Return where an amount belongs; off: by which part of themselves shares and ceilings may be wrong.

        customers = amount / cost of one more; worth = customers × value of a customer (best_split)

    None where no curve goes through a point.
    """
    margin = MONTHS * monthly_margin
    found = _sides(points, margin, rate, amount)
    if found is None:
        return None
    corners = [_sides(corner, margin, rate, amount) for corner in _corners(points, off)]
    worths = [tuple(side.worth for side in sides) for sides in corners if sides]
    keep, win = (
        replace(side, low=min(worth[place] for worth in worths), high=max(worth[place] for worth in worths))
        for place, side in enumerate(found)
    )
    return NextAmount(keep, win, _belongs(found, amount), _flip(points, margin, rate, amount))


def curve_rows(points: Points) -> list[dict]:
    """Return both curves for drawing: side, times (of the spend of today), share; none where no curve is."""
    rows = []
    for side, curve in zip((KEEP, WIN), points.curves or ()):
        for place in range(DRAWN + 1):
            times = MOST_TIMES * place / DRAWN
            rows.append({"side": side, "times": times, "share": curve.share_at(times * curve.spend)})
    return rows


def _sides(points: Points, margin: float, rate: float, amount: float) -> tuple[Side, Side] | None:
    curves = points.curves
    if curves is None:
        return None
    value = value_of(curves[0], margin, rate, points.keep_spend)
    costs = [curve.marginal_cost(curve.spend) for curve in curves]
    keep, win = (Side(cost, amount / cost, amount / cost * value) for cost in costs)
    return keep, win


def _belongs(sides: tuple[Side, Side], amount: float) -> str:
    keep, win = sides
    if max(keep.worth, win.worth) < amount:
        return NEITHER
    return KEEP if keep.customers >= win.customers else WIN


def _corners(points: Points, off: float) -> Iterator[Points]:
    """The points as stated, and with each uncertain number at either end."""
    yield points
    for signs in product((1 - off, 1 + off), repeat=len(UNCERTAIN)):
        ends = {name: min(1.0, getattr(points, name) * sign) for name, sign in zip(UNCERTAIN, signs, strict=True)}
        yield replace(points, **ends)


def _flip(points: Points, margin: float, rate: float, amount: float) -> Flip | None:
    """The number that has to change least, in parts of itself, for the amount to belong elsewhere."""

    def _side_at(name: str, factor: float) -> str | None:
        sides = _sides(replace(points, **{name: getattr(points, name) * factor}), margin, rate, amount)
        return _belongs(sides, amount) if sides else None

    now = _side_at(NUMBERS[0], 1.0)
    found: list[tuple[float, Flip]] = []
    for name in NUMBERS:
        for way in (1, -1):
            power = _first(partial(_side_at, name), way, now)
            if power is not None:
                factor = _factor(way, power)
                found.append((power, Flip(name, getattr(points, name) * factor, str(_side_at(name, factor)))))
    return min(found, key=lambda one: one[0])[1] if found else None


def _factor(way: int, power: float) -> float:
    return float(FARTHEST ** (way * power / STEPS))


def _first(side_at: Callable[[float], str | None], way: int, now: str | None) -> float | None:
    """The first of the steps at which the side is another one, narrowed down; None where it stays or ends before."""
    for step in range(1, STEPS + 1):
        side = side_at(_factor(way, step))
        if side is None:
            return None
        if side != now:
            low, high = float(step - 1), float(step)
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (low, middle) if side_at(_factor(way, middle)) != now else (middle, high)
            return high
    return None

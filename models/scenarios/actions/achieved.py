"""What an action achieved: cost before and after it, against other sectors or the same months a year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from statistics import fmean, variance

from models.scenarios.actions.student import quantile

YEAR, AFTER = 12, 11  # months looked at before the month of the action, and after it
FEWEST_BEFORE, FEWEST_AFTER = 6, 3
CENT = Decimal("0.01")
SECTORS, MONTHS = "sectors", "months"
OPEN, NO_COST, SHORT, EARLY, FEW = "open", "no_cost", "short", "early", "few"


@dataclass(frozen=True)
class Achieved:
    """What less cost a year an action brought, with its range; or why that cannot be told, and when it can be.

    reason: "" where it is told. told_from: the month (YYYY-MM) whose data are waited for, "" where waiting does not
    help. against: other sectors, or the same months of the year before. before, after: months looked at.
    """

    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""
    told_from: str = ""
    against: str = ""
    before: int = 0
    after: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether the range leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Months:
    """The cost a lever acts on by month: in its sector, and in the sectors it is compared with (None: there are none).

    last: the last complete month. Months without cost are there as zero.
    """

    first: int
    last: int
    here: dict[int, float]
    there: dict[int, float] | None


def number(day: date) -> int:
    """Return the month of a day as a number that counts on."""
    return day.year * YEAR + day.month - 1


def written(month: int) -> str:
    """Return such a number as YYYY-MM."""
    return f"{month // YEAR}-{month % YEAR + 1:02d}"


def sides(start: int, first: int, last: int) -> tuple[list[int], list[int]]:
    """Return the months before and after the one an action was done in, of those from first to last."""
    return [*range(max(first, start - YEAR), start)], [*range(start + 1, min(last, start + AFTER) + 1)]


def achieved(done_on: date | None, months: Months, level: float) -> Achieved:
    """Return what the action has achieved since the month after it was done."""
    if done_on is None:
        return Achieved(reason=OPEN)
    start = number(done_on)
    before, after = sides(start, months.first, months.last)
    if len(before) < FEWEST_BEFORE:
        return Achieved(reason=SHORT)
    if not any(months.here.get(month) for month in before):
        return Achieved(reason=NO_COST)
    if len(after) < FEWEST_AFTER:
        return Achieved(reason=EARLY, told_from=written(start + FEWEST_AFTER))
    if months.there is not None and all(months.there.get(month) for month in (*before, *after)):
        return _against_sectors(months, before, after, level)
    return _against_months(months, before, after, level)


def _against_sectors(months: Months, before: Sequence[int], after: Sequence[int], level: float) -> Achieved:
    """(mean share before − mean share after) × mean cost there after × 12; share = cost here / cost there."""
    there = months.there or {}
    shares = [[months.here.get(month, 0.0) / there[month] for month in side] for side in (before, after)]
    yearly = fmean(there[month] for month in after) * YEAR
    error = sqrt(sum(variance(side) / len(side) for side in shares))
    freedom = min(map(len, shares)) - 1
    return told(
        (fmean(shares[0]) - fmean(shares[1])) * yearly,
        quantile(level, freedom) * error * yearly,
        SECTORS,
        len(before),
        len(after),
    )


def _against_months(months: Months, before: Sequence[int], after: Sequence[int], level: float) -> Achieved:
    """Mean over the months after of (cost a year before − cost) × 12."""
    pairs = [month for month in after if month - YEAR in before]
    if len(pairs) < FEWEST_AFTER:
        return Achieved(reason=SHORT)
    less = [months.here.get(month - YEAR, 0.0) - months.here.get(month, 0.0) for month in pairs]
    error = sqrt(variance(less) / len(less))
    wide = quantile(level, len(less) - 1) * error * YEAR
    return told(fmean(less) * YEAR, wide, MONTHS, len(pairs), len(pairs))


def told(amount: float, wide: float, against: str, before: int, after: int) -> Achieved:
    """Return an amount with how far it reaches either way, to the cent."""
    ends = (amount, amount - wide, amount + wide)
    likely, low, high = (Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP) for value in ends)
    return Achieved(likely, low, high, against=against, before=before, after=after)

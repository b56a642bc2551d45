"""What an action on the risk of leaving achieved: who left after a complaint, before it and since, against others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from models.scenarios.actions.achieved import (
    EARLY,
    FEW,
    FEWEST_AFTER,
    FEWEST_BEFORE,
    MONTHS,
    OPEN,
    SECTORS,
    SHORT,
    YEAR,
    Achieved,
    number,
    sides,
    told,
    written,
)

FEWEST_FOLLOWED = 30  # customers on a side


class Followed(NamedTuple):
    """Customers whose complaint began something and who were followed: how many, who left, what they are worth."""

    customers: int = 0
    left: int = 0
    value: float = 0.0

    @property
    def share(self) -> float:
        """The share of them that left."""
        return self.left / self.customers

    @property
    def spread(self) -> float:
        """How far that share may be off, squared; one who left and one who stayed more, so that none is not certain."""
        share = (self.left + 1) / (self.customers + 2)
        return share * (1 - share) / self.customers


@dataclass(frozen=True)
class FollowedMonths:
    """Followed customers by the month of their complaint: where a lever acts, and where it is compared with (None:
    nowhere).

    last: the last month all of whose customers were followed, which takes so many months of waiting.
    """

    first: int
    last: int
    waiting: int
    here: dict[int, Followed]
    there: dict[int, Followed] | None


def achieved_risk(done_on: date | None, months: FollowedMonths, level: float) -> Achieved:
    """Return what the margin of customers kept since the month after the action is worth in a year."""
    if done_on is None:
        return Achieved(reason=OPEN)
    start = number(done_on)
    before, after = sides(start, months.first, months.last)
    if len(before) < FEWEST_BEFORE:
        return Achieved(reason=SHORT)
    if len(after) < FEWEST_AFTER:
        return Achieved(reason=EARLY, told_from=written(start + FEWEST_AFTER + months.waiting))
    if months.there is not None:
        others = [_together(months.there, side) for side in (before, after)]
        if min(side.customers for side in others) >= FEWEST_FOLLOWED:
            return _told(months.here, before, after, others, level)
    pairs = [month for month in after if month - YEAR in before]
    if len(pairs) < FEWEST_AFTER:
        return Achieved(reason=SHORT)
    return _told(months.here, [month - YEAR for month in pairs], pairs, None, level)


def _told(
    held: dict[int, Followed],
    before: Sequence[int],
    after: Sequence[int],
    others: list[Followed] | None,
    level: float,
) -> Achieved:
    """(share before − share after, less the same of the others) × value of those who complained after, in a year."""
    sides = [_together(held, side) for side in (before, after)]
    if min(side.customers for side in sides) < FEWEST_FOLLOWED:
        return Achieved(reason=FEW)
    compared = others or []
    less = sides[0].share - sides[1].share
    less -= compared[0].share - compared[1].share if compared else 0.0
    error = sqrt(sum(side.spread for side in (*sides, *compared)))
    yearly = sides[1].value * YEAR / len(after)
    wide = NormalDist().inv_cdf((1 + level) / 2) * error * yearly
    return told(less * yearly, wide, SECTORS if compared else MONTHS, len(before), len(after))


def _together(held: dict[int, Followed], months: Sequence[int]) -> Followed:
    found = [held[month] for month in months if month in held]
    return Followed(*(sum(side) for side in zip(*found))) if found else Followed()

"""Random numbers that are the same on every machine, and the calendar of the sample."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

FIRST_START = np.datetime64("2021-11-01")  # the earliest customer
FIRST_DAY = np.datetime64("2024-11-01")  # the first of 24 complete months
LAST_DAY = np.datetime64("2026-10-31")
MONTHS = np.arange(FIRST_DAY.astype("M8[M]"), LAST_DAY.astype("M8[M]") + 1)


class Draws:
    """A stream of random numbers for one concern; only uniform numbers are drawn, the rest is arithmetic."""

    def __init__(self, seed: int, concern: int, block: int = 0) -> None:
        self._generator = np.random.Generator(np.random.PCG64([seed, concern, block]))

    def uniform(self, *shape: int) -> np.ndarray:
        """Numbers from 0 up to but not including 1."""
        return self._generator.random(shape)

    def between(self, low: float, high: float, count: int) -> np.ndarray:
        """`count` numbers from low to high, all equally likely."""
        return low + (high - low) * self.uniform(count)

    def around(self, mean: float | np.ndarray, count: int) -> np.ndarray:
        """`count` positive numbers with this mean and a long upper tail, from 0.3 up to 7 times the mean."""
        return mean * (0.3 - 0.7 * np.log(1 - 0.9999 * self.uniform(count)))

    def chance(self, probability: float | np.ndarray, count: int) -> np.ndarray:
        """`count` booleans, true with this probability."""
        return self.uniform(count) < probability

    def pick(self, shares: list[float], count: int) -> np.ndarray:
        """`count` positions of the list, drawn by its shares."""
        return np.searchsorted(np.cumsum(shares)[:-1] / sum(shares), self.uniform(count), side="right")

    def days(self, first: np.datetime64, last: np.datetime64, count: int) -> np.ndarray:
        """`count` days from first to last, in order; the last one is the last day."""
        days = first + np.floor(self.uniform(count) * (int((last - first).astype(int)) + 1)).astype("m8[D]")
        days = np.sort(days.astype("M8[D]"))
        days[-1] = last
        return days


def months_later(days: np.ndarray, months: int) -> np.ndarray:
    """The same day of the month that many months later, clipped to the end of a shorter month."""
    month = days.astype("M8[M]")
    day_of_month = days.astype("M8[D]") - month.astype("M8[D]")
    later = month + months
    return np.minimum(later.astype("M8[D]") + day_of_month, (later + 1).astype("M8[D]") - 1)


def text(values: Iterable[float], decimals: int = 2) -> list[str]:
    """Numbers as they stand in a file, with a point and always that many decimals."""
    return [str(Decimal(float(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)) for value in values]


def text_where(shown: np.ndarray, values: list[str]) -> list[str]:
    """The values where shown is true, an empty cell elsewhere."""
    return [value if keep else "" for keep, value in zip(shown, values)]


def yes_no(values: Iterable[bool]) -> list[str]:
    """The words yes and no."""
    return ["yes" if value else "no" for value in values]


def names(table: tuple, positions: np.ndarray, field: int = 0) -> list[str]:
    """One field of the rows of a table at these positions."""
    return [table[position][field] for position in positions]

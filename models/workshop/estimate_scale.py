"""The scales estimates are made on and shown on, the same for every stage."""

from collections import Counter
from collections.abc import Iterable
from math import ceil

ROUND, BEYOND, MOST_STEPS, PLACES, BESIDE = (1, 2, 4, 12, 24, 48, 168), 2.5, 200, 60, 1.2
TIMES = ("assigned_hours", "median_hours")
FIRST_HOURS = 8.0  # a working day, where no time is known


def top_hours(stages: list[dict]) -> int:
    """Return where the scale of the estimates ends, the same for every stage, so that it hints at none of them."""
    longest = max(_times(stages), default=FIRST_HOURS)
    step = next(size for size in ROUND if longest * BEYOND <= size * 12 or size == ROUND[-1])
    return ceil(longest * BEYOND / step) * step


def half_steps(top: int) -> float:
    """Return the smallest difference two estimates on such a scale can have."""
    return 0.5 if top <= MOST_STEPS / 2 else float(ceil(top / MOST_STEPS))


def reach(stages: list[dict], guesses: Iterable[float]) -> float:
    """Return where an axis ends that holds every guess and time of the stages, and words beside the last."""
    return max([*_times(stages), *guesses, 1.0]) * BESIDE


def stacked(numbers: list[float], top: float) -> list[tuple[float, int]]:
    """Return numbers as dots on an axis up to `top`: where each is, and how many there are below it."""
    heights: Counter[int] = Counter()
    dots = []
    for number in numbers:
        place = round(number / top * PLACES)
        dots.append((place * top / PLACES, heights[place]))
        heights[place] += 1
    return dots


def _times(stages: list[dict]) -> list[float]:
    return [float(one[name]) for one in stages for name in TIMES if one[name]]

"""Parts of a page in two columns that end about as low as each other, so that none leaves a hole."""

import json
import re
from collections.abc import Callable
from itertools import product

from pages.parts.ui import steps

UNEVEN = 140  # pixels, as estimated, one column may end before the other; beyond, parts stand one below the other
# how high things stand on a wide screen
LINE, HEAD, WORDS, LEGEND, FOLD, GAP = 36, 64, 34, 26, 57, 16
TALLEST = 400  # of what cannot be known beforehand


def balanced(view, *parts: Callable[[], object], widths: tuple[int, int] = (1, 1)) -> None:
    """Draw parts in two columns, each in the order given, spread so that both end about as low.

    What draws nothing takes no room. Where no spread is even, each part has the whole width.
    """
    made = [noted for part in parts if (noted := _noted(part))]
    lanes = _spread(made)
    if lanes is None:
        drawn = [one for noted in made for one in noted]
    else:
        drawn = [steps.Step(steps.side_by_side, (list(widths), "large", lanes), of_visitor=True)]
    if steps.is_making():
        steps.add(drawn)
    else:
        steps.take(view, drawn)


def _noted(part: Callable[[], object]) -> list[steps.Step]:
    noted: list[steps.Step] = []
    with steps.noting(noted):
        part()
    return noted


def _spread(made: list[list[steps.Step]]) -> list[list[steps.Step]] | None:
    """The two columns that differ least in height, the first part in the left one; None where all differ much."""
    if len(made) < 2:
        return None
    heights = [sum(map(height, noted)) for noted in made]
    spreads = [(0, *sides) for sides in product((0, 1), repeat=len(made) - 1)]
    best = min(spreads, key=lambda sides: _difference(heights, sides))
    if _difference(heights, best) > UNEVEN:
        return None
    return [[one for noted, side in zip(made, best, strict=True) if side == lane for one in noted] for lane in (0, 1)]


def _difference(heights: list[int], sides: tuple[int, ...]) -> int:
    return abs(sum(tall if side else -tall for tall, side in zip(heights, sides, strict=True)))


def height(one: steps.Step) -> int:
    """Return about how many pixels a step takes on a wide screen."""
    if one.of_visitor:
        return FOLD
    text = next((part for part in one.arguments if isinstance(part, str) and part.startswith(("<", "{"))), "")
    return (json.loads(text).get("height", TALLEST) if text.startswith("{") else _html(text)) + GAP


def _html(text: str) -> int:
    lines, heads, legends = len(re.findall("<tr[ >]", text)), text.count('class="ct"'), text.count('<p class="key"')
    words = len(re.findall("<p[ >]", text)) - text.count('<p class="cs"') - legends
    return LINE * lines + HEAD * heads + WORDS * words + LEGEND * legends

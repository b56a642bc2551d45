"""Nobody's answers follow from the survey: not from any figure, nor from differences between any two periods."""

import random
from collections import defaultdict
from datetime import date
from itertools import permutations

from handmade import assume, empty_house, put

from models.engine.engine import Engine
from models.engine.selection import Selection

FEWEST, MOST = 3, 46
MONTHS = [None, "2025-01", "2025-03", "2025-04", "2025-05"]
FIGURES = (
    ("service_gap", "perceived", "answers"),
    ("own_view", "own_perceived", "own_answers"),
    ("own_view", "receiver_perceived", "receiver_answers"),
    ("morale_month", "morale", "answers"),
)
DIMENSIONS = ("care", "morale", "speed")


def answers(seed: int) -> list[dict]:
    """People who rate a sector on one to three dimensions. The points of each answer are a power of two of its own: a
    sum tells which answers it holds."""
    draw, rows = random.Random(seed), []
    for person in range(MOST):
        rated_by, sector = draw.choice(("Billing", "Billing", "Sales")), draw.choice(("Billing", "Billing", "Sales"))
        day = date(2025, draw.choice((1, 1, 2, 3, 4, 5)), 15)
        told = {"date": day, "rated_by": rated_by, "sector": sector, "expected": 0, "person": person}
        rows += [told | {"dimension": name} for name in draw.sample(DIMENSIONS, draw.choice((1, 2, 3)))]
    return [row | {"perceived": 2**place} for place, row in enumerate(rows[:MOST])]


def known(engine: Engine, figure: str, points: str, counts: str) -> dict[str, set[int]]:
    """Of each sector and dimension: the sums of a figure under every period, as whole numbers."""
    found: dict[str, set[int]] = defaultdict(set)
    for period in [(first, last) for first in MONTHS for last in MONTHS if not (first and last) or first <= last]:
        rows = engine.read(figure, 1, Selection(period))
        for row in rows[rows[points].notna()].to_dict("records"):
            name = f"{row['sector']} {row.get('dimension', '')} {row.get('month', '')}"
            found[name].add(round(row[points] * row[counts]))
    return found


def people(rows: list[dict], total: int) -> int:
    """How many people gave the answers of a sum."""
    return len({row["person"] for row in rows if total & row["perceived"]})


def test_no_sum_and_no_difference_of_two_is_about_few():
    seen = 0
    for seed in range(2):
        house, rows = empty_house(), answers(seed)
        put(house, "service_survey", rows)
        assume(house, {"small_group": FEWEST, "as_of": date(2025, 6, 30)})
        engine = Engine(house)
        for told in [told for figure in FIGURES for told in known(engine, *figure).values()]:
            seen += len(told)
            assert min(people(rows, total) for total in told) >= FEWEST
            apart = {people(rows, one & ~other) for one, other in permutations(told, 2)}
            assert not apart & set(range(1, FEWEST))
    assert seen > 10

"""Which lever to think of first: each kind moved alone and alike, in the sector where it saves most."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from models.scenarios.levers import KINDS, Lever, lever
from models.scenarios.outcome import DIGITS, ONE, acts, exact_sum, factor, strength, weight
from models.scenarios.payback import a_year
from models.scenarios.scenario_base import Base

ALIKE = Decimal(10)  # percent


@dataclass(frozen=True)
class Measure:
    """A lever of one sector, what it alone would save a year, and what it would save moved in all sectors."""

    lever: Lever
    saving: Decimal
    everywhere: Decimal


def first_measures(base: Base) -> list[Measure]:
    """Return each kind of lever in the sector where it saves most, the kind that saves most there first.

    Names in brackets are no sectors anybody could move a lever in, and count under all of them alone.
    """
    return sorted(_measures(base), key=lambda one: -one.saving)


def _measures(base: Base) -> Iterator[Measure]:
    for kind in base.kinds:
        savings = _by_sector(base, kind)
        sectors = [name for name in savings if not name.startswith("(") and base.is_measured(kind, name)]
        best = max(sectors, key=lambda name: (savings[name], name), default=None)
        if best is not None and savings[best] > 0:
            yield Measure(
                lever(kind, best, percent=ALIKE), a_year(base, savings[best]), a_year(base, exact_sum(savings.values()))
            )


def _by_sector(base: Base, kind: str) -> dict[str, Decimal]:
    """What a kind of lever, moved in all sectors, saves in each of them."""
    moved = lever(kind, percent=ALIKE)
    part, found = strength(moved, base.effects), dict[str, Decimal]()
    with localcontext(prec=DIGITS):
        for cell in base.cells:
            if acts(moved, cell):
                saved = cell.amount * (ONE - factor([part * weight(moved, cell, base.effects)]))
                name = getattr(cell, KINDS[kind].place)
                found[name] = found.get(name, Decimal(0)) + saved
    return found

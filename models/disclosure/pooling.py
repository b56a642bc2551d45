"""Which names must stand together so that no sum is about a handful of people."""

from collections.abc import Iterable, Mapping
from typing import Any

Cells = Mapping[Any, dict[str, frozenset[str] | int]]  # place -> name -> the people, or only how many when enough


def small_groups(cells: Cells, fewest: int) -> set[str]:
    """Return the names that have from 1 to fewest − 1 people in any place."""
    return {name for names in cells.values() for name, people in names.items() if 0 < _count(people) < fewest}


def pool(cells: Cells, fewest: int) -> tuple[str, ...]:
    """Return the names that stand together: in every place each other name, and they as one, have no people or enough.

    Names with few people come first: when those are not enough together, the next smallest joins them.
    """
    merged = small_groups(cells, fewest)
    for name in _smallest_first(cells):
        if all(_is_told(cells[place], merged, fewest) for place in cells):
            break
        merged.add(name)
    return tuple(sorted(merged))


def united(people: Iterable[frozenset[str] | int]) -> int:
    """Return how many people there are at least in several cells together; exactly that many while they are few."""
    known = list(people)
    return max(
        [len(frozenset().union(*(one for one in known if isinstance(one, frozenset)))), *(_count(one) for one in known)]
    )


def _is_told(names: dict, merged: set[str], fewest: int) -> bool:
    count = united([people for name, people in names.items() if name in merged] or [0])
    return count == 0 or count >= fewest


def _smallest_first(cells: Cells) -> list[str]:
    sizes: dict[str, int] = {}
    for names in cells.values():
        for name, people in names.items():
            sizes[name] = sizes.get(name, 0) + _count(people)
    return sorted(sizes, key=lambda name: (sizes[name], name))


def _count(people: frozenset[str] | int) -> int:
    return people if isinstance(people, int) else len(people)

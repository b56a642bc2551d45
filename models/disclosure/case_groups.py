"""Figures told case by case: rows and counts about fewer people than allowed are left out, and whatever would give them
away by subtraction.

Every row stands for a set of cases. Known are the rows that are told, those of a group together, and the sum of each
group; where one known set holds another, what lies between them is known too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy
import pandas

from models.disclosure.case_families import FAMILY_OF, Cells, Family, Part
from models.engine.selection import Selection
from models.engine.visibility import Visibility

ALL = "all"
SOME = 1000  # cases looked at first: mostly enough people are among them


def read_cases(
    engine, name: str, version: int, selection: Selection, visibility: Visibility, fewest: int
) -> pandas.DataFrame:
    """Return the rows of a figure told case by case that may be told under a choice."""
    family = FAMILY_OF[name]
    frames = {one: engine.read(one, version, selection, visibility) for one in family.figures}
    cases = engine.read(family.cases, version, selection, visibility)
    return told_cases(name, frames, _with_person(engine, family, version, cases), fewest)


def _with_person(engine, family: Family, version: int, cases: pandas.DataFrame) -> pandas.DataFrame:
    """The cases, each with its person; one nobody is known of is a person of its own."""
    if isinstance(family.person, str):
        return cases.assign(person=cases[family.person])
    source, key, column = family.person
    known = engine.read(source, version).set_index(key)[column]
    return cases.assign(person=cases[key].map(known).fillna(cases[key]))


def told_cases(
    name: str, frames: dict[str, pandas.DataFrame], cases: pandas.DataFrame, fewest: int
) -> pandas.DataFrame:
    """Return the rows of a figure that may be told, its counts empty where they may not.

    frames: the figures of its family by name, as they are; cases: their cases, each with its `person`.
    """
    family = FAMILY_OF[name]
    crowd, owners = (
        _crowd(family, frames, cases, fewest),
        [one for one in family.figures for _ in range(len(frames[one]))],
    )
    told = crowd.told(crowd.known_rows(), numpy.ones(len(crowd.people), dtype=bool))
    own = [row for row in sorted(told) if owners[row] == name]
    rows = frames[name].iloc[[row - owners.index(name) for row in own]].copy()
    for part in family.figures[name].parts:
        inside = _by_case(part.of(cases), crowd.codes, len(crowd.people))
        beside = {
            row for row in told if any(set(one.columns) & set(part.columns) for one in _parts(family, owners[row]))
        }
        shown = crowd.told(beside, inside, ~inside)
        hidden = numpy.array([row not in shown for row in own], dtype=bool)
        rows = rows.assign(**{column: rows[column].mask(hidden) for column in part.columns})
    return rows


def _parts(family: Family, name: str) -> tuple[Part, ...]:
    return family.figures[name].parts


@dataclass(frozen=True)
class Crowd:
    """Cases by number, and the person of each. masks: the cases of each row; groups: what it is a part of, empty for a
    sum; codes: the number of the case in each line of the cases."""

    codes: numpy.ndarray
    people: numpy.ndarray
    masks: numpy.ndarray
    groups: list[tuple]
    fewest: int

    def known_rows(self) -> list[int]:
        """Return the rows whose cases are known; a row without any is never told."""
        return [row for row, mask in enumerate(self.masks) if mask.any()]

    def told(self, rows: Iterable[int], *layers: numpy.ndarray) -> set[int]:
        """Return which rows may be told together, so that of each layer of the cases nothing small is known."""
        told = {row for row in rows if self._is_safe(self.masks[row], layers)}
        while out := self._next_out(told, layers):
            told -= out
        return told

    def _next_out(self, told: set[int], layers: tuple[numpy.ndarray, ...]) -> set[int]:
        members = {group: [row for row in sorted(told) if self.groups[row] == group] for group in self._groups(told)}
        sums = [(self._united(rows), ()) for rows in members.values()]
        for whole, own in [*((self.masks[row], ()) for row in sorted(told)), *sums, *self._totals(members)]:
            for group, rows in members.items():
                parts = [row for row in rows if not (self.masks[row] & ~whole).any()] if own in ((), group) else []
                if parts and not self._is_safe(whole & ~self._united(parts), layers):
                    return {min(parts, key=self._size)}
        return set()

    def _groups(self, told: set[int]) -> list[tuple]:
        return sorted({self.groups[row] for row in told}, key=str)

    def _totals(self, groups: Iterable[tuple]) -> list[tuple[numpy.ndarray, tuple]]:
        """What the rows of each group make up, told or not."""
        every = {group: [row for row, own in enumerate(self.groups) if own == group] for group in groups}
        return [(self._united(rows), group) for group, rows in every.items() if group]

    def _united(self, rows: list[int]) -> numpy.ndarray:
        return numpy.asarray(self.masks[rows].any(axis=0))

    def _is_safe(self, cases: numpy.ndarray, layers: tuple[numpy.ndarray, ...]) -> bool:
        return all(self._count(cases & layer) in (0, self.fewest) for layer in layers)

    def _count(self, cases: numpy.ndarray) -> int:
        """How many people, counted up to as many as are enough."""
        people = self.people[cases]
        found = len(numpy.unique(people[:SOME]))
        return min(self.fewest, found if found >= self.fewest else len(numpy.unique(people)))

    def _size(self, row: int) -> tuple[int, int]:
        return int(self.masks[row].sum()), row


def _crowd(family: Family, frames: dict[str, pandas.DataFrame], cases: pandas.DataFrame, fewest: int) -> Crowd:
    codes = cases.groupby(list(family.ids), sort=False).ngroup().to_numpy()
    count = int(codes.max()) + 1 if len(codes) else 0
    people = numpy.zeros(count, dtype=int)
    people[codes] = pandas.factorize(cases["person"])[0]
    masks, groups = [], []
    for name, cells in family.figures.items():
        for row in frames[name].to_dict("records"):
            masks.append(_by_case(_matches(cells, row, cases), codes, count))
            groups.append(_group(name, cells, row))
    return Crowd(codes, people, numpy.array(masks).reshape(len(groups), count), groups, fewest)


def _by_case(lines: pandas.Series, codes: numpy.ndarray, count: int) -> numpy.ndarray:
    found = numpy.zeros(count, dtype=bool)
    found[codes[lines.fillna(False).to_numpy(dtype=bool)]] = True
    return found


def _matches(cells: Cells, row: dict, cases: pandas.DataFrame) -> pandas.Series:
    found = pandas.Series(True, index=cases.index) if cells.among is None else cells.among(cases)
    pairs = [(label, row[label]) for label in cells.labels]
    pairs += [(row[cells.named[0]], row[cells.named[1]])] if cells.named else []
    for column, value in pairs:
        found = found if value == ALL else found & (cases[column] == value)
    return found


def _group(name: str, cells: Cells, row: dict) -> tuple:
    """What the row is a part of, beside which parts; nothing for a row that is the sum of others."""
    shown = [*cells.labels, *(cells.named or ())]
    if any(row[label] == ALL for label in cells.siblings):
        return ()
    return (name, *(str(row[label]) for label in shown if label not in cells.siblings))

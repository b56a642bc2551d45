"""What levers make of the cost: exact, and by the same factors for every component, sector and total."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from models.scenarios.levers import VOLUME, Lever
from models.scenarios.measured_effect import Effect

NO_COMPLAINT = "(no complaint)"
ESTIMATED = "estimated"
DIGITS = 60  # more than any sum of products here has, so nothing is rounded on the way
FACTOR_PLACES = Decimal("0.000000000001")
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
# component, evidence, causing sector, the levers that act, and how strongly
Told = tuple[str, str, str, tuple[int, ...], tuple[Decimal, ...]]


class Cell(NamedTuple):
    """One row of scenario_cell."""

    component: str
    evidence: str
    category: str
    incurred_by: str
    caused_by: str
    amount: Decimal
    customers_lost: Decimal


class Group(NamedTuple):
    """Cells on which the same levers act, added up by what an answer is told by.

    weights: how many times its strength each of the levers has here.
    """

    component: str
    evidence: str
    caused_by: str
    levers: tuple[int, ...]
    weights: tuple[Decimal, ...]
    amount: Decimal
    customers_lost: Decimal


class Step(NamedTuple):
    """A step of the bridge: the lever, and what it adds to the cost after the levers before it (less: below zero)."""

    lever: Lever
    amount: Decimal


@dataclass(frozen=True)
class Line:
    """The cost of one name (a component, a sector, a kind of evidence) as it is and in the scenario."""

    name: str
    base: Decimal
    scenario: Decimal


def acts(lever: Lever, cell: Cell) -> bool:
    """Return whether a lever changes a cell; cost without a complaint behind it is changed by none."""
    kind = lever.acts_on
    return (
        cell.component in kind.components
        and cell.category != NO_COMPLAINT
        and lever.sector in ("", getattr(cell, kind.place))
        and lever.category in ("", cell.category)
    )


def weight(lever: Lever, cell: Cell, effects: dict[str, Effect]) -> Decimal:
    """Return how many times its strength a lever has at a cell: zero where it changes none, else one, or what was
    measured for the sector."""
    if not acts(lever, cell):
        return ZERO
    return effects[lever.acts_on.effect].weight(cell.caused_by) if lever.acts_on.effect else ONE


def strength(lever: Lever, effects: dict[str, Effect], percent: Decimal | None = None) -> Decimal:
    """Return the part of its driver a lever takes away: its percentage, times the measured effect it rests on."""
    part = (lever.percent if percent is None else percent) / HUNDRED
    return part * effects[lever.acts_on.effect].share if lever.acts_on.effect else part


def factor(strengths: Iterable[Decimal]) -> Decimal:
    """Return what is left of an amount after levers of these strengths: they multiply, in whatever order.

    None takes away more than there is.
    """
    with localcontext(prec=DIGITS):
        left = ONE
        for one in strengths:
            left *= ONE - min(ONE, one)
        return left.quantize(FACTOR_PLACES, ROUND_HALF_UP).normalize()


@dataclass(frozen=True)
class Outcome:
    """The cost under some levers; `effects` are measured ones. Every answer is a sum of the same products."""

    cells: Sequence[Cell]
    levers: tuple[Lever, ...]
    effects: dict[str, Effect]
    groups: tuple[Group, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", tuple(_grouped(self.cells, self.levers, self.effects)))

    @property
    def strengths(self) -> tuple[Decimal, ...]:
        """Return the strength of each lever."""
        return tuple(strength(one, self.effects) for one in self.levers)

    def left_of_cost(self, component: str, category: str, incurred_by: str, caused_by: str) -> Decimal:
        """Return what is left of an amount at a place of the ledger."""
        cell = Cell(component, "", category, incurred_by, caused_by, ZERO, ZERO)
        return self._left(lambda lever: weight(lever, cell, self.effects))

    def left_of_complaints(self, category: str, sector: str) -> Decimal:
        """Return what is left of the number of complaints of a category that start in a sector."""

        def _weight(lever: Lever) -> Decimal:
            is_there = lever.sector in ("", sector) and lever.category in ("", category)
            return ONE if lever.acts_on.driver == VOLUME and is_there else ZERO

        return self._left(_weight)

    def _left(self, weight_of: Callable[[Lever], Decimal]) -> Decimal:
        return factor(strength * weight_of(lever) for lever, strength in zip(self.levers, self.strengths))

    @property
    def base(self) -> Decimal:
        """Return the cost as it is."""
        return exact_sum(group.amount for group in self.groups)

    def total(self, strengths: Sequence[Decimal] | None = None, chosen: frozenset[int] | None = None) -> Decimal:
        """Return the cost with these strengths (the levers' own unless given), of the chosen levers only where some
        are."""
        held = self.strengths if strengths is None else strengths
        with localcontext(prec=DIGITS):
            return sum((group.amount * remaining(group, held, chosen) for group in self.groups), Decimal(0))

    @property
    def saving(self) -> Decimal:
        """Return what the cost is less by; below zero it is more."""
        with localcontext(prec=DIGITS):
            return self.base - self.total()

    def lost(self, strengths: Sequence[Decimal] | None = None) -> Decimal:
        """Return how many customers are lost with these strengths."""
        held = self.strengths if strengths is None else strengths
        with localcontext(prec=DIGITS):
            return sum((group.customers_lost * remaining(group, held) for group in self.groups), Decimal(0))

    def lines(self, by: str) -> list[Line]:
        """Return base and scenario by component, caused_by or evidence; what a lever changed is an estimate.

        The lines add up to the totals exactly.
        """
        base: dict[str, Decimal] = {}
        changed: dict[str, Decimal] = {}
        strengths = self.strengths
        with localcontext(prec=DIGITS):
            for group in self.groups:
                left, name = remaining(group, strengths), getattr(group, by)
                after = told_evidence(name, left) if by == "evidence" else name
                base[name] = base.get(name, Decimal(0)) + group.amount
                changed[after] = changed.get(after, Decimal(0)) + group.amount * left
        names = sorted({*base, *changed})
        return [Line(name, base.get(name, Decimal(0)), changed.get(name, Decimal(0))) for name in names]

    @property
    def places(self) -> dict[tuple[str, ...], int]:
        """Return in which group a cell is added up, by its component, evidence, category and its two sectors."""
        numbers = {group[:5]: number for number, group in enumerate(self.groups)}
        return {cell[:5]: numbers[told] for told, cell in _told_as(self.cells, self.levers, self.effects)}

    def bridge(self, order: Sequence[int]) -> list[Step]:
        """Return a step for each lever in this order; base plus all steps is the scenario, to the last digit."""
        steps, before, moved = [], self.base, frozenset[int]()
        for place in order:
            moved |= {place}
            after = self.total(chosen=moved)
            with localcontext(prec=DIGITS):
                steps.append(Step(self.levers[place], after - before))
            before = after
        return steps

    def alone(self, place: int) -> Decimal:
        """Return what a lever would save if it were the only one."""
        with localcontext(prec=DIGITS):
            return self.base - self.total(chosen=frozenset({place}))

    def last(self, place: int) -> Decimal:
        """Return what a lever saves on top of all the others."""
        with localcontext(prec=DIGITS):
            return self.total(chosen=frozenset(range(len(self.levers))) - {place}) - self.total()


def told_evidence(evidence: str, left: Decimal) -> str:
    """Return the evidence of an amount of which this part is left: booked and measured ones become estimates."""
    return ESTIMATED if left != ONE and evidence in ("booked", "measured") else evidence


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum, never rounded."""
    with localcontext(prec=DIGITS):
        return sum(amounts, Decimal(0))


def remaining(group: Group, strengths: Sequence[Decimal], chosen: frozenset[int] | None = None) -> Decimal:
    """Return what is left of a group's amounts with these strengths, of the chosen levers only where some are."""
    return factor(
        strengths[place] * weight
        for place, weight in zip(group.levers, group.weights)
        if chosen is None or place in chosen
    )


def _told_as(cells: Sequence[Cell], levers: Sequence[Lever], effects: dict[str, Effect]) -> Iterable[tuple[Told, Cell]]:
    """Each cell with what it is told by, the levers that change it, and how strongly."""
    of_component: dict[str, list[tuple[int, Lever]]] = {}
    for cell in cells:
        name = cell.component
        if name not in of_component:
            of_component[name] = [(n, one) for n, one in enumerate(levers) if name in one.acts_on.components]
        weighed = [(place, weight(lever, cell, effects)) for place, lever in of_component[name]]
        matched = [(place, times) for place, times in weighed if times]
        acting, weights = tuple(place for place, _ in matched), tuple(times for _, times in matched)
        yield (name, cell.evidence, cell.caused_by, acting, weights), cell


def _grouped(cells: Sequence[Cell], levers: Sequence[Lever], effects: dict[str, Effect]) -> Iterable[Group]:
    """Add cells up that are told alike and changed alike."""
    same: dict[Told, list[Cell]] = {}
    for told, cell in _told_as(cells, levers, effects):
        same.setdefault(told, []).append(cell)
    for told, found in same.items():
        amount, lost = (exact_sum(getattr(one, name) for one in found) for name in ("amount", "customers_lost"))
        yield Group(*told, amount, lost)

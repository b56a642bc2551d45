"""An attack on shared views: every number of every choice as a linear equation over the cells of the ledger."""

from itertools import combinations, product

import numpy
import pandas

from models.disclosure.protected_read import pooled_names, read_protected
from models.engine.read import period_before
from models.engine.selection import Selection
from models.engine.visibility import SMALL

DIMENSIONS = ("month", "caused_by", "segment", "category", "component", "incurred_by")
BOOKED = ("compensation", "escalation", "rework")
EVIDENT = {"booked": BOOKED, "measured": ("handling",)}
CHAIN = ("Kitchen", "Office", "Shop")  # each serves the next, the last one the customer
EXACT = 1e-6


class World:
    """All cells of a small ledger, those with nothing in them included: a reader does not know which they are."""

    def __init__(self, engine, version: int):
        names, rows = engine.rows("ledger", version)
        self.rows = [dict(zip(names, row, strict=True)) for row in rows]
        for row in self.rows:
            row["month"] = f"{row['month']:%Y-%m}"
        self.values = {name: sorted({row[name] for row in self.rows}) for name in DIMENSIONS}
        self.cells = {cell: place for place, cell in enumerate(product(*self.values.values()))}
        self.truth = numpy.zeros(len(self.cells))
        who = {name: place for place, name in enumerate(sorted({row["customer_id"] for row in self.rows}))}
        self.present = numpy.zeros((len(who), len(self.cells)), dtype=numpy.float32)
        for row in self.rows:
            place = self.cells[tuple(row[name] for name in DIMENSIONS)]
            self.truth[place] += float(row["amount"])
            self.present[who[row["customer_id"]], place] = 1

    def cell(self, **wanted: tuple) -> numpy.ndarray:
        """Return the sum over the cells whose dimensions take one of the wanted values, as a row of the equations."""
        found = [[value in wanted.get(name, self.values[name]) for value in self.values[name]] for name in DIMENSIONS]
        row = numpy.ones(1)
        for one in found:
            row = numpy.outer(row, numpy.array(one, dtype=float)).ravel()
        return row

    def people(self, sums: numpy.ndarray) -> numpy.ndarray:
        """Return how many customers stand behind each sum."""
        return ((sums.astype(numpy.float32) @ self.present.T) > 0).sum(axis=1)


def choices(plan, names: dict[str, tuple]):
    """Yield periods, choices of sectors and of segments of which all those a visitor can make are made up."""
    spans = {(block.first, block.last) for block in plan.blocks} | {
        (plan.blocks[0].first, block.last) for block in plan.blocks
    }
    offered = {}
    for what, all_names in names.items():
        apart = [name for name in all_names if name not in plan.together(what)]
        offered[what] = apart + ([SMALL] if plan.together(what) and apart else [])
    most = {"sector": 2, "segment": 1}
    subsets = {
        what: [some for count in range(most[what] + 1) for some in combinations(found, count)]
        for what, found in offered.items()
    }
    yield from product(sorted(spans), subsets["sector"], subsets["segment"])


def equations(engine, plan, version: int, world: World, left=None) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return all sums a visitor can see: which cells each adds up, and what it says.

    left: what of each cell a scenario leaves, where it is the scenario's engine; what it changes is estimated there.
    """
    rows, said = [], []
    parts = numpy.ones(len(world.truth)) if left is None else left
    names = {
        "sector": plan.scope or tuple(world.values["caused_by"]),
        "segment": plan.own.segments or tuple(world.values["segment"]),
    }
    for period, sectors, segments in choices(plan, names):
        for cells, amount in _told(engine, plan, version, world, period, sectors, segments, parts):
            rows.append(cells * parts)
            said.append(float(amount))
    return numpy.array(rows), numpy.array(said)


def determined(equations: numpy.ndarray, sums: numpy.ndarray) -> numpy.ndarray:
    """Return which sums follow from the equations: those that lie in the space their rows span."""
    _, sizes, basis = numpy.linalg.svd(numpy.unique(equations, axis=0), full_matrices=False)
    basis = basis[sizes > sizes[0] * 1e-9]
    left = sums - (sums @ basis.T) @ basis
    return (left**2).sum(axis=1) < EXACT * (sums**2).sum(axis=1)


def _told(engine, plan, version, world, period, sectors, segments, parts):
    def frame(name: str) -> list:
        found = read_protected(engine, plan, name, version, Selection(period, segments or None, sectors or None))
        return [] if found is None else list(found.itertuples(index=False))

    months = tuple(month for month in world.values["month"] if period[0] <= month <= period[1])
    within = {
        "month": months,
        "caused_by": _members(plan, "sector", sectors, world.values["caused_by"]),
        "segment": _members(plan, "segment", segments, world.values["segment"]),
    }
    small = pooled_names(plan, period)

    def cell(**more: tuple) -> numpy.ndarray:
        return world.cell(
            **{name: tuple(set(within.get(name, values)) & set(values)) for name, values in {**within, **more}.items()}
        )

    def evident(evidence: str, **more: tuple) -> numpy.ndarray:
        components = EVIDENT.get(evidence, (*BOOKED, "handling"))
        those = tuple(set(components) & set(more.pop("component", components)))
        return cell(**more, component=those) * ((parts == 1) == (evidence in EVIDENT))

    def of(what: str, name: str, sector: str = "") -> tuple:
        if name != SMALL:
            return (name,)
        return tuple(small[(small["dimension"] == what) & (small["of"] == sector)]["name"])

    for row in frame("sector_overview"):
        yield cell(caused_by=of("sector", row.sector)), row.dissatisfaction_cost
    if not sectors and not segments:
        yield from _along_the_chain(frame, cell, of, plan)
    for row in frame("sector_tier"):
        where = {} if row.sector == "all" else {"caused_by": of("sector", row.sector)}
        for evidence in (*EVIDENT, "estimated"):
            yield evident(evidence, **where), getattr(row, evidence)
    for row in frame("cost_by_category"):
        yield cell(category=of("category", row.category)), row.amount
    for row in frame("cost_by_component"):
        yield evident(row.evidence, component=of("component", row.component)), row.amount
    for row in frame("monthly_cost"):
        yield evident(row.evidence, month=(f"{row.month:%Y-%m}",)), row.amount
    for row in frame("change_bridge"):
        where = {"caused_by": of("sector", row.sector)}
        yield cell(**where), row.cost_after
        first, last = period_before(period)
        earlier = tuple(month for month in world.values["month"] if first <= month <= last)
        yield world.cell(**within | where | {"month": earlier}), row.cost_before
    for row in frame("cost_matrix"):
        yield _matrix_cell(cell, world, plan, small, row), row.amount


def _along_the_chain(frame, cell, of, plan):
    apart = [name for name in CHAIN if name not in plan.together("sector")]
    for row in frame("chain_sector"):
        yield cell(caused_by=of("sector", row.sector)), row.amount
        if row.sector in apart:
            yield cell(caused_by=tuple(apart[: apart.index(row.sector)])), row.amount_through
    for row in frame("chain_flow"):
        yield cell(caused_by=tuple(apart[: apart.index(row.supplier) + 1])), row.amount
    for row in frame("distance_cost"):
        name = SMALL if pandas.isna(row.distance) else CHAIN[-int(row.distance)]
        yield cell(caused_by=of("sector", name) if name in (*apart, SMALL) else ()), row.amount


def _matrix_cell(cell, world, plan, small, row) -> numpy.ndarray:
    hidden = {(one.of, one.name) for one in small[small["dimension"] == "payer"].itertuples()}
    causes = plan.together("sector") if row.caused_by == SMALL else (row.caused_by,)
    if row.caused_by != "all":
        payers = world.values["incurred_by"] if row.incurred_by == "all" else [row.incurred_by]
        payers = [name for of, name in hidden if of == row.caused_by] if row.incurred_by == SMALL else payers
        return cell(caused_by=causes, incurred_by=tuple(payers))
    if row.incurred_by == SMALL:
        return sum(
            cell(caused_by=plan.together("sector") if of == SMALL else (of,), incurred_by=(name,))
            for of, name in hidden
        )
    return cell() if row.incurred_by == "all" else cell(incurred_by=(row.incurred_by,))


def _members(plan, what: str, chosen: tuple, everything: list) -> tuple:
    if not chosen:
        return {"sector": plan.scope, "segment": plan.own.segments}[what] or tuple(everything)
    return tuple({*(name for name in chosen if name != SMALL), *(plan.together(what) if SMALL in chosen else ())})

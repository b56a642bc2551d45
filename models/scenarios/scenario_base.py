"""What a scenario starts from: the cells, the complaints, the measured effects and the months of a selection."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy

from models.engine.engine import Engine
from models.engine.read import month_day
from models.engine.selection import EVERYTHING, Period, Selection
from models.scenarios.levers import KINDS, LATE_HOURS, Lever, ScenarioProblem, check_names, moved
from models.scenarios.measured_effect import Effect, measured_effects
from models.scenarios.outcome import NO_COMPLAINT, Cell, Outcome, exact_sum

FIRST_MONTHS = 12
FEWEST_FOLLOWED = "100 followed complaints on either side"
FEWEST_CASES = (
    "100 finished cases with a promise through a stage of the sector, and late ones of the last 12 months that ran "
    "over assigned hours"
)
READ = ("scenario_cell", "complaint_cube", "handling_worth", "excess_by", "lateness_share", "sector_draw")


@dataclass(frozen=True)
class Base:
    """All a scenario of one selection is worked out from; nothing of it depends on the levers.

    complaints: by category and causing sector. months: how many the amounts are of. draws: the avoidable churn of each
    causing sector in each of the ledger's draws of customers. level: of ranges.
    """

    cells: tuple[Cell, ...]
    complaints: dict[tuple[str, str], Decimal]
    effects: dict[str, Effect]
    months: int
    horizon_months: int
    discount_rate: Decimal
    seed: int
    draws: dict[str, numpy.ndarray] = field(default_factory=dict)
    level: float = 0.9

    @property
    def sectors(self) -> tuple[str, ...]:
        """Return the sectors a lever may be moved for: where complaints start, and who works on them and pays."""
        return tuple(sorted({name for cell in self._of_complaints for name in (cell.caused_by, cell.incurred_by)}))

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the categories a lever may be moved for."""
        return tuple(sorted({cell.category for cell in self._of_complaints}))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of lever there are: those with something to act on, and measured where they must be."""
        there = {cell.component for cell in self._of_complaints}
        return tuple(name for name, kind in KINDS.items() if there & {*kind.components} and self.is_measured(name))

    def is_measured(self, kind: str, sector: str = "") -> bool:
        """Return whether the effect a kind of lever rests on is measured, of a sector where one is named."""
        effect = KINDS[kind].effect
        return not effect or (effect in self.effects and (not sector or self.effects[effect].is_measured(sector)))

    @property
    def _of_complaints(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.category != NO_COMPLAINT]

    def outcome(self, levers: list[Lever]) -> Outcome:
        """Return what these levers make of the cost.

        Raises ScenarioProblem for a sector or category that is not there, and for an effect nobody measured.
        """
        held = moved(levers)
        check_names(held, {*self.sectors}, {*self.categories})
        for one in held:
            if not self.is_measured(one.kind, one.sector):
                least = FEWEST_CASES if one.acts_on.effect == LATE_HOURS else FEWEST_FOLLOWED
                raise ScenarioProblem(
                    "unmeasured",
                    f"{one.kind}: its effect is not measured here; it takes {least}.",
                    name=one.kind,
                )
        return Outcome(self.cells, tuple(held), self.effects)

    def complaints_of(self, lever: Lever) -> Decimal:
        """Return how many complaints start where the lever acts."""
        return exact_sum(
            count
            for (category, sector), count in self.complaints.items()
            if lever.sector in ("", sector) and lever.category in ("", category)
        )

    def late_hours_of(self, lever: Lever) -> Decimal | None:
        """Return how many hours a year cases are late where a lever on them acts; None for another lever, and for one
        type of complaint, since hours are of cases."""
        if lever.acts_on.effect != LATE_HOURS or lever.category:
            return None
        hours = self.effects[LATE_HOURS].hours
        return hours[lever.sector] if lever.sector else exact_sum(hours.values())


def scenario_base(engine: Engine, version: int, selection: Selection = EVERYTHING) -> Base:
    """Return what a scenario of this version and selection starts from, built first when needed."""
    chosen = replace(selection, where={})
    held = {row["name"]: row["value"] for row in engine.assumptions(version, selection.overrides)}
    columns, rows = engine.rows("scenario_cell", version, chosen)
    return Base(
        cells=tuple(Cell(*(dict(zip(columns, row))[name] for name in Cell._fields)) for row in rows),
        complaints=_complaints(engine, version, chosen),
        effects=measured_effects(engine, version, Selection(overrides=selection.overrides)),
        months=_months(chosen.period),
        horizon_months=int(held["horizon_months"] or 0),
        discount_rate=Decimal(held["discount_rate"] or 0),
        seed=int(held["resampling_seed"] or 0),
        draws=_draws(engine, version, chosen),
        level=float(held["interval_level"] or Base.level),
    )


def settled(engine: Engine, version: int, selection: Selection) -> Selection:
    """Return the selection with both ends of its period: the chosen ones, else of the last twelve complete months."""
    return replace(selection, period=_settled_period(engine, version, selection))


def _settled_period(engine: Engine, version: int, selection: Selection) -> Period:
    columns, rows = engine.rows("ledger_span", version, Selection(overrides=selection.overrides))
    span = dict(zip(columns, rows[0])) if rows else {}
    if not span.get("first_month"):
        return selection.period
    last = min(filter(None, (span["last_month"], span.get("as_of"))))
    number = last.year * 12 + last.month - FIRST_MONTHS
    first = max(span["first_month"], date(number // 12, number % 12 + 1, 1))
    return selection.period[0] or f"{first:%Y-%m}", selection.period[1] or f"{last:%Y-%m}"


def _months(period: Period) -> int:
    if not all(period):
        return FIRST_MONTHS
    first, last = (month_day(str(month)) for month in period)
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _complaints(engine: Engine, version: int, selection: Selection) -> dict[tuple[str, str], Decimal]:
    columns, rows = engine.rows("complaint_cube", version, selection)
    category, sector, count = (columns.index(name) for name in ("category", "caused_by", "complaints"))
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = row[category] or "(none)", row[sector]
        found[key] = found.get(key, Decimal(0)) + row[count]
    return found


def _draws(engine: Engine, version: int, selection: Selection) -> dict[str, numpy.ndarray]:
    rows = engine.read("sector_draw", version, selection)
    return {
        str(sector): drawn.sort_values("draw")["amount"].to_numpy(dtype=float)
        for sector, drawn in rows.groupby("sector", sort=True)
    }

"""What a number becomes when one assumption is a fifth lower or higher: worked out by the figures themselves."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from models.assumptions import MOST, known
from models.engine.build import Progress
from models.engine.definitions.dependents import assumptions_in
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection
from models.engine.variant_engine import AssumedEngine
from models.explain.explanation import figures_behind, one_row, used_assumptions
from models.explain.formula import with_values

LESS, MORE = Decimal("0.8"), Decimal("1.2")
SEED = "resampling_seed"  # a fifth less of it is another draw, not less of anything


@dataclass(frozen=True)
class Sensitivity:
    """One assumption, moved: its text before and after, and the number before and after."""

    name: str
    held: str
    tried: str
    before: Any
    after: Any

    @property
    def difference(self) -> Decimal | float | None:
        """What the number changes by, None where there is no number on one side."""
        return None if None in (self.before, self.after) else self.after - self.before


def numeric_assumptions(engine, names: list[str], version: int, overrides: dict | None = None) -> list[dict]:
    """Return the numeric assumptions with a value that figures stand on;
    yes/no, texts, days and empty ones are left out."""
    numeric = ("number", "money", "share", "whole")
    return [
        row
        for row in used_assumptions(engine, names, version, overrides)
        if row["value"] and known()[row["name"]]["type"] in numeric and row["name"] != SEED
    ]


def shifted_values(name: str, text: str) -> list[str]:
    """Return the value a fifth lower and a fifth higher, as texts: none for 0; whole numbers move by one at least."""
    entry, held = known()[name], Decimal(text)
    if not held:
        return []
    tried = [held * LESS, held * MORE]
    if entry["type"] == "whole":
        step = max(Decimal(1), (held * MORE - held).quantize(Decimal(1), ROUND_HALF_UP))
        tried = [
            max(Decimal(entry.get("least", 0)), held - step),
            min(Decimal(entry.get("most", MOST)), held + step),
        ]
    if entry["type"] == "share":
        tried = [min(Decimal(1), one) for one in tried]
    return [f"{one.normalize():f}" for one in tried if one != held]


def sensitivity(
    engine, name: str, column: str, version: int, selection: Selection, progress: Progress | None = None
) -> list[Sensitivity]:
    """Return what a fifth less and a fifth more of each numeric assumption makes of one number.

    `progress` is called with steps done, steps in all and the assumption worked on. Raises LookupError like `explain`.
    """
    before = _number(engine, name, column, version, selection)
    below = figures_behind(engine.header(name), column)
    steps = [
        (row["name"], row["value"], text)
        for row in numeric_assumptions(engine, below, version, selection.overrides)
        for text in shifted_values(row["name"], row["value"])
    ]
    found = []
    for done, (assumption, held, text) in enumerate(steps):
        if progress:
            progress(done, len(steps), assumption)
        with AssumedEngine(engine, {assumption: text}) as tried:
            after = _after(tried, name, column, version, selection)
            found.append(Sensitivity(assumption, held, text, before, after))
    return found


@dataclass(frozen=True)
class Number:
    """One number of a figure: the column, in the row that is selected."""

    figure: str
    column: str
    selection: Selection = EVERYTHING


def moved_by(engine, assumption: str, number: Number) -> bool:
    """Return whether a number stands on an assumption that can be a fifth lower or higher."""
    behind = figures_behind(engine.header(number.figure), number.column)
    closure = engine.catalogue.closure(behind)
    return assumption != SEED and any(assumption in assumptions_in(engine.catalogue.headers[name]) for name in closure)


def effects(
    engine, assumption: str, numbers: list[Number], version: int, progress: Progress | None = None
) -> list[list[Sensitivity]]:
    """Return what a fifth less and a fifth more of one assumption makes of several numbers, for each in their order.

    `progress` is called with steps done, steps in all and the assumption. Raises LookupError like `explain`.
    """
    held = next(row["value"] for row in engine.assumptions(version) if row["name"] == assumption)
    before = [_number(engine, one.figure, one.column, version, one.selection) for one in numbers]
    found: list[list[Sensitivity]] = [[] for _ in numbers]
    tried = shifted_values(assumption, held)
    for done, text in enumerate(tried):
        if progress:
            progress(done, len(tried), assumption)
        with AssumedEngine(engine, {assumption: text}) as other:
            for one, now, changes in zip(numbers, before, found, strict=True):
                after = _after(other, one.figure, one.column, version, one.selection)
                changes.append(Sensitivity(assumption, held, text, now, after))
    return found


def _number(engine: Engine, name: str, column: str, version: int, selection: Selection) -> Any:
    """The number by its formula where that does without the rest of its row, which may be far dearer;
    else by its row."""
    header = engine.header(name)
    if figures_behind(header, column) == [name]:
        return one_row(engine, name, version, selection, column)[column]
    formula = with_values(engine, header, column, selection.where, version, selection)
    return formula and formula.result


def _after(tried: AssumedEngine, name: str, column: str, version: int, selection: Selection) -> Any:
    try:
        return _number(tried, name, column, version, selection)
    except LookupError:
        return None  # the row is not there with this value, such as a cohort beyond a shorter horizon

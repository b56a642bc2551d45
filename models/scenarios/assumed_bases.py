"""What scenarios start from when an assumption of the ledger takes its low or its high value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.engine.build import Progress
from models.engine.engine import Engine
from models.engine.selection import Selection
from models.engine.variant_engine import AssumedEngine
from models.explain.sensitivity import numeric_assumptions
from models.scenarios.levers import ScenarioProblem
from models.scenarios.outcome import Outcome
from models.scenarios.payback import payback
from models.scenarios.ranges import Turn
from models.scenarios.scenario_base import READ, Base, scenario_base

ASSUMPTION = "assumption"
ENDS = ("low", "high")
OF_RANGES = ("interval_level",)  # how wide ranges are drawn says nothing of the saving


@dataclass(frozen=True)
class AssumedBase:
    """An assumption with its value, low and high as texts, and the base at either end."""

    name: str
    value: str
    low: str
    high: str
    bases: tuple[Base, Base]


def assumed_bases(
    engine: Engine, version: int, selection: Selection, progress: Progress | None = None
) -> list[AssumedBase]:
    """Return a base for the low and the high value of each assumption with a range that scenarios stand on.

    Each is worked out by the figures themselves; `progress` is called with steps done, steps in all, the assumption.
    """
    ranged = [
        row
        for row in numeric_assumptions(engine, [*READ], version)
        if row["low"] and row["high"] and row["name"] not in OF_RANGES
    ]
    found, total = [], len(ranged) * len(ENDS)
    for place, row in enumerate(ranged):
        bases: list[Base] = []
        for end in ENDS:
            if progress:
                progress(place * len(ENDS) + len(bases), total, row["name"])
            with AssumedEngine(engine, {row["name"]: row[end]}) as tried:
                bases.append(scenario_base(tried, version, selection))
        found.append(AssumedBase(row["name"], row["value"], row["low"], row["high"], (bases[0], bases[1])))
    return found


def assumption_turns(outcome: Outcome, assumed: Sequence[AssumedBase]) -> list[Turn]:
    """Return what the levers of an outcome save at the two ends of each assumption; what moves nothing is left out.

    An end at which a lever's effect cannot be measured leaves its assumption out too.
    """
    turns = []
    for one in assumed:
        try:
            found = [payback(base, base.outcome([*outcome.levers])) for base in one.bases]
        except ScenarioProblem:
            continue
        low, high = found
        turn = Turn(
            ASSUMPTION,
            one.name,
            Decimal(one.low),
            Decimal(one.value),
            Decimal(one.high),
            low.yearly_saving,
            high.yearly_saving,
            low.net_value,
            high.net_value,
            None,
        )
        if turn.swing or low.net_value != high.net_value:
            turns.append(turn)
    return turns

"""Twenty organisations with a planted cause: does the range of a scenario that fixes it in one sector hold the truth?

    .venv/bin/python -m tests.bench.planted_causes

Prints truth and range of each, and fails when fewer than 18 of 20 hold it. Takes some minutes, so no test runs it.
"""

import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from models.engine.selection import Selection
from models.scenarios.levers import lever
from models.scenarios.outcome import exact_sum
from models.scenarios.payback import a_year
from models.scenarios.ranges import saving_range
from models.scenarios.scenario_base import scenario_base
from tests.support.homes.worlds import SECTORS, TWENTY, Lives, World, brought_in, rows_of

FIXED = SECTORS[1]
FOLLOWED = ("2023-01", "2025-06")  # of a complaint of these months the six months after are known
FEWEST = 18


def trial(world: World, folder: Path) -> tuple[Decimal, Decimal, Decimal]:
    """Return what a year without the complaints of one sector really saves, and the ends of the scenario's range.

    The truth is in customers; it is priced as the ledger prices those it counts.
    """
    lives = Lives(world)
    engine = brought_in(rows_of(lives), folder)
    base = scenario_base(engine, 3, Selection(FOLLOWED))
    outcome = base.outcome([lever("fewer_complaints", FIXED, percent="100")])
    cells = [cell for cell in base.cells if cell.caused_by == FIXED]
    price = exact_sum(cell.amount for cell in cells) / exact_sum(cell.customers_lost for cell in cells)
    low, high = saving_range(base, outcome) or (Decimal(0), Decimal(0))
    return a_year(base, Decimal(lives.lost(FIXED)) * price), low, high


def main() -> int:
    """Run every organisation; return 1 when too few ranges hold the truth."""
    held = 0
    for world in TWENTY:
        with tempfile.TemporaryDirectory() as folder:
            truth, low, high = trial(world, Path(folder))
        held += low <= truth <= high
        print(f"{world.seed:>3}  {truth:>10,.0f}  {low:>10,.0f} to {high:>10,.0f}  {low <= truth <= high}", flush=True)
    print(f"{held} of {len(TWENTY)} hold the truth")
    return 0 if held >= FEWEST else 1


if __name__ == "__main__":
    sys.exit(main())

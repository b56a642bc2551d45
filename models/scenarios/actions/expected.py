"""What is expected of one lever in a year, as it is said when somebody takes it on."""

from models.scenarios.levers import Lever
from models.scenarios.payback import a_year
from models.scenarios.ranges import assumed_range, saving_range
from models.scenarios.scenario_base import Base


def expected_of(base: Base, lever: Lever, version: int, period: tuple) -> dict[str, str]:
    """Return what the lever saves a year if it is the only one, as texts: amount, low, high, version, from, to.

    low, high: the wider ends of both ranges of a saving; left out where it has none. Raises ScenarioProblem.
    """
    outcome = base.outcome([lever])
    ranges = [found for found in (saving_range(base, outcome), assumed_range(base, outcome)) if found]
    ends = {"low": min(low for low, _ in ranges), "high": max(high for _, high in ranges)} if ranges else {}
    first, last = (month or "" for month in period)
    amounts = {"amount": a_year(base, outcome.saving)} | ends
    said = {name: f"{amount:f}" for name, amount in amounts.items()}
    return said | {"version": str(version), "from": first, "to": last}

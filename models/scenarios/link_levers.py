"""A scenario in a link: what it moves counts as a group of its own, and is told where it is about enough people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from models.disclosure.link_plan import link_plan
from models.disclosure.people_counts import AS_IT_IS, PartsLeft
from models.disclosure.plan import DisclosurePlan, SharedSelection
from models.engine.variant_engine import AssumedEngine
from models.scenarios.lever_notation import written
from models.scenarios.levers import CAUSED_BY, Lever, ScenarioProblem
from models.scenarios.outcome import NO_COMPLAINT, ONE, Outcome
from models.scenarios.scenario_base import scenario_base

Scope = tuple[str, ...] | None
Assumed = dict[str, str]
# change what something costs or is worth; every other assumption changes who is counted, or where
PRICES = (
    "already_customers",
    "discount_rate",
    "fitted_tail",
    "gross_margin",
    "horizon_months",
    "hourly_cost",
    "include_assumed",
    "influenced",
    "interval_level",
    "keep_ceiling",
    "keep_share",
    "keep_spend",
    "loss_basis",
    "silent_risk_ratio",
    "silent_share",
    "told_per",
    "win_ceiling",
    "win_share",
    "win_spend",
    "would_have_bought",
)


def parts_left(outcome: Outcome, starts: set[tuple[str, str]]) -> PartsLeft:
    """Return what an outcome leaves of cost and complaints, where it is not all; starts: categories and sectors in
    which complaints start."""
    cells = {(one.component, one.category, one.incurred_by, one.caused_by) for one in outcome.cells}
    costs = {cell: outcome.left_of_cost(*cell) for cell in cells if cell[1] != NO_COMPLAINT}
    complaints = {start: outcome.left_of_complaints(*start) for start in starts}
    return PartsLeft(
        tuple(sorted((cell, part) for cell, part in costs.items() if part != ONE)),
        tuple(sorted((start, part) for start, part in complaints.items() if part != ONE)),
    )


def scenario_plan(
    engine, version: int, fewest: int, scope: Scope, own: SharedSelection, levers: list[Lever], assumed: Assumed
) -> DisclosurePlan:
    """Return what a link may tell of a version, seen with these levers and assumptions (none: as it is).

    Raises ScenarioProblem for levers the version cannot answer.
    """
    if not levers and not assumed:
        return link_plan(engine, version, fewest, scope, own, AS_IT_IS)
    as_it_is = engine.build(version, names=["ledger"]) if assumed else ""
    with _assuming(engine, assumed) as below:
        base = scenario_base(below, version)
        left = parts_left(base.outcome(levers), {*base.complaints})
        return link_plan(below, version, fewest, scope, own, replace(left, as_it_is=as_it_is))


@contextmanager
def _assuming(engine, assumed: Assumed) -> Iterator:
    if not assumed:
        yield engine
        return
    with AssumedEngine(engine, assumed) as below:
        yield below


def within_scope(levers: list[Lever], scope: Scope) -> list[Lever]:
    """Return the levers of which a link of some sectors keeps anything: those that act where cost starts in another
    sector change no number of it. Raises ScenarioProblem where none is left."""
    if scope is None:
        return levers
    found = [one for one in levers if one.acts_on.place != CAUSED_BY or one.sector in ("", *scope)]
    if levers and not found:
        raise ScenarioProblem("link_nothing", "The scenario moves no lever of the sectors the link speaks of.")
    return found


def levers_elsewhere(levers: list[Lever], scope: Scope) -> list[Lever]:
    """Return the levers of which a link of some sectors would speak of others: those that name one, and those that
    rest on what was measured over all."""
    if scope is None:
        return []
    return [one for one in levers if one.acts_on.effect or one.sector not in ("", *scope)]


def assumptions_of_people(assumed: Assumed) -> list[str]:
    """Return the assumptions that change who is counted: beside the view as it is, they would tell of single people."""
    return [name for name in assumed if name not in PRICES]


def moved_on_few(
    engine, version: int, fewest: int, scope: Scope, own: SharedSelection, levers: list[Lever], assumed: Assumed
) -> tuple[list[Lever], list[str]]:
    """Return the levers, and the names of assumptions, with which a link could not tell of the period it tells of
    without them: those that are too much by themselves, else all of them. Raises ScenarioProblem as scenario_plan."""

    def _period(some: list[Lever], held: Assumed) -> tuple:
        found = scenario_plan(engine, version, fewest, scope, own, some, held)
        return found.around(own.period) if found.blocks else ()

    told = _period([], {}) if levers or assumed else ()
    if not told or _period(levers, assumed) == told:
        return [], []
    few = [one for one in levers if _period([one], {}) != told]
    named = [name for name, text in assumed.items() if _period([], {name: text}) != told]
    return (few, named) if few or named else (levers, [*assumed])


def check_link(
    engine, version: int, fewest: int, scope: Scope, own: SharedSelection, levers: list[Lever], assumed: Assumed
) -> None:
    """Raise ScenarioProblem, in one sentence, where a link may not be seen with these levers and assumptions."""
    if named := levers_elsewhere(levers, scope):
        raise ScenarioProblem(
            "link_sector",
            f"The link speaks of some sectors only, and {', '.join(map(written, named))} names another that works for "
            "them, or rests on what was measured over all: let the link speak of all sectors.",
            name=", ".join(map(written, named)),
        )
    if counted := assumptions_of_people(assumed):
        raise ScenarioProblem(
            "link_people",
            f"{', '.join(counted)} changes who is counted, so the link beside the view as it is would tell of single "
            "customers: share a scenario without it.",
            name=", ".join(counted),
        )
    few, of_assumptions = moved_on_few(engine, version, fewest, scope, own, levers, assumed)
    if few or of_assumptions:
        listed = ", ".join([*map(written, few), *of_assumptions])
        raise ScenarioProblem(
            "link_few",
            f"What {listed} changes, or what it leaves as it is, is about fewer than {fewest} customers in the "
            "link: move the lever for more sectors or types of complaint, or give the link a longer period.",
            name=listed,
        )

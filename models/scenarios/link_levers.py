"""Levers in a link: what they move counts as a group of its own, and is told where it is about enough people."""

from models.disclosure.link_plan import link_plan
from models.disclosure.people_counts import AS_IT_IS, PartsLeft
from models.disclosure.plan import DisclosurePlan, SharedSelection
from models.scenarios.lever_notation import written
from models.scenarios.levers import Lever, ScenarioProblem
from models.scenarios.outcome import NO_COMPLAINT, ONE, Outcome
from models.scenarios.scenario_base import scenario_base

Scope = tuple[str, ...] | None


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
    engine, version: int, fewest: int, scope: Scope, own: SharedSelection, levers: list[Lever]
) -> DisclosurePlan:
    """Return what a link may tell of a version, seen with these levers (none: as it is).

    Raises ScenarioProblem for levers the version cannot answer.
    """
    if not levers:
        return link_plan(engine, version, fewest, scope, own, AS_IT_IS)
    base = scenario_base(engine, version)
    return link_plan(engine, version, fewest, scope, own, parts_left(base.outcome(levers), {*base.complaints}))


def levers_elsewhere(levers: list[Lever], scope: Scope) -> list[Lever]:
    """Return the levers of which a link of some sectors would speak of others: those that name one, and those that
    rest on what was measured over all."""
    if scope is None:
        return []
    return [one for one in levers if one.acts_on.effect or one.sector not in ("", *scope)]


def levers_on_few(
    engine, version: int, fewest: int, scope: Scope, own: SharedSelection, levers: list[Lever]
) -> list[Lever]:
    """Return the levers with which a link could not tell of the period it tells of without them: those that are too
    much by themselves, else all of them. Raises ScenarioProblem as scenario_plan does."""

    def _period(some: list[Lever]) -> tuple:
        found = scenario_plan(engine, version, fewest, scope, own, some)
        return found.around(own.period) if found.blocks else ()

    told = _period([])
    if not told or _period(levers) == told:
        return []
    return [one for one in levers if _period([one]) != told] or levers


def check_levers(engine, version: int, fewest: int, scope: Scope, own: SharedSelection, levers: list[Lever]) -> None:
    """Raise ScenarioProblem, in one sentence, where a link may not be seen with these levers."""
    if named := levers_elsewhere(levers, scope):
        raise ScenarioProblem(
            "link_sector",
            f"The link speaks of some sectors only, and {_listed(named)} names another or rests on what was measured "
            "over all of them: let the link speak of all sectors.",
            name=_listed(named),
        )
    if few := levers_on_few(engine, version, fewest, scope, own, levers):
        raise ScenarioProblem(
            "link_few",
            f"What {_listed(few)} changes, or what it leaves as it is, is about fewer than {fewest} customers in the "
            "link: move the lever for more sectors or types of complaint, or give the link a longer period.",
            name=_listed(few),
        )


def _listed(levers: list[Lever]) -> str:
    return ", ".join(map(written, levers))

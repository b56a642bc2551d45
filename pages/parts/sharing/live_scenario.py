"""What a link keeps of a saved scenario, and what a live one shows of it: as it is saved on the day it is opened."""

from dataclasses import replace

from data.problems import Problem
from data.sharing.shared_scenario import scenario_name, scenario_pairs
from data.sharing.shared_view import Pairs, SharedView
from models.scenarios.kept_scenario import as_kept, assumptions_of, levers_of
from models.scenarios.levers import ScenarioProblem
from models.scenarios.link_levers import assumptions_of_people, levers_elsewhere, within_scope
from pages.parts.runtime.services import services


def kept_of(name: str, sectors: tuple[str, ...] | None) -> Pairs:
    """Return the scenario of a name as a link of these sectors keeps it: its levers and assumptions as they are now.

    Raises Problem where there is none, ScenarioProblem where it moves nothing of these sectors.
    """
    kept = services().store.scenario(name)
    return scenario_pairs(name, as_kept(within_scope(levers_of(kept), sectors), assumptions_of(kept)))


def as_of_today(view: SharedView) -> SharedView:
    """Return a live view in its scenario as that is saved now; any other view as it is.

    Raises Problem where the scenario was deleted, or changed into one the link may not be seen in.
    """
    name = scenario_name(view)
    if view.mode != "live" or not name:
        return view
    kept = next((one for one in services().store.scenarios() if one["name"] == name), None)
    if kept is None:
        raise Problem("LINK_SCENARIO_GONE", {"name": name})
    try:
        levers, assumed = within_scope(levers_of(kept), view.sectors), assumptions_of(kept)
    except ScenarioProblem as refused:
        raise Problem("LINK_SCENARIO_OTHER", {"name": name}) from refused
    if levers_elsewhere(levers, view.sectors) or assumptions_of_people(assumed):
        raise Problem("LINK_SCENARIO_OTHER", {"name": name})
    return replace(view, assumptions=scenario_pairs(name, as_kept(levers, assumed)))

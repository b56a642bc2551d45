"""Nothing about fewer than five people follows from a view in a scenario beside the same view as it is."""

from itertools import product

import numpy
import pytest
from attack import DIMENSIONS, World, determined, equations
from test_small_groups import EVERYTHING, FEWEST, organisation, stored

from models.disclosure.plan import SharedSelection
from models.scenarios.levers import lever
from models.scenarios.link_levers import scenario_plan
from models.scenarios.scenario_base import scenario_base
from models.scenarios.scenario_engine import ScenarioEngine

LATE = lever("fewer_complaints", category="late", percent=40)
KITCHEN = lever("fewer_complaints", "Kitchen", percent=100)
PAID = lever("less_compensation", "Shop", percent=25)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    engine, version = stored(tmp_path_factory.mktemp("levers"), organisation(1))
    return engine, version, World(engine, version)


def parts(engine, version: int, world: World, levers: list) -> numpy.ndarray:
    """What the levers leave of each cell of the world."""
    outcome = scenario_base(engine, version).outcome(levers)
    found = []
    for cell in world.cells:
        at = dict(zip(DIMENSIONS, cell, strict=True))
        names = (at[name] for name in ("component", "category", "incurred_by", "caused_by"))
        found.append(float(outcome.left_of_cost(*names)))
    return numpy.array(found)


def small_sums(world: World, left: numpy.ndarray) -> numpy.ndarray:
    """Every sum over a month or all, and single values, of what is changed alike, that is about one to four people."""
    months = world.values["month"]
    spans = [*((month,) for month in months), tuple(months)]
    others = [[tuple(world.values[name]), *((value,) for value in world.values[name])] for name in DIMENSIONS[1:]]
    whole = [world.cell(**dict(zip(DIMENSIONS, found, strict=True))) for found in product(spans, *others)]
    sums = numpy.concatenate([numpy.array(whole, dtype=numpy.float32) * (left == part) for part in set(left)])
    people = world.people(sums)
    return numpy.unique(sums[(people > 0) & (people < FEWEST)], axis=0)


def known(made, levers: list, counted: list, own: SharedSelection) -> tuple[numpy.ndarray, numpy.ndarray]:
    """All sums of the view as it is and in the scenario, where the plan counts these levers as groups; and the small
    ones that must not follow from them."""
    engine, version, world = made
    allowed = scenario_plan(engine, version, FEWEST, None, own, counted, {})
    left = parts(engine, version, world, levers)
    plain, _ = equations(engine, allowed, version, world)
    with ScenarioEngine(engine, scenario_base(engine, version).outcome(levers)) as changed:
        rows, said = equations(changed, allowed, version, world, left)
    assert numpy.allclose(rows @ world.truth, said, atol=1e-4)  # every number shown is the sum it says it is
    assert len(rows) > 5 and not numpy.array_equal(plain, rows)
    return numpy.concatenate([plain, rows]), small_sums(world, left)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "own", [EVERYTHING, SharedSelection(period=("2025-03", "2025-06")), SharedSelection(("Kitchen",))]
)
@pytest.mark.parametrize("levers", [[KITCHEN], [LATE], [PAID], [LATE, PAID]])
def test_no_small_sum_follows_from_the_scenario_and_what_is(made, levers, own):
    rows, wanted = known(made, levers, levers, own)
    assert len(wanted) and not determined(rows, wanted).any()


def test_it_follows_where_levers_are_no_groups_of_the_plan(made):
    rows, wanted = known(made, [LATE, PAID], [], EVERYTHING)
    assert determined(rows, wanted).any()

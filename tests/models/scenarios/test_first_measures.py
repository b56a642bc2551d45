"""Which lever to think of first: the same amounts as each lever moved by itself."""

from decimal import Decimal

from test_outcome import CELLS, MEASURED

from models.scenarios.first_measures import first_measures
from models.scenarios.levers import lever
from models.scenarios.outcome import Cell
from models.scenarios.scenario_base import Base

D = Decimal


def based(cells, months=12, effects=MEASURED) -> Base:
    return Base(tuple(cells), {}, effects, months, 36, D(0), 1)


def test_the_sector_where_a_lever_saves_most_comes_first():
    cells = (
        Cell("compensation", "booked", "Late", "Support", "Kitchen", D(1200), D(0)),
        Cell("compensation", "booked", "Late", "Kitchen", "Support", D(300), D(0)),
        Cell("compensation", "booked", "Late", "Kitchen", "(unattributed)", D(9000), D(0)),
        Cell("rework", "booked", "(no complaint)", "Kitchen", "Kitchen", D(9000), D(0)),
    )
    found = {one.lever.kind: one for one in first_measures(based(cells, 6, {}))}
    # in six months, so twice: 10 % of the 1,200 that start in Kitchen; of 10,500 in all
    fewer = found["fewer_complaints"]
    assert (fewer.lever.sector, fewer.saving, fewer.everywhere) == ("Kitchen", 240, 2100)
    # paid: Kitchen 9,300, Support 1,200
    less = found["less_compensation"]
    assert (less.lever.sector, less.saving, less.everywhere) == ("Kitchen", 1860, 2100)
    assert "less_rework" not in found  # cost without a complaint is changed by no lever
    assert [one.lever.kind for one in first_measures(based(cells, 6, {}))] == ["less_compensation", "fewer_complaints"]


def test_each_amount_is_that_of_the_lever_moved_by_itself():
    base = based(CELLS)
    found = first_measures(base)
    assert len(found) > 3
    for one in found:
        assert base.outcome([one.lever]).saving == one.saving
        assert base.outcome([lever(one.lever.kind, percent=10)]).saving == one.everywhere
        others = [lever(one.lever.kind, name, percent=10) for name in base.sectors if name[0] != "("]
        savings = [base.outcome([other]).saving for other in others if base.is_measured(other.kind, other.sector)]
        assert max(savings) == one.saving

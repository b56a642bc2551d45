"""Why the cost changed, as a link tells it: without kinds of complaint about few people, and from whole blocks only."""

from dataclasses import replace

from test_small_groups import plan_of, stored_by_hand

from models.disclosure.plan import SharedSelection
from models.disclosure.protected_read import read_protected
from models.engine.selection import Selection

JUNE = SharedSelection(period=("2025-06", "2025-06"))


def _months_of(money: dict[int, int], category) -> list[tuple]:
    """Ten complaints a month in two sectors, of ten people each."""
    return [
        (f"2025-{month:02d}-0{n % 9 + 1}", f"c{n}", category(n), ("Kitchen", "Office")[n % 2], amount)
        for month, amount in money.items()
        for n in range(20)
    ]


def test_why_the_cost_changed_is_told_without_kinds_of_few_people(tmp_path):
    """May to June: ten complaints of each sector as before, 12 instead of 10 each; each kind is about one person."""
    rows = _months_of({month: 12 if month == 6 else 10 for month in range(1, 8)}, lambda n: f"kind {n}")
    engine, version = stored_by_hand(tmp_path, rows)
    allowed = plan_of(engine, version, own=JUNE)
    assert not any(block.has_kinds for block in allowed.blocks if block.last == "2025-06")
    total = read_protected(engine, allowed, "change_bridge_total", version, Selection(JUNE.period))
    assert {row.cause: row.amount for row in total.itertuples()} == {"volume": 0, "rate": 0, "each": 40}
    assert total[["starts_at", "ends_at"]].iloc[-1].tolist() == [200, 240]
    told = read_protected(engine, allowed, "change_bridge", version, Selection(JUNE.period))
    assert [(row.sector, row.cause, row.amount, row.cost_before, row.cost_after) for row in told.itertuples()] == [
        (sector, cause, amount, 100, 120)
        for sector in ("Kitchen", "Office")
        for cause, amount in (("volume", 0), ("rate", 0), ("each", 20))
    ]


def test_kinds_about_enough_people_stay_causes_of_their_own(tmp_path):
    engine, version = stored_by_hand(tmp_path, _months_of(dict.fromkeys(range(1, 8), 10), lambda n: "cold"))
    allowed = plan_of(engine, version, own=JUNE)
    told = read_protected(engine, allowed, "change_bridge", version, Selection(JUNE.period))
    assert list(told[told["sector"] == "Kitchen"]["cause"]) == ["volume", "rate", "mix", "price", "projected"]


def test_no_change_is_told_from_a_period_that_parts_a_block(tmp_path):
    """January to April is one block: its cost less that of April, before May, would be that of January to March."""
    engine, version = stored_by_hand(tmp_path, _months_of(dict.fromkeys(range(1, 8), 10), lambda n: "cold"))
    own = SharedSelection(period=("2025-05", "2025-05"))
    allowed = plan_of(engine, version, own=own)
    first, may = allowed.blocks[0], allowed.blocks[4]
    parted = replace(allowed, blocks=(replace(first, last="2025-04"), may))
    for name in ("change_bridge_total", "change_bridge"):
        assert len(read_protected(engine, allowed, name, version, Selection(own.period)))
        assert read_protected(engine, parted, name, version, Selection(own.period)) is None

"""Nothing about fewer than five people can be worked out from all that a shared view shows under all its filters."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import numpy
import pytest
from attack import CHAIN, DIMENSIONS, World, determined, equations

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.disclosure.plan import SharedSelection, parts_of, plan, spans_of
from models.disclosure.pooling import pool
from models.disclosure.protected_read import pooled_names, read_protected
from models.engine.engine import Engine
from models.engine.selection import Selection

FEWEST = 5
SECTORS = ("Kitchen", "Office", "Shop")
SEGMENTS = ("Gold", "Plain")
CATEGORIES = ("cold", "late", "lost")
FIRST = date(2025, 1, 1)
EVERYTHING = SharedSelection()


def organisation(seed: int) -> dict[str, str]:
    """Return a made-up organisation, larger with its seed, its groups of very different size."""
    draw = random.Random(seed)
    people = [(f"c{number}", draw.choices(SEGMENTS, (2, 5))[0]) for number in range(50 * seed**2)]
    customers = [
        "customer_id,started_on,segment,monthly_margin",
        *(f"{name},2024-01-01,{segment},10" for name, segment in people),
    ]
    complaints = [
        "complaint_id,opened_on,customer_id,category,sector,handled_by,handling_minutes,"
        "compensation,rework_cost,escalation_cost"
    ]
    for number in range(150 * seed**2):
        opened = FIRST + timedelta(days=draw.randrange(240))
        sector, payer = draw.choices(SECTORS, (6, 3, 1))[0], draw.choices(SECTORS, (1, 2, 6))[0]
        money = [f"{draw.randint(100, 99999) / 100:.2f}" if draw.random() < often else "" for often in (0.8, 0.3, 0.1)]
        category = draw.choices(CATEGORIES, (6, 4, 1))[0]
        complaints.append(
            f"k{number},{opened},{draw.choice(people)[0]},{category},{sector},{payer},"
            f"{draw.randint(1, 90)},{','.join(money)}"
        )
    sectors = ["sector,hourly_cost", *(f"{name},30" for name in SECTORS)]
    links = ["supplier,receiver,process", *(f"{one},{two},work" for one, two in zip(CHAIN, (*CHAIN[1:], "customer")))]
    return {
        name: "\n".join(rows) + "\n"
        for name, rows in {
            "sectors": sectors,
            "chain_links": links,
            "customers": customers,
            "complaints": complaints,
        }.items()
    }


def stored(home, texts: dict[str, str]):
    """Store the files of an organisation and return engine and version."""
    store = Store(home / "home")
    for dataset, text in texts.items():
        (home / f"{dataset}.csv").write_text(text)
        assert import_file(store, dataset, home / f"{dataset}.csv", Options())["status"] == "stored"
    return Engine(store.connection), store.version


def plan_of(engine, version: int, fewest: int = FEWEST, scope=None, own: SharedSelection = EVERYTHING):
    """Return what a link of this scope and choice may tell."""
    engine.build(version, names=["ledger", "new_customer"])
    span = engine.read("ledger_span", version).iloc[0]
    count = (span.last_month.year - span.first_month.year) * 12 + span.last_month.month - span.first_month.month + 1
    months = [
        f"{span.first_month.year + place // 12}-{place % 12 + 1:02d}"
        for place in range(span.first_month.month - 1, span.first_month.month - 1 + count)
    ]
    return plan(engine.source_cursor("ledger", "ledger", version), months, fewest, scope, own)


def small_sums(world: World) -> numpy.ndarray:
    """Return every sum over runs of months and single values of the other dimensions that is about one to four
    people."""
    months = world.values["month"]
    spans = [*((month,) for month in months), *(tuple(months[:last]) for last in range(2, len(months) + 1))]
    others = [[tuple(world.values[name]), *((value,) for value in world.values[name])] for name in DIMENSIONS[1:]]
    sums = numpy.array(
        [world.cell(**dict(zip(DIMENSIONS, found, strict=True))) for found in product(spans, *others)],
        dtype=numpy.float32,
    )
    people = world.people(sums)
    return sums[(people > 0) & (people < FEWEST)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return by its seed an organisation with its engine, version, cells and small sums."""
    held = {}

    def of(seed: int) -> tuple:
        if seed not in held:
            engine, version = stored(tmp_path_factory.mktemp("small"), organisation(seed))
            world = World(engine, version)
            held[seed] = engine, version, world, small_sums(world)
        return held[seed]

    return of


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("seed", "own"),
    [
        (1, SharedSelection()),
        (1, SharedSelection(sectors=("Kitchen",))),
        (1, SharedSelection(sectors=("Office", "Shop"), segments=("Gold",))),
        (2, SharedSelection(segments=("Plain",))),
        (3, SharedSelection()),
        (1, SharedSelection(period=("2025-03", "2025-06"))),
        (3, SharedSelection(period=("2025-06", "2025-06"))),
        (2, SharedSelection(("Kitchen",), (), ("2025-05", "2025-06"))),
    ],
)
def test_no_small_sum_follows_from_all_that_is_shown(made, seed, own):
    engine, version, world, wanted = made(seed)
    allowed = plan_of(engine, version, own=own)
    rows, said = equations(engine, allowed, version, world)
    assert numpy.allclose(rows @ world.truth, said, atol=1e-4)  # every number shown is the sum it says it is
    assert len(rows) > 5
    assert not determined(rows, wanted).any()


def test_the_attack_finds_small_sums_where_nothing_is_withheld(made):
    engine, version, world, wanted = made(1)
    naive = plan_of(engine, version, fewest=1)
    rows, _ = equations(engine, replace(naive, blocks=naive.blocks[:1]), version, world)
    assert determined(rows, wanted).any()


@pytest.mark.parametrize(
    "period", [("2025-03", "2025-06"), ("2025-04", "2025-07"), ("2025-05", "2025-05"), (None, None)]
)
def test_a_link_keeps_the_period_it_was_made_for(made, period):
    for seed in (2, 3):
        engine, version, _, _ = made(seed)
        allowed = plan_of(engine, version, own=SharedSelection(period=period))
        assert allowed.around(period) == (period if any(period) else (allowed.blocks[0].first, allowed.blocks[-1].last))
        assert allowed.within(period)


def test_the_months_around_a_period_are_parted_from_it():
    months = [f"2025-{month:02d}" for month in range(1, 9)]
    whole, near, alone = parts_of(months, ("2025-05", "2025-06"))
    assert whole == [months[:4], months[4:6], months[6:]]
    assert (near, alone) == ([months[2:4], months[4:6]], [months[4:6]])
    assert parts_of(months, (None, None)) == [[months]]


def test_blocks_end_with_the_last_month_and_what_is_left_over_joins_the_first():
    months = [f"2025-{month:02d}" for month in range(1, 9)]
    assert spans_of(months, 3) == [("2025-01", "2025-05"), ("2025-06", "2025-08")]
    assert spans_of(months, 12) == [("2025-01", "2025-08")]


def test_names_stand_together_until_nothing_small_is_left_over():
    some = frozenset({"a", "b"})
    # two people alone would follow from the sum: the next smallest joins them
    assert pool({"": {"x": some, "y": 9, "z": 30}}, 5) == ("x", "y")
    # three small ones with five people between them are enough
    assert pool({"": {"x": some, "v": frozenset({"c", "d"}), "w": frozenset({"e"}), "z": 30}}, 5) == ("v", "w", "x")
    # the same two people in all three are not
    assert pool({"": {"x": some, "v": some, "w": some, "y": 9}}, 5) == ("v", "w", "x", "y")
    # in every place: y has nobody to stand with in the second
    assert pool({"1": {"x": some, "y": 9, "z": 30}, "2": {"y": frozenset({"q"}), "z": 40}}, 5) == ("x", "y", "z")
    assert pool({"": {"x": 5, "y": 9}}, 5) == ()


HAND = {
    "sectors": "sector,hourly_cost\nKitchen,0\nOffice,0\nShop,0\n",
    "customers": "customer_id,started_on,monthly_margin\n" + "".join(f"c{n},2024-01-01,10\n" for n in range(60)),
}


def stored_by_hand(home, rows: list[tuple]):
    """Store complaints of these days, customers, categories, sectors and amounts; return engine and version."""
    lines = ["complaint_id,opened_on,customer_id,category,sector,paid_by,compensation"]
    lines += [
        f"k{number},{day},{who},{category},{sector},{sector},{money}"
        for number, (day, who, category, sector, money) in enumerate(rows)
    ]
    lines.append("last,2025-07-31,c59,cold,Kitchen,Kitchen,")
    return stored(home, HAND | {"complaints": "\n".join(lines) + "\n"})


def test_subtraction_by_hand_finds_no_small_sector(tmp_path):
    """Ten people a month in two sectors; three in the shop, in June only, with amounts of 7,000 each."""
    rows = [
        (f"2025-{month:02d}-0{n % 9 + 1}", f"c{n}", "cold", ("Kitchen", "Office")[n % 2], 10)
        for month in range(1, 8)
        for n in range(20)
    ]
    engine, version = stored_by_hand(
        tmp_path, rows + [("2025-06-10", f"c{n}", "cold", "Shop", 7000) for n in (30, 31, 32)]
    )
    allowed = plan_of(engine, version)
    assert allowed.together("sector") and "Shop" in allowed.together("sector")
    whole = read_protected(engine, allowed, "overview_total", version).iloc[0].dissatisfaction_cost
    told = read_protected(engine, allowed, "sector_overview", version)
    assert "Shop" not in set(told["sector"])
    # 7 × 10 × 10 of the sector that stays apart; the other one covers the shop
    assert sorted(told["dissatisfaction_cost"]) == [700, 700 + 21000] and whole == 700 + 700 + 21000
    few = pooled_names(allowed, (None, None))
    assert dict(zip(few["name"], few["few"], strict=True))["Shop"]
    shop = read_protected(engine, allowed, "sector_overview", version, Selection(sectors=("Shop",)))
    assert shop["dissatisfaction_cost"].sum() == 700 + 21000


def test_subtraction_by_hand_finds_no_small_month(tmp_path):
    """Ten people in every month but June, which has two: January to June less January to May must not be on offer."""
    rows = [
        (f"2025-{month:02d}-0{n + 1}", f"c{n}", "cold", "Kitchen", 10)
        for month in range(1, 8)
        for n in range(2 if month == 6 else 9)
    ]
    engine, version = stored_by_hand(tmp_path, rows)
    allowed = plan_of(engine, version)
    assert len(allowed.blocks) > 1
    assert not {block.last for block in allowed.blocks} >= {"2025-05", "2025-06"}
    for period in (("2025-01", "2025-05"), ("2025-01", "2025-06"), ("2025-06", "2025-06")):
        assert (
            not allowed.within(period)
            or allowed.within((period[0], "2025-05")) == ()
            or allowed.within((period[0], "2025-06")) == ()
        )
    assert read_protected(engine, allowed, "overview_total", version, Selection(("2025-06", "2025-06"))) is None
    told = read_protected(engine, allowed, "monthly_cost", version)
    assert "2025-06" not in {f"{month:%Y-%m}" for month in told["month"]}


def test_a_link_made_for_a_segment_never_leaves_it(made):
    engine, version, *_ = made(2)
    allowed = plan_of(engine, version, own=SharedSelection(segments=("Plain",)))
    assert read_protected(engine, allowed, "sector_overview", version, Selection(segments=("Gold",))) is None
    assert read_protected(engine, allowed, "sector_overview", version).equals(
        read_protected(engine, allowed, "sector_overview", version, Selection(segments=("Plain",)))
    )

"""The effect of a file tried equals the difference the same file makes when it is stored, and leaves nothing behind."""

from decimal import Decimal

import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.sectors.changes import change_sectors
from data.store import Store
from models.comparison.effect import FIGURES, cost_effect
from models.engine.engine import Engine

COMPLAINTS = (
    "complaint_id,opened_on,sector,compensation,handled_by,handling_minutes\n"
    "C1,2026-01-15,Billing,10,Billing,60\n"
    "C2,2026-01-31,Delivery,20,Delivery,30\n"
)


@pytest.fixture
def house(tmp_path):
    store = Store(tmp_path / "home")
    yield store, Engine(store.connection)
    store.connection.close()


def put(house, tmp_path, dataset, text, dry_run=False, **settings):
    store, engine = house
    path = tmp_path / f"{dataset}.csv"
    path.write_text(text, encoding="utf-8")
    return import_file(
        store,
        dataset,
        path,
        Options(settings=settings, dry_run=dry_run),
        watch=lambda cursor, version: cost_effect(engine, cursor, version - 1, version),
    )


def costs(engine, version):
    engine.build(version, names=FIGURES)
    return {row[0]: (row[2], row[1]) for row in engine.rows("sector_sum", version)[1]}


LATER = [
    # January costs 100 euros an hour in Delivery: 30 minutes = 50
    ("sector_costs", "sector,month,purpose,amount,practical_hours\nDelivery,2026-01,running,1000,10\n"),
    ("sectors", "sector,hourly_cost\nBILLING,40\n"),
    ("complaints", "complaint_id,opened_on,sector,compensation\nC2,2026-01-31,Billing,25\nC3,2026-01-20,Legal,5.01\n"),
    ("exchange_rates", "month,currency,rate\n2026-01,USD,0.9\n"),
    ("customers", "customer_id,started_on\nK1,2025-01-01\n"),
]


@pytest.mark.long
def test_the_effect_tried_is_the_difference_stored(house, tmp_path):
    store, engine = house
    put(house, tmp_path, "complaints", COMPLAINTS)
    for dataset, text in LATER:
        tried = put(house, tmp_path, dataset, text, dry_run=True)["effect"]
        before = store.version
        stored = put(house, tmp_path, dataset, text)["effect"]
        assert tried == stored and store.version == before + 1, dataset
        old, new = costs(engine, before), costs(engine, before + 1)
        assert tried["after"] == sum(cost for cost, _ in new.values())
        assert tried["before"] == sum(cost for cost, _ in old.values())
        if dataset != "sectors":  # which changes the spelling of Billing
            expected = {name: (old.get(name, (0, 0)), new.get(name, (0, 0))) for name in {**old, **new}}
            assert {
                row["sector"]: ((row["before"], row["complaints_before"]), (row["after"], row["complaints_after"]))
                for row in tried["sectors"]
            } == {name: pair for name, pair in expected.items() if pair[0] != pair[1]}


def test_the_amounts_are_those_worked_out_by_hand(house, tmp_path):
    put(house, tmp_path, "complaints", COMPLAINTS)
    found = put(house, tmp_path, *LATER[0], dry_run=True)["effect"]
    # 30 minutes at 1,000 / 10 hours = 50 more for Delivery, on 20 of compensation: + 250 %; in all 30 -> 80
    assert (found["before"], found["after"], found["change"]) == (30, 80, 50)
    assert [(row["sector"], row["before"], row["change"], row["change_share"]) for row in found["sectors"]] == [
        ("Delivery", 20, 50, 2.5)
    ]
    assert isinstance(found["change"], Decimal)
    # a sector that is spelt differently stays the same sector; its hour costs 40 now
    spelt = put(house, tmp_path, *LATER[1], dry_run=True)["effect"]
    assert [(row["sector"], row["before"], row["after"]) for row in spelt["sectors"]] == [("BILLING", 10, 50)]


def test_two_names_of_one_sector_count_once(house, tmp_path):
    put(house, tmp_path, "complaints", COMPLAINTS)
    change_sectors(house[0], "same", ["Delivery"], ["Billing"])
    found = put(
        house,
        tmp_path,
        "complaints",
        "complaint_id,opened_on,sector,compensation\nC3,2026-01-20,Billing,5\n",
        dry_run=True,
    )["effect"]
    assert (found["before"], found["after"]) == (30, 35)
    assert [(row["sector"], row["before"], row["after"]) for row in found["sectors"]] == [("Billing", 30, 35)]


def test_a_file_that_is_only_tried_leaves_nothing_behind(house, tmp_path):
    store, engine = house
    put(house, tmp_path, "complaints", COMPLAINTS)
    with store.cursor() as cursor:
        tables = "select database_name, schema_name, table_name from duckdb_tables() order by all"
        before = cursor.execute(tables).fetchall()
        put(house, tmp_path, *LATER[2], dry_run=True)
        assert cursor.execute(tables).fetchall() == before
    assert store.version == 1 and store.imports()[-1]["import_id"] == "i1"


def test_history_keeps_the_effect_of_what_was_stored(house, tmp_path):
    put(house, tmp_path, "complaints", COMPLAINTS)
    put(house, tmp_path, *LATER[2])
    # C2 from 20 to 25 and to another sector, C3 new with 5.01: 10.01 more
    assert [change["effect"] for change in house[0].changes()] == ["30.00", "10.01"]


def test_complaints_after_the_day_of_reference_are_told_apart(house, tmp_path):
    put(house, tmp_path, "complaints", COMPLAINTS)
    found = put(house, tmp_path, "complaints", "complaint_id,opened_on,compensation\nC9,2026-02-03,7\n", dry_run=True)[
        "effect"
    ]
    assert (found["complaints_before"], found["complaints_after"], found["later_after"], found["change"]) == (
        2,
        3,
        1,
        0,
    )

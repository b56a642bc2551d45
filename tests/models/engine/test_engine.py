"""The engine: what is built when, for which version, and how often."""

import threading
from decimal import Decimal

import pytest
from handmade import assume, put

from models import assumptions
from models.engine import build
from models.engine.engine import Engine
from models.engine.selection import Selection


def amounts(engine: Engine, version: int, **chosen: object) -> dict[str, Decimal]:
    columns, rows = engine.rows("ledger", version, Selection(**chosen))
    return {row[0]: row[columns.index("amount")] for row in rows}


# Versions -------------------------------------------------------------------------------------


def test_a_version_reads_the_rows_it_saw(house):
    put(house, "complaints", [{"complaint_id": "3", "opened_on": "2025-02-01", "compensation": 7}], version=2)
    house.execute("update raw_complaints set to_version = 3 where complaint_id = '1'")
    engine = Engine(house)
    assert amounts(engine, 1) == {"1": 5, "2": Decimal("0.01")}
    assert amounts(engine, 2) == {"1": 5, "2": Decimal("0.01"), "3": 7}
    assert amounts(engine, 3) == {"2": Decimal("0.01"), "3": 7}


def test_assumptions_hold_from_their_version_and_can_be_overridden(house):
    assume(house, {"horizon_months": 12}, version=2)
    engine = Engine(house)
    held = {version: {row["name"]: row for row in engine.assumptions(version)}["horizon_months"] for version in (1, 2)}
    assert (held[1]["value"], held[1]["yours"], held[2]["value"], held[2]["yours"]) == ("36", False, "12", True)
    # nobody of the segment has left: without a discount a new customer brings one margin a month of the horizon
    months = {"segment": "home", "tenure_months": 0}
    assert (
        engine.read(
            "staying_multiple", 1, Selection(where=months, overrides={"horizon_months": "3", "discount_rate": "0"})
        ).new_customer[0]
        == 3
    )
    assert (
        engine.read("staying_multiple", 2, Selection(where=months, overrides={"discount_rate": "0"})).new_customer[0]
        == 12
    )


@pytest.mark.parametrize(
    "name, text, says",
    [
        ("effect_months", "six", 'effect_months: read "six"; expected a whole number from 1 to 60'),
        ("discount_rate", "-1", "expected a number such as 0.10, not below zero"),
        ("loss_basis", "both", "expected one of residual_margin, replacement, lower_of"),
        ("as_of", "30.6.2026", "expected a day such as 2026-06-30"),
        ("gross_margin", "60", "expected a share between 0 and 1"),
        ("effect_month", "6", 'There is no assumption named "effect_month"'),
    ],
)
def test_a_bad_assumption_says_what_to_write(house, name, text, says):
    with pytest.raises(ValueError, match=says.replace("(", r"\(")):
        Engine(house).read("ledger", 1, Selection(overrides={name: text}))


def test_every_assumption_the_house_brings_is_valid():
    for name, entry in assumptions.known().items():
        for field in ("value", "low", "high"):
            assumptions.check(name, entry[field])


# Building -------------------------------------------------------------------------------------


def test_a_build_is_made_once_and_tells_how_far_it_is(house):
    engine, steps = Engine(house), []
    assert not engine.is_built(1)
    engine.build(1, progress=lambda done, total, name: steps.append((done, total)))
    assert steps[0][0] == 0 and steps[-1][0] == steps[-1][1] == len(steps) - 1
    assert engine.is_built(1)
    engine.build(1, progress=lambda *_: pytest.fail("nothing was left to build"))


def test_reading_builds_only_what_the_figure_stands_on(house):
    engine = Engine(house)
    engine.read("retention_curve", 1)
    assert engine.is_built(1, names=["retention_curve"]) and not engine.is_built(1, names=["ledger"])


def test_an_interrupted_build_is_continued(house):
    engine = Engine(house)

    def interrupt(done, total, name):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.build(1, progress=interrupt)
    assert not engine.is_built(1)
    assert amounts(engine, 1) == {"1": 5, "2": Decimal("0.01")}


def test_only_the_last_builds_are_kept(house):
    engine = Engine(house)
    schemas = [
        engine.build(1, {"horizon_months": str(months)}, names=["uploads"])
        for months in range(1, build.BUILDS_KEPT + 4)
    ]
    kept = {
        name
        for (name,) in house.execute(
            "select schema_name from duckdb_schemas() where schema_name like 'built%'"
        ).fetchall()
    }
    assert kept == set(schemas[-build.BUILDS_KEPT :])


def test_two_readers_at_once_get_the_same(house):
    engine, found = Engine(house), []
    readers = [threading.Thread(target=lambda: found.append(amounts(engine, 1))) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [{"1": 5, "2": Decimal("0.01")}] * 4


def test_it_works_on_a_locked_connection(house):
    house.execute("set enable_external_access = false")
    house.execute("set lock_configuration = true")
    engine = Engine(house)
    engine.build(1)
    assert engine.read("cost_by_sector", 1, Selection(("2025-01", "2025-01"), segments=("home",))).amount.tolist() == [
        5
    ]

"""A simulated organisation of 30,000 customers goes in as files; what comes out is compared with the truth."""

import shutil
from collections import defaultdict
from decimal import Decimal
from functools import partial

import pytest
import reference
from command import run, run_apart
from simulated import LAST, SEGMENTS, simulate, write

ASSUMED_HOURLY_COST = "30"
ORDER = (
    "sectors",
    "exchange_rates",
    "customers",
    "complaints",
    "complaint_work",
    "complaint_shares",
    "sector_costs",
    "acquisition_spend",
    "chain_links",
)


@pytest.fixture(scope="module")
def organisation():
    return simulate()


@pytest.fixture(scope="module")
def command(organisation, tmp_path_factory):
    """Runs commands on a home that holds the organisation, imported file by file as a user would."""
    folder = tmp_path_factory.mktemp("simulated")
    paths = write(organisation[0], folder)
    for dataset in ORDER:
        answer = run_apart(folder / "home", "import", dataset, paths[dataset], "--json")
        assert answer.code == 0, (dataset, answer.out[:2000], answer.err[:2000])
        assert answer.json["rows"] == {
            "read": len(organisation[0][dataset]),
            "stored": len(organisation[0][dataset]),
            "quarantined": 0,
        }
    assert run_apart(folder / "home", "assume", f"hourly_cost={ASSUMED_HOURLY_COST}").code == 0
    shutil.copytree(folder / "home", folder / "again")
    return partial(run, folder / "home")


def again(command):
    """Runs commands on a copy of the home in which nothing had been worked out."""
    return partial(run, command.args[0].parent / "again")


def figure(command, name: str, *options) -> list[dict]:
    return command("figure", name, "--format", "csv", *options).rows


def of_segment(organisation, segment: str) -> list[dict]:
    return [row for row in organisation[0]["customers"] if segment in ("all", row["segment"])]


def difference(found: dict, expected: dict) -> Decimal:
    return sum((abs(found.get(key, 0) - expected.get(key, 0)) for key in {*found, *expected}), Decimal(0))


@pytest.mark.long
def test_costs_by_causing_sector_component_and_evidence(command, organisation):
    found = {
        (row["sector"], row["component"], row["evidence"]): Decimal(row["amount"])
        for row in figure(command, "cost_by_sector")
        if row["component"] != "avoidable_churn"
    }
    assert difference(found, reference.costs(organisation[0], ASSUMED_HOURLY_COST)) < Decimal("0.30")


@pytest.mark.long
def test_costs_by_paying_sector(command, organisation):
    found = defaultdict(Decimal)
    for row in figure(command, "ledger"):
        if row["component"] != "avoidable_churn":
            found[row["incurred_by"], row["component"], row["evidence"]] += Decimal(row["amount"])
    expected = reference.costs(organisation[0], ASSUMED_HOURLY_COST, by="incurred_by")
    assert difference(found, expected) < Decimal("0.30")


@pytest.mark.parametrize("segment", ["all", *SEGMENTS])
def test_retention(command, organisation, segment):
    expected = reference.retention(of_segment(organisation, segment), LAST)
    rows = {int(row["month"]): row for row in figure(command, "retention_curve", "--where", f"segment={segment}")}
    assert {month for month, row in expected.items() if row["left_count"]} <= rows.keys() <= expected.keys()
    for month, row in rows.items():
        assert (int(row["at_risk"]), int(row["left_count"])) == (
            expected[month]["at_risk"],
            expected[month]["left_count"],
        )
        for name in ("retention", "low", "high"):
            assert (
                row[name] == ""
                if expected[month][name] is None
                else (float(row[name]) == pytest.approx(expected[month][name], abs=1e-9))
            )


@pytest.mark.parametrize("segment", list(SEGMENTS))
def test_customer_value(command, organisation, segment):
    expected = reference.customer_value(of_segment(organisation, segment), LAST)
    (row,) = figure(command, "customer_value", "--where", f"segment={segment}")
    assert {name: float(row[name]) for name in expected} == pytest.approx(expected, rel=1e-7)


def test_customer_value_of_all(command, organisation):
    expected = reference.customer_value(of_segment(organisation, "all"), LAST)
    rows = {row["segment"]: row for row in figure(command, "customer_value")}
    assert float(rows["all"]["value"]) == pytest.approx(expected["value"], rel=1e-7)
    total = sum(Decimal(rows[segment]["total_value"]) for segment in SEGMENTS)
    assert float(rows["all"]["total_value"]) == pytest.approx(float(total), rel=1e-12)


def test_acquisition_cost(command, organisation):
    expected = reference.acquisition(organisation[0])
    rows = {row["channel"]: row for row in figure(command, "acquisition_cost")}
    assert rows.keys() == expected.keys()
    for channel, (spend, new) in expected.items():
        assert (Decimal(rows[channel]["spend"]), int(rows[channel]["new_customers"])) == (spend, new)
        if spend and new:
            assert float(rows[channel]["cac"]) == pytest.approx(float(spend) / new, rel=1e-7)
        else:
            assert rows[channel]["cac"] == ""


def test_distance_from_the_customer(command, organisation):
    found = {row["sector"]: int(row["distance"]) for row in figure(command, "sector_distance") if row["distance"]}
    assert found == reference.distances(organisation[0]["chain_links"])


def test_avoidable_leavers(command, organisation):
    truth = organisation[1]
    cells = figure(command, "avoidable_churn")
    assert sum(int(row["complained"]) for row in cells) == truth["followed"]
    assert sum(int(row["complained_left"]) for row in cells) == truth["left_after"]
    (row,) = figure(command, "avoidable_churn_total")
    assert float(row["avoidable"]) == pytest.approx(truth["avoidable"], rel=0.12)
    assert float(row["low"]) < truth["avoidable"] < float(row["high"])


def test_the_cost_of_lost_customers_is_spread_over_sectors_without_loss(command):
    total = sum(Decimal(row["amount"]) for row in figure(command, "ledger") if row["component"] == "avoidable_churn")
    by_sector = sum(Decimal(row["loyalty_lost"]) for row in figure(command, "sector_overview") if row["loyalty_lost"])
    assert total == by_sector > 0


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "name", ["ledger", "sector_overview", "avoidable_churn", "avoidable_churn_total", "win_or_keep"]
)
def test_worked_out_again_the_same_version_prints_the_same_bytes(command, name):
    assert again(command)("figure", name, "--format", "csv").out == command("figure", name, "--format", "csv").out


def test_the_identities_hold(command):
    assert command("check").code == 0

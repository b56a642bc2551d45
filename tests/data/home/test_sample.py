"""The made-up organisation: always the same, accepted without a question, and its planted findings are found."""

import hashlib
import re
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from functools import partial

import pandas
import pytest
import reference
from command import ROOT, run

from data.contracts.definitions import contract, dataset_names
from data.import_options import Options
from data.imports.pipeline import import_file
from data.samples.generate import fill, organisation, truth
from data.store import Store

NUMBERS = {"money", "number", "minutes", "hours", "score", "share", "price", "rate"}
DIGEST = """
import hashlib
from data.samples.generate import organisation
print(hashlib.sha256(b"".join(frame.to_csv().encode() for frame in organisation(200, 7).values())).hexdigest())
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Runs commands on a home filled by the command demo."""
    home = tmp_path_factory.mktemp("demo") / "home"
    answer = run(home, "demo")
    assert answer.code == 0, answer.err
    return partial(run, home)


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict]]:
    return {dataset: frame.to_dict("records") for dataset, frame in organisation().items()}


def figure(command, name: str, *options) -> list[dict]:
    return command("figure", name, "--format", "csv", *options).rows


def ledger_by(command, column: str, *options) -> dict[str, Decimal]:
    found = defaultdict(Decimal)
    for row in figure(command, "ledger", *options):
        found[row[column]] += Decimal(row["amount"])
    return found


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    bytes_here = b"".join(frame.to_csv().encode() for frame in organisation(200, 7).values())
    there = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(bytes_here).hexdigest()


def test_another_seed_gives_another_organisation():
    assert not organisation(200, 7)["customers"].equals(organisation(200, 8)["customers"])


def test_every_data_set_is_there_with_columns_of_its_contract(tables):
    assert set(tables) == set(dataset_names())
    for dataset, rows in tables.items():
        assert rows and set(rows[0]) <= {column.name for column in contract(dataset).columns}


def test_a_tiny_organisation_is_refused():
    with pytest.raises(ValueError, match="at least 50 customers"):
        organisation(49)


def test_the_demo_stores_every_row(command, tables):
    assert [(row["dataset"], row["status"]) for row in command("imports", "--json").json] == [
        (dataset, "stored") for dataset in tables
    ]
    assert command("quarantine", "--format", "json").json == []
    for row in command("imports", "--json").json:
        stored = row["rows"]["stored"] if isinstance(row["rows"], dict) else row["rows"]
        assert stored == len(tables[row["dataset"]])


def test_a_home_that_holds_something_is_not_filled_again(command):
    assert command("demo").code == 2


def _typed(dataset: str, frame: pandas.DataFrame) -> pandas.DataFrame:
    """Numbers as numbers and days as dates, as a workbook has them."""
    typed = frame.astype(object)
    for column in contract(dataset).columns:
        if column.name in frame and column.type in NUMBERS:
            typed[column.name] = [float(text) if text else None for text in frame[column.name]]
        if column.name in frame and column.type == "day":
            typed[column.name] = [pandas.Timestamp(text).date() if text else None for text in frame[column.name]]
    return typed


@pytest.mark.long
def test_csv_and_workbook_are_read_alike(tmp_path):
    store = Store(tmp_path / "home")
    fill(store, 60, 3)
    for dataset, frame in organisation(60, 3).items():
        path = tmp_path / f"{dataset}.xlsx"
        _typed(dataset, frame).to_excel(path, index=False, engine="xlsxwriter")
        answer = import_file(store, dataset, path, Options())
        assert answer["status"] == "unchanged", (dataset, answer)
        assert answer["rows"] == {"read": len(frame), "stored": len(frame), "quarantined": 0}
    store.close()


def test_costs_are_those_of_the_reference(command, tables):
    found = {
        (row["sector"], row["component"], row["evidence"]): Decimal(row["amount"])
        for row in figure(command, "cost_by_sector")
        if row["component"] in ("handling", "compensation", "rework", "escalation")
    }
    expected = reference.costs(tables)
    assert sum(abs(found.get(key, 0) - expected.get(key, 0)) for key in {*found, *expected}) < Decimal("0.30")


def test_overruns_are_those_of_the_reference(command, tables):
    expected = defaultdict(Fraction)
    for stages in reference.cases(tables).values():
        for sector, hours in reference.overruns(stages).items():
            expected[sector] += hours
    found = defaultdict(Fraction)
    for row in figure(command, "stage_overrun"):
        found[row["sector"]] += Fraction(row["overrun_hours"])
    assert found == expected


def test_most_cost_starts_in_delivery_and_is_paid_by_the_call_centre(command):
    start, pay = ledger_by(command, "caused_by"), ledger_by(command, "incurred_by")
    assert max(start, key=start.get) == "Delivery"
    assert max((sector for sector in pay if sector != "(company)"), key=pay.get) == "Call centre"
    assert pay["Call centre"] > 10 * start["Call centre"]


def test_sectors_far_from_the_customer_start_a_third_of_the_cost(command):
    distance = {row["sector"]: int(row["distance"]) for row in figure(command, "sector_distance")}
    assert set(distance.values()) == {1, 2, 3, 4}
    start = ledger_by(command, "caused_by")
    assert sum(start[sector] for sector, steps in distance.items() if steps > 1) > sum(start.values()) / 3


def test_the_cost_rose_in_the_second_year(command):
    first = ledger_by(command, "component", "--from", "2024-11", "--to", "2025-10")
    second = ledger_by(command, "component", "--from", "2025-11", "--to", "2026-10")
    assert all(second[component] > first[component] for component in ("handling", "compensation", "rework"))


def test_the_leavers_that_were_planted_are_found(command):
    planted = truth()
    (row,) = figure(command, "avoidable_churn_total")
    assert float(row["low"]) < planted["avoidable"] < float(row["high"])
    assert float(row["low"]) > 0
    followed = sum(int(cell["complained"]) for cell in figure(command, "avoidable_churn"))
    assert followed == pytest.approx(planted["followed"], rel=0.03)  # one in fifty has no customer


def test_an_unresolved_complaint_was_planted_to_hurt_more():
    planted = truth(20_000, 2)
    unresolved = planted["avoidable_unresolved"] / planted["followed_unresolved"]
    resolved = (planted["avoidable"] - planted["avoidable_unresolved"]) / (
        planted["followed"] - planted["followed_unresolved"]
    )
    assert unresolved > 2 * resolved > 0


def test_the_identities_hold(command):
    assert command("check").code == 0


def test_the_readme_prints_these_totals(command):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- totals -->(.*?)<!-- /totals -->", text, re.DOTALL)
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.strip().splitlines()]
    printed = {row[0]: Decimal(re.sub(r"[^\d.-]", "", row[1])) for row in cells if re.search(r"\d", row[1])}
    costs = {row["sector"]: Decimal(row["dissatisfaction_cost"]) for row in figure(command, "sector_overview")}
    costs["All sectors"] = sum(costs.values())
    assert len(printed) >= 8
    assert printed == {sector: costs[sector].quantize(amount) for sector, amount in printed.items()}

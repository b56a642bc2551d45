"""Real files as they are: read = stored + set aside, totals to the cent,
the questions that have two readings and no others."""

import csv
import gzip
import io
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from paths import SHARED

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store

FOLDER = SHARED / "data"
if not FOLDER.exists():
    pytest.skip("real files, without ../shared/data", allow_module_level=True)

QUARTERS = ("jan-mar-2014", "jan-mar-2015", "oct-dec-2015", "apr-jun-2016", "jan-mar-2018")


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "home")
    yield opened
    opened.connection.close()


def read(store, dataset: str, file: str, **options) -> dict:
    return import_file(store, dataset, FOLDER / file, Options(**options))


def answered(store, dataset: str, file: str, settings: dict) -> tuple[dict, list]:
    """The answer once every question is answered as proposed, and the codes of what was asked."""
    answer = read(store, dataset, file, settings=settings)
    asked = answer["questions"]
    if asked:
        given = {question.setting: question.choices[0] for question in asked}
        answer = read(store, dataset, file, settings=settings | given)
    return answer, [question.code for question in asked]


def amounts(file: Path) -> tuple[int, Decimal]:
    """Rows and the sum of the column Amount, worked out without the project."""
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    place = [cell.strip().lower() for cell in rows[0]].index("amount")
    total = Decimal(0)
    for row in rows[1:]:
        try:
            total += Decimal(row[place].strip().replace(",", ""))
        except InvalidOperation:
            assert row[2] == "xxx" and not row[place]  # the one row without an amount
    return sum(1 for row in rows[1:] if any(map(str.strip, row))), total


def test_five_quarters_of_a_city_one_after_another(store):
    asked = []
    for quarter in QUARTERS:
        file = f"oxford_spend/expenditure-over-500-{quarter}.csv"
        answer, codes = answered(store, "sector_costs", file, {"purpose.value": "running"})
        rows, total = amounts(FOLDER / file)
        assert answer["rows"]["read"] == rows == answer["rows"]["stored"] + answer["rows"]["quarantined"]
        assert (
            Decimal(answer["control_totals"]["amount"]) + Decimal(answer["control_totals_quarantined"].get("amount", 0))
            == total
        )
        asked += codes
    assert set(asked) == {"UNKNOWN_SECTOR"}


@pytest.mark.long
def test_a_web_shop_with_cancellations(store):
    answer = read(store, "transactions", "online_retail/online_retail.csv.gz", settings={"cancelled.prefix": "C"})
    assert answer["rows"] == {"read": 541_909, "stored": 541_909, "quarantined": 0}
    sums = dict(
        store.connection.cursor()
        .execute("select cancelled, round(sum(revenue), 2) from raw_transactions group by 1")
        .fetchall()
    )
    assert sums == {False: Decimal("10644560.42"), True: Decimal("-896812.49")}
    assert round(sum(sums.values()), 2) == Decimal("9747747.93")


@pytest.mark.long
def test_incidents_as_a_list_of_events_from_their_zip(store):
    answer = read(store, "stage_times", "volvo_bpi2013/IBM-VolvoIT-Challenge.zip")
    assert answer["rows"] == {"read": 65_533, "stored": 65_533, "quarantined": 0}
    assert answer["mapping"] == {
        "case_id": "SR Number",
        "stage": "Activity",
        "started_at": "Change Date+Time",
        "sector": "Involved ST",
    }
    median, mean = (
        store.connection.cursor()
        .execute(
            "select median(days), avg(days) from (select (epoch(max(started_at)) - epoch(min(started_at))) / 86400 "
            "as days "
            "from raw_stage_times group by case_id)"
        )
        .fetchone()
    )
    assert (round(median, 2), round(mean, 2)) == (7.55, 12.08)
    ended = (
        store.connection.cursor()
        .execute(
            "select median(days) from (select sum(epoch(finished_at) - epoch(started_at)) / 86400 as days "
            "from raw_stage_times group by case_id)"
        )
        .fetchone()
    )
    assert (
        round(ended[0], 2) == 7.55
    )  # of cases with more than one event; the stages of a case add up to its throughput


def test_customers_of_a_telephone_company(store):
    answer = read(store, "customers", "telco/Telco-Customer-Churn.csv")
    assert (answer["status"], answer["rows"]["stored"], Decimal(answer["control_totals"]["monthly_margin"])) == (
        "stored",
        7043,
        Decimal("456116.60"),
    )
    left = store.connection.cursor().execute("select count(*) filter (has_left) from raw_customers").fetchone()
    assert left == (1869,)


def test_complaints_to_a_city_council(store):
    answer, codes = answered(store, "complaints", "nyc_council/nyc_council.csv.gz", {})
    with gzip.open(FOLDER / "nyc_council/nyc_council.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    assert answer["rows"]["read"] == rows == answer["rows"]["stored"] + answer["rows"]["quarantined"]
    assert codes == []
    (still_open,) = (
        store.connection.cursor().execute("select count(*) filter (closed_on is null) from raw_complaints").fetchone()
    )
    assert 14_000 < still_open <= 14_142  # 105 numbers stand twice; rows of one number that differ are set aside

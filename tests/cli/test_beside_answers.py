"""What the command line says beside an answer: data after the day of reference, and a rate that can mean two."""

from functools import partial

import pytest
from command import run

CUSTOMERS = "customer_id,started_on,ended_on\nA,2024-01-05,\nB,2024-01-05,2025-03-01\n"
COMPLAINTS = "complaint_id,opened_on,compensation\nC1,2025-08-31,5\n"
LATER = "complaint_id,opened_on,compensation\nC2,2025-09-05,7\nC3,2025-09-11,7\n"


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """A home with customers up to March, complaints of August, and a file within unfinished September."""
    folder = tmp_path_factory.mktemp("beside")
    command = partial(run, folder / "home")
    for dataset, name, text in (
        ("customers", "c.csv", CUSTOMERS),
        ("complaints", "a.csv", COMPLAINTS),
        ("complaints", "b.csv", LATER),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        assert command("import", dataset, folder / name).code == 0
    return command


def test_a_file_after_the_day_of_reference_is_said_with_the_option_that_counts_it(command):
    said = command("figure", "cost_by_sector", "--format", "csv")
    assert [row["amount"] for row in said.rows] == ["5"]  # August only
    assert "All 2 complaints of b.csv are after 2025-08-31" in said.err and "--assume as_of=2025-09-11" in said.err
    assert "The customer data ends on 2025-03-01" in said.err
    counted = command("figure", "cost_by_sector", "--format", "csv", "--assume", "as_of=2025-09-11")
    assert [row["amount"] for row in counted.rows] == ["19"]  # 5 + 7 + 7
    assert "b.csv" not in counted.err


def test_a_period_beyond_the_day_of_reference_is_said(command):
    assert "2026-01 is after 2025-08-31" in command("figure", "cost_by_sector", "--to", "2026-01").err
    assert "is after" not in command("figure", "cost_by_sector", "--to", "2025-08").err


def test_a_rate_above_one_says_which_percentage(command):
    before = command("imports").out
    said = command("assume", "discount_rate=10")
    assert said.code == 2 and "Is it 10 % or 1,000 %?" in said.err and "discount_rate=10%" in said.err
    assert command("figure", "cost_by_sector", "--assume", "discount_rate=10").code == 2
    assert command("imports").out == before
    assert command("assume", "discount_rate=10%").code == 0
    (row,) = [row for row in command("assume", "--format", "csv").rows if row["name"] == "discount_rate"]
    assert row["value"] == "0.1"

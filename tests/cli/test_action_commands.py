"""Actions on the command line: made of a lever of a scenario, done, told what they achieved, refused in a sentence."""

from decimal import Decimal

import pytest
from command import run

MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
COUNTS = {"Kitchen": [4, 4, 4, 4, 4, 4, 4, 4, 2, 2, 2, 2], "Delivery": [2] * 12}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Four complaints a month in Kitchen, two from September on; two a month in Delivery; ten each."""
    folder = tmp_path_factory.mktemp("actions")
    rows = [
        f"{sector}{month}-{n},{month}-10,Late,{sector},{sector},10"
        for sector, counts in COUNTS.items()
        for month, count in zip(MONTHS, counts)
        for n in range(count)
    ]
    text = "complaint_id,opened_on,category,sector,paid_by,compensation\n" + "\n".join(rows) + "\n"
    (folder / "complaints.csv").write_text(text, encoding="utf-8")
    assert run(folder / "home", "import", "complaints", folder / "complaints.csv").code == 0
    assert run(folder / "home", "assume", "as_of=2025-12-31").code == 0
    return folder / "home"


def test_an_action_from_a_lever_to_what_it_achieved(home):
    levers = ("fewer_complaints@Kitchen=50", "fewer_complaints@Kitchen.low=40", "less_compensation=10")
    assert run(home, "scenario", "create", "Fix", *levers).code == 0
    made = run(home, "action", "create", "Fix", "fewer_complaints@Kitchen", "--owner", "Kitchen", "--due", "2025-08-31")
    assert made.out == "action 1, version 4\n", made.err
    (line,) = run(home, "action", "list", "--format", "csv").rows
    # 400 in Kitchen in twelve months, half of it; between 40 and 50 %
    assert Decimal(line["expected_amount"]) == 200 and line["achieved_reason"] == "open"
    assert 160 < Decimal(line["expected_low"]) < Decimal(line["expected_high"]) <= 200
    assert run(home, "action", "done", "1", "--on", "2025-08-20").out == "version 5\n"
    (line,) = run(home, "action", "list", "--format", "csv").rows
    # share of Delivery's cost: 2 in January to July, 1 in September to December; (2 − 1) × 20 × 12
    told = [Decimal(line[f"achieved_{name}"]) for name in ("amount", "low", "high")]
    assert told == [240, 240, 240] and line["achieved_against"] == "sectors"
    assert run(home, "action", "delete", "1").code == 0
    assert run(home, "undo", "6").code == 0 and len(run(home, "action", "list", "--format", "csv").rows) == 1


def test_what_cannot_be_is_one_sentence(home):
    run(home, "scenario", "create", "Other", "less_compensation=10")
    refused = {
        ("create", "None such", "resolved", "--owner", "A", "--due", "2026-01-01"): "no scenario named",
        ("create", "Other", "resolved", "--owner", "A", "--due", "2026-01-01"): "It has: less_compensation.",
        ("create", "Other", "less_compensation", "--owner", "a@b.c", "--due", "2026-01-01"): "not a person",
        ("create", "Other", "less_compensation", "--owner", "A", "--due", "soon"): 'Read "soon"',
        ("done", "9", "--on", "2026-01-01"): "no action 9",
        ("delete", "9"): "no action 9",
    }
    for arguments, said in refused.items():
        answer = run(home, "action", *arguments)
        assert (answer.code, len(answer.err.strip().splitlines())) == (2, 1) and said in answer.err, answer.err

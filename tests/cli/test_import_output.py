"""What `import` prints for a person says what was read as what, and a file that is all bad stores nothing."""

import json
from functools import partial

import pytest
from command import run


@pytest.fixture
def fresh(tmp_path):
    """Runs commands on an empty home."""
    return partial(run, tmp_path / "home")


def bring(command, folder, text: str, *options):
    """Imports this text as complaints."""
    (folder / "f.csv").write_text(text, encoding="utf-8")
    return command("import", "complaints", folder / "f.csv", *options)


def test_plain_output_says_what_became_what(fresh, tmp_path):
    said = bring(
        fresh,
        tmp_path,
        "complaint_id,opened_on,Department,refund,colour\nC1,2026-01-05,Billing,5,red\nC2,soon,Billing,6,red\n",
        "--set",
        "stage.value=after",
    )
    assert said.code == 0
    for line in (
        "  opened_on: opened_on",
        "  sector: Department",
        "  compensation: refund",
        '  stage: "after" in every row',
        "  ignored: colour",
        "  new sectors: Billing",
        "  rejected: 1 because of opened_on NOT_A_DATE",
    ):
        assert any(line in found for found in said.out.splitlines()), line


def test_a_file_of_bad_rows_stores_nothing(fresh, tmp_path):
    said = bring(fresh, tmp_path, "complaint_id,opened_on\nC1,soon\nC2,later\n", "--json")
    assert (said.code, said.json["status"], said.json["error"]["code"]) == (2, "refused", "MOSTLY_BAD")
    assert said.json["rows"] == {"read": 2, "stored": 0, "quarantined": 2}
    assert [one["code"] for one in said.json["quarantine"]] == ["NOT_A_DATE", "NOT_A_DATE"]
    assert fresh("imports", "--json").json == []


def test_every_row_set_aside_is_listed(fresh, tmp_path):
    lines = [f"C{i},{'2026-01-05' if i % 2 else '2026-01-05,x'}" for i in range(2400)]  # 1,200 with a cell too many
    said = bring(fresh, tmp_path, "complaint_id,opened_on\n" + "\n".join(lines) + "\n", "--json")
    assert said.json["rows"] == {"read": 2400, "stored": 1200, "quarantined": 1200}
    assert [note["code"] for note in said.json["notes"]] == ["ASIDE_SHORTENED"]
    assert len(json.loads(fresh("quarantine", "--json").out)) == 1200


def test_none_is_among_the_choices(fresh, tmp_path):
    text = "complaint_id,opened_on,refund,cost\nC1,2026-01-05,5,6\n"
    (question,) = bring(fresh, tmp_path, text, "--json").json["questions"]
    assert question["choices"] == ["#3", "#4", "none"]
    answered = bring(fresh, tmp_path, text, "--map", "compensation=none", "--json").json
    assert (answered["status"], answered["ignored"]) == ("stored", ["refund", "cost"])

"""Disputes on the command line: opened, answered, listed, undone, refused in one sentence."""

from command import run

ROWS = "audit_id,criterion,date,sector,impact,result\nA-1,answer,2026-03-02,Billing,high,fail\n"


def test_a_dispute_from_its_opening_to_its_end(tmp_path):
    home, file = tmp_path / "home", tmp_path / "audits.csv"
    file.write_text(ROWS, encoding="utf-8")
    assert run(home, "import", "audits", file).code == 0
    assert run(home, "dispute", "open", "A-1", "answer", "--reason", "asked for").out == "version 2\n"
    again = run(home, "dispute", "open", "A-1", "answer", "--reason", "asked for")
    assert (again.code, "is disputed already" in again.err) == (2, True)
    assert run(home, "dispute", "answer", "A-1", "answer", "--upheld", "yes", "--reply", "it was").out == "version 3\n"
    row = run(home, "dispute", "list", "--format", "csv").rows[0]
    assert (row["outcome"], row["reason"], row["reply"]) == ("upheld", "asked for", "it was")
    score = run(home, "figure", "scorecard", "--where", "sector=Billing", "--where", "family=all", "--format", "csv")
    # the one audit was not right as found, and is right after the dispute
    assert [(row["high_as_found"], row["high_impact_accuracy"]) for row in score.rows] == [("0.0", "1.0")]
    assert run(home, "undo", "3").code == run(home, "undo", "2").code == 0
    assert run(home, "dispute", "list", "--format", "csv").rows == []
    refused = run(home, "dispute", "answer", "A-1", "answer", "--upheld", "no", "--reply", "no")
    assert (refused.code, "no open dispute" in refused.err) == (2, True)

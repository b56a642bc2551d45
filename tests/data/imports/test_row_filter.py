"""Rows are kept or left out by a column of the file: counted apart, remembered for the heading, shown and ticked."""

import json
from functools import partial

import pytest
from command import run

TICKETS = (
    "complaint_id,opened_on,sector,Ticket Status,Region\n"
    "C1,2026-01-05,Billing,Closed,North\n"
    "C2,2026-01-06,Billing,Open,North\n"
    "C3,soon,Billing,Spam,South\n"
    "C4,2026-01-08,Billing,closed ,South\n"
    'C5,2026-01-09,Billing,"Closed, late",\n'
)


def ids(store) -> list[str]:
    return sorted(store.rows("complaints")["complaint_id"])


@pytest.mark.parametrize(
    ("said", "kept", "left_out"),
    [
        ({"only.Ticket Status": "Closed"}, ["C1", "C4"], 3),  # small letters and blanks at the end are no difference
        ({"only.ticket_status": 'closed,"Closed, late"'}, ["C1", "C4", "C5"], 2),
        ({"skip.Ticket Status": "Spam", "skip.Region": "North"}, ["C4", "C5"], 3),
        ({"skip.Region": '"",South'}, ["C1", "C2"], 3),  # an empty cell is an empty text
        ({"only.Ticket Status": "", "skip.Ticket Status": "spam"}, ["C1", "C2", "C4", "C5"], 1),
    ],
)
def test_rows_are_chosen_by_a_heading_of_the_file(store, put, said, kept, left_out):
    answer = put("complaints", TICKETS, **said)
    assert answer["rows"] == {"read": len(kept), "stored": len(kept), "quarantined": 0, "left_out": left_out}
    assert ids(store) == kept
    assert [note["fields"]["count"] for note in answer["notes"] if note["code"] == "ROWS_LEFT_OUT"] == [left_out]


@pytest.mark.parametrize(("name", "code"), [("only.Colour", "HEADING_NOT_THERE"), ("only.Region", "NO_ROW_CHOSEN")])
def test_a_filter_that_fits_nothing_is_refused(store, put, name, code):
    answer = put("complaints", TICKETS, **{name: "West"})
    assert (answer["status"], answer["error"]["code"], store.version) == ("refused", code, 0)


def test_what_is_left_out_is_remembered_for_the_heading_until_said_otherwise(store, put):
    put("complaints", TICKETS, **{"skip.ticket status": "Open,Spam"})
    later = TICKETS.replace("C", "D").replace("Dlosed", "Closed")
    answer = put("complaints", later, name="later.csv")
    assert answer["rows"]["left_out"] == 2 and ids(store) == ["C1", "C4", "C5", "D1", "D4", "D5"]
    put("complaints", later.replace("D", "E"), name="third.csv", **{"only.Ticket Status": "Open"})
    assert ids(store)[-1] == "E2"  # what is said now takes the place of what was said before
    answer = put("complaints", later.replace("D", "F"), name="fourth.csv")
    assert answer["rows"]["stored"] == 1 and ids(store)[-1] == "F2"
    answer = put(
        "complaints",
        later.replace("D", "G").replace("soon", "2026-01-07"),
        name="fifth.csv",
        **{"only.Ticket Status": ""},
    )
    assert answer["rows"]["stored"] == 5


def test_labels_are_filled_down_before_rows_are_chosen(put, store):
    costs = (
        "sector,month,purpose,amount\nBilling,2026-01,prevention,10\n,2026-02,prevention,11\nSales,2026-01,prevention,1\n"
        ",2026-02,prevention,2\n"
    )
    answer = put("sector_costs", costs, **{"sector.fill": "down", "only.sector": "Billing"})
    assert answer["control_totals"] == {"amount": "21.00"}  # 10 + 11, the second through the label above it
    assert answer["rows"]["left_out"] == 2


def test_the_command_line_counts_what_was_left_out(tmp_path):
    command = partial(run, tmp_path / "home")
    (tmp_path / "f.csv").write_text(TICKETS, encoding="utf-8")
    said = command(
        "import", "complaints", tmp_path / "f.csv", "--only", "Ticket Status=Closed,Spam", "--skip", "Region=North"
    )
    assert said.out.startswith("stored: complaints, read 2, stored 1, rejected 1, left out 3, version 1")
    assert "3 rows were left out as you said (only Ticket Status = Closed,Spam; skip Region = North)" in said.err
    assert json.loads(command("imports", "--json").out)[0]["rows"] == 1

"""Rows of one key, lines of one entry and rows that do not fit their table: corrected, dismissed, joined."""

from test_repairing import GOOD, amounts, aside

from data.repairs.reject_file import reject_rows
from data.repairs.repair import dismiss_rows, repair_rows

DOUBLES = "complaint_id,opened_on,compensation\nC1,2026-01-15,10\nC1,2026-01-16,20\nC2,2026-01-17,1\n"


def test_a_corrected_id_makes_the_other_double_good_too(store, put):
    put("complaints", DOUBLES)
    answer = repair_rows(store, "i1", [{"row": 3, "complaint_id": "C9"}])
    assert answer["rows"] == {"read": 2, "stored": 2, "quarantined": 0}
    assert amounts(store) == {"C1": "1E+1", "C2": "1", "C9": "2E+1"} and not aside(store)
    store.undo("i2")
    assert len(aside(store)) == 2 and amounts(store) == {"C2": "1"}


def test_dismissing_one_double_keeps_the_other(store, put):
    put("complaints", DOUBLES)
    answer = dismiss_rows(store, "i1", [2])
    assert [note["code"] for note in answer["notes"]] == ["NO_LONGER_DOUBLE", "ROWS_DISMISSED"]
    assert amounts(store) == {"C1": "2E+1", "C2": "1"} and not aside(store)


def test_an_id_that_a_stored_row_of_the_file_has_stays_a_double(store, put):
    put("complaints", DOUBLES)
    answer = repair_rows(store, "i1", [{"row": 3, "complaint_id": "C2"}])
    # row 2 is now the only C1 and goes in
    assert answer["rows"] == {"read": 2, "stored": 1, "quarantined": 1}
    assert amounts(store) == {"C1": "1E+1", "C2": "1"} and aside(store) == [(3, "complaint_id", "DUPLICATE_ID")]


def test_a_double_whose_twin_cannot_be_read_waits_for_it(store, put):
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-01-15,10\nC1,2026-01-16,2O\n" + GOOD)
    answer = repair_rows(store, "i1", [{"row": 2, "compensation": "11"}])
    assert answer["rows"]["stored"] == 0 and amounts(store) == {"Z": "7"}


def test_a_repaired_key_that_is_stored_already_is_a_correction(store, put):
    put("complaints", "complaint_id,opened_on,sector,compensation\nC1,2026-01-15,Billing,x\nZ,2026-01-01,,7\n")
    put("complaints", "complaint_id,opened_on,sector,compensation\nC1,2026-01-15,Billing,99\n")
    answer = repair_rows(store, "i1", [{"row": 2, "compensation": "10"}])
    assert answer["changed"]["changed"] == 1 and answer["changes"][0]["old"] == "99.00"
    assert amounts(store) == {"C1": "1E+1", "Z": "7"}
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-01-15,5\n")
    store.undo("i4")
    assert amounts(store) == {"C1": "1E+1", "Z": "7"}  # the repair is later than the second file
    store.undo("i3")
    assert amounts(store) == {"C1": "99", "Z": "7"}


def test_a_repaired_line_joins_the_entry_of_its_own_file(store, put):
    put("sector_costs", "sector,month,purpose,amount\nBilling,2026-01,running,7\n")
    put(
        "sector_costs",
        "sector,month,purpose,amount\nBilling,2026-01,running,100\nBilling,2026-01,running,5O\n"
        "Delivery,2026-01,running,x\n",
        name="second.csv",
    )
    answer = repair_rows(store, "i2", [{"row": 3, "amount": "50"}, {"row": 4, "amount": "3"}])
    assert answer["rows"]["stored"] == 2
    assert sorted(int(amount) for amount in store.rows("sector_costs")["amount"]) == [3, 50, 100]


def test_a_line_whose_entry_a_later_file_replaced_stays_aside(store, put):
    put("sector_costs", "sector,month,purpose,amount\nBilling,2026-01,running,100\nBilling,2026-01,running,5O\n")
    put("sector_costs", "sector,month,purpose,amount\nBilling,2026-01,running,160\n", name="second.csv")
    repair_rows(store, "i1", [{"row": 3, "amount": "50"}])
    assert [row["code"] for row in store.quarantine()] == ["SUPERSEDED"]
    assert [int(amount) for amount in store.rows("sector_costs")["amount"]] == [160]


def test_cells_beyond_the_headings_can_be_seen_and_removed(store, put):
    put(
        "complaints",
        "complaint_id,opened_on,category,compensation\nC1,2026-01-15,late, broken,10\nC2,2026-01-15,late,10\n",
    )
    frame = reject_rows(store, "i1")
    assert frame["#5"][0] == "10"
    still = repair_rows(store, "i1", [{"row": 2, "category": "late, broken"}])
    assert still["quarantine"][0]["code"] == "ROW_TOO_LONG"
    answer = repair_rows(store, "i1", [{"row": 2, "compensation": "10", "#5": ""}])
    assert answer["rows"]["stored"] == 1 and amounts(store) == {"C1": "1E+1", "C2": "1E+1"}
    assert store.rows("complaints").set_index("complaint_id").category["C1"] == "late, broken"


def test_a_short_row_goes_in_when_its_cells_are_filled(store, put):
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-01-15\nC2,2026-01-15,10\n")
    assert aside(store)[0][2] == "ROW_TOO_SHORT"
    assert repair_rows(store, "i1", [{"row": 2}])["rows"]["stored"] == 1  # as it stands: no compensation


def test_a_row_that_waits_for_its_customer_can_be_given_another(store, put):
    put("customers", "customer_id,started_on\n7,2025-01-01\n")
    put("complaints", "complaint_id,opened_on,customer_id,compensation\nC1,2026-01-15,77,10\n")
    repair_rows(store, "i2", [{"row": 2, "customer_id": "7"}])
    assert amounts(store) == {"C1": "1E+1"} and not aside(store)


def test_a_totals_row_is_dismissed_and_comes_back_with_the_undo(store, put):
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-01-15,10\nTotal,,10\n")
    assert dismiss_rows(store, "i1", [3])["rows"] == {"read": 0, "stored": 0, "quarantined": 0}
    assert not aside(store) and store.version == 2
    store.undo("i2")
    assert aside(store) == [(3, None, "TOTALS_ROW")]

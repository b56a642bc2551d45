"""Changes of sectors that cannot be meant, that are taken back or made again, and names said to be one."""

from datetime import date

import pytest
from test_sector_changes import COMPLAINTS, FEBRUARY, costs

from data.problems import Problem
from data.sectors.changes import change_sectors, touched_rows
from data.store import Store


@pytest.mark.parametrize(
    "kind, names, into, on, shares, code",
    [
        ("renamed", ["Kitchen"], ["Cooking"], None, None, "SECTOR_NOT_KNOWN"),
        ("merged", ["Billing"], ["Delivery"], None, None, "SECTOR_NEEDS_DAY"),
        ("split", ["Billing"], ["Invoicing"], FEBRUARY, None, "SECTOR_INTO"),
        ("split", ["Billing"], ["A1", "A2"], FEBRUARY, {"A1": 5000, "A2": 4000}, "SECTOR_SHARES"),
        ("renamed", ["(outside)"], ["Carrier"], None, None, "SECTOR_RESERVED"),
        ("same", ["Billing"], ["billing"], None, None, "SECTOR_CIRCLE"),
        ("moved", ["Billing"], ["Delivery"], None, None, "SECTOR_CHANGE_UNCLEAR"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_raises_no_version(store, put, kind, names, into, on, shares, code):
    put("complaints", COMPLAINTS)
    with pytest.raises(Problem) as refused:
        change_sectors(store, kind, names, into, on, shares)
    assert refused.value.code == code and store.version == 1


def test_circles_and_names_that_went_are_refused(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "merged", ["Billing"], ["Delivery"], FEBRUARY)
    for names, into, code in ((["Delivery"], ["Billing"], "SECTOR_CIRCLE"), (["Billing"], ["Kitchen"], "SECTOR_GONE")):
        with pytest.raises(Problem) as refused:
            change_sectors(store, "merged", names, into, FEBRUARY)
        assert refused.value.code == code
    change_sectors(store, "renamed", ["Delivery"], ["Transport"])
    with pytest.raises(Problem) as refused:
        change_sectors(store, "merged", ["Billing"], ["Delivery"], date(2026, 1, 1))
    assert refused.value.code == "SECTOR_OLD_NAME" and store.version == 3


def test_a_renaming_is_taken_back_by_renaming_again(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    change_sectors(store, "renamed", ["Invoicing"], ["Billing"])
    assert costs(store) == costs(store, 1)


def test_a_new_spelling_is_a_renaming(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "renamed", ["Billing"], ["BILLING"])
    assert costs(store) == {"BILLING": "3E+1", "Delivery": "6"}
    store.undo_sector_change("s1")
    assert costs(store) == costs(store, 1)


def test_the_preview_says_what_a_change_touches(store, put):
    put("complaints", COMPLAINTS)
    with store.cursor() as cursor:
        assert touched_rows(cursor, ["Billing"], FEBRUARY) == [
            {
                "dataset": "complaints",
                "column": "sector",
                "sector": "Billing",
                "rows": 1,
                "first": date(2026, 2, 16),
                "last": date(2026, 2, 16),
            }
        ]


def test_undoing_an_import_leaves_the_names_a_change_needs(store, put):
    put("complaints", COMPLAINTS)
    put("complaints", "complaint_id,opened_on,sector\nC9,2026-03-15,Invoicing\n")
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    store.undo("i2")
    assert costs(store) == {"Delivery": "6", "Invoicing": "3E+1"}


def test_changes_of_sectors_are_made_again_when_the_database_is_lost(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "merged", ["Billing"], ["Delivery"], FEBRUARY)
    change_sectors(store, "split", ["Delivery"], ["Van", "Bike"], date(2026, 3, 1), {"Van": 5000, "Bike": 5000})
    store.undo_sector_change("s1")
    before = [costs(store, version) for version in range(1, 5)]
    store.close()
    (store.home / "ledger.duckdb").unlink()
    again = Store(store.home)
    assert [costs(again, version) for version in range(1, 5)] == before
    again.close()


def test_an_answer_about_a_name_is_remembered_and_forgotten_with_its_import(store, put):
    put("complaints", COMPLAINTS)
    text = "complaint_id,opened_on,sector\n{},2026-01-15,Biling\n"
    put("complaints", text.format("C5"), **{"sector.Biling": "Billing"})
    answer = put("complaints", text.format("C6"))
    assert answer["status"] == "stored" and [note["code"] for note in answer["notes"]] == ["REMEMBERED_SECTOR"]
    assert store.rows("complaints").set_index("complaint_id").sector["C6"] == "Billing"
    store.undo("i2")
    assert put("complaints", text.format("C7"))["status"] == "question"


def test_a_name_that_becomes_a_sector_means_itself(store, put):
    put("complaints", COMPLAINTS)
    text = "complaint_id,opened_on,sector\n{},2026-01-15,Biling\n"
    put("complaints", text.format("C5"), **{"sector.Biling": "Billing"})
    put("sectors", "sector\nBiling\n")
    answer = put("complaints", text.format("C6"))
    assert not answer["notes"] and store.rows("complaints").set_index("complaint_id").sector["C6"] == "Biling"


def test_two_names_said_to_be_one_are_doubles_in_one_file(store, put):
    put("complaints", COMPLAINTS)
    answer = put(
        "complaint_shares",
        "complaint_id,sector,share\nC1,Billing,0.5\nC1,Rechnungen,0.25\nC2,Billing,1\n",
        **{"sector.Rechnungen": "Billing"},
    )
    assert {(row["row"], row["code"]) for row in answer["quarantine"]} == {(2, "DUPLICATE_ID"), (3, "DUPLICATE_ID")}
    assert answer["rows"] == {"read": 3, "stored": 1, "quarantined": 2}

"""A file that is the whole list (whole=yes): what is stored and not in it ends, and nothing of what stood before."""

import json

import pytest
from test_corrections import rows

from data.repairs.repair import repair_rows

FIRST = "complaint_id,opened_on,category,compensation\nC1,2026-03-15,late,10\nC2,2026-03-31,late,20\nC3,2026-04-01,,x\n"
LATER = "complaint_id,opened_on,category,compensation\nC2,2026-03-31,,20\nC4,2026-04-02,late,40\n"
NAMES = ("complaint_id", "category", "compensation")


def aside(store) -> list[tuple]:
    return [(one["row"], one["read"], one["code"]) for one in store.quarantine()]


def test_rows_it_lacks_end_and_its_blank_cells_are_empty(store, put):
    put("complaints", FIRST, whole="yes")
    assert rows(store, "complaints", *NAMES) == [("C1", "late", "10.000000"), ("C2", "late", "20.000000")]
    answer = put("complaints", LATER, whole="yes")
    assert answer["changed"] | {"replaced_entries": 0} == {"new": 1, "changed": 1, "same": 0, "replaced_entries": 0}
    assert [note for note in answer["notes"] if note["code"] == "ROWS_GONE"] == [
        {"code": "ROWS_GONE", "fields": {"count": 1}}  # C1
    ]
    assert rows(store, "complaints", *NAMES) == [("C2", "", "20.000000"), ("C4", "late", "40.000000")]
    assert len(store.rows("complaints", 1)) == 2  # as it stood then


def test_what_was_wrong_in_the_list_before_is_let_go_of(store, put):
    put("complaints", FIRST, whole="yes")
    assert aside(store) == [(4, "x", "NOT_A_NUMBER")]
    put("complaints", LATER, whole="yes")
    assert aside(store) == []
    store.undo("i2")
    assert aside(store) == [(4, "x", "NOT_A_NUMBER")]
    assert rows(store, "complaints", *NAMES) == [("C1", "late", "10.000000"), ("C2", "late", "20.000000")]


def test_the_same_list_changes_nothing_in_whatever_order_its_rows_stand(store, put):
    heading, *lines = FIRST.splitlines(keepends=True)
    put("complaints", FIRST, whole="yes")
    assert put("complaints", "".join([heading, *reversed(lines)]), whole="yes")["status"] == "unchanged"
    assert put("complaints", FIRST.replace(",x\n", ",y\n"), whole="yes")["status"] == "stored"
    assert aside(store) == [(4, "y", "NOT_A_NUMBER")]


def test_a_list_that_only_got_shorter_is_stored(store, put):
    put("complaints", FIRST, whole="yes")
    assert put("complaints", FIRST.replace("C1,2026-03-15,late,10\n", ""), whole="yes")["status"] == "stored"
    assert rows(store, "complaints", "complaint_id") == [("C2",)]


@pytest.mark.parametrize(
    ("dataset", "first", "later", "left"),
    [
        # lines of one entry: B is gone, A is as it was
        (
            "transactions",
            "A,2026-01-01,1\nA,2026-01-01,2\nB,2026-01-02,3\n",
            "A,2026-01-01,1\nA,2026-01-01,2\n",
            [1, 2],
        ),
        # no key: the days of what is gone lie beside those of the list
        ("satisfaction", "2026-01-01,1\n2026-01-02,2\n2025-12-31,3\n", "2026-01-01,1\n2026-01-02,5\n", [1, 5]),
    ],
)
def test_lines_and_rows_without_a_key_end_too(store, put, dataset, first, later, left):
    heading, column = {
        "transactions": ("transaction_id,date,revenue\n", "revenue"),
        "satisfaction": ("date,score\n", "score"),
    }[dataset]
    put(dataset, heading + first, whole="yes")
    assert put(dataset, heading + later, whole="yes")["status"] == "stored"
    assert sorted(store.rows(dataset)[column]) == left
    assert put(dataset, heading + later, whole="yes")["status"] == "unchanged"
    store.undo("i2")
    assert sorted(store.rows(dataset)[column]) == [1, 2, 3]


def test_shares_are_added_up_within_the_list_alone(store, put):
    put("complaint_shares", "complaint_id,sector,share\nC1,Billing,0.6\n")
    # with the 0.6 stored before, C1 would add up to 1.3
    answer = put("complaint_shares", "complaint_id,sector,share\nC1,Delivery,0.7\n", whole="yes")
    assert answer["rows"] == {"read": 1, "stored": 1, "quarantined": 0}


def test_nothing_older_than_the_list_comes_back_by_an_undo(store, put):
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-03-15,10\n")
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-03-15,15\n")
    put("complaints", LATER, whole="yes")
    store.undo("i2")
    assert rows(store, "complaints", "complaint_id") == [("C2",), ("C4",)]


def test_a_repair_of_its_rows_is_no_whole_list_itself(store, put):
    put("complaints", FIRST, whole="yes")
    assert repair_rows(store, "i1", [{"row": 4, "compensation": "30"}])["status"] == "stored"
    assert rows(store, "complaints", "complaint_id", "compensation") == [
        ("C1", "10.000000"),
        ("C2", "20.000000"),
        ("C3", "30.000000"),
    ]


def test_rows_that_waited_come_in_and_end_nothing(store, put):
    put("customers", "customer_id,started_on\nA,2020-01-01\n")
    put("complaints", "complaint_id,opened_on,customer_id\nC1,2026-03-15,A\nC2,2026-03-15,B\n", whole="yes")
    put("customers", "customer_id,started_on\nB,2020-01-01\n")
    assert rows(store, "complaints", "complaint_id") == [("C1",), ("C2",)]


def test_it_is_read_without_what_was_said_of_other_files(store, put):
    put("complaints", FIRST, **{"skip.category": "late", "compensation.missing": "x"})
    answer = put("complaints", FIRST, whole="yes")
    assert "left_out" not in answer["rows"] and answer["rows"]["stored"] == 2
    assert "REMEMBERED_SETTING" not in json.dumps(answer["notes"])

"""A later file corrects stored rows: key and changed columns are enough, and the merged row keeps every rule."""

import pytest

CUSTOMERS = "customer_id,started_on,ended_on,segment\nA,2020-01-10,2022-03-31,home\nB,2021-05-01,,home\n"
COMPLAINTS = "complaint_id,opened_on,closed_on,sector\nC1,2025-01-10,2025-01-20,Billing\n"
CAME_BACK = "customer_id,started_on,ended_on\nA,2023-02-01,\nB,2021-05-01,\n"
AGAIN = "complaint_id,opened_on\nC1,2025-02-10\n"


def rows(store, dataset: str, *names: str) -> list[tuple]:
    """Stored rows in the order of their keys, days as text, empty as ''."""
    frame = store.rows(dataset)[list(names)].sort_values(list(names))
    return [
        tuple("" if str(cell) in ("None", "NaT", "nan") else str(cell)[:10] for cell in row) for row in frame.values
    ]


@pytest.mark.parametrize(
    ("dataset", "first", "later", "column", "names"),
    [
        ("customers", CUSTOMERS, CAME_BACK, "ended_on", ("customer_id", "started_on", "ended_on")),
        ("complaints", COMPLAINTS, AGAIN, "closed_on", ("complaint_id", "opened_on", "closed_on")),
    ],
)
def test_a_start_after_the_stored_end_is_asked_about(store, put, dataset, first, later, column, names):
    put(dataset, first)
    before = rows(store, dataset, *names)
    asked = put(dataset, later)
    (question,) = asked["questions"]
    assert (question.code, question.setting, question.choices) == (
        "CAME_BACK",
        f"{column}.reopened",
        ["clear", "aside"],
    )
    assert store.version == 1 and rows(store, dataset, *names) == before
    held = put(dataset, later, **{f"{column}.reopened": "aside"})
    assert [one["code"] for one in held["quarantine"]] in (["ENDED_BEFORE_STARTED"], ["CLOSED_BEFORE_OPENED"])
    assert rows(store, dataset, *names) == before
    assert put(dataset, later, **{f"{column}.reopened": "clear"})["status"] == "stored"
    key, start, end = rows(store, dataset, *names)[0]
    assert (key, end) == (before[0][0], "") and start > before[0][1]


def test_an_end_before_the_stored_start_is_set_aside(store, put):
    put("customers", CUSTOMERS)
    answer = put("customers", "customer_id,ended_on\nA,2019-12-31\nB,2025-06-30\n")
    assert [(one["row"], one["column"], one["read"], one["code"]) for one in answer["quarantine"]] == [
        (2, "ended_on", "2019-12-31", "ENDED_BEFORE_STARTED")
    ]
    assert rows(store, "customers", "customer_id", "ended_on") == [("A", "2022-03-31"), ("B", "2025-06-30")]


def test_all_blanks_cleared_need_no_question(store, put):
    put("customers", CUSTOMERS)
    assert put("customers", CAME_BACK, blanks="clear")["status"] == "stored"
    assert rows(store, "customers", "customer_id", "started_on", "ended_on")[0] == ("A", "2023-02-01", "")


@pytest.mark.parametrize(
    ("dataset", "first", "later", "names", "right"),
    [
        (
            "customers",
            CUSTOMERS,
            "cliente;fecha de baja;motivo\nB;2025-01-31;precio\n",
            ("customer_id", "started_on", "ended_on"),
            [("A", "2020-01-10", "2022-03-31"), ("B", "2021-05-01", "2025-01-31")],
        ),
        (
            "complaints",
            COMPLAINTS,
            "refund,complaint_id\n12.50,C1\n",
            ("complaint_id", "opened_on", "compensation"),
            [("C1", "2025-01-10", "12.500000")],
        ),
        (
            "complaints",
            COMPLAINTS,
            "complaint_id,opened_on,compensation\nC1,,7.00\n",
            ("complaint_id", "opened_on", "compensation"),
            [("C1", "2025-01-10", "7.000000")],
        ),
        (
            "audits",
            "audit_id,criterion,date,sector,impact,result\nX,1,2025-01-02,Billing,high,fail\n",
            "audit_id,criterion,disputed\nX,1,yes\n",
            ("audit_id", "date", "result", "disputed"),
            [("X", "2025-01-02", "fail", "True")],
        ),
    ],
)
def test_the_key_and_the_changed_columns_are_enough(store, put, dataset, first, later, names, right):
    put(dataset, first)
    assert put(dataset, later)["status"] == "stored"
    assert rows(store, dataset, *names) == right


def test_a_new_key_needs_what_every_row_needs(store, put):
    put("complaints", COMPLAINTS + "C2,2025-01-11,,Sales\n")
    answer = put("complaints", "complaint_id,compensation\nC1,5\nC2,6\nC9,7\n")
    assert [(one["row"], one["column"], one["code"]) for one in answer["quarantine"]] == [
        (4, "opened_on", "MISSING_VALUE")
    ]
    assert answer["rows"] == {"read": 3, "stored": 2, "quarantined": 1}


def test_a_file_of_new_keys_lacks_its_column(store, put):
    put("complaints", COMPLAINTS)
    assert put("complaints", "complaint_id,compensation\nC7,5\nC8,6\n")["error"]["code"] == "MISSING_COLUMN"
    assert put("complaints", "complaint_id\nC1\n")["error"]["code"] == "MISSING_COLUMN"
    assert store.version == 1


def test_a_required_cell_is_never_cleared(store, put):
    put("complaints", COMPLAINTS + "C2,2025-01-11,,Sales\nC3,2025-01-12,,Sales\n")
    text = "complaint_id,opened_on,sector\nC1,,\nC2,2025-01-11,\nC3,2025-01-12,Sales\n"
    answer = put("complaints", text, blanks="clear")
    assert [(one["row"], one["code"]) for one in answer["quarantine"]] == [(2, "MISSING_VALUE")]
    assert rows(store, "complaints", "complaint_id", "sector") == [("C1", "Billing"), ("C2", ""), ("C3", "Sales")]


def test_shares_an_undo_brings_back_never_exceed_one(store, put):
    put("complaints", COMPLAINTS)
    for text in ("C1,Billing,0.6", "C1,Billing,0.3", "C1,Sales,0.7"):  # 0.6; corrected to 0.3; 0.3 + 0.7 = 1
        assert put("complaint_shares", f"complaint_id,sector,share\n{text}\n")["rows"]["stored"] == 1
    store.undo("i3")  # 0.6 + 0.7 would be 1.3
    assert rows(store, "complaint_shares", "sector", "share") == [("Sales", "0.70000000")]
    assert [(one["import_id"], one["row"], one["code"]) for one in store.quarantine()] == [("i2", 2, "SHARES_OVER_ONE")]


@pytest.mark.parametrize(("undone", "code"), [(False, "CLOSED_BEFORE_OPENED"), (True, "MISSING_VALUE")])
def test_a_row_that_waited_keeps_the_rules_too(store, put, undone, code):
    put("customers", CUSTOMERS)
    put("complaints", "complaint_id,opened_on\nC1,2025-03-01\n")
    put("complaints", "complaint_id,customer_id,closed_on\nC1,Z,2025-02-01\n")  # nobody knows the customer Z yet
    if undone:
        store.undo("i2")
    put("customers", "customer_id,started_on\nZ,2020-01-01\n")
    assert [(one["import_id"], one["code"]) for one in store.quarantine()] == [("i3", code)]
    kept = [] if undone else [("C1", "2025-03-01", "", "")]
    assert rows(store, "complaints", "complaint_id", "opened_on", "closed_on", "customer_id") == kept

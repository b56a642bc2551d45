"""The books' figures, closed months and what touches them later; the list of changes;
all of it made again from the notes."""

from datetime import date
from decimal import Decimal

import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.store import Store
from models.comparison import periods
from models.engine.engine import Engine

FIRST = "complaint_id,opened_on,sector,compensation\nC1,2026-03-15,Billing,10\nC2,2026-03-31,Delivery,20\n"
MARCH = "complaint_id,opened_on,sector,compensation\n"


def figure(store, name):
    columns, rows = Engine(store.connection).rows(name, store.version)
    return [dict(zip(columns, row)) for row in rows]


def close(store, month):
    return store.close_month(month, periods.month_numbers(Engine(store.connection), store.version, month))


def test_the_books_differ_by_what_is_set_aside(store, put):
    # 10 + 20 stored; 5.50 and 4 set aside for a wrong day and a wrong number of minutes; a copy of C1 brings nothing
    put(
        "complaints",
        "complaint_id,opened_on,sector,compensation,handling_minutes\nC1,2026-03-15,Billing,10,1\nC2,2026-03-31,Delivery,20,1\n"
        "C3,2026-03-99,Billing,5.50,1\nC4,2026-03-20,Billing,4,12x\nC1,2026-03-15,Billing,10,1\n",
    )
    assert store.control("complaints", "2026-03", "compensation", "39.50") == 2
    found = figure(store, "control_difference")[0]
    assert (found["stored"], found["difference"], found["set_aside"], found["unknown"]) == (
        30,
        Decimal("9.5"),
        Decimal("9.5"),
        0,
    )
    assert figure(store, "data_quality")[0]["amount_set_aside"] == Decimal("9.5")


def test_a_waiting_row_counts_as_set_aside_until_its_customer_arrives(store, put):
    put("customers", "customer_id,started_on\nK1,2025-01-01\n")
    answer = put(
        "complaints", "complaint_id,opened_on,customer_id,compensation\nC1,2026-03-15,K1,10\nC2,2026-03-31,K2,20\n"
    )
    assert answer["control_totals_quarantined"] == {"compensation": "20.00"}
    store.control("complaints", "2026-03", "compensation", "30")
    assert figure(store, "control_difference")[0]["set_aside"] == 20
    put("customers", "customer_id,started_on\nK2,2025-01-01\n")
    assert [figure(store, "control_difference")[0][name] for name in ("difference", "set_aside")] == [0, 0]


def test_an_amount_under_a_heading_nobody_mapped_is_found(store, put):
    put(
        "complaints",
        'complaint_id,opened_on,Given back,Phone\nC1,2026-03-15,"10,5",34911222333\nC2,2026-04-02,7,34911222334\n',
    )
    store.control("complaints", "2026-03", "compensation", "12.50")
    found = figure(store, "control_difference")[0]
    assert (found["not_mapped"], found["unknown"]) == (Decimal("10.5"), 2)


def test_a_later_figure_of_the_books_replaces_the_earlier(store, put):
    put("complaints", FIRST)
    store.control("complaints", "2026-03", "compensation", "1")
    store.control("complaints", "2026-03", "compensation", "30.00")
    assert store.controls() == [
        {"dataset": "complaints", "month": "2026-03", "column": "compensation", "amount": Decimal(30), "version": 3}
    ]
    assert store.changes()[-1]["detail"] == {
        "dataset": "complaints",
        "month": "2026-03",
        "column": "compensation",
        "old": "1.00",
        "new": "30.00",
    }
    assert Engine(store.connection).rows("control_difference", 2)[1][0][3] == 1


@pytest.mark.parametrize(
    "said, code",
    [
        (("complaints", "2026-13", "compensation", "1"), "MONTH_UNREADABLE"),
        (("complaints", "2026-03", "handovers", "1"), "NO_CONTROL"),
        (("nothing", "2026-03", "amount", "1"), "UNKNOWN_DATASET"),
        (("complaints", "2026-03", "compensation", "1,5"), "NOT_AN_AMOUNT"),
        (("complaints", "2026-03", "compensation", "NaN"), "NOT_AN_AMOUNT"),
        (("customers", "2026-03", "monthly_margin", "1"), "NO_CONTROL"),
    ],
)
def test_what_the_books_cannot_state_is_said(store, said, code):
    with pytest.raises(Problem) as problem:
        store.control(*said)
    assert problem.value.code == code and store.version == 0


def test_what_touches_a_closed_month_is_stored_and_shown_beside_it(store, put):
    put("complaints", FIRST)
    assert close(store, "2026-03") == 2
    assert all(row["restated"] == 0 for row in figure(store, "restatement"))
    tried = put("complaints", MARCH + "C2,2026-03-31,Delivery,25\n", dry_run=True)
    stored = put("complaints", MARCH + "C2,2026-03-31,Delivery,25\n")
    assert [[note["code"] for note in answer["notes"]] for answer in (tried, stored)] == [
        ["ROWS_CORRECTED", "RESTATEMENT"]
    ] * 2
    assert stored["notes"][1]["fields"] == {"months": "2026-03"}
    put("complaints", MARCH + "C3,2026-04-01,Delivery,1\n")
    assert [row["restates"] for row in store.imports()] == [[], ["2026-03"], []]
    rows = {
        (row["sector"], row["component"]): (row["closed_amount"], row["amount_now"], row["restated"])
        for row in figure(store, "restatement")
    }
    assert rows == {("Billing", "compensation"): (10, 10, 0), ("Delivery", "compensation"): (20, 25, 5)}
    store.undo("i1")
    assert [change["restates"] for change in store.changes()][-1] == ["2026-03"]
    # C2 returns with what i2 says of it, C1 is gone
    assert [row["restated"] for row in figure(store, "restatement")] == [-10, 5]


def test_minutes_of_a_complaint_of_a_closed_month_touch_it(store, put):
    put("complaints", FIRST)
    close(store, "2026-03")
    put("complaint_work", "complaint_id,sector,minutes\nC1,Billing,30\n")
    assert store.imports()[-1]["restates"] == ["2026-03"]


def test_a_month_closed_twice_is_refused_until_it_is_opened_again(store, put):
    put("complaints", FIRST)
    close(store, "2026-03")
    with pytest.raises(Problem) as problem:
        close(store, "2026-03")
    assert problem.value.code == "CLOSED_BEFORE" and store.version == 2
    assert store.reopen_month("2026-03") == 3 and store.closed_months() == [] and figure(store, "restatement") == []
    with pytest.raises(Problem):
        store.reopen_month("2026-03")
    put("complaints", MARCH + "C2,2026-03-31,Delivery,25\n")
    close(store, "2026-03")
    assert store.closed_months() == [{"month": "2026-03", "closed_on": date.today(), "version": 5}]
    assert [row["closed_amount"] for row in figure(store, "restatement")] == [10, 25]


def test_numbers_that_are_no_longer_the_latest_close_nothing(store, put):
    put("complaints", FIRST)  # version 1, and the numbers below were read there
    put("complaints", MARCH + "C2,2026-03-31,Delivery,25\n")
    numbers = [{"sector": "Delivery", "component": "compensation", "amount": "10"}]
    with pytest.raises(Problem) as problem:
        store.close_month("2026-03", numbers, read_at=1)
    assert problem.value.code == "CHANGED_MEANWHILE" and store.closed_months() == [] and store.version == 2
    assert store.close_month("2026-03", numbers, read_at=2) == 3


def test_history_says_what_each_change_was(store, put):
    put("complaints", FIRST)
    put("complaints", MARCH + "C2,2026-03-31,Delivery,25\nC4,bad,Billing,1\n")
    store.assume({"hourly_cost": {"value": "40"}})
    store.assume({"hourly_cost": {"value": "45"}})
    close(store, "2026-03")
    store.undo("i2")
    changes = store.changes()
    assert [row["kind"] for row in changes] == ["import", "import", "assumption", "assumption", "close", "undo"]
    assert changes[1]["detail"]["changed"] == {"new": 0, "changed": 1, "same": 0, "replaced_entries": 0}
    assert (changes[1]["file"], changes[1]["rows"], changes[1]["rows_quarantined"]) == ("complaints.csv", 1, 1)
    assert changes[3]["detail"] == {"changes": {"hourly_cost": {"old": "40", "new": "45"}}}
    assert changes[4]["detail"] == {"month": "2026-03"}
    assert (changes[5]["import_id"], changes[5]["file"], changes[5]["detail"]["rows"]) == ("i2", "complaints.csv", 1)


def test_all_of_it_is_made_again_when_the_database_is_lost(store, put, tmp_path):
    put("complaints", FIRST)
    store.control("complaints", "2026-03", "compensation", "31")
    close(store, "2026-03")
    store.reopen_month("2026-03")
    close(store, "2026-03")
    put("complaints", MARCH + "C2,2026-03-31,Delivery,25\n")
    names = ("control_difference", "restatement")
    before = [figure(store, name) for name in names]
    store.close()
    (tmp_path / "home" / "ledger.duckdb").unlink()
    again = Store(tmp_path / "home")
    assert again.version == 6 and [figure(again, name) for name in names] == before
    assert [row["kind"] for row in again.changes()] == ["import", "control", "close", "reopen", "close", "import"]
    again.connection.close()
    store.connection = again.connection


def test_the_preview_shows_what_changes_cell_by_cell(store, put):
    put("complaints", FIRST)
    answer = put(
        "complaints",
        MARCH + "C2,2026-03-31,billing,25\nC9,2026-03-31,Billing,1\nC1,2026-03-15,Billing,10\n",
        dry_run=True,
    )
    assert answer["changed"] == {"new": 1, "changed": 1, "same": 1, "replaced_entries": 0}
    assert answer["changes"] == [
        {"row": 2, "key": "C2", "column": "sector", "old": "Delivery", "new": "Billing"},
        {"row": 2, "key": "C2", "column": "compensation", "old": "20.00", "new": "25.00"},
    ]


def test_the_preview_shows_entries_by_their_sums(store, put):
    costs = "sector,month,purpose,amount\n"
    put(
        "sector_costs",
        costs + "Billing,2026-01,running,100\nBilling,2026-01,running,100.50\nBilling,2026-02,running,5\n",
    )
    answer = put(
        "sector_costs",
        costs + "Billing,2026-01,running,150\nBilling,2026-03,running,1\nBilling,2026-02,running,5\n",
        dry_run=True,
    )
    assert answer["changed"] == {"new": 1, "changed": 1, "same": 1, "replaced_entries": 1}
    assert answer["changes"] == [
        {"row": 2, "key": "Billing, 2026-01-01, running", "column": "amount", "old": "200.50", "new": "150.00"}
    ]


def test_the_steps_are_told_in_order(store, tmp_path):
    (tmp_path / "c.csv").write_text(FIRST, encoding="utf-8")
    steps = []
    import_file(store, "complaints", tmp_path / "c.csv", Options(), progress=steps.append)
    assert steps == ["reading", "typing", "matching", "storing"]

"""What is stored does not depend on the order in which files, corrections, repairs and undos come."""

from data.import_options import Options
from data.imports.pipeline import import_file
from data.repairs.repair import repair_rows
from data.sectors.changes import change_sectors
from data.store import Store


def stored(store, dataset, *columns):
    return sorted(
        tuple(str(value) for value in row) for row in store.rows(dataset)[list(columns)].itertuples(index=False)
    )


def amounts(store, dataset, key, column):
    return sorted((row[key], float(row[column])) for row in store.rows(dataset).to_dict("records"))


def customers(put, *names):
    return put("customers", "customer_id,started_on\n" + "".join(f"{name},2025-01-01\n" for name in names))


COMPLAINTS = "complaint_id,opened_on,customer_id,compensation\n"
SALES = "transaction_id,date,revenue\n"
SCORES = "date,score,customer_id\n"


def test_a_correction_that_had_to_wait_keeps_what_its_file_does_not_have(store, put):
    customers(put, "K1")
    put("complaints", "complaint_id,opened_on,customer_id,category,compensation\nC1,2026-01-05,K1,late,10\n")
    assert put("complaints", COMPLAINTS + "C1,2026-01-05,K2,20\n")["quarantine"][0]["code"] == "UNKNOWN_CUSTOMER"
    customers(put, "K2")
    assert stored(store, "complaints", "complaint_id", "customer_id", "category") == [("C1", "K2", "late")]
    assert amounts(store, "complaints", "complaint_id", "compensation") == [("C1", 20.0)]


def test_a_blank_cell_of_a_waiting_row_clears_when_its_file_said_so(store, put):
    customers(put, "K1")
    put("complaints", COMPLAINTS + "C1,2026-01-05,K1,10\n")
    put("complaints", COMPLAINTS + "C1,2026-01-05,K2,\n", blanks="clear")
    customers(put, "K2")
    assert stored(store, "complaints", "complaint_id", "customer_id", "compensation") == [("C1", "K2", "None")]


def test_an_answer_that_waits_is_not_added_to_days_a_later_file_replaced(store, put):
    customers(put, "K1")
    put("satisfaction", SCORES + "2026-01-05,1,K1\n2026-01-06,2,K2\n")
    put("satisfaction", SCORES + "2026-01-04,5,K1\n2026-01-08,7,K1\n", overlap="replace")
    customers(put, "K2")
    # the file of 4 to 8 January speaks for these days: 2 answers, not 3
    assert stored(store, "satisfaction", "date") == [("2026-01-04",), ("2026-01-08",)]
    store.undo("i3")
    assert amounts(store, "satisfaction", "date", "score") and len(store.rows("satisfaction")) == 2
    assert [str(score.normalize()) for score in store.rows("satisfaction").score] == [
        "1",
        "2",
    ] and not store.quarantine()


def test_an_answer_that_waited_does_not_widen_the_days_its_file_replaced(store, put):
    customers(put, "K1")
    put("satisfaction", SCORES + "2026-01-05,1,K1\n2026-02-10,2,K1\n")
    put("satisfaction", SCORES + "2026-01-04,5,K1\n2026-01-06,6,K1\n2026-03-01,7,K2\n", overlap="replace")
    customers(put, "K2")
    put("satisfaction", SCORES + "2026-02-09,9,K1\n2026-02-11,9,K1\n", overlap="replace")
    store.undo("i5")
    # 10 February lies between the stored days of i3 (4 to 6 January) and the day that came later (1 March)
    assert [day for (day,) in stored(store, "satisfaction", "date")] == [
        "2026-01-04",
        "2026-01-06",
        "2026-02-10",
        "2026-03-01",
    ]


def test_an_entry_returns_with_the_lines_that_were_repaired(store, put):
    put("transactions", SALES + "T1,2026-01-05,10\nT1,2026-01-05,x\n")
    repair_rows(store, "i1", [{"row": 3, "revenue": "5"}])
    put("transactions", SALES + "T1,2026-01-05,99\n")
    store.undo("i3")
    assert amounts(store, "transactions", "transaction_id", "revenue") == [("T1", 5.0), ("T1", 10.0)]


def test_a_row_that_waited_too_long_returns_when_the_later_file_is_taken_back(store, put):
    customers(put, "K1")
    put("complaints", COMPLAINTS + "C1,2026-01-05,K2,10\n")
    put("complaints", COMPLAINTS + "C1,2026-01-05,K1,20\n")
    customers(put, "K2")
    assert amounts(store, "complaints", "complaint_id", "compensation") == [("C1", 20.0)]
    store.undo("i3")
    assert amounts(store, "complaints", "complaint_id", "compensation") == [("C1", 10.0)] and not store.quarantine()
    store.undo("i4")
    assert store.rows("complaints").empty and [row["code"] for row in store.quarantine()] == ["UNKNOWN_CUSTOMER"]


def test_what_a_later_file_said_too_stays_when_the_earlier_one_is_taken_back(store, put):
    customers(put, "K1", "K2")
    assert customers(put, "K1", "K3")["changed"]["same"] == 1
    store.undo("i1")
    rows = store.rows("customers")
    assert list(zip(rows.customer_id, rows.source_row)) == [("K1", 2), ("K3", 3)]
    assert '"customer_id":"K1"' in rows.verbatim[0].replace(": ", ":")
    store.undo("i2")
    assert store.rows("customers").empty


def test_an_entry_a_later_file_repeats_stays_with_all_its_lines(store, put):
    put("transactions", SALES + "T1,2026-01-05,10\nT1,2026-01-05,10\nT1,2026-01-05,3\nT2,2026-01-05,1\n")
    put("transactions", SALES + "T3,2026-01-06,7\nT1,2026-01-05,3\nT1,2026-01-05,10\nT1,2026-01-05,10\n")
    store.undo("i1")
    # T1: 3 + 10 + 10 from rows 3 to 5 of the second file; T2 stood in the first only
    assert amounts(store, "transactions", "transaction_id", "revenue") == [
        ("T1", 3.0),
        ("T1", 10.0),
        ("T1", 10.0),
        ("T3", 7.0),
    ]
    assert sorted(store.rows("transactions").source_row) == [2, 3, 4, 5]


def test_a_repeated_row_comes_back_under_the_latest_file_that_has_it(store, put):
    customers(put, "K1")
    customers(put, "K1", "K2")
    put("customers", "customer_id,started_on\nK1,2025-02-02\n")
    store.undo("i3")
    assert [(row["customer_id"], str(row["started_on"])) for row in store.rows("customers").to_dict("records")] == [
        ("K1", "2025-01-01"),
        ("K2", "2025-01-01"),
    ]
    store.undo("i1")
    assert list(store.rows("customers").customer_id) == ["K1", "K2"]


def test_a_name_that_only_a_renaming_gave_goes_with_the_last_row_that_uses_it(store, put):
    put("sectors", "sector\nBilling\n")
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    put("complaints", "complaint_id,opened_on,sector\nC1,2026-01-05,Billing\n")
    store.undo_sector_change("s1")
    # C1 came in while the sector was called Invoicing, and keeps that name
    assert stored(store, "complaints", "sector") == [("Invoicing",)]
    store.undo("i2")
    store.undo("i1")
    with store.cursor() as cursor:
        assert cursor.execute("select sector from sector_name where to_version is null").fetchall() == []


def test_a_process_killed_between_storing_and_listing_leaves_a_whole_list(tmp_path, monkeypatch):
    store = Store(tmp_path / "home")
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"complaint_id,opened_on\n{name},2026-01-05\n", encoding="utf-8")
        if name == "a":
            monkeypatch.setattr("data.storage.change_journal.append", lambda home, entry: None)  # killed before this
        import_file(store, "complaints", tmp_path / f"{name}.csv", Options())
        monkeypatch.undo()
        store.close()
        store = Store(tmp_path / "home")
    store.close()
    (tmp_path / "home" / "ledger.duckdb").unlink()
    store = Store(tmp_path / "home")
    assert stored(store, "complaints", "complaint_id") == [("a",), ("b",)] and store.version == 2
    store.close()


def test_two_corrections_that_waited_are_stored_one_after_the_other(store, put):
    customers(put, "K1")
    put("complaints", "complaint_id,opened_on,customer_id,category\nC1,2026-01-05,K2,late\n")
    put("complaints", COMPLAINTS + "C1,2026-01-05,K2,20\n")
    customers(put, "K2")
    assert stored(store, "complaints", "complaint_id", "category") == [("C1", "late")]
    store.undo("i3")
    assert stored(store, "complaints", "category", "compensation") == [("late", "None")]


def test_a_name_that_only_a_change_of_sectors_still_used_goes_with_it(store, put):
    put("complaints", "complaint_id,opened_on,sector\nC1,2026-01-05,Billing\n")
    change_sectors(store, "same", ["Invocing"], ["Billing"])
    store.undo("i1")
    store.undo_sector_change("s1")
    with store.cursor() as cursor:
        assert cursor.execute("select sector from sector_name where to_version is null").fetchall() == []


def test_a_stage_is_stored_whoever_its_case_is_for(put, store):
    put("customers", "customer_id,started_on\nK1,2025-01-01\n")
    stages = "case_id,stage,started_at,customer_id\n1,a,2026-01-05T08:00,K1\n2,a,2026-01-05T08:00,K2\n"
    assert put("stage_times", stages)["rows"] == {"read": 2, "stored": 2, "quarantined": 0}
    assert list(store.rows("stage_times")["customer_id"]) == ["K1", "K2"]

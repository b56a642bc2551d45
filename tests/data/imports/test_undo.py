"""An import taken back: what had been before it holds again, and what later files brought stays."""

import pytest
from test_merge import FIRST, complaints

from data.store import Store
from data.undo.import_undo import CannotUndo


def test_undo_returns_the_latest_import_that_still_counts(store, put):
    for amount in (10, 11, 12):
        put("complaints", f"complaint_id,opened_on,compensation\nC1,2026-01-15,{amount}\n")
    store.undo("i2")
    assert complaints(store) == {"C1": (None, "12")}  # the later import keeps its content
    store.undo("i3")
    assert complaints(store) == {"C1": (None, "1E+1")}  # not 11: that import was taken back
    store.undo("i1")
    assert complaints(store) == {} and store.version == 6
    assert complaints(store, 2) == {"C1": (None, "11")}


def test_undo_twice_or_of_nothing_is_refused_and_raises_no_version(store, put):
    put("complaints", FIRST)
    store.undo("i1")
    with pytest.raises(CannotUndo):
        store.undo("i1")
    with pytest.raises(CannotUndo):
        store.undo("i9")
    assert store.version == 2


def test_undo_takes_back_sectors_that_only_this_import_named(store, put):
    put("complaints", FIRST)
    store.undo("i1")
    with store.cursor() as cursor:
        assert cursor.execute("select count(*) from sector_name where to_version is null").fetchone() == (0,)


def test_a_released_row_goes_with_the_import_that_released_it_even_after_a_correction(store, put):
    put("customers", "customer_id,started_on\n1,2025-01-01\n")
    put("complaints", "complaint_id,opened_on,customer_id,compensation\nC1,2026-01-15,2,10\n")  # i2: set aside
    put("customers", "customer_id,started_on\n2,2025-01-01\n")  # i3: releases it
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-01-15,99\n")  # i4: corrects it
    store.undo("i4")
    assert complaints(store) == {"C1": (None, "1E+1")}
    store.undo("i3")
    assert complaints(store) == {} and [row["code"] for row in store.quarantine()] == ["UNKNOWN_CUSTOMER"]


def test_a_sector_goes_with_the_last_import_that_names_it(store, put):
    put("complaints", FIRST.replace("Billing", "BILLING"))
    put("complaints", "complaint_id,opened_on,sector\nC9,2026-01-15,Billing\n")
    store.undo("i1")
    assert complaints(store)["C9"][0] == "BILLING"  # first named so, and still in use
    store.undo("i2")
    assert put("complaints", "complaint_id,opened_on,sector\nC9,2026-01-15,Billing\n")["new_sectors"] == ["Billing"]


def test_undo_brings_no_row_back_into_days_a_later_file_replaced(store, put):
    day = "date,score\n2026-01-13,{}\n"
    put("satisfaction", day.format(4))
    put("satisfaction", day.format(9), overlap="replace")
    put("satisfaction", day.format(7), overlap="replace")

    def scores():
        return [int(score) for score in store.rows("satisfaction")["score"]]

    store.undo("i2")
    assert scores() == [7]
    store.undo("i3")
    assert scores() == [4]  # i2 was taken back before


def test_a_lost_database_is_made_again_from_the_originals(store, put):
    put("complaints", FIRST)
    store.assume({"effect_months": {"value": "3"}})
    put("complaints", "complaint_id,opened_on,compensation\nC2,2026-01-16,25\n")
    store.undo("i1")
    before = [complaints(store, version) for version in range(5)]
    store.close()
    (store.home / "ledger.duckdb").unlink()
    again = Store(store.home)
    assert again.version == 4 and [complaints(again, version) for version in range(5)] == before
    again.close()


def test_what_a_killed_import_left_behind_is_removed(tmp_path):
    stage = tmp_path / "home" / "stage"
    stage.mkdir(parents=True)
    (stage / "left.parquet").write_text("cells")
    Store(tmp_path / "home").close()
    assert not list(stage.iterdir())

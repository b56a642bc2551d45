"""A file is read once: what a try read is stored, unless the file, its sheet or the way of reading it is another."""

import os
import shutil

import openpyxl
import pytest

from data.cells import kept_cells
from data.erasure.erase import erase_customer
from data.import_options import Options
from data.imports.pipeline import import_file
from data.repairs.repair import repair_file
from data.store import Store

ROWS = "complaint_id;opened_on;compensation\nC1;2026-01-15;{amount}\nC2;2026-01-16;5,50\n"
TRY, STORE = Options(dry_run=True), Options()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "complaints.csv"
    path.write_text(ROWS.format(amount="12,50"), encoding="utf-8")
    return path


def kept(store) -> list[str]:
    return [name for name in os.listdir(store.home / "stage") if name.endswith(".parquet")]


def amounts(store) -> list[str]:
    return sorted(map(str, store.rows("complaints")["compensation"]))


def test_a_file_that_was_tried_is_stored_without_reading_it_again(store, file, readings):
    asked = import_file(store, "complaints", file, TRY)
    mapped = Options(mapping={"rework_cost": "compensation"}, dry_run=True)
    assert import_file(store, "complaints", file, mapped)["mapping"]["rework_cost"] == "compensation"
    stored = import_file(store, "complaints", file, STORE)
    assert len(readings) == 1 and stored["control_totals"] == asked["control_totals"] == {"compensation": "18.00"}
    assert amounts(store) == ["12.500000", "5.500000"] and kept(store) == []
    assert [row.verbatim for row in store.rows("complaints").itertuples() if "12,50" in row.verbatim]


@pytest.mark.parametrize(
    "settings", [{"separator": ";"}, {"encoding": "cp1252"}, {"hidden-rows": "skip"}, {"mojibake": "keep"}]
)
def test_another_way_of_reading_reads_anew(store, file, readings, settings):
    import_file(store, "complaints", file, TRY)
    import_file(store, "complaints", file, Options(settings=settings))
    assert len(readings) == 2


def test_another_sheet_is_read_anew(store, tmp_path, readings):
    book = openpyxl.Workbook()
    for sheet, amount in ((book.active, 1), (book.create_sheet("second"), 2)):
        sheet.append(["complaint_id", "opened_on", "compensation"])
        sheet.append(["C1", "2026-01-15", amount])
    book.save(tmp_path / "book.xlsx")
    import_file(store, "complaints", tmp_path / "book.xlsx", Options(sheet="Sheet", dry_run=True))
    import_file(store, "complaints", tmp_path / "book.xlsx", Options(sheet="second"))
    assert len(readings) == 2 and amounts(store) == ["2.000000"]


def test_a_file_of_the_same_name_and_place_with_other_cells_is_read_anew(store, file, readings):
    import_file(store, "complaints", file, TRY)
    file.write_text(ROWS.format(amount="12,51"), encoding="utf-8")
    import_file(store, "complaints", file, STORE)
    assert len(readings) == 2 and amounts(store) == ["12.510000", "5.500000"]


def test_two_tries_of_one_file_at_once_do_not_take_the_cells_from_each_other(store, file, tmp_path, readings):
    shutil.copy(file, tmp_path / "same.csv")
    import_file(store, "complaints", file, TRY)

    def stores_it_meanwhile(step):
        if step == "typing":
            import_file(store, "complaints", tmp_path / "same.csv", STORE)

    tried = import_file(store, "complaints", file, TRY, progress=stores_it_meanwhile)
    assert tried["status"] == "unchanged" and len(readings) == 2


def test_cells_go_with_the_file_they_were_read_from(store, file, readings):
    import_file(store, "complaints", file, TRY)
    assert len(kept(store)) == 1
    file.unlink()
    store.kept_cells.sweep()
    assert kept(store) == []


@pytest.mark.parametrize("bound", ["MOST_BYTES", "KEPT_SECONDS"])
def test_cells_are_kept_within_bounds_only(store, file, readings, monkeypatch, bound):
    monkeypatch.setattr(kept_cells, bound, -1)
    import_file(store, "complaints", file, TRY)
    import_file(store, "complaints", file, STORE)
    assert len(readings) == 2 and kept(store) == []


def test_the_oldest_cells_give_way(store, file, tmp_path, monkeypatch):
    import_file(store, "complaints", file, TRY)
    first = kept(store)
    monkeypatch.setattr(kept_cells, "MOST_BYTES", os.path.getsize(store.home / "stage" / first[0]) * 3 // 2)
    (tmp_path / "other.csv").write_text(ROWS.format(amount="99,99"), encoding="utf-8")
    import_file(store, "complaints", tmp_path / "other.csv", TRY)
    assert len(kept(store)) == 1 and kept(store) != first


def test_an_erasure_and_the_end_of_the_process_leave_no_cells(tmp_path):
    store = Store(tmp_path / "home")
    names = tmp_path / "customers.csv"
    names.write_text("customer_id,started_on\nCustomer-17,2025-01-01\nCustomer-18,2025-01-02\n", encoding="utf-8")
    import_file(store, "customers", names, STORE)
    import_file(store, "customers", names, TRY)
    assert len(kept(store)) == 1
    erase_customer(store, "Customer-17")
    assert kept(store) == []
    import_file(store, "customers", names, TRY)
    assert len(kept(store)) == 1
    store.close()
    assert kept(store) == []


def test_a_failure_leaves_no_cells(store, file):
    def fails(cursor, version):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        import_file(store, "complaints", file, TRY, watch=fails)
    assert kept(store) == []


def test_a_corrected_file_is_read_once_however_often_it_is_tried(store, file, tmp_path, readings):
    file.write_text(ROWS.format(amount="12,5O"), encoding="utf-8")
    assert import_file(store, "complaints", file, STORE)["rows"]["quarantined"] == 1
    corrected = tmp_path / "corrected.csv"
    corrected.write_text('row,complaint_id,opened_on,compensation\n2,C1,2026-01-15,"12,50"\n', encoding="utf-8")
    assert repair_file(store, "i1", corrected, TRY)["status"] == "stored"
    assert repair_file(store, "i1", corrected, STORE)["rows"]["stored"] == 1
    assert len(readings) == 2 and amounts(store) == ["12.500000", "5.500000"]

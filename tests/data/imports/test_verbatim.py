"""Each stored row can be shown as it stood in its file, though the database does not hold that text."""

import json
import shutil

import duckdb
import pytest

from data.backups.backup import backup, restore
from data.cells import stored_cells
from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store

TEXT = 'Nº,opened_on,complaint_id,it\'s,opened_on_note,Nº\n1,2026-01-15,C1,"a ""b""",,x\n\n2, 2026-01-16,C2,é,y,\n'
# the doubled heading and the blank cells are told apart, row 3 is blank
WRITTEN = {
    2: {
        "Nº": "1",
        "opened_on": "2026-01-15",
        "complaint_id": "C1",
        "it's": 'a "b"',
        "opened_on_note": "",
        "Nº (#6)": "x",
    },
    4: {"Nº": "2", "opened_on": " 2026-01-16", "complaint_id": "C2", "it's": "é", "opened_on_note": "y", "Nº (#6)": ""},
}


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "home")
    yield store
    store.close()


@pytest.fixture
def brought(store, tmp_path):
    file = tmp_path / "c.csv"
    file.write_text(TEXT, encoding="utf-8")
    assert import_file(store, "complaints", file, Options())["status"] == "stored"
    return store


def written(store) -> dict:
    return {row.source_row: json.loads(row.verbatim) for row in store.rows("complaints").itertuples()}


def test_rows_are_shown_as_they_stood(brought):
    assert written(brought) == WRITTEN
    with brought.cursor() as cursor:
        assert cursor.execute("select distinct verbatim from raw_complaints").fetchall() == [(None,)]


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:500])])
def test_a_lost_or_damaged_text_is_made_again_from_the_original(brought, harm):
    path = brought.home / stored_cells.FOLDER / "i1.parquet"
    harm(path)
    assert written(brought) == WRITTEN
    assert duckdb.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone() == (3,)


def test_without_text_and_original_the_rows_are_shown_without_it(brought):
    shutil.rmtree(brought.home / stored_cells.FOLDER)
    shutil.rmtree(brought.home / "originals")
    assert list(brought.rows("complaints").verbatim) == [None, None]


def test_rows_of_a_home_made_before_keep_the_text_stored_with_them(brought):
    with brought.writing() as cursor:
        cursor.execute("""update raw_complaints set verbatim = '{"old": "1"}' where complaint_id = 'C1'""")
    assert written(brought) == {2: {"old": "1"}, 4: WRITTEN[4]}


def test_the_text_is_there_after_an_undo_and_in_a_restored_backup(brought, tmp_path):
    brought.undo("i1")
    assert len(brought.rows("complaints")) == 0
    with brought.cursor():
        assert {
            row.source_row: json.loads(row.verbatim) for row in brought.rows("complaints", 1).itertuples()
        } == WRITTEN
    restore(backup(brought, tmp_path / "b.zip")["path"], tmp_path / "other")
    other = Store(tmp_path / "other")
    assert {row.source_row: json.loads(row.verbatim) for row in other.rows("complaints", 1).itertuples()} == WRITTEN
    other.close()


def test_a_trial_keeps_no_text(store, tmp_path):
    file = tmp_path / "c.csv"
    file.write_text(TEXT, encoding="utf-8")
    import_file(store, "complaints", file, Options(dry_run=True))
    assert list((store.home / stored_cells.FOLDER).iterdir()) == []


def test_a_corrected_row_shows_the_text_of_its_correction(brought, tmp_path):
    file = tmp_path / "later.csv"
    file.write_text("complaint_id,opened_on,category\nC2,2026-01-17,Billing\n", encoding="utf-8")
    import_file(brought, "complaints", file, Options())
    found = {row.complaint_id: json.loads(row.verbatim) for row in brought.rows("complaints").itertuples()}
    assert found == {"C1": WRITTEN[2], "C2": {"complaint_id": "C2", "opened_on": "2026-01-17", "category": "Billing"}}


def test_released_rows_show_their_text(store, tmp_path):
    (tmp_path / "k.csv").write_text("customer_id,started_on\nK1,2025-01-01\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("complaint_id,opened_on,customer_id\nC1,2026-01-15,K2\n", encoding="utf-8")
    (tmp_path / "k2.csv").write_text("customer_id,started_on\nK2,2025-01-01\n", encoding="utf-8")
    for dataset, name in (("customers", "k.csv"), ("complaints", "c.csv"), ("customers", "k2.csv")):
        import_file(store, dataset, tmp_path / name, Options())
    assert written(store) == {2: {"complaint_id": "C1", "opened_on": "2026-01-15", "customer_id": "K2"}}

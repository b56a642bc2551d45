"""Backups hold everything and are compared by counts and sums; a restored home says what the first one said."""

import shutil
import threading
import zipfile

import duckdb
import pytest

from data.access import audit
from data.backups import backup as backing
from data.backups.backup import _write, backup, restore
from data.backups.restore import backups, new_backup, remove_backup, restore_over
from data.backups.unpack import CannotRestore
from data.erasure.erase import erase_customer
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.store import Store

TEXT = "complaint_id,opened_on,compensation,customer_id\nC1,2026-01-15,10.50,A\nC2,2026-01-16,20,B\nC3,2026-01-99,1,A\n"


def put(store, folder, text=TEXT, dataset="complaints"):
    path = folder / "file.csv"
    path.write_text(text)
    return import_file(store, dataset, path, Options())


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "home")
    put(opened, tmp_path)
    yield opened
    opened.connection.close()


def said(store):
    return store.rows("complaints").astype(str).values.tolist(), store.quarantine(), store.changes()


def test_a_restored_home_says_the_same(store, tmp_path):
    made = backup(store, tmp_path / "b.zip")
    # 10.50 + 20; the third row is set aside
    assert (
        made["tallies"]["raw_complaints"]["rows"] == "2"
        and made["tallies"]["raw_complaints"]["compensation"] == "30.500000"
    )
    found = restore(tmp_path / "b.zip", tmp_path / "other")
    assert found["tallies"] == made["tallies"] and found["version"] == 1
    other = Store(tmp_path / "other")
    assert said(other) == said(store)
    other.close()


def test_texts_and_keys_are_in_the_backup(store, tmp_path):
    put(store, tmp_path, "customer_id,started_on\nA,2025-01-01\nZ,2025-01-01\n", "customers")
    erase_customer(store, "Z")
    with zipfile.ZipFile(backup(store, tmp_path / "b.zip")["path"]) as archive:
        names = set(archive.namelist())
    assert {
        "ledger.duckdb",
        "originals.jsonl",
        "baseline.duckdb",
        "erasing.key",
        "texts/i1.parquet",
        "backup.json",
    } <= names


def test_a_backup_that_differs_is_not_kept(store, tmp_path, monkeypatch):
    """A row that is lost while the file is written is noticed by its count."""
    writing = _write

    def losing(part, out, said):
        with duckdb.connect(str(part / "ledger.duckdb")) as copy:
            copy.execute("delete from raw_complaints where complaint_id = 'C1'")
        writing(part, out, said)

    monkeypatch.setattr(backing, "_write", losing)
    with pytest.raises(Problem) as refused:
        backup(store, tmp_path / "b.zip")
    assert "raw_complaints" in str(refused.value) and not (tmp_path / "b.zip").exists()


def altered(path, name, change):
    """The same archive with one member changed."""
    with zipfile.ZipFile(path) as old:
        content = {one: old.read(one) for one in old.namelist()}
    content[name] = change(content[name])
    with zipfile.ZipFile(path, "w") as new:
        for one, data in content.items():
            new.writestr(one, data)


def test_an_altered_backup_is_refused_and_the_home_stays_empty(store, tmp_path):
    made = backup(store, tmp_path / "b.zip")["path"]
    altered(made, f"originals/{store.imports()[0]['sha256']}", lambda content: content.replace(b"10.50", b"99.50"))
    with pytest.raises(CannotRestore):
        restore(made, tmp_path / "other")
    assert not (tmp_path / "other" / "ledger.duckdb").exists()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["../out.txt", "/abs.txt", "originals/../../x", "texts/../x.parquet", "app.py"])
def test_an_archive_with_other_files_is_no_backup(store, tmp_path, name):
    made = backup(store, tmp_path / "b.zip")["path"]
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(CannotRestore):
        restore(made, tmp_path / "other")


@pytest.mark.long
def test_backups_while_somebody_uploads_hold_whole_changes(store, tmp_path):
    """Each backup restores to a version whose rows are all there: n uploads of one row each are n + 2 rows."""
    done = threading.Event()

    def upload():
        for number in range(6):
            put(store, tmp_path, f"complaint_id,opened_on\nN{number},2026-02-01\n")
        done.set()

    worker = threading.Thread(target=upload)
    worker.start()
    made = []
    while not done.is_set():
        made.append(backup(store, tmp_path / f"b{len(made)}.zip"))
    worker.join()
    for number, one in enumerate(made):
        restore(one["path"], tmp_path / f"home{number}")
        other = Store(tmp_path / f"home{number}")
        assert len(other.rows("complaints")) == other.version + 1 == one["version"] + 1
        other.close()


def test_a_running_home_goes_back_to_a_backup_and_keeps_what_was_there(store, tmp_path):
    made, before = new_backup(store)["path"], said(store)
    kept = shutil.copyfile(made, tmp_path / "kept.zip")
    put(store, tmp_path, "complaint_id,opened_on\nC9,2026-02-01\n")
    held = restore_over(store, kept)
    assert said(store) == before and held["erased_again"] == 0
    restore_over(store, shutil.copyfile(held["saved"], tmp_path / "again.zip"))
    assert store.version == 2 and len(store.rows("complaints")) == 3
    with store.cursor() as cursor:
        assert audit.events(cursor)[-1]["action"] == "restore" and audit.is_intact(cursor)
    remove_backup(store, backups(store)[0]["name"])
    assert len(backups(store)) < 3


@pytest.mark.long
def test_a_customer_erased_since_does_not_come_back_with_an_older_backup(store, tmp_path):
    older = backup(store, tmp_path / "b.zip")["path"]
    erase_customer(store, "A")
    assert restore_over(store, older)["erased_again"] == 1
    assert store.rows("complaints")["customer_id"].tolist() == ["B"] and not store.quarantine()


def test_a_broken_file_changes_nothing(store, tmp_path):
    (tmp_path / "b.zip").write_bytes(b"PK no backup")
    before = said(store)
    with pytest.raises(CannotRestore):
        restore_over(store, tmp_path / "b.zip")
    assert said(store) == before


def test_what_is_read_from_the_companys_tables_comes_back_and_an_older_backup_leaves_it(store, tmp_path):
    said_in = store.home / "engine.toml"
    without = backup(store, tmp_path / "older.zip")["path"]
    said_in.write_text('[complaints]\ntable = "one"\n')
    made = backup(store, tmp_path / "b.zip")["path"]
    restore(made, tmp_path / "other")
    assert (tmp_path / "other" / "engine.toml").read_text() == '[complaints]\ntable = "one"\n'
    said_in.write_text('[complaints]\ntable = "another"\n')
    restore_over(store, without)
    assert said_in.read_text() == '[complaints]\ntable = "another"\n'
    restore_over(store, made)
    assert said_in.read_text() == '[complaints]\ntable = "one"\n'

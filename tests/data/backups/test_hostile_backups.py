"""Backups made by hand to do harm: nothing in them is run, nothing outside is read, and the home goes on as it was."""

import json
import shutil
import zipfile

import duckdb
import pytest

from data.backups import backup as backing
from data.backups.backup import backup, restore
from data.backups.restore import restore_over
from data.backups.table_totals import table_totals
from data.backups.unpack import CannotRestore
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.storage import originals
from data.store import Store

TEXT = "complaint_id,opened_on,compensation,customer_id\nC1,2026-01-15,10.50,A\nC2,2026-01-16,20,B\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A good backup of a home with one import."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "file.csv").write_text(TEXT)
    store = Store(folder / "home")
    import_file(store, "complaints", folder / "file.csv", Options())
    backup(store, folder / "good.zip")
    store.close()
    return folder / "good.zip"


@pytest.fixture
def hostile(made, tmp_path):
    """A function that makes a backup from the good one: SQL run on its database, members changed or left out (None)."""

    def changed(*statements, fit_note=True, **members):
        folder = tmp_path / "hostile"
        with zipfile.ZipFile(made) as archive:
            archive.extractall(folder)
        with duckdb.connect(str(folder / "ledger.duckdb")) as database:
            for sql in statements:
                database.execute(sql)
            added = table_totals(database, "ledger")
        note = json.loads((folder / "backup.json").read_text())
        (folder / "backup.json").write_text(json.dumps(note | {"tallies": added} if fit_note else note))
        for name, content in members.items():
            path = folder / {"note": "backup.json", "listed": "originals.jsonl"}[name]
            path.unlink() if content is None else path.write_text(content)
        path = tmp_path / "hostile.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in sorted(one for one in folder.rglob("*") if one.is_file()):
                archive.write(one, one.relative_to(folder))
        return path

    return changed


def refusal(path, home) -> str:
    """The code under which a backup is refused; the home has no database then."""
    with pytest.raises(CannotRestore) as refused:
        restore(path, home)
    assert not (home / "ledger.duckdb").exists()
    return refused.value.code


def sql_as_a_name(out) -> str:
    """A name of a table which, where it is not quoted, writes a file."""
    return f"person; copy (select 'was here') to '{out}'; select 1, 1 from looked_at.main.person"


def test_the_name_of_a_table_is_never_run(hostile, made, tmp_path):
    out = tmp_path / "was-here.csv"
    path = hostile(f'create table "{sql_as_a_name(out)}" (a integer)')
    assert refusal(path, tmp_path / "other") == "ALTERED_BACKUP" and not out.exists()
    store = Store(tmp_path / "home")
    with pytest.raises(CannotRestore):
        restore_over(store, path)
    assert not out.exists() and not (store.home / "stage" / "exchange").exists()
    # the next good backup is restored, and one can be made, as if nothing had been
    assert restore_over(store, made)["version"] == 1 and store.rows("complaints")["complaint_id"].tolist() == [
        "C1",
        "C2",
    ]
    assert backup(store, tmp_path / "again.zip")["version"] == 1
    store.close()


@pytest.mark.parametrize(
    "statements",
    [
        ["create table person_2 as select \"content\" from read_text('{file}')"],
        ["alter table person add column \"name) from person; copy (select 1) to '{out}'; --\" integer"],
        ["create view people as select * from read_text('{file}')"],
        ["drop table note", "create view note as select * from read_text('{file}')"],
        ["create macro count(x) as (select content from read_text('{file}'))"],
        ["create macro told() as table select * from read_text('{file}')"],
        ["drop table note", "create table note (note_id varchar, text varchar generated always as (note_id || 'x'))"],
    ],
    ids=["table", "column", "view", "view of our name", "macro", "table macro", "generated"],
)
def test_what_this_program_never_writes_is_refused(hostile, tmp_path, statements):
    (tmp_path / "secret.txt").write_text("secret")
    places = {"file": tmp_path / "secret.txt", "out": tmp_path / "out.csv"}
    path = hostile(*[sql.format(**places) for sql in statements])
    assert refusal(path, tmp_path / "other") == "ALTERED_BACKUP" and not places["out"].exists()


def test_a_default_of_a_column_does_not_come_along(hostile, tmp_path):
    """Rows are taken over into tables of our own; what stood beside the rows stays behind."""
    restore(hostile("alter table note alter text set default (upper('planted'))"), tmp_path / "other")
    store = Store(tmp_path / "other")
    with store.cursor() as cursor:
        found = cursor.execute("select column_default from duckdb_columns() where column_default is not null")
        assert found.fetchall() == []
    store.close()


def test_a_backup_without_its_note_or_with_another_is_refused(hostile, tmp_path):
    assert refusal(hostile(note=None), tmp_path / "a") == "NOT_A_BACKUP"
    lost = hostile("delete from raw_complaints where complaint_id = 'C1'", fit_note=False)
    with pytest.raises(CannotRestore) as refused:
        restore(lost, tmp_path / "b")
    assert refused.value.code == "BACKUP_DIFFERS" and refused.value.fields["tables"] == "raw_complaints"
    for note in ("{}", "[]", '{"tallies": 7, "version": 1}', "no json", '{"tallies": null, "version": null}'):
        assert refusal(hostile(note=note), tmp_path / "c") in ("NOT_A_BACKUP", "BACKUP_DIFFERS")


PATH = "../../secret.csv"


def entry(**named) -> str:
    """An entry of the list of changes that came after the database: it would be made again from its original."""
    plain = {"kind": "import", "version": 2, "by": "", "import_id": "i2", "dataset": "complaints", "file": "f.csv"}
    return json.dumps(plain | {"sheet": None, "mapping": {}, "settings": {}} | named)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "changed",
    [
        {"listed": entry(sha256=PATH)},
        {"listed": entry(sha256="/etc/hostname")},
        {"listed": entry(sha256="A" * 64)},
        {"listed": entry(sha256=7)},
        {"listed": entry(sha256="0" * 64, import_id=PATH)},
        {"statements": [f"update import_log set sha256 = '{PATH}'"]},
        {"statements": [f"update import_log set import_id = '{PATH}'"]},
        {"statements": [f"update import_text set import_id = '{PATH}'"]},
        {"statements": [f"update noted_change set entry = '{entry(sha256=PATH)}'"]},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_fingerprint_is_never_a_path(hostile, tmp_path, changed):
    (tmp_path / "secret.csv").write_text(TEXT.replace("C1", "SECRET"))
    changed = dict(changed)
    path = hostile(*changed.pop("statements", []), **changed)
    assert refusal(path, tmp_path / "folder" / "other") == "NOT_A_BACKUP"


@pytest.mark.parametrize("text", [PATH, "/etc/hostname", "A" * 64, "a" * 63, "a" * 64 + "\n", "", 7])
def test_an_original_is_looked_up_by_its_fingerprint_only(tmp_path, text):
    with pytest.raises(Problem):
        originals.path_of(tmp_path, text)
    assert originals.path_of(tmp_path, "0a" * 32) == tmp_path / "originals" / ("0a" * 32)


def test_an_archive_that_unpacks_to_more_than_data_do_is_refused_before_it_is_unpacked(made, tmp_path):
    """200 MB of zeros in 0.2 MB: a thousandfold, where 150 times is the limit of an upload too."""
    with zipfile.ZipFile(made) as good, zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("backup.json", good.read("backup.json"))
        bomb.writestr("ledger.duckdb", bytes(200_000_000))
    assert refusal(tmp_path / "bomb.zip", tmp_path / "other") == "BACKUP_TOO_LARGE"


def test_an_archive_with_a_link_or_a_name_twice_is_refused(made, tmp_path):
    path = shutil.copyfile(made, tmp_path / "link.zip")
    link = zipfile.ZipInfo("erasing.key")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    assert refusal(path, tmp_path / "a") == "NOT_A_BACKUP"
    path = shutil.copyfile(made, tmp_path / "twice.zip")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("backup.json", "{}")
    assert refusal(path, tmp_path / "b") == "NOT_A_BACKUP"


def test_a_backup_that_comes_to_no_end_leaves_the_older_one_whole(made, tmp_path, monkeypatch):
    """A full disk in the middle of writing: the file of that name is the one that was there, nothing lies beside it."""
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "home")
    store, out = Store(tmp_path / "home"), tmp_path / "kept" / "b.zip"
    out.parent.mkdir()
    backup(store, out)
    before = out.read_bytes()

    def half(part, path, said):
        path.write_bytes(before[:1000])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError):
        patched.setattr(backing, "_write", half)
        backup(store, out)
    assert out.read_bytes() == before and list(out.parent.iterdir()) == [out]
    assert out.stat().st_mode & 0o077 == 0
    store.close()

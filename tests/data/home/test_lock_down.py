"""The database reaches nothing outside its home, whatever a query says."""

import duckdb
import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.storage.database import HomeFails, HomeInUse
from data.store import Store


@pytest.fixture
def cursor(tmp_path):
    store = Store(tmp_path / "home")
    with store.cursor() as cursor:
        yield cursor
    store.close()


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '/etc/ledger-was-here.csv'",
        "attach '/etc/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
    ],
)
def test_a_query_cannot_reach_outside(cursor, query):
    with pytest.raises(duckdb.Error):
        cursor.execute(query)


def test_a_query_out_of_memory_ends_alone_and_the_home_goes_on(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_MEMORY_MB", "200")
    store = Store(tmp_path / "home")
    (tmp_path / "rows.csv").write_text("complaint_id,opened_on\nK1,2025-01-01\n")
    with store.cursor() as cursor, pytest.raises(duckdb.OutOfMemoryException):
        cursor.execute("select list(number) from range(100_000_000) as made (number)").fetchall()
    assert import_file(store, "complaints", tmp_path / "rows.csv", Options())["status"] == "stored"
    assert store.counts()["complaints"] == 1 and store.version == 1
    store.close()


def test_a_home_is_held_by_one_process(tmp_path):
    import subprocess
    import sys

    store = Store(tmp_path / "home")
    code = (
        "from data.store import Store\nfrom data.storage.database import HomeInUse\n"
        f"try:\n Store({str(tmp_path / 'home')!r})\n"
        "except HomeInUse:\n print('held')"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    store.close()
    assert found.stdout.strip() == "held"


def test_a_damaged_file_is_told_as_damaged_and_not_as_in_use(tmp_path):
    """The message of the database says "block" then, in which there is a "lock"."""
    store = Store(tmp_path / "home")
    store.close()
    with open(tmp_path / "home" / "ledger.duckdb", "r+b") as file:
        file.seek(0, 2)
        end = file.tell()
        for place in range(4096 * 3, end, 4096):
            file.seek(place)
            file.write(b"\xff" * 64)
    with pytest.raises(HomeFails) as told:
        Store(tmp_path / "home")
    assert "checksum" in str(told.value) and "block" in str(told.value)


def test_a_home_this_process_has_open_is_told_as_in_use(tmp_path):
    store = Store(tmp_path / "home")
    with pytest.raises(HomeInUse):
        Store(tmp_path / "home")
    assert store.version == 0  # and goes on as it was
    store.close()


def test_nobody_but_the_owner_reads_a_home(tmp_path):
    store = Store(tmp_path / "home")
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    store.close()
    (tmp_path / "home").chmod(0o755)  # a home made earlier
    Store(tmp_path / "home").close()
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o750

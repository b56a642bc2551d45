"""The database reaches nothing outside its home, whatever a query says."""

import duckdb
import pytest

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


def test_a_home_is_held_by_one_process(tmp_path):
    import subprocess
    import sys

    store = Store(tmp_path / "home")
    code = (
        f"from data.store import Store\nfrom data.database import HomeInUse\ntry:\n Store({str(tmp_path / 'home')!r})\n"
        "except HomeInUse:\n print('held')"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    store.close()
    assert found.stdout.strip() == "held"

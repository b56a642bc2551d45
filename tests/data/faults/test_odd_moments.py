"""Many who bring files at once, a home of an earlier release killed at its first opening, a clock set back."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from faults import dies_after, said
from home_templates import copied

from data import moments
from data.access import audit
from data.backups import schedule
from data.import_options import Options
from data.imports.pipeline import import_file
from data.storage import schema
from data.storage.database import FILE
from data.store import Store

MOMENTS = 20
ROWS = 30


@pytest.mark.fault("uploaders at once")
@pytest.mark.sampled(1)
@pytest.mark.parametrize("count", [5, 20])
def test_who_bring_files_at_the_same_moment_lose_nothing(store, tmp_path, count):
    start, answers = threading.Barrier(count), {}

    def bring(n: int) -> None:
        rows = "".join(f"p{n}-{row},2025-01-{row % 28 + 1:02d},Billing,1.25\n" for row in range(ROWS))
        shared = f"same,2025-02-01,Billing,{n}\n"  # all of them correct one row
        path = tmp_path / f"{n}.csv"
        path.write_text(f"complaint_id,opened_on,sector,compensation\n{rows}{shared}")
        start.wait()
        answers[n] = import_file(store, "complaints", path, Options())

    threads = [threading.Thread(target=bring, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer["version"] for answer in answers.values()) == list(range(1, count + 1))
    assert {answer["status"] for answer in answers.values()} == {"stored"}
    assert store.counts()["complaints"] == count * ROWS + 1
    last = max(answers, key=lambda n: answers[n]["version"])
    rows = store.rows("complaints").set_index("complaint_id")
    assert rows.loc["same", "compensation"] == last  # who came last corrected it
    assert len({one["import_id"] for one in store.imports()}) == count
    with store.cursor() as cursor:
        assert audit.is_intact(cursor)


@pytest.fixture(scope="module")
def earlier(templates, tmp_path_factory):
    """A home as an earlier release left it, what it says once it is up to date, and how long that takes."""
    home = copied(templates.shared(), tmp_path_factory.mktemp("earlier"))
    Store(home).close()
    with duckdb.connect(str(home / FILE)) as connection:
        for statement in (
            "drop view raw_money",
            "drop table note",
            "drop table scenario",
            "alter table raw_complaints drop column reopened_on" if _has(connection, "reopened_on") else "select 1",
            f"update {schema.NOTE} set digest = 'of an earlier release'",
        ):
            connection.execute(statement)
    whole = Path(shutil.copytree(home, home.parent / "whole"))
    is_done, seconds = dies_after(600, lambda: Store(whole))
    assert is_done
    return home, said(whole), seconds


def _has(connection, column: str) -> bool:
    sql = "select count(*) from duckdb_columns() where table_name = 'raw_complaints' and column_name = ?"
    return connection.execute(sql, [column]).fetchall()[0][0] > 0


@pytest.mark.fault("home of an earlier release")
@pytest.mark.sampled(2)
@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
def test_a_home_of_an_earlier_release_is_whole_whenever_its_first_opening_is_killed(earlier, tmp_path, moment):
    home, whole, seconds = earlier
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    dies_after(seconds * moment / (MOMENTS + 1), lambda: Store(copy))
    assert said(copy) == whole


@pytest.mark.fault("clock set back")
def test_a_clock_set_back_changes_no_order_and_stops_no_backup(store, put, tmp_path, monkeypatch):
    now = moments.now()
    put("complaints", "complaint_id,opened_on,compensation\nk1,2025-01-01,1\n")
    schedule.make(store, tmp_path / "kept", 3)
    monkeypatch.setattr(moments, "now", lambda: now - timedelta(days=400))
    put("complaints", "complaint_id,opened_on,compensation\nk1,2025-01-01,2\n")
    put("complaints", "complaint_id,opened_on,compensation\nk1,2025-01-01,3\n")
    assert store.rows("complaints", 2).compensation.tolist() == [2]
    store.undo(store.imports()[-1]["import_id"])
    assert store.rows("complaints").compensation.tolist() == [2] and store.version == 4
    assert [one["version"] for one in store.imports()] == [1, 2, 3]
    assert schedule.is_due(tmp_path / "kept", 24, moments.now())  # the one from the future is none of today
    schedule.make(store, tmp_path / "kept", 3)
    assert len(schedule.kept(tmp_path / "kept")) == 2

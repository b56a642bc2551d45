"""People, links, notes and the log outlive a write-ahead log that was cut and a database file that was lost."""

import json
import shutil

import pytest

from data.access import audit, directory
from data.erasure.erase import erase_customer
from data.sharing import notes, opening, registry
from data.sharing.shared_view import SharedView
from data.storage import audit_journal
from data.store import Store

LOG = "ledger.duckdb.wal"


def without_log(store, target):
    """The home as it lies on the disk, without the write-ahead log."""
    shutil.copytree(store.home, target, ignore=lambda folder, names: [name for name in names if name == LOG])
    return Store(target)


def kept(store) -> dict:
    """Everything no file brings again."""
    with store.cursor() as cursor:
        assert audit.is_intact(cursor)
        return {
            "people": directory.list_people(cursor),
            "links": [(one["share_id"], one["state"], one["sectors"]) for one in registry.list_links(store)],
            "views": cursor.execute("select * from share_view order by 1").fetchall(),
            "notes": notes.notes(cursor),
            "log": [(event["number"], event["action"], event["hash"]) for event in audit.events(cursor)],
        }


def fill(store) -> None:
    directory.set_role(store, "ann@example.org", "admin")
    directory.set_role(store, "bob@example.org", "viewer")
    directory.remove_person(store, "bob@example.org")
    open_one, _ = registry.create(store, SharedView("overview", sectors=("Billing",)), 30, "a password")
    closed, _ = registry.create(store, SharedView("loyalty"), 30)
    opening.record_first_view(store, open_one, (("from", ("2026-01",)),), (), ())
    registry.revoke_link(store, closed)
    notes.put(store, "page", "Overview", "./", "look at March")
    notes.remove(store, notes.put(store, "page", "Overview", "./", "not this"))


@pytest.mark.parametrize("busy", [False, True], ids=["alone", "while a file is being brought in"])
def test_people_links_withdrawals_and_notes_outlive_the_write_ahead_log(store, tmp_path, busy):
    with store.cursor() as writing:
        if busy:  # a change under way keeps everybody from a checkpoint
            writing.execute("begin")
            writing.execute("insert into remembered values ('a', 'b', 'c', 'd')")
        fill(store)
        before = kept(store)
        other = without_log(store, tmp_path / "other")
    assert kept(other) == before
    # put 2, removed 1, links 2, withdrawn 1, notes 2, removed 1
    assert len(before["log"]) == 9 and [state for _, state, _ in before["links"]].count("revoked") == 1
    other.close()


def test_they_outlive_a_lost_database_and_an_older_one(store, put, tmp_path):
    put("complaints", "complaint_id,opened_on\nC1,2026-01-15\n")
    directory.set_role(store, "ann@example.org", "admin")
    store.close()
    older = shutil.copyfile(store.home / "ledger.duckdb", tmp_path / "older")
    again = Store(store.home)
    fill(again)
    before = kept(again)
    again.close()
    shutil.copyfile(older, store.home / "ledger.duckdb")
    again = Store(store.home)
    assert kept(again) == before
    again.close()
    (store.home / "ledger.duckdb").unlink()
    again = Store(store.home)
    after = kept(again)
    # the log says besides that the import was made again
    assert after["log"][:-1] == before["log"] and after["log"][-1][1] == "import"
    assert after | {"log": []} == before | {"log": []} and len(again.rows("complaints")) == 1
    again.close()


def test_a_home_from_before_there_was_a_journal_gets_one(store, tmp_path):
    fill(store)
    before = kept(store)
    store.close()
    (store.home / audit_journal.LIST).unlink()
    Store(store.home).close()
    (store.home / "ledger.duckdb").unlink()
    again = Store(store.home)
    assert kept(again) == before
    again.close()


def test_openings_of_a_link_stay_counted_when_the_home_is_opened_again(store):
    share_id, token = registry.create(store, SharedView("overview"), 30)
    opening.count_opening(store, opening.find_by_token(store, token))
    store.close()
    for _ in range(2):
        again = Store(store.home)
        assert [one["opened"] for one in registry.list_links(again)] == [1]
        again.close()


def test_an_entry_cut_short_by_a_kill_spoils_no_other(store, tmp_path):
    directory.set_role(store, "ann@example.org", "admin")
    with open(store.home / audit_journal.LIST, "ab") as file:
        file.write(b'\n{"log": {"number": 2, "act')
    directory.set_role(store, "bob@example.org", "viewer")
    before = kept(store)
    other = without_log(store, tmp_path / "other")
    assert kept(other) == before and len(before["people"]) == 2
    other.close()


@pytest.mark.long
def test_an_erasure_leaves_a_journal_without_the_customer_that_brings_back_the_rest(store, put):
    put("customers", "customer_id,started_on\nKIM-0001,2025-01-01\nKIM-0002,2025-01-01\n")
    fill(store)
    notes.put(store, "page", "Overview", "./", "call KIM-0001 back")
    erase_customer(store, "KIM-0001")
    before = kept(store)
    store.close()
    assert "KIM-0001" not in (store.home / audit_journal.LIST).read_text()
    (store.home / "ledger.duckdb").unlink()
    again = Store(store.home)
    assert kept(again) == before and again.rows("customers")["customer_id"].tolist() == ["KIM-0002"]
    again.close()


def test_a_journal_of_another_database_is_not_mixed_in_and_shows(store, caplog):
    directory.set_role(store, "ann@example.org", "admin")
    store.close()
    lines = (store.home / audit_journal.LIST).read_text().splitlines()
    altered = [json.loads(line) for line in lines if "person-put" in line]
    altered[0]["log"]["hash"] = "0" * 64
    altered[0]["rows"][0][2]["role"] = "viewer"
    (store.home / audit_journal.LIST).write_text(json.dumps(altered[0]) + "\n")
    again = Store(store.home)
    assert [one["role"] for one in kept(again)["people"]] == ["admin"]
    assert not again.journal.is_whole and "another database" in caplog.text
    again.close()

"""The log of who did what: complete, in order, and an altered, missing or moved entry shows."""

import threading

import pytest

from data.access import audit, directory
from data.access.actor import Actor, act_as
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.store import Store

FINANCE = Actor("fin@example.com", "finance")
COMPLAINTS = (
    "complaint_id,opened_on,sector,compensation\n"
    "k1,2024-03-14,Kitchen,5\n"
    "k2,2024-03-15,Kitchen,5\n"
    "k3,2024-03-15,Kitchen,5O\n"
)


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "home")
    yield opened
    opened.close()


def logged(store) -> list[tuple]:
    """Who did what on what, oldest first."""
    with store.cursor() as cursor:
        assert audit.is_intact(cursor)
        return [(event["by"], event["action"], event["on"]) for event in audit.events(cursor)]


def test_every_kind_of_change_is_logged_with_who_made_it(store, tmp_path):
    file = tmp_path / "complaints.csv"
    file.write_text(COMPLAINTS, encoding="utf-8")
    with act_as(FINANCE):
        import_file(store, "complaints", file, Options(dry_run=True))  # only tried: nothing happened
        import_file(store, "complaints", file, Options())
        store.assume({"horizon_months": {"value": "24"}})
        store.control("complaints", "2024-03", "compensation", "10")
        store.close_month("2024-03", [])
        store.reopen_month("2024-03")
        store.undo("i1")
    directory.set_role(store, "ana@example.com", "admin")
    assert logged(store) == [
        ("fin@example.com", "import", "complaints.csv"),
        ("fin@example.com", "assumption", ""),
        ("fin@example.com", "control", "2024-03"),
        ("fin@example.com", "close", "2024-03"),
        ("fin@example.com", "reopen", "2024-03"),
        ("fin@example.com", "undo", "complaints.csv"),
        ("", "person-put", "ana@example.com"),
    ]


def test_what_was_refused_is_logged_and_nothing_else_happens(store):
    with act_as(Actor("ana@example.com", "viewer")), pytest.raises(Problem) as refused:
        store.assume({"horizon_months": {"value": "24"}})
    assert refused.value.code == "NOT_ALLOWED"
    assert logged(store) == [("ana@example.com", "refused", "change")]
    assert store.version == 0


@pytest.mark.parametrize(
    "harm",
    [
        "update audit_log set who = 'somebody else' where number = 2",
        "update audit_log set detail = '{}' where number = 2",
        "update audit_log set happened_at = happened_at - interval 1 hour where number = 2",
        "update audit_log set number = 9 where number = 3",
        "delete from audit_log where number = 1",
        "delete from audit_log where number = 2",
        "insert into audit_log select number + 1, happened_at, who, action, target, detail, hash from audit_log "
        "where number = 3",
    ],
)
def test_an_entry_that_was_altered_left_out_moved_or_put_in_shows(store, harm):
    for number in range(3):
        store.note("note", f"on {number}", text="x")
    with store.cursor() as cursor:
        assert audit.is_intact(cursor)
        cursor.execute(harm)
        assert not audit.is_intact(cursor)


def test_entries_written_at_once_and_beside_a_long_change_stay_one_chain(store):
    def note_some():
        for _ in range(5):
            store.note("share-open", "link")

    with store.writing() as cursor:
        cursor.execute("begin")
        cursor.execute("select count(*) from audit_log").fetchone()  # from here on the change sees the log as it is now
        threads = [threading.Thread(target=note_some) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with audit.write_lock():
            audit.append(cursor, "", "import", "file.csv")
            audit.append(cursor, "", "import", "second.csv")
            cursor.execute("commit")
    store.note("note")
    assert [action for _, action, _ in logged(store)] == ["share-open"] * 40 + ["import", "import", "note"]


def test_the_export_holds_every_entry_as_text(store):
    store.note("export", "=cmd|' /C calc'!A0", rows=3)
    with store.cursor() as cursor:
        (row,) = audit.table(cursor).to_dict("records")
        (event,) = audit.events(cursor)
    assert row["happened_at"].endswith("+00:00") and row["detail"] == '{"rows": 3}' and row["hash"] == event["hash"]
    assert event["happened_at"].utcoffset() is not None and event["detail"] == {"rows": 3}


def test_an_unknown_action_is_no_entry(store):
    with pytest.raises(ValueError, match="unknown action"):
        store.note("something")
    assert logged(store) == []

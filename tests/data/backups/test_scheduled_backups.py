"""Backups by schedule: when one is due, how many stay, what is told of the last, and a check of the newest."""

import os
from datetime import UTC, datetime, timedelta

import pytest

import cli
from data.access import audit
from data.backups import schedule
from data.problems import Problem

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made_at(folder, *ages):
    """Files as scheduled backups leave them, so many hours old."""
    for hours in ages:
        moment = NOW - timedelta(hours=hours)
        path = folder / f"{schedule.PREFIX}{moment:%Y%m%d-%H%M%SZ}.zip"
        path.write_bytes(b"x")
        os.utime(path, (moment.timestamp(),) * 2)


@pytest.mark.parametrize(
    "ages, hours, due",
    [
        ((), 24, True),
        ((), 0, False),  # no schedule
        ((23,), 24, False),
        ((24,), 24, True),
        ((30, 2), 24, False),
        ((-48,), 24, True),  # the clock was set back: one from the future is none of today
        ((-48, 1), 24, False),
    ],
)
def test_a_backup_is_due_when_none_is_young_enough(tmp_path, ages, hours, due):
    made_at(tmp_path, *ages)
    (tmp_path / "ledger-20260301-110000Z.zip").write_bytes(b"made by hand")
    assert schedule.is_due(tmp_path, hours, NOW) is due


def test_the_newest_stay_and_what_was_made_by_hand_is_never_removed(store, put, tmp_path):
    put("complaints", "complaint_id,opened_on\nK1,2026-01-05\n")
    folder = tmp_path / "kept"
    folder.mkdir()
    made_at(folder, -10_000_000 / 3600, 24, 48, 72)  # one from the future, as after a clock that was set back
    (folder / "mine.zip").write_bytes(b"x")
    before = {path.name for path in schedule.kept(folder)}
    said = schedule.make(store, folder, 2)
    left = {path.name for path in folder.iterdir()}
    assert len(left) == 3 and {"mine.zip", said["path"].name} < left and len(left & before) == 1
    with store.cursor() as cursor:
        last = schedule.last(cursor)
    assert last["made"] and said["version"] == 1


def test_one_that_fails_is_noted_and_removes_nothing(store, put, tmp_path, monkeypatch):
    put("complaints", "complaint_id,opened_on\nK1,2026-01-05\n")
    folder = tmp_path / "kept"
    folder.mkdir()
    made_at(folder, 24, 48)
    (folder / "blocked").write_text("a file where the folder should be")
    with pytest.raises(OSError):
        schedule.make(store, folder / "blocked", 1)
    assert len(schedule.kept(folder)) == 2
    with store.cursor() as cursor:
        last = schedule.last(cursor)
        assert not last["made"] and last["reason"] in ("FileExistsError", "NotADirectoryError")
        assert audit.is_intact(cursor)
    schedule.make(store, folder, 1)
    with store.cursor() as cursor:
        assert schedule.last(cursor)["made"] and len(schedule.kept(folder)) == 1


def test_a_full_disk_is_told_as_one():
    assert schedule._reason(OSError(28, "no space"))["reason"] == "BACKUP_NO_ROOM"
    assert schedule._reason(Problem("BACKUP_DIFFERS", {"tables": "raw_cost"})) == {
        "reason": "BACKUP_DIFFERS",
        "tables": "raw_cost",
    }


def test_the_command_keeps_some_and_checks_the_newest(store, put, tmp_path, capsys):
    put("complaints", "complaint_id,opened_on\nK1,2026-01-05\nK2,2026-01-06\n")
    store.close()
    home, folder = ["--home", str(store.home)], tmp_path / "kept"
    assert cli.main([*home, "backup", str(folder), "--keep", "3"]) == cli.DONE
    capsys.readouterr()
    assert cli.main(["backup-check", str(folder), "--hours", "26"]) == cli.DONE
    assert "version 1, rows " in capsys.readouterr().out
    (path,) = schedule.kept(folder)
    os.utime(path, (1, 1))
    assert cli.main(["backup-check", str(folder), "--hours", "26"]) == 1  # too old
    path.write_bytes(path.read_bytes()[:-400])
    assert cli.main(["backup-check", str(folder)]) == cli.REFUSED
    path.unlink()
    assert cli.main(["backup-check", str(folder)]) == cli.REFUSED and "no backup" in capsys.readouterr().err

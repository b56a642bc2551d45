"""A disk that fills up: what is said is what happened, and work goes on as soon as there is room, without a restart."""

import shutil

import duckdb
import pytest
from faults import dies_after, said

from data.backups import reopen
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.store import Store
from pages.parts.runtime import query_watchdog

resource = pytest.importorskip("resource")
ROOMS = 20


def listed(count: int, of: str) -> str:
    """A list of so many complaints."""
    rows = [f"{of}{n},2025-01-{n % 28 + 1:02d},Billing,{n}.50\n" for n in range(count)]
    return "complaint_id,opened_on,sector,compensation\n" + "".join(rows)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home of 20,000 complaints, and beside it two files to bring."""
    folder = tmp_path_factory.mktemp("full")
    for name, count in (("first", 20_000), ("second", 5_000), ("third", 100)):
        (folder / f"{name}.csv").write_text(listed(count, name[0]))
    store = Store(folder / "home")
    brings(store, folder, "first")
    store.close()
    return folder / "home"


def brings(store, folder, name: str) -> bool:
    """Whether a file is said to be stored."""
    try:
        return import_file(store, "complaints", folder / f"{name}.csv", Options())["status"] == "stored"
    except Problem as told:
        return told.code == "STORED_NOT_SETTLED"
    except (OSError, duckdb.Error):
        return False


def room_for(size: int) -> None:
    """From now on no file of this process grows beyond this size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def fills_up(copy, room: int) -> None:
    """Brings a file while no file may be larger than `room`, then another once there is room again."""
    store, folder = Store(copy), copy.parent
    room_for(room)
    is_stored = brings(store, folder, "second")
    query_watchdog.heal(store)  # there is no room yet, so this may fail
    room_for(resource.RLIM_INFINITY)
    assert query_watchdog.heal(store)  # what the running app does each second
    assert store.version == 1 + is_stored and store.counts()["complaints"] == 20_000 + 5_000 * is_stored
    assert brings(store, folder, "third") and store.counts()["complaints"] == 20_100 + 5_000 * is_stored
    store.close()


@pytest.mark.fault("disk full")
@pytest.mark.sampled(2)
@pytest.mark.parametrize("step", range(ROOMS))
def test_a_full_disk_is_told_truly_and_work_goes_on_when_there_is_room(home, tmp_path, step):
    for path in home.parent.glob("*.csv"):
        shutil.copy(path, tmp_path)
    copy = shutil.copytree(home, tmp_path / "home")
    size = (copy / "ledger.duckdb").stat().st_size
    assert dies_after(600, lambda: fills_up(copy, 4096 + size * step // (ROOMS - 4)))[0]
    assert said(copy)["rows"]["complaints"] in (20_100, 25_100)


def test_a_closed_home_is_not_opened_again(tmp_path):
    store = Store(tmp_path / "home")
    store.close()
    assert reopen.heal(store) is False and not store.is_open
    again = Store(tmp_path / "home")
    assert reopen.heal(again) is False
    again.close()

"""kill -9 inside whatever writes: the home is as it was or as it should be, and what was acknowledged is there."""

import functools
import shutil
from pathlib import Path

import pytest
from faults import dies_after, said
from home_templates import copied
from small_organisation import COMPLAINTS

from data.access import directory
from data.backups.backup import backup
from data.backups.restore import restore_over
from data.backups.unpack import unpack
from data.erasure.erase import erase_customer
from data.import_options import Options
from data.imports.pipeline import import_file
from data.repairs.repair import repair_rows
from data.scenarios import save_scenario
from data.sharing import notes, registry
from data.sharing.shared_view import SharedView
from data.store import Store
from models.engine.engine import Engine

pytestmark = pytest.mark.fault("kill -9")
MOMENTS = 20
MORE = "complaint_id,opened_on,customer_id,sector,compensation\n" + "".join(
    f"n{n},2025-04-{n % 28 + 1:02d},c{n % 90},Billing,{n}.50\n" for n in range(2000)
)
WRONG = "complaint_id,opened_on,compensation\nw1,2025-04-01,1\nw2,2025-04-99,2\n"


def opened(work):
    """The work on a store of the home, which is left as it is when the process ends."""
    return lambda home: work(Store(home), home)


def _import(store, home):
    import_file(store, "complaints", home.parent / "more.csv", Options())


def _repair(store, home):
    repair_rows(store, store.imports()[-1]["import_id"], [{"row": 3, "opened_on": "2025-04-09"}])


def _build(store, home):
    Engine(store.connection).build(store.version, {"hourly_cost": "99"}, names=["cost_by_sector"])


def _share(store, home):
    registry.create(store, SharedView("overview"), 3)
    notes.put(store, "page", "overview", "./", "as agreed")
    directory.set_role(store, "ann@example.com", "admin")


WORK = {
    "import": _import,
    "undo": lambda store, home: store.undo(store.imports()[-1]["import_id"]),
    "repair": _repair,
    "build": _build,
    "backup": lambda store, home: backup(store, home.parent / "out.zip"),
    "erase": lambda store, home: erase_customer(store, "c7"),
    "scenario": lambda store, home: save_scenario(
        store, "less", [{"lever": "fewer_complaints", "sector": "Billing", "value": "10"}]
    ),
    "restore": lambda store, home: restore_over(store, home.parent / "older.zip"),
    "share": _share,
    "assume": lambda store, home: store.assume({"hourly_cost": {"value": "99"}}),
}


@pytest.fixture(scope="module")
def whole(templates, tmp_path_factory):
    """A home with rows set aside and an older backup beside it, what it says, and how each work ends when it may."""
    folder = tmp_path_factory.mktemp("whole")
    home = copied(templates.shared(), folder)
    store = Store(home)
    (folder / "more.csv").write_text(MORE)
    (folder / "wrong.csv").write_text(WRONG)
    backup(store, folder / "older.zip")
    shutil.copy(folder / "older.zip", folder / "out.zip")
    import_file(store, "complaints", folder / "wrong.csv", Options())
    store.close()
    return folder


@functools.cache
def ended(whole: Path, name: str) -> tuple[dict, dict, float]:
    """What the home says before a work, after all of it, and how long it took."""
    folder = Path(shutil.copytree(whole, whole.parent / f"{whole.name}-{name}"))
    before = said(folder / "home")
    is_done, seconds = dies_after(600, lambda: opened(WORK[name])(folder / "home"))
    assert is_done
    after = said(folder / "home")
    shutil.rmtree(folder)
    return before, after, seconds


@pytest.mark.sampled(4)
@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
@pytest.mark.parametrize("name", WORK)
def test_a_home_is_whole_whenever_what_writes_is_killed(whole, tmp_path, name, moment):
    before, after, seconds = ended(whole, name)
    folder = Path(shutil.copytree(whole, tmp_path / "try"))
    is_done, _ = dies_after(seconds * moment / (MOMENTS + 1), lambda: opened(WORK[name])(folder / "home"))
    found = said(folder / "home")
    if name == "share":  # three steps, each kept by itself, in their order
        assert len(found["links"]) >= len(found["notes"]) and found["version"] == before["version"]
    else:
        assert found in ([after] if is_done else [before, after])
    if name == "backup":
        (tmp_path / "unpacked").mkdir()
        assert unpack(folder / "out.zip", tmp_path / "unpacked")["version"] in (
            before["version"],
            before["version"] - 1,
        )
    assert sum(found["rows"].values()) >= COMPLAINTS
    assert said(folder / "home") == found  # opening it once more changes nothing

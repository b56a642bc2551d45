"""A write-ahead log that was cut or lost and bytes that flipped: made good from what stands beside, or noticed; never
another number."""

import random
import shutil
from pathlib import Path

import duckdb
import pytest
from faults import dies_after, said
from home_templates import copied

from data.access import directory
from data.backups.backup import backup
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.sharing import notes, registry
from data.sharing.shared_view import SharedView
from data.storage.database import FILE, HomeFails
from data.store import Store
from models.engine.engine import Engine

LOG = f"{FILE}.wal"
CUTS, FLIPS = 40, 40
READ = ("cost_by_sector", "reconciliation")
MORE = "complaint_id,opened_on,customer_id,sector,compensation\n" + "".join(
    f"n{n},2025-04-{n % 28 + 1:02d},c{n % 90},Billing,{n}.50\n" for n in range(200)
)


@pytest.fixture(scope="module")
def left(templates, tmp_path_factory):
    """A home as a process leaves it that is killed after it acknowledged an import, a person, a link and notes."""
    home = copied(templates.shared(), tmp_path_factory.mktemp("left"))
    (home.parent / "more.csv").write_text(MORE)
    assert dies_after(600, lambda: _acknowledged(home))[0]
    whole = Path(shutil.copytree(home, home.parent / "whole"))
    return home, said(whole)


def _acknowledged(home: Path) -> None:
    store = Store(home)
    import_file(store, "complaints", home.parent / "more.csv", Options())
    store.assume({"hourly_cost": {"value": "31"}})
    writer = store.connection.cursor()
    writer.execute("begin")
    writer.execute("create table held_open (n integer)")  # somebody is writing: the log is not put into the file
    directory.set_role(store, "ann@example.com", "admin")
    registry.create(store, SharedView("overview"), 3)
    for n in range(20):
        notes.put(store, "page", "overview", "./", f"note {n}")


@pytest.mark.fault("write-ahead log")
@pytest.mark.sampled(3)
@pytest.mark.parametrize("cut", range(CUTS))
def test_what_was_acknowledged_outlives_the_write_ahead_log(left, tmp_path, cut):
    home, whole = left
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    log = copy / LOG
    assert log.stat().st_size > 0 and len(whole["notes"]) == 20
    if cut == 0:
        log.unlink()
    elif cut == 1:
        log.write_bytes(b"")
    else:  # cut at even distances; every third ends in what is no log
        size = log.stat().st_size * (cut - 1) // (CUTS - 1)
        log.write_bytes(log.read_bytes()[:size] + (b"\xff" * 64 if cut % 3 == 0 else b""))
    try:
        assert said(copy) == whole
    except HomeFails:  # noticed, not passed over; without its log the home comes back
        log.unlink()
        assert said(copy) == whole


@pytest.fixture(scope="module")
def quiet(templates):
    """A closed home, and what it and its figures say."""
    return templates.shared(), _numbers(templates.shared())


def _numbers(home: Path) -> tuple:
    store = Store(home)
    try:
        engine = Engine(store.connection)
        figures = [engine.rows(name, store.version) for name in READ]
        return figures, {name: store.rows(name).astype(str).values.tolist() for name in ("complaints", "customers")}
    finally:
        store.close()


@pytest.mark.fault("flipped byte of the database")
@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(FLIPS * 3 // 4))
def test_a_flipped_byte_of_the_database_is_noticed_or_harmless(quiet, tmp_path, seed):
    template, numbers = quiet
    copy = Path(shutil.copytree(template, tmp_path / "home"))
    _flip(copy / FILE, seed)
    try:
        found = _numbers(copy)
    except (HomeFails, duckdb.Error, Problem):
        return  # noticed
    assert found == numbers


@pytest.mark.fault("flipped byte of an original")
@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", range(FLIPS // 4))
def test_a_flipped_byte_of_an_original_is_noticed_by_the_next_backup(quiet, tmp_path, seed):
    copy = Path(shutil.copytree(quiet[0], tmp_path / "home"))
    originals = sorted((copy / "originals").iterdir())
    _flip(originals[seed % len(originals)], seed)
    assert _numbers(copy) == quiet[1]  # the database does not need it
    store = Store(copy)
    with pytest.raises(Problem):
        backup(store, tmp_path / "out.zip")
    store.close()
    assert not (tmp_path / "out.zip").exists()


def _flip(path: Path, seed: int) -> None:
    content = bytearray(path.read_bytes())
    place = random.Random(seed).randrange(len(content))
    content[place] ^= 1 << seed % 8
    path.write_bytes(content)

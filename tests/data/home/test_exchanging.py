"""The file of a running home gives way to another whoever reads: nobody stops it, nobody reads the old one on."""

import threading

import pytest

from data.backups.backup import backup
from data.backups.restore import restore_over
from data.erasure.erase import erase_customer
from data.problems import Problem
from data.storage import connection as doorway
from data.storage.connection import Exchanged, Interrupted
from data.storage.versions import current_version
from models.engine.engine import Engine
from models.engine.selection import Selection

CUSTOMERS = "customer_id,started_on\nKIM-0001,2025-01-01\nKIM-0002,2025-02-01\nKIM-0003,2025-02-01\n"
COMPLAINTS = (
    "complaint_id,opened_on,customer_id,sector,compensation\nC1,2026-01-15,KIM-0001,Billing,10\n"
    "C2,2026-02-16,KIM-0002,Billing,20\nC3,2026-03-17,KIM-0003,Delivery,40\n"
)
MONTHS = ("2026-01", "2026-02", "2026-03")
LONG = "select count(*) from range(100000000000) as a, range(1000) as b"
TEN = range(10)


@pytest.fixture
def engine(store, put, tmp_path):
    """The figures of a home of three customers, a backup of which is kept beside it."""
    put("customers", CUSTOMERS)
    put("complaints", COMPLAINTS)
    backup(store, tmp_path / "kept.zip")
    return Engine(store.connection)


def read(engine, store, visitor: int) -> int:
    """What compensation cost as a visitor sees it: each looks at a period of their own, or at one of two sectors."""
    sectors = (("Billing", "Delivery")[visitor % 2],) if visitor > 5 else None
    months = MONTHS[visitor % 3], MONTHS[max(visitor % 3, visitor % 4 % 3)]
    chosen = Selection(months, sectors=sectors, where={"component": "compensation"})
    rows = engine.read("cost_by_sector", store.version, chosen)
    return int(rows["amount"].sum())


def visit(engine, store, visitors=TEN) -> list[int]:
    """Ten visitors at once, each in a thread of their own that ends."""
    seen: dict[int, int] = {}

    def look(visitor):
        seen[visitor] = read(engine, store, visitor)

    threads = [threading.Thread(target=look, args=(visitor,)) for visitor in visitors]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return [seen[visitor] for visitor in visitors]


@pytest.mark.long
def test_ten_who_looked_and_left_stop_neither_an_erasure_nor_a_restore(engine, store, tmp_path):
    before = visit(engine, store)
    erase_customer(store, "KIM-0002")  # February cost 20
    after = visit(engine, store)
    assert after == [max(amount - 20, 0) if amount in (20, 30, 60) else amount for amount in before] != before
    assert restore_over(store, tmp_path / "kept.zip")["erased_again"] == 1
    assert visit(engine, store) == after
    # nothing is left behind: what is kept for reuse is open, all of it
    assert all(cursor.execute("select 1").fetchone() for cursor, _ in store.connection._open_ones())


@pytest.mark.long
def test_ten_who_stay_and_read_on_stop_neither_and_read_the_new_file(engine, store, tmp_path, monkeypatch):
    """Whose query was ended, because it went on for too long while somebody waited, comes again."""
    monkeypatch.setattr(doorway, "KINDNESS_SECONDS", 0.5)
    store.connection.owner = lambda: "a visitor"  # as of a page; work that is nobody's is waited for
    done, failed, looked = threading.Event(), [], [threading.Event() for _ in TEN]

    def stay(visitor):
        while not done.is_set():
            store.connection.begin()
            try:
                read(engine, store, visitor)
                looked[visitor].set()
            except Interrupted:
                continue
            except Exception as failure:
                failed.append(failure)
                looked[visitor].set()

    threads = [threading.Thread(target=stay, args=(visitor,)) for visitor in TEN]
    for one in threads:
        one.start()
    try:
        for exchange in (
            lambda: erase_customer(store, "KIM-0002"),
            lambda: restore_over(store, tmp_path / "kept.zip"),
        ):
            for event in looked:
                event.wait()
                event.clear()
            exchange()
    finally:
        done.set()
        for one in threads:
            one.join()
    assert failed == [] and store.rows("customers")["customer_id"].tolist() == ["KIM-0001", "KIM-0003"]
    assert read(engine, store, 1) == 0  # February was KIM-0002's alone


@pytest.mark.long
def test_work_that_can_be_begun_again_is_stopped_at_once_and_without_an_error(engine, store, monkeypatch):
    monkeypatch.setattr(doorway, "KINDNESS_SECONDS", 1000)  # nobody's queries are ended before
    began, ended = threading.Event(), []

    def work():
        with store.connection.stoppable():
            cursor = store.connection.cursor()
            began.set()
            cursor.execute(LONG).fetchall()
            ended.append("came to its end")
        ended.append("stopped")

    worker = threading.Thread(target=work)
    worker.start()
    began.wait()
    erase_customer(store, "KIM-0002")
    worker.join()
    assert ended == ["stopped"]


def test_who_read_before_the_exchange_is_told_to_begin_again(engine, store):
    """A page that goes on with the version it began with would work out that version from rows of another."""
    told = []
    read_once, exchanged = threading.Event(), threading.Event()

    def page():
        store.connection.begin()
        version = store.version
        read_once.set()
        exchanged.wait()
        try:
            engine.read("cost_by_sector", version, Selection(("2026-01", "2026-03")))
        except Exchanged as again:
            told.append(again)
        store.connection.begin()
        told.append(len(engine.read("cost_by_sector", store.version)))

    thread = threading.Thread(target=page)
    thread.start()
    read_once.wait()
    erase_customer(store, "KIM-0002")
    exchanged.set()
    thread.join()
    assert isinstance(told[0], Exchanged) and told[1] > 0


def test_the_version_is_the_one_of_the_file_that_stands_there_now(store, tmp_path):
    """Pages ask for it at every turn, so it is kept beside the connection: after a change, one that failed, and a file
    put in the place of another."""
    assert store.assume({"horizon_months": {"value": "24"}}) == store.version == 1
    backup(store, tmp_path / "kept.zip")
    assert store.assume({"horizon_months": {"value": "36"}}) == store.version == 2
    with pytest.raises(Problem):
        store.reopen_month("2026-01")  # which nobody closed
    assert store.version == 2
    restore_over(store, tmp_path / "kept.zip")
    with store.cursor() as cursor:
        assert store.version == current_version(cursor) == 1


def test_who_asks_for_the_version_waits_for_the_file_and_begins_again(store):
    store.connection.begin()
    told = []
    with store.connection.alone():
        thread = threading.Thread(target=lambda: told.append(store.version))
        thread.start()
        thread.join(0.2)
        assert thread.is_alive() and told == []
        store.connection.exchange(lambda: None)
        store.connection.begin()
    thread.join()
    assert told == [store.version]
    store.connection._begun.at -= 1  # as a run of a page that began before the exchange
    with pytest.raises(Exchanged):
        _ = store.version

"""Month ends made behind the pages: in which order, for how long they stay, and that they stand in nobody's way."""

import threading

from month_houses import month_of, schemas
from servers import PATIENCE_SECONDS

from data.erasure.erase import erase_customer
from models.engine import build as building
from models.engine import month_ends
from models.engine.selection import Selection
from pages.parts.runtime.work.month_ends import _run, prepare


def test_who_asks_for_a_month_end_has_it_before_those_made_behind_the_pages(house):
    month_ends, version = house.engine.month_ends, house.store.version
    days, kept, begun, asked = month_ends.days(version), [], threading.Event(), []

    def goes_on() -> bool:
        if not asked:  # the newest month end is being worked out behind the pages; a visitor wants the oldest
            asked.append(threading.Thread(target=month_ends.make, args=(version, days[-1], lambda *_: begun.set())))
            asked[0].start()
            assert begun.wait(PATIENCE_SECONDS)
        kept[:] = [day for day in days if month_ends.holds(version, day)]
        return not kept

    month_ends.prepare(version, goes_on)
    asked[0].join(PATIENCE_SECONDS)
    assert kept == [days[-1]]


def test_the_latest_of_several_wishes_is_worked_out_first(house):
    month_ends, version = house.engine.month_ends, house.store.version
    first, second, third = month_ends.days(version)[:3]
    later, order = [], []

    def wish(day) -> threading.Thread:
        thread = threading.Thread(
            target=lambda: month_ends.make(version, day, lambda done, *_: done or order.append(day))
        )
        thread.start()
        with month_ends._changed:
            while (version, day) not in month_ends._wanted:
                month_ends._changed.wait(0.01)
        return thread

    def while_the_first_is_made(*_) -> None:
        if not later:
            later.extend(wish(day) for day in (second, third))

    month_ends.make(version, first, while_the_first_is_made)
    for thread in later:
        thread.join(PATIENCE_SECONDS)
    assert order == [third, second]


def test_a_home_does_not_grow_however_many_days_are_asked_for(house, monkeypatch):
    engine, store = house.engine, house.store
    monkeypatch.setattr(building, "BUILDS_KEPT", 2)
    days = [month_of(day) for day in engine.month_ends.days(store.version)[:3]]

    def round_of_days() -> int:
        for month in days:
            engine.rows("customer_value", store.version, Selection((None, month)))
            engine.rows("customer_tenure", store.version, Selection((None, month)))  # a build of its own
        with store.cursor() as cursor:
            cursor.execute("checkpoint")
        assert len(schemas(house, "built_")) <= 3 and len(schemas(house, "month_ends_")) == 1
        return (store.home / "ledger.duckdb").stat().st_size

    round_of_days()
    before = round_of_days()
    # what was dropped leaves its room to what comes; the file may keep an eighth of room between two rounds
    assert round_of_days() <= before * 1.125


def test_a_new_version_has_month_ends_of_its_own_and_old_ones_go(house, monkeypatch):
    engine, store, before = house.engine, house.store, house.store.version
    monkeypatch.setattr(month_ends, "VERSIONS_KEPT", 1)
    day = engine.month_ends.days(before)[0]
    old = engine.rows("customer_value", before, Selection((None, month_of(day))))
    store.assume({"discount_rate": {"value": "0.3"}})
    engine.build(store.version)
    assert not engine.month_ends.holds(store.version, day)
    assert engine.rows("customer_value", store.version, Selection((None, month_of(day)))) != old
    assert engine.month_ends.holds(store.version, day) and not engine.month_ends.holds(before, day)
    assert len(schemas(house, "month_ends_")) == 1


def test_an_erasure_clears_month_ends_and_need_not_wait_for_those_being_made(house):
    store, engine, begun, stop = house.store, house.engine, threading.Event(), threading.Event()
    version, customer = store.version, engine.read("customers", store.version)["customer_id"][0]
    month = month_of(engine.month_ends.days(version)[0])
    engine.rows("customer_value", version, Selection((None, month)))

    def is_over() -> bool:
        begun.set()
        return stop.is_set()

    thread = threading.Thread(target=prepare, args=(house, version, is_over))
    thread.start()
    assert begun.wait(PATIENCE_SECONDS)
    erase_customer(store, customer)
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive() and schemas(house, "month_ends_") == [] and not store.connection.is_wanted
    assert engine.month_ends.days(store.version) == [] and len(engine.rows("reference_day", store.version)[1]) == 1


class Rounds:
    """How often the work behind the pages looks for something to do."""

    def __init__(self, count: int):
        self.count = count

    def wait(self, seconds: float) -> bool:
        self.count -= 1
        return self.count < 0

    def is_set(self) -> bool:
        return self.count < 0


def test_what_fails_behind_the_pages_is_told_once_in_the_log_and_no_page_breaks(house, caplog):
    version = house.store.version
    schema = house.engine.build(version)
    with house.store.cursor() as cursor:
        cursor.execute(f"alter table {schema}.customers drop column started_on")
    _run(Rounds(3), lambda: house)
    assert [record.message for record in caplog.records] == [f"month ends of version {version}"]
    assert house.engine.rows("retention_curve", version)[1]


def test_the_work_behind_the_pages_makes_every_month_end_and_then_rests(house, monkeypatch):
    monkeypatch.setattr(month_ends, "MONTHS", 4)
    ends, version = house.engine.month_ends, house.store.version
    _run(Rounds(2), lambda: house)
    days = ends.days(version)
    assert len(days) == 3 and ends.missing(version) == []
    assert house.engine.is_built(version, {"as_of": str(days[2])}, ["customer_value"])

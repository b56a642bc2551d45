"""Month ends are worked out once for everybody, say the same as a build of their own, and stand in nobody's way."""

import re
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from paths import ROOT
from servers import PATIENCE_SECONDS
from test_building_once import together
from test_small_groups import plan_of

from data.erasure.erase import erase_customer
from data.store import Store
from models.disclosure.protected_read import read_protected
from models.disclosure.rules import RELEASE_RULES
from models.disclosure.sector_scope import read_scoped
from models.engine import build, month_ends
from models.engine import build as building
from models.engine.engine import Engine
from models.engine.month_ends import MONTHS, PREPARED, _ends
from models.engine.read import month_day
from models.engine.selection import Selection
from pages.parts.runtime.services import Services
from pages.parts.runtime.work.month_ends import _run, prepare


@pytest.fixture(scope="module")
def filled(templates) -> Path:
    """A home with the made-up organisation, its figures worked out, that nobody has open."""
    return templates.sample()


@contextmanager
def opened(home: Path):
    """The house of a home: store, and the engine as the pages have it."""
    store = Store(home)
    try:
        yield Services(home, store, Engine(store.connection, month_ends=True))
    finally:
        store.close()


@pytest.fixture(scope="module")
def shared_house(filled, tmp_path_factory):
    """A house that many tests read."""
    with opened(Path(shutil.copytree(filled, tmp_path_factory.mktemp("shared") / "home"))) as house:
        yield house


@pytest.fixture
def house(filled, tmp_path):
    """A house of its own for one test."""
    with opened(Path(shutil.copytree(filled, tmp_path / "home"))) as found:
        yield found


def ended_by(work, *given) -> bool:
    """Whether work is done in another thread while this one does nothing but wait."""
    thread = threading.Thread(target=work, args=given, daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    return not thread.is_alive()


def month_of(day) -> str:
    return f"{day:%Y-%m}"


def schemas(house: Services, start: str) -> list[str]:
    """The schemas of a home whose names begin so."""
    with house.store.cursor() as cursor:
        sql = "select schema_name from duckdb_schemas() where starts_with(schema_name, ?) order by schema_name"
        return [name for (name,) in cursor.execute(sql, [start]).fetchall()]


def chosen(house: Services) -> list[str]:
    """Three month ends: the oldest, one in the middle, the newest but one."""
    days = house.engine.month_ends.days(house.store.version)
    return [month_of(days[place]) for place in (-1, len(days) // 2, 1)]


def test_a_month_end_says_to_the_last_digit_what_a_build_of_its_own_says(shared_house):
    version, plain = shared_house.store.version, Engine(shared_house.store.connection)
    some = 0
    for month in chosen(shared_house):
        for name in PREPARED:
            found = shared_house.engine.rows(name, version, Selection((None, month)))
            assert found == plain.rows(name, version, Selection((None, month))), (name, month)
            some += len(found[1])
        assert shared_house.engine.month_ends.holds(version, month_day(month, last=True))
    assert some > 100 and plain.month_ends is None


def test_links_and_people_with_a_scope_of_sectors_see_no_more_and_no_less(shared_house):
    version, plain = shared_house.store.version, Engine(shared_house.store.connection)
    sectors = tuple(plain.read("sector_overview", version)["sector"][:2])
    link, of_sectors = plan_of(plain, version), plan_of(plain, version, scope=sectors)
    selection = Selection((None, chosen(shared_house)[1]))
    told = []
    for name in sorted({*PREPARED} & {*RELEASE_RULES}):
        ours, own = (
            [
                read_protected(engine, link, name, version, selection),
                read_protected(engine, of_sectors, name, version, selection),
                read_scoped(engine, name, version, sectors, selection),
            ]
            for engine in (shared_house.engine, plain)
        )
        assert [None if rows is None else rows.to_csv() for rows in ours] == [
            None if rows is None else rows.to_csv() for rows in own
        ]
        told += [name for rows in ours if rows is not None and len(rows)]
    assert told.count("customer_value") >= 2 and "cohort_retention" in told


def test_every_figure_of_a_day_that_a_page_names_is_among_the_month_ends():
    engine = Engine(None)
    # a workbook is written in the background, and works out the day it speaks of by itself
    files = [path for path in (ROOT / "pages").rglob("*.py") if "workbook" not in path.parts]
    texts = [path.read_text(encoding="utf-8") for path in files]
    named = {name for text in texts for name in re.findall(r'"([a-z_]+)"', text)}
    of_a_day = {name for name, header in engine.catalogue.headers.items() if header.period == "as_of"}
    assert named & of_a_day == set(PREPARED)


def test_month_ends_are_the_last_thirty_six_and_not_the_day_everything_speaks_of(shared_house):
    found = _ends(month_day("2016-11"), month_day("2026-12"))
    assert len(found) == MONTHS and (found[0], found[-1]) == (month_day("2026-12", True), month_day("2024-01", True))
    version = shared_house.store.version
    as_of = shared_house.engine.read("reference_day", version)["as_of"][0].date()
    days = shared_house.engine.month_ends.days(version)
    # twenty-four months of the made-up organisation, of which the last is the day of all figures
    assert len(days) == 23 and as_of not in days


def test_a_month_end_is_worked_out_once_for_all_who_ask_at_the_same_time(house, monkeypatch):
    made, real = [], build.work_out
    monkeypatch.setattr(
        building, "work_out", lambda cursor, header, *kind: made.append(header.name) or real(cursor, header, *kind)
    )
    month = chosen(house)[1]
    found = together(lambda: house.engine.rows("customer_value", house.store.version, Selection((None, month))))
    assert all(one == found[0] for one in found) and made.count("customer_value") == 1


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


def test_nobody_waits_for_a_day_somebody_else_has_worked_out(house):
    version, plain, ended = house.store.version, Engine(house.store.connection), []

    def read_meanwhile() -> None:
        plain.rows("customer_value", version, Selection(overrides={"as_of": "2026-05-11"}))
        house.engine.rows("retention_curve", version)

    def progress(*_) -> None:
        if not ended:
            ended.append(ended_by(read_meanwhile))

    plain.build(version, {"as_of": "2026-05-12"}, progress, ["customer_value"])
    assert ended == [True]


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


def test_the_command_line_works_a_day_out_for_itself(house):
    plain = Engine(house.store.connection)
    assert plain.rows("customer_value", house.store.version, Selection((None, chosen(house)[0])))[1]
    assert schemas(house, "month_ends_") == []

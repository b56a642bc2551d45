"""Month ends say the same as a build of their own, to whoever asks, and nobody works one out twice."""

import re
import shutil
import threading
from pathlib import Path

import pytest
from month_houses import chosen, opened, schemas
from paths import ROOT
from servers import PATIENCE_SECONDS
from test_building_once import together
from test_small_groups import plan_of

from models.disclosure.protected_read import read_protected
from models.disclosure.rules import RELEASE_RULES
from models.disclosure.sector_scope import read_scoped
from models.engine import build
from models.engine import build as building
from models.engine.engine import Engine
from models.engine.month_ends import MONTHS, PREPARED, _ends
from models.engine.read import month_day
from models.engine.selection import Selection


@pytest.fixture(scope="module")
def shared_house(filled, tmp_path_factory):
    """A house that many tests read."""
    with opened(Path(shutil.copytree(filled, tmp_path_factory.mktemp("shared") / "home"))) as house:
        yield house


def ended_by(work, *given) -> bool:
    """Whether work is done in another thread while this one does nothing but wait."""
    thread = threading.Thread(target=work, args=given, daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    return not thread.is_alive()


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


def test_the_command_line_works_a_day_out_for_itself(house):
    plain = Engine(house.store.connection)
    assert plain.rows("customer_value", house.store.version, Selection((None, chosen(house)[0])))[1]
    assert schemas(house, "month_ends_") == []

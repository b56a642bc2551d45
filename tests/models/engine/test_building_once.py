"""What many ask for at the same time is worked out once, and what they ask for does not push out the version itself."""

import threading
from collections import Counter

import pytest
from handmade import empty_house, put

from models.comparison import versions
from models.comparison import versions as against
from models.comparison.periods import as_of_override
from models.engine import build
from models.engine.backends import duckdb as at_home
from models.engine.engine import Engine
from models.engine.selection import Selection


@pytest.fixture
def engine() -> Engine:
    house = empty_house()
    put(
        house,
        "customers",
        [{"customer_id": f"c{n}", "started_on": "2024-01-01", "monthly_margin": 5} for n in range(9)],
    )
    put(
        house,
        "complaints",
        [
            {"complaint_id": str(n), "customer_id": f"c{n}", "opened_on": f"2024-0{n + 1}-15", "compensation": 3}
            for n in range(6)
        ],
    )
    put(house, "complaints", [{"complaint_id": "new", "opened_on": "2024-06-30", "compensation": 4}], version=2)
    return Engine(house)


def together(work, times: int = 6) -> list:
    """What each of so many threads got from work(), all begun at once; an error raised in one is one of the results."""
    found, gate = [], threading.Barrier(times)

    def one() -> None:
        gate.wait()
        try:
            found.append(work())
        except Exception as failure:
            found.append(failure)

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture
def worked_out(monkeypatch) -> Counter:
    """How often each figure was worked out into a schema."""
    counted, real = Counter(), at_home.work_out

    def counting(cursor, header, *rest):
        counted[header.name] += 1
        return real(cursor, header, *rest)

    monkeypatch.setattr(at_home, "work_out", counting)
    return counted


def test_another_end_of_the_period_is_worked_out_once_for_all_who_open_it(engine, worked_out):
    engine.build(2, names=["customer_value", "uploads"])
    first = worked_out["customer_value"]
    found = together(lambda: engine.rows("customer_value", 2, Selection(("2024-01", "2024-03"))))
    assert all(one == found[0] for one in found) and worked_out["customer_value"] == first + 1
    assert (
        as_of_override(engine, 2, "2024-03") == {"as_of": "2024-03-31"} and as_of_override(engine, 2, "2024-06") == {}
    )


def test_two_versions_are_compared_once_for_all_who_ask(engine, monkeypatch):
    made, real = [], versions._work_out
    monkeypatch.setattr(against, "_work_out", lambda *given: made.append(given) or real(*given))
    found = together(lambda: versions.read_rows(engine, "change_bridge_total", 2, 1))
    assert all(one == found[0] for one in found) and len(made) == 1


def test_the_version_itself_stays_built_whatever_else_is_asked_for(engine):
    engine.build(2, names=["customer_value"])
    for month in range(1, build.BUILDS_KEPT + 3):
        engine.read(
            "quiet_month" if month > 6 else "customer_tenure", 2, Selection(overrides={"as_of": f"2024-{month:02d}-28"})
        )
    assert engine.is_built(2, names=["customer_value"])


def test_what_is_remembered_of_a_build_ends_with_the_build(engine):
    names = engine.catalogue.materialized(["ledger"])
    schema = engine.build(1, names=["ledger"])
    assert engine.is_built(1, names=["ledger"])
    build.drop(engine._connection.cursor(), schema)
    assert not engine.is_built(1, names=["ledger"])
    assert engine.build(1, names=["ledger"]) == schema
    assert build.tables_in(engine._connection.cursor(), schema).issuperset(names)


def test_a_fact_is_asked_once_and_anew_when_the_file_may_be_another(engine):
    asked = []

    def ask(cursor):
        asked.append(cursor.execute("select count(*) from main.version_log").fetchone()[0])
        return len(asked)

    assert [engine.fact(("how often",), ask), engine.fact(("how often",), ask)] == [1, 1]
    engine._scopes.let_go()  # what an exchange of the file calls
    assert engine.fact(("how often",), ask) == 2

"""Every figure on DuckDB and on another engine: the same keys, the same money to the last digit, doubles to 1e-9."""

import time

import pytest
from command import run
from equal_tables import difference
from home_templates import copied
from two_engines import adversarial, made_up, said_by

from models.engine.backends.duckdb import DuckDB
from models.engine.backends.failures import EngineFails
from models.engine.engine import Engine
from models.engine.selection import Selection


@pytest.fixture(scope="module", params=["made up", "adversarial"])
def engines(request, spark, templates, tmp_path_factory):
    """One organisation, worked out here and there: both engines, the version, and the seconds each took."""
    connection = made_up(templates, tmp_path_factory.mktemp("parity")) if request.param == "made up" else adversarial()
    version = connection.execute("select coalesce(max(version), 1) from version_log").fetchone()[0]
    both, seconds = [Engine(connection, backend=backend) for backend in (DuckDB(), spark)], []
    for engine in both:
        began = time.monotonic()
        engine.build(version)
        seconds.append(time.monotonic() - began)
    yield connection, both, version, seconds
    connection.close()


def test_every_figure_says_the_same(engines, capsys):
    connection, (here, there), version, seconds = engines
    names = here.catalogue.materialized()
    schemas = here.build(version), there.build(version)
    assert schemas[0] != schemas[1]
    found = {name: difference(connection, *(f"{schema}.{name}" for schema in schemas)) for name in names}
    empty = sum(not connection.execute(f"select 1 from {schemas[0]}.{name} limit 1").fetchall() for name in names)
    differing = {name: said for name, said in found.items() if said}
    with capsys.disabled():
        print(
            f"\n{len(names)} figures, {empty} empty, {len(names) - len(differing)} equal: {seconds[0]:.0f} s and "
            f"{seconds[1]:.0f} s"
        )
    assert differing == {}


def test_a_period_and_a_choice_are_read_from_what_came_home(engines):
    _, (here, there), version, _ = engines
    chosen = Selection(("2024-03", "2024-12"), segments=("Zürich", "Private"))
    for name in ("cost_by_component", "loyalty_at_stake", "stage_time", "sector_interval"):
        assert here.rows(name, version, chosen) == there.rows(name, version, chosen)


def test_the_command_line_prints_the_same_bytes(spark, templates, tmp_path, monkeypatch):
    home = copied(templates.shared(), tmp_path)
    monkeypatch.setenv("LEDGER_ENGINE_URL", spark._url)
    here, there = (run(home, "figure", "cost_by_component", "--engine", one) for one in ("duckdb", "spark"))
    assert here.code == 0 and len(here.out.splitlines()) > 2 and here == there


def test_a_double_that_is_rounded_is_caught(spark):
    sql = "select m.number, round(m.number * 0.005e0 + 0.005e0, 2) as share from month_number as m"
    house = adversarial()
    assert said_by(spark, sql.replace("round(m.number * 0.005e0 + 0.005e0, 2)", "m.number * 0.005e0"), house) == ""
    assert said_by(spark, sql, house).startswith("share in ")


def test_what_the_engine_cannot_read_is_told_with_the_figure_and_leaves_the_home_as_it_was(spark):
    house = adversarial()
    with pytest.raises(EngineFails) as failed:
        said_by(spark, "select m.number, list_sum([m.number]) as share from month_number as m", house)
    assert failed.value.fields["figure"] == "planted" and failed.value.fields["reason"]
    assert house.execute("select count(*) from duckdb_tables() where table_name = 'planted'").fetchone()[0] == 0

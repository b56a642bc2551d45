"""After a change only what it touches is worked out, and every figure has the rows a build from nothing has."""

from collections.abc import Callable

import pytest
from handmade import empty_house, put
from home_templates import copied

from data import chain_links
from data.import_options import Options
from data.imports.pipeline import import_file
from data.sectors.changes import change_sectors
from data.store import Store
from models.engine import build
from models.engine.engine import Engine
from models.engine.reuse import borrowed

COMPLAINTS = "complaint_id,opened_on,sector,compensation\nNEW-1,2026-03-10,Delivery,12.34\nNEW-2,2026-03-11,Billing,5\n"
LATER_STAGES = "case_id,stage,sector,started_at,ended_at,assigned_hours\nNEW-1,Order,Billing,2026-03-01,2026-03-02,4\n"
ANSWERS = "date,score,scale_max,sector\n2026-03-10,4,5,Delivery\n"
COSTS = "sector,month,purpose,amount\nDelivery,2026-03,retention,777\n"
LINK = {"supplier": "Delivery", "receiver": "Billing", "process": "serves"}
NAMES_OF_LINKS = ["sector_spelling", "sector_moved", "chain_links"]
Change = Callable[[Store, Callable[[str, str], str]], object]


def undo_the_last(store: Store, bring: Callable[[str, str], str]) -> None:
    store.undo(store.imports()[-1]["import_id"])


def undo_the_assumption(store: Store, bring: Callable[[str, str], str]) -> None:
    store.undo_change(max(change["version"] for change in store.changes() if change["kind"] == "assumption"))


CHANGES: dict[str, Change] = {
    "answers": lambda store, bring: bring("satisfaction", ANSWERS),
    "an assumption": lambda store, bring: store.assume({"discount_rate": {"value": "0.2"}}),
    "complaints": lambda store, bring: bring("complaints", COMPLAINTS),
    "taken back": undo_the_last,
    "costs": lambda store, bring: bring("sector_costs", COSTS),
    "stages": lambda store, bring: bring("stage_times", LATER_STAGES),
    "a link": lambda store, bring: chain_links.change_links(store, [LINK], []),
    "a control": lambda store, bring: store.control("complaints", "2026-02", "compensation", "100"),
    "another seed": lambda store, bring: store.assume({"resampling_seed": {"value": "7"}}),
    "a name": lambda store, bring: change_sectors(store, "renamed", ["Billing"], ["Invoices"]),
    "a month closed": lambda store, bring: store.close_month("2026-02", []),
    "a scenario": lambda store, bring: store.save_scenario("Copy", []),
    "an assumption undone": undo_the_assumption,
}


@pytest.fixture
def home(templates, tmp_path):
    """The made-up organisation with its figures worked out, and a way to bring a file."""
    store = Store(copied(templates.sample(customers=200), tmp_path))

    def bring(dataset: str, text: str) -> str:
        path = tmp_path / f"{dataset}.csv"
        path.write_text(text, encoding="utf-8")
        found = import_file(store, dataset, path, Options(settings={"overlap": "add"}))
        assert found["status"] == "stored"
        return found["import_id"]

    yield store, Engine(store.connection), bring
    store.close()


def shown(store: Store) -> set[str]:
    """The figures the build of the newest version shows from an earlier one."""
    schema = Engine(store.connection)._schema(store.version, None)
    return {name for (borrower, name), _ in borrowed(store.connection.cursor()).items() if borrower == schema}


def differing(store: Store, engine: Engine) -> list[str]:
    """The figures of the newest version with other rows than a build from nothing has, whatever their order."""
    version, schema = engine.data_version(store.version), engine.build(store.version)
    names, cursor = engine.catalogue.materialized(), store.connection.cursor()
    held, count = engine.assumptions(version), "select count(*) from "
    found = []
    with build.build_temporary(cursor, engine.catalogue, "nowhere", version, held, names) as place:
        for name in names:
            here, whole = f"{schema}.{name}", f"{place}{name}"
            missing = f"(select 1 from (from {here} except all from {whole}) as missing)"
            ((more,),) = cursor.execute(f"select ({count}{missing}) + ({count}{here}) - ({count}{whole})").fetchall()
            found += [name] if more else []
    store.connection.release(cursor)
    return found


# what each change may not touch, and what it must: worked out anew
EXPECTED = {
    "answers": ({"ledger", "stage_span", "complaints", "churn_draw"}, {"satisfaction"}),
    "an assumption": ({"complaints", "stage_span", "causing_share", "satisfaction"}, {"retention_value"}),
    "complaints": ({"stage_times", "stage_span", "satisfaction", "sector_costs"}, {"complaints", "ledger"}),
}


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", ["complaints", "answers", "an assumption"])
def test_only_what_a_change_touches_is_worked_out(home, name):
    store, engine, bring = home
    CHANGES[name](store, bring)
    assert differing(store, engine) == []
    spared, touched = EXPECTED[name]
    assert spared <= shown(store) and not touched & shown(store)


@pytest.fixture
def house() -> Engine:
    """Nine complaints, one of them brought by each version from the second on."""
    connection = empty_house()
    put(connection, "customers", [{"customer_id": "c", "started_on": "2024-01-01", "monthly_margin": 5}])
    for version in range(1, 10):
        given = [{"complaint_id": str(version), "opened_on": "2024-03-15", "compensation": 3}]
        put(connection, "complaints", given, version=version)
    return Engine(connection)


NAMES = ["customers", "complaints", "compensation"]


def holds(house: Engine, schema: str) -> set[str]:
    """The tables that lie in a build, without what it shows of others."""
    found = house._connection.cursor().execute("select table_name from duckdb_tables() where schema_name = ?", [schema])
    return {name for (name,) in found.fetchall()}


def test_of_a_build_nobody_asks_for_only_what_others_show_stays(house, monkeypatch):
    monkeypatch.setattr(build, "BUILDS_KEPT", 2)
    schemas = [house.build(version, names=NAMES) for version in range(1, 6)]
    # the customers never changed: they lie where they were worked out first, and nothing else of that build is left
    assert holds(house, schemas[0]) >= {"customers"} and "complaints" not in holds(house, schemas[0])
    assert "customers" not in holds(house, schemas[4]) and "complaints" in holds(house, schemas[4])
    assert build.tables_in(house._connection.cursor(), schemas[1]) == set()
    # asked for again, it is worked out again: one complaint at version 1, five at version 5
    assert [len(house.read("complaints", version)) for version in (1, 5)] == [1, 5]
    assert len(house.read("customers", 5)) == 1


def test_what_a_dropped_build_lent_is_worked_out_again(house):
    first, second = (house.build(version, names=NAMES) for version in (1, 2))
    assert "customers" not in holds(house, second)
    build.drop(house._connection.cursor(), first)
    assert len(house.read("customers", 2)) == 1 and "customers" in holds(house, second)


def test_no_figure_shows_a_table_that_is_gone(house):
    # both show what the first holds, the second also answers of a survey; the second may be gone, or be asked for again
    wanted = {1: [*NAMES, "satisfaction"], 2: [*NAMES, "satisfaction"], 3: NAMES}
    first, second, third = (house.build(version, names=names) for version, names in wanted.items())
    build._take_away(house._connection.cursor(), first, {third})
    assert "customers" in holds(house, first) and "satisfaction" not in holds(house, first)
    assert [len(house.read(name, 2)) for name in ("satisfaction", "customers", "complaints")] == [0, 1, 2]


def test_a_change_not_accepted_yet_reads_what_it_leaves_as_it_was(house):
    house.build(8, names=NAMES)
    cursor = house._connection.cursor()
    with house.preview(cursor, 9, NAMES) as place:
        held = cursor.execute("select table_name from duckdb_tables() where temporary").fetchall()
        counts = [cursor.execute(f"select count(*) from {place}{name}").fetchall() for name in NAMES[:2]]
    assert ("complaints",) in held and ("customers",) not in held
    assert counts == [[(1,)], [(9,)]]
    assert cursor.execute("select count(*) from duckdb_tables() where temporary").fetchall() == [(0,)]


def test_another_day_is_worked_out_from_the_build_of_its_version(house):
    own = house.build(9)
    day = house.build(9, {"as_of": "2024-05-31"})
    assert own != day and {"customers", "complaints", "compensation"}.isdisjoint(holds(house, day))
    assert "customer_tenure" in holds(house, day)  # how long customers stayed until that day


@pytest.mark.long
def test_many_changes_after_one_another_leave_the_figures_of_a_build_from_nothing(home):
    store, engine, bring = home
    for name, change in CHANGES.items():
        change(store, bring)
        assert (name, differing(store, engine)) == (name, [])


def test_a_row_that_was_brought_back_is_a_later_row(home):
    # a link taken away, then in a file: the file is later. Undoing one more change brings the edit back, later still
    store, engine, bring = home
    chain_links.change_links(store, [], [LINK])
    bring("chain_links", "supplier,receiver,process\nDelivery,Billing,other\n")
    engine.build(store.version, names=["chain_links"])
    chain_links.change_links(store, [LINK], [])
    store.undo_change(store.version)
    schema, cursor = engine.build(store.version, names=["chain_links"]), store.connection.cursor()
    held = engine.assumptions(store.version)
    with build.build_temporary(cursor, engine.catalogue, "nowhere", store.version, held, NAMES_OF_LINKS) as place:
        found = cursor.execute(f"from {schema}.chain_links except all from {place}chain_links").fetchall()
    store.connection.release(cursor)
    assert found == []

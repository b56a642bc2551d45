"""Data sets read from tables the engine can see: the same figures as uploaded, other ones when a table changes."""

import duckdb
import pytest
from command import run
from engine_tables import all_tables, catalogue
from equal_tables import NEAR
from home_templates import copied

from data.company_tables.mapping import company_tables
from data.company_tables.reading import look
from data.store import Store
from models.engine.backends.duckdb import DuckDB
from models.engine.engine import Engine
from pages.parts.runtime.work.company_tables import check_at_start

ON_THE_ENGINE = (
    "ledger",
    "cost_by_sector",
    "avoidable_churn",
    "avoidable_churn_total",
    "cost_by_component",
    "cost_by_category",
    "cost_matrix",
    "retention_curve",
    "customer_value",
    "acquisition_cost",
    "stage_overrun",
    "sector_distance",
    "service_gap",
    "quality_gap",
    "time_to_close",
)
# which file and row a number comes from differs, and only that
PROVENANCE = ("import_id", "source_row")


@pytest.fixture(scope="module")
def uploaded(templates, tmp_path_factory):
    """A home whose rows were uploaded."""
    return copied(templates.sample(200), tmp_path_factory.mktemp("uploaded"))


@pytest.fixture(scope="module")
def there(spark):
    """A database of the company's on the engine."""
    with catalogue(spark) as held:
        yield held


@pytest.fixture
def engine(there, monkeypatch):
    """The engine as the settings say it."""
    monkeypatch.setenv("LEDGER_ENGINE", "spark")
    monkeypatch.setenv("LEDGER_ENGINE_URL", there.spark._url)
    return there.spark


@pytest.fixture(scope="module")
def said(uploaded, there):
    """The engine.toml that maps every data set to a table with the rows that were uploaded."""
    with duckdb.connect(str(uploaded / "ledger.duckdb"), read_only=True) as connection:
        return all_tables(there, connection)


def home_of(folder, text: str):
    """An empty home whose data sets are read as this engine.toml says."""
    home = folder / "home"
    home.mkdir()
    (home / "engine.toml").write_text(text, encoding="utf-8")
    return home


def contents(figures: Engine, name: str, version: int) -> list[tuple[list, list]]:
    """The rows of a figure without their provenance, in the order of what is exact: that, and their doubles."""
    columns, rows = figures.rows(name, version)
    kept = [[cell for column, cell in zip(columns, row) if column not in PROVENANCE] for row in rows]
    parted = [([x for x in row if not isinstance(x, float)], [x for x in row if isinstance(x, float)]) for row in kept]
    return sorted(parted, key=str)


def is_same(here: list[tuple[list, list]], there: list[tuple[list, list]]) -> bool:
    """Whether all that is exact is equal, and doubles to 1e-9."""
    return [exact for exact, _ in here] == [exact for exact, _ in there] and all(
        doubles == pytest.approx(others, rel=NEAR, abs=NEAR) for (_, doubles), (_, others) in zip(here, there)
    )


@pytest.fixture(scope="module")
def stores(uploaded, said, there, tmp_path_factory):
    """Two homes with the same rows: uploaded, and read from tables."""
    home = home_of(tmp_path_factory.mktemp("read"), said)
    both = Store(uploaded), Store(home)
    both[1].assume({"reporting_currency": {"value": "EUR"}})
    with pytest.MonkeyPatch.context() as patch, there.spark.tables() as source:
        patch.setenv("LEDGER_ENGINE", "spark")
        tables = company_tables(home)
        answers = look(both[1], tables, source)
        assert {one["status"] for one in look(both[1], tables, source)} == {"unchanged"}
    assert len(answers) == 17 and {one["rows"]["quarantined"] for one in answers} == {0}
    yield both
    for store in both:
        store.close()


def differing(stores, names, backend) -> list[str]:
    """The figures that say something else of the rows read from tables, worked out there, than of those uploaded."""
    here, there = Engine(stores[0].connection), Engine(stores[1].connection, backend=backend)
    there.build(stores[1].version, names=names)
    return [
        name
        for name in names
        if not is_same(contents(here, name, stores[0].version), contents(there, name, stores[1].version))
    ]


def test_every_figure_of_rows_read_from_tables_is_that_of_the_same_rows_uploaded(stores):
    names = [header.name for header in Engine(stores[0].connection).figures()]
    # those of a change of version name rows by their import
    assert differing(stores, [name for name in names if not name.startswith("version_")], DuckDB()) == []


def test_the_figures_are_those_of_the_engine_as_well(stores, there):
    assert differing(stores, ON_THE_ENGINE, there.spark) == []


CASES = (
    "create table crm.cases (no bigint, created date, paid decimal(12, 2), opened timestamp, who string)",
    "insert into crm.cases values (1, date '2026-01-31', 10.50, timestamp '2026-01-31 23:30:00', 'Ann'), "
    "(2, date '2026-02-28', 0.25, null, null), (2, date '2026-02-28', 0.50, null, null), (3, null, 7.00, null, null)",
)
MAPPING = """[complaints]
table = "crm.cases"
columns = { complaint_id = "no", opened_on = "created", compensation = "paid" }
values = { sector = "Billing", currency = "EUR" }
"""


def test_a_changed_table_gives_new_numbers_and_says_what_was_left_out(engine, there, tmp_path):
    there.run("drop table if exists crm.cases", *CASES)
    home = home_of(tmp_path, MAPPING.replace("crm.", f"{there.name}."))
    figure = ("figure", "cost_by_sector", "--format", "csv")
    # 2 stands there twice and differs, 3 has no day
    assert [(row["sector"], row["amount"]) for row in run(home, *figure).rows] == [("Billing", "10.5")]
    (one,) = run(home, "tables", "--json").json
    assert (one["rows"], one["aside"]) == (1, 3)
    assert one["reasons"] == [["DUPLICATE_ID", "complaint_id", 2], ["MISSING_VALUE", "opened_on", 1]]
    there.run("insert into crm.cases values (1, date '2026-01-31', 10.50, null, null)")  # an exact copy
    again = run(home, "tables", "--json")
    assert again.json[0]["rows"] == 1 and again.json[0]["aside"] == 4
    there.run("insert into crm.cases values (4, date '2026-02-28', 100.00, null, null)")
    assert [row["amount"] for row in run(home, *figure).rows] == ["110.5"]  # 10.50 + 100.00
    assert [row["amount"] for row in run(home, *figure, "--version", "1").rows] == ["10.5"]
    refused = run(home, "import", "complaints", __file__)
    assert refused.code == 2 and refused.err.startswith("The rows of complaints are read from the company's table crm_")


@pytest.mark.parametrize(
    "before, after, told",
    [
        ('.cases"', '.nothing"', ".nothing"),
        ('"created"', '"begun"', 'has no column "begun". Write one of: no, created, paid, opened, who.'),
        (
            '"created"',
            '"opened"',
            "has the type TIMESTAMP; what can be read are DATE, TIMESTAMP_NTZ, STRING. Write another column, "
            "or name a view with cast(opened as DATE).",
        ),
        ('= "no"', '= "number"', "columns.complaint_id: crm_"),
    ],
)
def test_a_wrong_mapping_is_told_before_anything_is_read(engine, there, tmp_path, monkeypatch, before, after, told):
    there.run("drop table if exists crm.cases", *CASES)
    home = home_of(tmp_path, MAPPING.replace("crm.", f"{there.name}.").replace(before, after))
    answer = run(home, "figure", "ledger")
    assert answer.code == 2 and answer.out == "" and told in answer.err and len(answer.err.splitlines()) == 1
    assert answer.err.startswith("engine.toml, [complaints] ")
    monkeypatch.setenv("LEDGER_HOME", str(home))
    with pytest.raises(ValueError, match="engine.toml"):
        check_at_start()


def test_a_view_brings_what_a_table_cannot(engine, there, tmp_path):
    there.run("drop table if exists crm.cases", *CASES, "drop view if exists crm.seen")
    there.run("create view crm.seen as select no, cast(opened as date) as day, who from crm.cases where no = 1")
    text = MAPPING.replace("crm.cases", f"{there.name}.seen").replace('"created"', '"day"').replace('"paid"', '"no"')
    assert [row["opened_on"] for row in run(home_of(tmp_path, text), "rows", "complaints").rows] == ["2026-01-31"]

"""Data sets read from tables the engine can see: the same figures as uploaded, other ones when a table changes."""

import re

import duckdb
import pytest
from command import run
from engine_tables import all_tables, catalogue
from home_templates import copied

from data.company_tables.mapping import company_tables
from data.company_tables.reading import look
from data.store import Store
from models.engine.engine import Engine
from pages.parts.runtime.company_tables import check_at_start

SAID_BY_COMMAND = (
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
LONG = re.compile(r"-?[0-9]+\.[0-9]{7,}(e-?[0-9]+)?|-?[0-9.]+e-?[0-9]+")
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


def contents(figures: Engine, name: str, version: int) -> list:
    columns, rows = figures.rows(name, version)
    kept = [place for place, column in enumerate(columns) if column not in PROVENANCE]
    return sorted(str([round(row[at], 9) if isinstance(row[at], float) else row[at] for at in kept]) for row in rows)


def near(answer) -> list[list]:
    """The rows a command printed, doubles to 1e-9; money has six digits and stays as it is."""
    return sorted([_rounded(cell) for cell in row.values()] for row in answer.rows)


def _rounded(cell: str) -> str:
    return f"{float(cell):.9f}" if LONG.fullmatch(cell) else cell


def test_every_figure_of_rows_read_from_tables_is_that_of_the_same_rows_uploaded(uploaded, said, engine, tmp_path):
    home = home_of(tmp_path, said)
    stores = Store(uploaded), Store(home)
    stores[1].assume({"reporting_currency": {"value": "EUR"}})
    with engine.tables() as source:
        tables = company_tables(home)
        answers = look(stores[1], tables, source)
        assert {one["status"] for one in look(stores[1], tables, source)} == {"unchanged"}
    assert len(answers) == 17 and {one["rows"]["quarantined"] for one in answers} == {0}
    one, other = (Engine(store.connection) for store in stores)
    differing = [
        header.name
        for header in one.figures()
        if not header.name.startswith("version_")  # they name rows by import
        and contents(one, header.name, stores[0].version) != contents(other, header.name, stores[1].version)
    ]
    for store in stores:
        store.close()
    assert differing == []


def test_the_command_reads_the_tables_and_works_out_on_the_engine(uploaded, said, engine, tmp_path, monkeypatch):
    home = home_of(tmp_path, said)
    assert run(home, "assume", "reporting_currency=EUR").code == 0
    there = {name: run(home, "figure", name, "--format", "csv") for name in SAID_BY_COMMAND}
    monkeypatch.delenv("LEDGER_ENGINE")
    for name, answer in there.items():
        assert answer.code == 0 and answer.rows
        assert near(answer) == near(run(uploaded, "figure", name, "--format", "csv"))


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

"""The rows, causes, ends and sides of an explained number fit what it says."""

from decimal import Decimal

import pytest
from home_templates import copied
from test_explaining import DELIVERY

from data.store import Store
from models.engine.definitions.catalogue import Catalogue
from models.engine.engine import Engine
from models.engine.lineage import routes
from models.engine.selection import EVERYTHING, Selection
from models.explain import formula
from models.explain.explanation import explain, is_traced
from models.explain.formula import with_values

# what the contracts list as money, and on which column
MONEY = {
    "ledger": "amount",
    "cost_by_sector": "amount",
    "sector_overview": "dissatisfaction_cost",
    "customer_value": "value",
    "avoidable_churn": "avoidable",
    "avoidable_churn_total": "avoidable",
    "acquisition_cost": "cac",
    "win_or_keep": "break_even_spend",
    "cost_of_quality": "amount",
    "supplier_treatment": "premium",
    "overview_total": "dissatisfaction_cost",
    "cost_matrix": "amount",
    "cost_by_component": "amount",
    "cost_by_category": "amount",
    "monthly_cost": "amount",
    "capacity_use": "unused_cost",
}


@pytest.fixture(scope="module")
def sample(templates, tmp_path_factory):
    store = Store(copied(templates.sample(), tmp_path_factory.mktemp("explained")))
    yield Engine(store.connection), store.version
    store.close()


def test_every_formula_gives_the_number_it_explains(sample):
    engine, version = sample
    seen = 0
    for header in engine.figures():
        for said in filter(None, header.decomposition.split(";")):
            column = said.partition(" = ")[0].strip()
            columns, rows = engine.rows(header.name, version)
            for row in (dict(zip(columns, row)) for row in rows[:6]):
                result = with_values(engine, header, column, row, version, EVERYTHING).result
                if row[column] is not None and result is not None:
                    assert float(result) == pytest.approx(float(row[column]), rel=1e-6, abs=1e-5), (
                        f"{header.name}.{column}"
                    )
                    seen += 1
    assert seen > 60


def test_the_rows_of_a_sum_add_up_to_it(sample):
    engine, version = sample
    for name, column in (
        ("sector_overview", "loyalty_lost"),
        ("sector_overview", "complaints"),
        ("sector_overview", "loyalty_at_stake"),
        ("sector_overview", "keeping_cost"),
        ("acquisition_cost", "spend"),
        ("acquisition_cost", "new_customers"),
    ):
        columns, rows = engine.rows(name, version)
        for row in (dict(zip(columns, row)) for row in rows):
            key = engine.header(name).key[0]
            behind = engine.trace(name, version, Selection(where={key: row[key]}), column=column)["amount"].sum()
            assert Decimal(str(behind)) == Decimal(str(row[column] or 0)), f"{name}.{column} of {row[key]}"


def test_a_change_is_the_sum_of_its_causes(sample):
    """Whole for a sector, or for all; a single cause is itself."""
    engine, version = sample
    columns, rows = engine.rows("change_bridge", version, Selection(where=DELIVERY))
    causes = [(row[columns.index("cause")], row[columns.index("amount")]) for row in rows]
    found = explain(engine, "change_bridge", "amount", version, Selection(where=DELIVERY))
    assert [(*part.name, part.amount) for part in found.formula.parts] == causes and len(causes) > 3
    assert found.value == found.formula.result == rows[0][columns.index("cost_change")]
    one = explain(engine, "change_bridge", "amount", version, Selection(where=DELIVERY | {"place": "1"}))
    assert [part.name[0] for part in one.formula.parts] == [one.row["cause"]]


def test_a_number_lies_between_the_ends_its_header_names(sample):
    engine, version = sample
    columns, rows = engine.rows("sector_tier", version, Selection(where=DELIVERY))
    ends = tuple(rows[0][columns.index(name)] for name in ("low", "high"))
    found = explain(engine, "sector_overview", "dissatisfaction_cost", version, Selection(where=DELIVERY))
    assert found.interval == ends and ends[0] < found.value < ends[1]
    assert explain(engine, "sector_overview", "keeping_cost", version, Selection(where=DELIVERY)).interval is None


def test_ends_of_a_number_are_columns_that_are_there(sample):
    engine, version = sample
    for header in engine.figures():
        for said in filter(None, header.interval.split(";")):
            column, _, ends = said.strip().partition(" = ")
            for end in [column, *ends.split(", ")]:
                figure, _, name = end.rpartition(".")
                assert name in engine.rows(figure or header.name, version)[0], f"{header.name}: {end}"


def test_a_ratio_shows_both_sides(sample):
    engine, version = sample
    found = explain(engine, "acquisition_cost", "cac", version, Selection(where={"channel": "Shop"}))
    assert [side.column for side in found.sides] == ["spend", "new_customers"]
    assert found.formula.text == "spend / new_customers"
    found = explain(engine, "win_or_keep", "break_even_spend", version, Selection(where=DELIVERY))
    assert [side.column for side in found.sides] == ["loyalty_lost", "complaints"]


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", MONEY)
def test_every_amount_on_a_page_leads_to_rows(name):
    header = Catalogue().header(name)
    assert is_traced(header, MONEY[name])


def test_figures_without_rows_say_why():
    for name in ("service_gap", "reconciliation"):
        with pytest.raises(LookupError, match="not traced"):
            routes(Catalogue().header(name))
        assert Catalogue().header(name).untraced


def test_formulas_name_figures_and_columns_that_are_there(sample):
    engine, version = sample
    for header in engine.figures():
        for said in filter(None, header.decomposition.split(";")):
            column, _, text = said.strip().partition(" = ")
            assert column in engine.rows(header.name, version)[0]
            assert all(figure in engine.catalogue.headers for figure in formula.figures_read(text))

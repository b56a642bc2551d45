"""Whoever may see one sector only finds no other sector's name and no other sector's amount in any figure."""

from decimal import Decimal

import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.disclosure.sector_scope import is_releasable, read_scoped
from models.engine.engine import Engine
from models.engine.visibility import OTHERS

MINE, OTHER = "Kitchen", "Office"
# the other sector is dearer than anything this one could add up to; the last complaint only makes January complete
FILES = {
    "sectors": "sector,hourly_cost\nKitchen,30\nOffice,60\n",
    "customers": "customer_id,started_on,segment,monthly_margin\n"
    + "".join(f"c{n},2024-01-15,Plain,10\n" for n in range(8)),
    "sector_costs": "sector,month,purpose,amount,practical_hours\n"
    "Kitchen,2025-01,retention,11,\nOffice,2025-01,retention,3000009,\n"
    "Kitchen,2025-01,prevention,5,\nOffice,2025-01,prevention,9000027,\nKitchen,2025-01,internal_failure,4,\nOffice,2025-01,internal_failure,4000012,\n",
    "complaints": "complaint_id,opened_on,customer_id,category,sector,paid_by,compensation\n"
    "k1,2025-01-05,c1,late,Kitchen,Kitchen,7\nk2,2025-01-06,c2,late,Kitchen,Office,13\nk3,2025-01-07,c3,lost,Office,Office,1000003\n"
    "k4,2025-01-08,c4,lost,Office,Kitchen,2000006\nk5,2025-01-09,c5,late,Office,Office,8000024\nk6,2025-02-28,c6,late,Kitchen,,\n",
    "acquisition_spend": "month,channel,amount,sector\n2025-01,Shop,7000021,Office\n",
    "chain_links": "supplier,receiver,process\nOffice,Kitchen,slips\nKitchen,customer,meals\nOffice,customer,bills\n",
    "supplier_purchases": "date,sector,supplier,quantity,price_paid,reference_price\n"
    "2025-01-05,Office,Mill,1,6000018,0\n",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    home = tmp_path_factory.mktemp("scope")
    store = Store(home / "home")
    for dataset, text in FILES.items():
        (home / f"{dataset}.csv").write_text(text)
        assert import_file(store, dataset, home / f"{dataset}.csv", Options())["status"] == "stored"
    found = Engine(store.connection)
    found.build(store.version)
    return found, store.version


def _values(rows) -> list:
    return [value for column in rows for value in rows[column].dropna()]


def _is_theirs(value: object) -> bool:
    """A number from which amounts of the other sector can be told: nothing of this one's comes near them."""
    return isinstance(value, (int, float, Decimal)) and abs(float(value)) > 50_000


def test_no_figure_tells_another_sector(engine):
    figures, version = engine
    told = []
    for name in figures.catalogue.figures():
        rows = read_scoped(figures, name, version, (MINE,))
        if rows is None:
            continue
        told.append(name)
        values = _values(rows)
        assert OTHER not in [value for value in values if isinstance(value, str)], name
        assert [value for value in values if _is_theirs(value)] == [], name
    assert {
        "sector_overview",
        "overview_total",
        "cost_matrix",
        "cost_by_category",
        "monthly_cost",
        "change_bridge",
        "retention_curve",
        "chain_sector",
        "chain_flow",
        "sector_spend",
        "leaving_reason",
    } <= set(told)


def test_the_other_sector_is_told_without_a_scope(engine):
    figures, version = engine
    assert all(
        OTHER in set(figures.read(name, version)[column])
        for name, column in (("sector_overview", "sector"), ("cost_matrix", "incurred_by"))
    )
    assert any(_is_theirs(value) for value in _values(figures.read("overview_total", version)))


def test_totals_are_those_of_the_scope(engine):
    figures, version = engine
    total = read_scoped(figures, "overview_total", version, (MINE,)).iloc[0]
    # 7 + 13 compensation of complaints that start in the kitchen + 4 internal failure; 11 spent there on keeping;
    # k1, k2 and k6
    assert (total.dissatisfaction_cost, total.keeping_cost, total.complaints) == (24, 11, 3)


def test_what_others_pay_stands_under_one_name(engine):
    figures, version = engine
    rows = read_scoped(figures, "cost_matrix", version, (MINE,))
    # the kitchen pays 7 + 4 of its own, somebody else 13
    assert {
        (row.caused_by, row.incurred_by): float(row.amount) for row in rows.itertuples() if row.caused_by == MINE
    } == {
        (MINE, MINE): 11.0,
        (MINE, OTHERS): 13.0,
        (MINE, "all"): 24.0,
    }


def test_of_the_chain_a_sector_is_told_its_own_place(engine):
    figures, version = engine
    # the kitchen serves the customer; what passes through it starts in the office, which is not told
    own = read_scoped(figures, "chain_sector", version, (MINE,)).iloc[0]
    assert (own.sector, own.distance, float(own.amount), own.amount_through) == (MINE, 1, 24, None)
    links = read_scoped(figures, "chain_flow", version, (MINE,))
    assert list(zip(links["supplier"], links["receiver"], strict=True)) == [(MINE, "customer")]
    assert links["amount"].isna().all() and read_scoped(figures, "distance_cost", version, (MINE,)) is None


@pytest.mark.parametrize(
    "name",
    [
        "acquisition_cost",
        "spend_line",
        "avoidable_churn_total",
        "handling_worth",
        "data_quality",
        "money_month",
        "ledger_source",
    ],
)
def test_what_cannot_be_narrowed_is_refused(engine, name):
    figures, version = engine
    assert not is_releasable(figures.catalogue, name)
    assert read_scoped(figures, name, version, (MINE,)) is None

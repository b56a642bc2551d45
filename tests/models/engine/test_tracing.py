"""How a cell leads to its uploaded rows, and what fails where they do not add up."""

from decimal import Decimal

import pytest
from handmade import put

from models.engine import lineage
from models.engine.engine import Engine
from models.engine.selection import Selection

# Tracing --------------------------------------------------------------------------------------


def test_a_cell_leads_to_its_rows_and_they_add_up(house):
    put(
        house,
        "complaint_work",
        [
            {"complaint_id": "1", "sector": "Support", "minutes": 1},
            {"complaint_id": "1", "sector": "Support", "minutes": 1},
            {"complaint_id": "1", "sector": "Support", "minutes": 1},
        ],
        file="work.xlsx",
    )
    put(
        house,
        "complaint_shares",
        [
            {"complaint_id": "1", "sector": "Kitchen", "share": "0.2"},
            {"complaint_id": "1", "sector": "Sales", "share": "0.8"},
        ],
    )
    put(house, "sectors", [{"sector": "Support", "hourly_cost": "20.00001"}])
    engine = Engine(house)
    # a minute costs 0.333334, three 1.000002; a fifth starts in the kitchen: 0.200000,
    # of which rows 2 and 3 bring 0.066667
    where = {"sector": "Kitchen", "component": "handling"}
    columns, rows = engine.rows("cost_by_sector", 1, Selection(where=where))
    found = engine.trace("cost_by_sector", 1, Selection(where=where))
    assert found[["dataset", "file", "row"]].values.tolist() == [["complaint_work", "work.xlsx", n] for n in (2, 3, 4)]
    assert found.amount.tolist() == [Decimal("0.066667"), Decimal("0.066667"), Decimal("0.066666")]
    assert sum(found.amount) == rows[0][columns.index("amount")] == Decimal("0.2")


def test_rows_say_of_themselves_what_their_file_says(house):
    """A complaint has a category here or not; spend has no number and no sector; what is not said stays empty."""
    put(house, "acquisition_spend", [{"month": "2025-01-01", "channel": "search", "amount": 100}])
    engine = Engine(house)
    found = engine.trace("acquisition_cost", 1, Selection(where={"channel": "all"}), named=True)
    assert found[["id", "day", "category", "row"]].values.tolist() == [[None, "2025-01-01", None, 2]]
    found = engine.trace("sector_overview", 1, Selection(("2025-02", "2025-02")), named=True)
    assert list(found)[:4] == ["id", "day", "category", "sector"] and list(found)[4:] == lineage.COLUMNS
    assert (found.id[0], found.day[0][:7]) == ("2", "2025-02") and found.row.tolist() == [3]


def test_a_trace_keeps_to_the_period_and_segments(house):
    engine = Engine(house)
    assert engine.trace("sector_overview", 1, Selection(("2025-02", "2025-02"))).row.tolist() == [3]
    assert engine.trace("cost_by_sector", 1, Selection(segments=("home",))).row.tolist() == [2]
    assert engine.trace("win_or_keep", 1, Selection(where={"sector": "all"})).amount.tolist() == [5, Decimal("0.01")]


def test_customers_and_spend_are_traced_too(house):
    put(house, "acquisition_spend", [{"month": "2025-01-01", "channel": "search", "amount": 100}])
    engine = Engine(house)
    assert engine.trace("acquisition_cost", 1, Selection(where={"channel": "all"})).values.tolist() == [
        ["acquisition_spend", "acquisition_spend.csv", None, 2, 100]
    ]
    assert engine.trace("customer_value", 1, Selection(where={"segment": "firm"})).row.tolist() == [3]


def test_what_cannot_be_traced_says_so(house):
    with pytest.raises(LookupError, match="service_gap is not traced"):
        Engine(house).trace("service_gap", 1)
    with pytest.raises(LookupError, match='cannot be traced by "amount"; it can by: sector, component, evidence'):
        Engine(house).trace("cost_by_sector", 1, Selection(where={"amount": 5}))


# Identities -----------------------------------------------------------------------------------


def test_a_booked_amount_the_ledger_lacks_fails(house):
    engine = Engine(house)
    schema = engine.build(1, names=["ledger"])
    house.execute(
        f"update {schema}.ledger set amount = amount - 1 where component = 'compensation' and complaint_id = '1'"
    )
    failing = engine.read("reconciliation", 1, Selection(where={"holds": False})).set_index("identity")["difference"]
    assert failing["compensation in the ledger = stored with the complaints"] == -1


def test_a_control_total_that_does_not_match_fails(house):
    house.execute("update control_total set amount = amount + 1 where column_name = 'compensation'")
    found = Engine(house).read("reconciliation", 1, Selection(where={"holds": False}))
    assert found[["identity", "difference"]].values.tolist() == [["control total of complaints.compensation", 1]]


def test_rows_read_that_are_neither_stored_nor_set_aside_fail(house):
    house.execute("update import_log set rows_read = rows_read + 1 where dataset = 'complaints'")
    assert Engine(house).read("reconciliation", 1, Selection(where={"holds": False})).identity.tolist() == [
        "rows read = rows stored + rows rejected"
    ]

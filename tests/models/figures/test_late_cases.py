"""Late cases that are chosen, and the rows behind them."""

import pytest
from handmade import empty_house, put

from models.engine.engine import Engine
from models.engine.selection import Selection


@pytest.fixture(scope="module")
def late_house():
    """Case 1 (late, and about "late"), case 2 (nobody complained), and a complaint about an invoice without a case."""
    house = empty_house()
    stages = [
        ("1", "buying", "08", "12", "Purchasing"),
        ("1", "packing", "12", "17", "Warehouse"),
        ("2", "packing", "08", "11", "Warehouse"),
        ("3", "buying", "08", "09", "Purchasing"),
    ]
    put(
        house,
        "stage_times",
        [
            {
                "case_id": case,
                "stage": stage,
                "started_at": f"2025-03-03 {start}:00:00",
                "finished_at": f"2025-03-03 {end}:00:00",
                "sector": sector,
                "assigned_hours": 2,
            }
            for case, stage, start, end, sector in stages
        ],
    )
    complaints = [
        ("a", "late", "1", "Purchasing", 5),
        ("b", "late", None, "Warehouse", 7),
        ("c", "invoice", None, "Warehouse", 11),
    ]
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": name,
                "opened_on": "2025-03-31",
                "category": category,
                "case_id": case,
                "sector": sector,
                "compensation": amount,
            }
            for name, category, case, sector, amount in complaints
        ],
    )
    links = [("Purchasing", "Warehouse"), ("Warehouse", "customer")]
    put(house, "chain_links", [{"supplier": supplier, "receiver": receiver} for supplier, receiver in links])
    return Engine(house)


@pytest.mark.parametrize(
    "cases, over, amounts",
    [
        # buying 4 - 2 of case 1, packing 5 - 2 of case 1 and 3 - 2 of case 2; the 5 of complaint a start 2 : 3 there
        (None, {"Purchasing": 2, "Warehouse": 4}, {"Purchasing": 2, "Warehouse": 3 + 7 + 11}),
        # case 1 alone; of complaint b the cost counts, though it names no case
        (("category", "late"), {"Purchasing": 2, "Warehouse": 3}, {"Purchasing": 2, "Warehouse": 3 + 7}),
        # no case of an invoice is known
        (("category", "invoice"), {}, {"Purchasing": 0, "Warehouse": 11}),
        # cases 1 and 3 went through Purchasing, all their stages; what starts there
        (("sector", "Purchasing"), {"Purchasing": 2, "Warehouse": 3}, {"Purchasing": 2, "Warehouse": 0}),
        (("category", "unknown"), {}, {"Purchasing": 0, "Warehouse": 0}),
    ],
)
def test_chosen_cases_are_the_only_ones_looked_at(late_house, cases, over, amounts):
    chosen = Selection(cases=cases)
    rows = late_house.read("stage_overrun", 1, chosen)
    assert dict(zip(rows.sector, rows.overrun_hours)) == over
    sectors = late_house.read("chain_sector", 1, chosen)
    assert dict(zip(sectors.sector, sectors.amount)) == amounts
    through = dict(zip(sectors.sector, sectors.amount_through))
    assert through["Warehouse"] == amounts["Purchasing"]


def test_rows_behind_chosen_cases_are_theirs(late_house):
    chosen = Selection(cases=("category", "late"), where={"sector": "Warehouse"})
    assert late_house.trace("stage_overrun", 1, chosen)[["row", "amount"]].values.tolist() == [[3, 3]]
    assert late_house.trace("chain_sector", 1, chosen)[["row", "amount"]].values.tolist() == [[2, 3], [3, 7]]
    assert late_house.trace("stage_time", 1, chosen).row.tolist() == [3]
    assert late_house.read("chain_case", 1, Selection(cases=("sector", "Purchasing"))).case_id.tolist() == ["1", "3"]


def test_what_late_cases_and_hand_overs_say_adds_up_to_their_rows(late_house):
    # packing of case 1 was handed over by Purchasing; 5 hours
    found = late_house.trace("hand_over", 1, Selection(where={"given_by": "Purchasing", "sector": "Warehouse"}))
    assert found[["row", "amount"]].values.tolist() == [[3, 5]]
    # slack 0: case 1 is 2/5 Purchasing's, 3/5 the Warehouse's, case 2 all of the Warehouse's
    rows = late_house.read("joint_lateness", 1).set_index("sector")
    assert rows.late_cases.astype(float).to_dict() == {"Purchasing": 0.4, "Warehouse": 1.6}
    found = late_house.trace("joint_lateness", 1, Selection(where={"sector": "Warehouse"}))
    assert [(row, float(amount)) for row, amount in found[["row", "amount"]].values] == [(3, 0.6), (4, 1)]

"""Rows of totals with every cell filled are left out, by name or amounts; what nothing names is asked about."""

from decimal import Decimal

import pytest
from staged_text import staged

COSTS = "sector,month,purpose,amount\n"
SPEND = "month,channel,amount,new_customers\n"
WORK = "complaint_id,sector,minutes\n"
COMPLAINTS = "complaint_id,opened_on,{},compensation\n"


@pytest.mark.parametrize(
    "dataset, text, measure, total, rows_aside",
    [
        (  # 1,000 + 500 and 1,100 + 400; each total is the sum of its month, the last one of all
            "sector_costs",
            COSTS + "Sales,2025-01,prevention,1000\nDesk,2025-01,prevention,500\nTotal,2025-01,prevention,1500\n"
            "Sales,2025-02,prevention,1100\nDesk,2025-02,prevention,400\nTotal,2025-02,prevention,1500\n"
            "Grand Total,2025-02,prevention,3000\n",
            "amount",
            3000,
            [4, 7, 8],
        ),
        (
            "acquisition_spend",
            SPEND + "2025-01,Search,1000,10\n2025-01,Display,500,5\n2025-01,Total: Account,1500,15\n",
            "amount",
            1500,
            [4],
        ),
        (  # a subtotal of a known name, and all of a month above its rows
            "sector_costs",
            COSTS + "Ventas,2025-01,prevention,900\nTaller,2025-01,prevention,5\nSubtotal Ventas,2025-01,prevention,9\n"
            "Todos,2025-02,prevention,12\nVentas,2025-02,prevention,7\nTaller,2025-02,prevention,5\n",
            "amount",
            917,
            [4, 5],
        ),
        ("sector_costs", COSTS + "Vertrieb,2025-01,running,5\nGesamtergebnis,2025-01,running,6\n", "amount", 5, [3]),
        ("sector_costs", COSTS + "Sales,2025-01,service,2\nSales,2025-01,Total geral,2\n", "amount", 2, [3]),
        ("complaint_work", WORK + "C1,Sales,10\nC1,Desk,20\nC1,Total,30\n", "minutes", 30, [4]),
        (  # a column nobody mapped, and a total whose number is a year
            "complaints",
            COMPLAINTS.format("Region") + "1,2025-01-02,North,10\n2,2025-01-03,South,5\n3,2025-01-31,Total,15\n",
            "compensation",
            15,
            [4],
        ),
        (
            "complaints",
            COMPLAINTS.format("x") + "1,2025-01-02,,10\nTotal 2025,2025-12-31,,10\n",
            "compensation",
            10,
            [3],
        ),
    ],
)
def test_a_total_with_every_cell_filled_is_left_out(tmp_path, dataset, text, measure, total, rows_aside):
    found = staged(tmp_path, dataset, text)
    assert (found.questions, found.error) == ([], None)
    assert sum(found.rows(measure)) == Decimal(total)
    assert found.aside == [(row, "TOTALS_ROW") for row in rows_aside]


@pytest.mark.parametrize("name", ["Overall", "Todas las áreas", "Average", "Total"])
def test_a_total_of_answers_needs_no_sum(tmp_path, name):
    text = "date,score,sector\n2025-01-10,4,Desk\n2025-01-10,2,Sales\n2025-01-31,3," + name + "\n"
    assert staged(tmp_path, "satisfaction", text).rows("sector") == ["Desk", "Sales"]


def test_a_name_that_only_sounds_like_a_total_counts(tmp_path):
    found = staged(tmp_path, "sector_costs", COSTS + "Sales,2025-01,running,7\nTotal Care,2025-01,running,5\n")
    assert found.rows("sector") == ["Sales", "Total Care"]
    text = COMPLAINTS.format("category") + "1,2025-01-02,total loss,10\n2,2025-01-31,Total,5\n"
    assert staged(tmp_path, "complaints", text).rows("category") == ["total loss", "Total"]


HOUSE = COSTS + "".join(
    f"Sales,2025-0{month},running,{a}\nDesk,2025-0{month},running,{b}\nHouse,2025-0{month},running,{a + b}\n"
    for month, a, b in ((1, 1000, 501), (2, 700, 5))
)


def test_a_name_that_always_is_the_sum_of_all_others_is_asked_about(tmp_path):
    asked = staged(tmp_path, "sector_costs", HOUSE)
    assert asked.questions == [("TOTALS_LIKELY", "totals", ["skip", "keep"])]
    assert sum(staged(tmp_path, "sector_costs", HOUSE, totals="skip").rows("amount")) == 2206  # 1,501 + 705
    assert sum(staged(tmp_path, "sector_costs", HOUSE, totals="keep").rows("amount")) == 4412

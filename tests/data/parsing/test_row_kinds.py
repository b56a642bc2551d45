"""Rows another column calls cancelled or planned are asked about; the answer is a filter, which none leaves empty."""

from decimal import Decimal

import pytest
from staged_text import staged

ORDERS = "order id,date,revenue,{0}\n1,2025-03-13,12.10,{1}\n2,2025-03-14,9.90,{2}\n3,2025-03-15,5,{1}\n"


@pytest.mark.parametrize(
    ("heading", "kept", "gone"),
    [
        ("status", "completed", "cancelled"),
        ("estado", "Entregado", "Anulada"),
        ("Auftragsstatus", "geliefert", "storniert"),
    ],
)
def test_cancelled_sales_are_asked_about(tmp_path, heading, kept, gone):
    text = ORDERS.format(heading, kept, gone)
    assert staged(tmp_path, "transactions", text).questions == [("CANCELLED_ROWS", f"skip.{heading}", [gone, "none"])]
    left = staged(tmp_path, "transactions", text, **{f"skip__{heading}": gone})
    assert sum(left.rows("revenue")) == Decimal("17.10")  # 12.10 and 5, without the 9.90 that came to nothing
    whole = staged(tmp_path, "transactions", text, **{f"skip__{heading}": "none"})
    assert sum(whole.rows("revenue")) == Decimal("27.00") and whole.questions == []


def test_a_status_that_calls_nothing_cancelled_is_not_asked_about(tmp_path):
    assert staged(tmp_path, "transactions", ORDERS.format("status", "paid", "open")).questions == []


@pytest.mark.parametrize(
    ("heading", "actual", "planned"),
    [("version", "Actual", "Budget"), ("Wertart", "Ist", "Plan"), ("escenario", "Real", "Presupuesto")],
)
def test_actual_and_planned_amounts_do_not_add_up_unasked(tmp_path, heading, actual, planned):
    text = (
        f"sector,month,purpose,{heading},amount\nSales,2025-01,running,{actual},100\n"
        f"Sales,2025-01,running,{planned},120\n"
    )
    asked = [("OTHER_VERSIONS", f"only.{heading}", [actual, "none"])]
    assert staged(tmp_path, "sector_costs", text).questions == asked
    assert staged(tmp_path, "sector_costs", text, **{f"only__{heading}": actual}).rows("amount") == [100]
    assert staged(tmp_path, "sector_costs", text, **{f"only__{heading}": "none"}).rows("amount") == [100, 120]

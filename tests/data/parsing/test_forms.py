"""Every form a data set may come in: wide and event lists of stage times, tenure, prices, constants, currencies,
months."""

from datetime import date
from decimal import Decimal

import pytest

from data.commands.output import answer_with, told_question


def test_customers_as_months_of_tenure(put, stored):
    put("customers", "customerID,tenure in months,Churn\n0007,5,Yes\n0008,12,No\n", as_of="2026-06-30")
    assert stored("customers", "customer_id", "tenure_months", "has_left", "as_of") == [
        ("0007", 5, True, date(2026, 6, 30)),
        ("0008", 12, False, date(2026, 6, 30)),
    ]
    mapped = put("customers", "who,m,gone\n1,5,Yes\n", {"customer_id": "who", "tenure_months": "m", "left": "gone"})
    assert (mapped["status"], mapped["mapping"]["has_left"]) == ("stored", "gone")
    assert put("customers", "customer_id,tenure_months\n2,5\n", left__value="no")["status"] == "stored"


def test_a_form_that_is_begun_is_asked_to_be_completed(put):
    """Months of tenure alone lack who has left; a flag alone, or nothing, lacks the day a customer began."""
    for heading, missing in (("tenure_months", "has_left"), ("has_left", "started_on"), ("segment", "started_on")):
        answer = put("customers", f"customer_id,{heading}\n2,1\n")
        assert answer["error"]["fields"]["missing"] == missing


def test_customers_with_revenue_and_margin_share(put, store, stored):
    put(
        "customers",
        "customer_id,started_on,monthly_revenue,margin_share\n1,2026-01-05,80.00,25 %\n2,2026-01-05,80.00,0.5\n",
    )
    assert stored("customers", "monthly_revenue", "margin_share") == [(80, Decimal("0.25")), (80, Decimal("0.5"))]


def test_transactions_as_quantity_and_price(put, stored):
    answer = put(
        "transactions",
        "InvoiceNo,InvoiceDate,Quantity,UnitPrice,Total\n1,2026-01-15,3,2.55,99\nC2,2026-01-16,-1,2.55,99\n",
        cancelled__prefix="C",
    )
    # 3 × 2.55 = 7.65; −1 × 2.55 = −2.55; the total of the order stands beside its lines and is no line itself
    assert stored("transactions", "revenue", "cancelled") == [(Decimal("7.65"), False), (Decimal("-2.55"), True)]
    assert answer["ignored"] == ["Total"]
    assert [n["fields"] for n in answer["notes"] if n["code"] == "MARKED_BY_PREFIX"] == [{"count": 1, "prefix": "C"}]


def test_a_prefix_adds_to_a_column_of_its_own(put, stored):
    put(
        "transactions",
        "invoice,date,amount,cancelled\n1,2026-01-15,5.00,yes\nC2,2026-01-15,-1.00,\n3,2026-01-15,1.00,no\n",
        cancelled__prefix="C",
    )
    assert stored("transactions", "cancelled") == [(True,), (True,), (False,)]
    assert (
        put("transactions", "invoice,date,amount\n1,2026-01-15,5.00\n", revenue__prefix="C")["error"]["code"]
        == "UNKNOWN_SETTING"
    )


def test_constants_fill_missing_columns_and_are_named_when_wrong(put, stored):
    answer = put("sector_costs", "department,amount\nBilling,5.00\n", month__value="2026-03", purpose__value="running")
    assert answer["status"] == "stored"
    assert stored("sector_costs", "month", "purpose") == [(date(2026, 3, 1), "running")]
    wrong = put("complaints", "complaint_id\nC1\n", opened_on__value="hello")
    assert [(p["column"], p["read"], p["code"]) for p in wrong["quarantine"]] == [("opened_on", "hello", "NOT_A_DATE")]


def test_money_with_a_currency_beside_it_and_rates(put, stored):
    put("sector_costs", "sector,month,purpose,amount,currency\nA,2026-01,running,10.00,USD\nA,2026-01,running,5.00,\n")
    put("exchange_rates", 'month,currency,rate\n2026-01,US Dollar,"0,92"\n')
    assert stored("sector_costs", "amount", "currency") == [(10, "USD"), (5, None)]
    assert stored("exchange_rates", "month", "currency", "rate") == [(date(2026, 1, 1), "USD", Decimal("0.92"))]


def test_shares_as_percentages(put, stored):
    put("complaints", "complaint_id,opened_on\nC,2026-01-15\n")
    put("complaint_shares", 'complaint_id,sector,share\nC,A,60 %\nC,B,"12,5%"\nC,D,0.2\n')
    assert stored("complaint_shares", "share") == [(Decimal("0.6"),), (Decimal("0.125"),), (Decimal("0.2"),)]


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "text",
    [
        "2026-03",
        "03/2026",
        "Mar-26",
        "marzo 2026",
        "March 2026",
        "março de 2026",
        "mar. 2026",
        "2026-03-17",
        "17/03/2026",
        "202603",
        "M03 2026",
        "2026M03",
        "31.03.26",
    ],
)
def test_months_as_they_are_written(put, stored, text):
    put("sector_costs", f"sector;month;purpose;amount\nA;{text};running;5,00\n")
    assert stored("sector_costs", "month") == [(date(2026, 3, 1),)]


@pytest.mark.parametrize(
    "text", ["Q1 2026", "2026-Q1", "1T 2026", "T1 2026", "1er trimestre 2026", "H1 2026", "1.º trimestre 2026"]
)
def test_a_quarter_is_no_month(put, text):
    assert (
        put("sector_costs", f"sector;month;purpose;amount\nA;{text};running;5,00\n")["error"]["code"] == "NO_ONE_MONTH"
    )
    mixed = put("sector_costs", f"sector;month;purpose;amount\nA;2026-01;running;5,00\nA;{text};running;5,00\n")
    assert [(p["row"], p["read"], p["code"]) for p in mixed["quarantine"]] == [(3, text, "NO_ONE_MONTH")]


@pytest.mark.parametrize("text", ["26-Mar", "12-Mar", "Mar", "2026", "W12 2026"])
def test_what_is_no_month_is_set_aside(put, text):
    answer = put("sector_costs", f"sector,month,purpose,amount\nA,{text},running,5.00\nA,2026-01,running,5.00\n")
    assert [(p["row"], p["code"]) for p in answer["quarantine"]] == [(2, "NOT_A_DATE")]


@pytest.mark.parametrize("text", ["P03 2026", "2026 P03", "003/2026", "FY26 P03", "Período 3 2026"])
def test_a_fiscal_period_is_asked_about(put, stored, text):
    rows = f"sector,month,purpose,amount\nA,{text},running,5.00\nA,P01 2027,running,5.00\nA,P13 2026,running,5.00\n"
    (question,) = put("sector_costs", rows)["questions"]
    assert (question.code, answer_with(question)) == ("FISCAL_PERIOD", "--set month.period-one=2026-01")
    answer = put("sector_costs", rows, **{"month.period-one": "2025-04"})
    # period 1 of 2026 is April 2025: period 3 is June 2025, period 1 of 2027 April 2026; there is no month 13
    assert stored("sector_costs", "month") == [(date(2025, 6, 1),), (date(2026, 4, 1),)]
    assert [(p["row"], p["code"]) for p in answer["quarantine"]] == [(4, "NO_ONE_MONTH")]


def test_a_question_about_dates_shows_both_readings(put):
    (question,) = put("complaints", "complaint_id,opened_on\nC1,03/04/2026\nC2,05/04/2026\n")["questions"]
    assert question.fields["examples"][0] == {
        "read": "03/04/2026",
        "day_first": "2026-04-03",
        "month_first": "2026-03-04",
    }
    message = told_question(question)["message"]
    assert "2026-04-03" in message and "2026-03-04" in message


def test_budget_with_trailing_minus_signs_notes_and_a_total(put, stored):
    text = (
        "Presupuesto 2026;;;\nen "
        "euros;;;\n;;;\nDepartamento;Mes;Finalidad;Importe\nVentas;31.03.26;funcionamiento;79.760.504,67\n"
        "Compras;marzo 2026;funcionamiento;1.234,56-\nTOTAL;;;79.759.270,11\n;;;\nFuente: contabilidad;;;\n"
    )
    answer = put("sector_costs", text)
    assert stored("sector_costs", "month", "amount") == [
        (date(2026, 3, 1), Decimal("79760504.67")),
        (date(2026, 3, 1), Decimal("-1234.56")),
    ]
    # 79,760,504.67 − 1,234.56 = 79,759,270.11
    assert "TOTALS_AGREE" in [note["code"] for note in answer["notes"]]
    assert {(p["row"], p["code"]) for p in answer["quarantine"]} == {(7, "TOTALS_ROW"), (9, "MISSING_VALUE")}


def test_a_column_can_be_left_out(put, stored):
    answer = put("complaints", "complaint_id,opened_on,cost\nC1,2026-01-15,5.00\n", {"compensation": "none"})
    assert (answer["ignored"], answer["control_totals"]) == (["cost"], {})


def test_an_unknown_column_of_a_mapping_is_refused(put):
    assert (
        put("complaints", "complaint_id,opened_on\nC1,2026-01-15\n", {"colour": "x"})["error"]["code"]
        == "UNKNOWN_COLUMN"
    )

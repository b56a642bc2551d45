"""Every form a data set may come in: wide and event lists of stage times, tenure, prices, constants, currencies,
months."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from data.commands.output import answer_with, told_question


@pytest.fixture
def stored(store):
    def rows(dataset, *columns, order="source_row"):
        found = store.connection.cursor().execute(
            f"select {', '.join(columns)} from raw_{dataset} where to_version is null order by {order}"
        )
        return found.fetchall()

    return rows


EVENTS = (
    "SR Number,Change Date+Time,Status,Involved ST\n"
    "K-1,2026-01-05T08:00:00+01:00,Accepted,V30\n"
    "K-2,2026-01-05T09:00:00+01:00,Accepted,V30\n"
    "K-1,2026-01-05T10:30:00+01:00,Queued,V5\n"
    "K-1,2026-01-06T08:00:00+01:00,Closed,V5\n"
)
STAGES = ("case_id", "stage", "started_at", "finished_at")


def at(day, hour, minute=0):
    return datetime(2026, 1, day, hour, minute)


def test_an_event_ends_the_stage_before_it(put, stored):
    answer = put("stage_times", EVENTS)
    assert (answer["status"], answer["rows"]) == ("stored", {"read": 4, "stored": 4, "quarantined": 0})
    assert "EVENT_LOG" in [note["code"] for note in answer["notes"]]
    # 08:00+01:00 is 07:00 UTC; the last event of each case stays open
    assert stored("stage_times", *STAGES) == [
        ("K-1", "Accepted", at(5, 7), at(5, 9, 30)),
        ("K-2", "Accepted", at(5, 8), None),
        ("K-1", "Queued", at(5, 9, 30), at(6, 7)),
        ("K-1", "Closed", at(6, 7), None),
    ]


def test_a_final_state_ends_the_case_and_is_no_stage(put, stored):
    answer = put("stage_times", EVENTS, final="closed")
    assert answer["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert {"state": "closed", "count": 1} in [note["fields"] for note in answer["notes"]]
    assert stored("stage_times", *STAGES)[-1] == ("K-1", "Queued", at(5, 9, 30), at(6, 7))


def test_an_activity_is_preferred_to_a_status(put, stored):
    answer = put("stage_times", "case,timestamp,status,activity\nK,2026-01-05 08:00,open,picking\n")
    assert answer["mapping"]["stage"] == "activity"


def test_events_of_one_moment_keep_the_order_of_the_file(put, stored):
    put("stage_times", "case,activity,timestamp\nK,b,2026-01-05 08:00\nK,a,2026-01-05 08:00\nK,c,2026-01-05 09:00\n")
    assert stored("stage_times", *STAGES) == [
        ("K", "b", at(5, 8), at(5, 8)),
        ("K", "a", at(5, 8), at(5, 9)),
        ("K", "c", at(5, 9), None),
    ]


def test_elapsed_time_counts_through_the_change_of_the_clock(put, stored):
    put(
        "stage_times",
        "case,activity,timestamp\nK,a,2026-03-29T01:30+01:00\nK,b,2026-03-29T03:30+02:00\n"
        "L,a,2025-10-26T02:30+02:00\nL,b,2025-10-26T02:30+01:00\n",
    )
    # on both nights one hour passes, whatever the clock on the wall shows
    hours = [
        (end - start).total_seconds() / 3600 for start, end in stored("stage_times", "started_at", "finished_at") if end
    ]
    assert hours == [1, 1]


def test_a_row_set_aside_does_not_end_a_stage(put, stored):
    answer = put("stage_times", "case,activity,timestamp\nK,a,2026-01-05 08:00\nK,b,soon\nK,c,2026-01-05 09:00\n")
    assert [(p["row"], p["code"]) for p in answer["quarantine"]] == [(3, "NOT_A_DATE")]
    assert stored("stage_times", *STAGES)[0] == ("K", "a", at(5, 8), at(5, 9))


def test_another_column_of_times_is_asked_about(put, stored):
    text = "case,activity,start time,handed over\nK,a,2026-01-05 08:00,2026-01-05 09:00\n"
    answer = put("stage_times", text)
    assert [(q.code, q.choices, answer_with(q)) for q in answer["questions"]] == [
        ("STAGE_END", ["#4", "none"], "--map 'finished_at=#4'")
    ]
    put("stage_times", text, {"finished_at": "#4"})
    assert stored("stage_times", *STAGES) == [("K", "a", at(5, 8), at(5, 9))]
    assert put("stage_times", text.replace("K", "L"), {"finished_at": "none"})["status"] == "stored"


WIDE = (
    "order id,customer,ordered,packed,shipped,promised hours\n"
    "K-1,7,2026-01-05 08:00,2026-01-05 10:00,2026-01-06 08:00,48\n"
    "K-2,8,2026-01-05 09:00,,2026-01-05 12:00,24\n"
)


def test_columns_of_times_become_stages(put, stored):
    answer = put("stage_times", WIDE)
    assert (answer["status"], answer["rows"]) == ("stored", {"read": 2, "stored": 2, "quarantined": 0})
    assert answer["ignored"] == ["customer"]
    assert stored("stage_times", "source_row", *STAGES, "promised_hours", order="case_id, started_at") == [
        (2, "K-1", "ordered", at(5, 8), at(5, 10), 48),
        (2, "K-1", "packed", at(5, 10), at(6, 8), 48),
        (2, "K-1", "shipped", at(6, 8), at(6, 8), 48),
        (3, "K-2", "ordered", at(5, 9), at(5, 12), 24),
        (3, "K-2", "shipped", at(5, 12), at(5, 12), 24),
    ]
    assert put("stage_times", WIDE)["status"] == "unchanged"


def test_wide_stages_follow_each_other_by_time_not_by_column(put, stored):
    put(
        "stage_times",
        "case,packed,ordered,shipped\nK,2026-01-05 10:00,2026-01-05 08:00,2026-01-06 08:00\n",
        final="shipped",
    )
    assert stored("stage_times", *STAGES, order="started_at") == [
        ("K", "ordered", at(5, 8), at(5, 10)),
        ("K", "packed", at(5, 10), at(6, 8)),
    ]


def test_a_wide_row_with_one_bad_time_is_set_aside_whole(put, stored):
    answer = put("stage_times", WIDE + "K-3,9,2026-01-05 08:00,soon,2026-01-05 12:00,24\nK-4,9,,,,24\n")
    assert answer["rows"] == {"read": 4, "stored": 2, "quarantined": 2}
    assert [(p["row"], p["column"], p["read"], p["code"]) for p in answer["quarantine"]] == [
        (4, "started_at", "soon", "NOT_A_DATE"),
        (5, "started_at", None, "MISSING_VALUE"),
    ]


def test_a_case_in_two_wide_rows_is_set_aside_unless_they_are_alike(put, stored):
    answer = put(
        "stage_times",
        WIDE + "K-1,7,2026-01-05 08:00,2026-01-05 11:00,,48\nK-2,8,2026-01-05 09:00,,2026-01-05 12:00,24\n",
    )
    assert {(p["row"], p["code"]) for p in answer["quarantine"]} == {
        (2, "DUPLICATE_ID"),
        (4, "DUPLICATE_ID"),
        (5, "DUPLICATE_ID"),
    }
    assert {case for (case,) in stored("stage_times", "case_id")} == {"K-2"}


def test_columns_that_may_be_no_stages_are_asked_about(put, stored):
    text = "case,ordered,shipped,last modified\nK,2026-01-05 08:00,2026-01-06 08:00,2026-01-09 08:00\n"
    (question,) = put("stage_times", text)["questions"]
    assert (question.code, question.choices) == (
        "WHICH_STAGES",
        ["ordered,shipped", "ordered,shipped,last modified"],
    )
    assert answer_with(question) == "--set stages=ordered,shipped"
    assert put("stage_times", text, stages="ordered,shipped")["status"] == "stored"
    assert [stage for (stage,) in stored("stage_times", "stage", order="started_at")] == ["ordered", "shipped"]
    assert put("stage_times", text, stages="ordered,arrived")["error"]["code"] == "UNKNOWN_HEADING"


def test_dates_of_all_stages_are_read_in_one_order(put, stored):
    put("stage_times", "case,ordered,shipped\nK,03/01/2026 08:00,13/01/2026 09:00\n")
    assert stored("stage_times", "started_at", order="started_at") == [(at(3, 8),), (at(13, 9),)]


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

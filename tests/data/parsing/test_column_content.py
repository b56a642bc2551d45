"""Columns are judged by their cells too: numbers and words for "no answer", days below a heading of yes or no,
labels written once, a status that says otherwise, cells in quotes."""

from datetime import date
from decimal import Decimal

import pytest
from staged_text import staged

SURVEY = "date,rated_by,sector,dimension,expected,perceived\n"
ANSWERS = SURVEY + "".join(f"2025-01-10,Desk,Transport,speed,7,{given}\n" for given in (4, 5, 99, 5, 4, 99, 4))


def test_99_far_outside_a_scale_is_asked_about(tmp_path):
    asked = staged(tmp_path, "service_survey", ANSWERS)
    assert asked.questions == [("OUT_OF_SCALE", "perceived.missing", ["99", "none"])]
    found = staged(tmp_path, "service_survey", ANSWERS, perceived__missing="99")
    assert sum(found.rows("perceived")) / 5 == Decimal("4.4")  # (4 + 5 + 5 + 4 + 4) / 5
    assert found.aside == [(4, "MISSING_VALUE"), (7, "MISSING_VALUE")]


@pytest.mark.parametrize(
    "scores, outside",
    [
        ("5 4 3 0 5", "0"),
        ("1 2 3 4 5 9", "9"),
        ("-1 4 5 3", "-1"),
        ("4 5 44 3 4 5", "44"),
        ("4 3 998 2 999 999", "999,998"),
        ("9 10 0 8", None),
        ("7 1 2 3 9 8 10", None),
        ("80 5 99 100", None),
        ("-2 -1 0 1 2", None),
    ],
)
def test_what_lies_outside_the_points_of_a_scale(tmp_path, scores, outside):
    text = "date,score\n" + "".join(f"2025-01-10,{score}\n" for score in scores.split())
    asked = [("OUT_OF_SCALE", "score.missing", [outside, "none"])] if outside else []
    assert staged(tmp_path, "satisfaction", text).questions == asked


def test_a_score_above_the_highest_of_its_row_is_set_aside(tmp_path):
    text = "date,score,scale_max\n" + "".join(f"2025-01-1{i},{score},5\n" for i, score in enumerate((4, 5, 4, 99, 3)))
    found = staged(tmp_path, "satisfaction", text)
    assert (sum(found.rows("score")), found.aside) == (16, [(5, "OUT_OF_RANGE")])


WORDS = (
    "complaint_id,opened_on,closed_on,sector,customer_id,compensation\n"
    "1,2025-01-02,?,?,K1,5\n2,2025-01-03,?,Sales,unknown,?\n3,2025-01-04,?,Sales,K2,?\n4,2025-01-31,,Desk,K2,?\n"
)


def test_words_for_empty_cells_are_one_question(tmp_path):
    asked = staged(tmp_path, "complaints", WORDS)
    assert asked.questions == [("LIKE_MISSING", "missing", ["?,unknown", "none"])]
    found = staged(tmp_path, "complaints", WORDS, missing="?,unknown")
    assert found.rows("sector", "customer_id", "compensation") == [
        (None, "K1", 5),
        ("Sales", None, None),
        ("Sales", "K2", None),
        ("Desk", "K2", None),
    ]
    assert (found.rows("closed_on"), found.aside) == ([None] * 4, [])


@pytest.mark.parametrize("word", ["n/k", "Unknown", "desconocido", "não informado", "k.A.", "(blank)"])
def test_a_word_for_nothing_is_no_sector(tmp_path, word):
    text = f"complaint_id,opened_on,sector\n1,2025-01-02,{word}\n2,2025-01-31,Desk\n"
    assert staged(tmp_path, "complaints", text).questions == [("LIKE_MISSING", "sector.missing", [word, "none"])]
    assert staged(tmp_path, "complaints", text, sector__missing=word).rows("sector") == [None, "Desk"]


RESOLVED = "complaint_id,opened_on,{}\n1,2025-03-04,2025-03-06\n2,2025-03-11,2025-03-12\n3,2025-03-31,\n"


@pytest.mark.parametrize("heading", ["Resolved", "resuelto", "resolvido"])
def test_days_below_a_heading_of_yes_or_no_are_the_day_of_closing(tmp_path, heading):
    found = staged(tmp_path, "complaints", RESOLVED.format(heading))
    assert (found.rows("closed_on"), found.aside) == ([date(2025, 3, 6), date(2025, 3, 12), None], [])
    assert found.notes == ["HEADING_BY_CELLS"]


def test_two_days_of_closing_are_asked_about(tmp_path):
    text = "complaint_id,opened_on,Resolved,Closed\n1,2025-03-04,2025-03-05,2025-03-12\n"
    asked = staged(tmp_path, "complaints", text)
    assert asked.questions == [("DUPLICATE_COLUMN", "heading of closed_on", ["#4", "#3", "none"])]
    for place, day in (("#3", 5), ("#4", 12)):
        assert staged(tmp_path, "complaints", text, {"closed_on": place}).rows("closed_on") == [date(2025, 3, day)]


def test_the_type_of_a_complaint_is_its_category_and_no_department(tmp_path):
    found = staged(tmp_path, "complaints", "id,date,Complaint Type,Department\n1,2024-01-03,Late delivery,Delivery\n")
    assert found.rows("category", "sector") == [("Late delivery", "Delivery")]


def test_charges_are_noted_and_a_method_of_payment_is_no_channel(tmp_path):
    text = "Customer ID,start date,Monthly Charges,Payment Method\n1,2024-01-03,20,card\n"
    found = staged(tmp_path, "customers", text)
    assert (found.notes, found.result.ignored) == (["REVENUE_AS_MARGIN"], ["Payment Method"])


PIVOT = (
    "sector,complaint_id,opened_on,compensation\nDesk,1,2025-01-02,10\n,2,2025-01-05,20\n,3,2025-01-09,30\n"
    "Transport,4,2025-01-02,5\n,5,2025-01-05,5\n,6,2025-01-31,5\n"
)
NESTED = "month,sector,purpose,amount\n" + "".join(
    f"{month},Sales,running,1\n,,service,2\n,Desk,running,3\n" for month in ("2025-01", "2025-02")
)


def test_labels_written_once_are_filled_down_when_told_so(tmp_path):
    assert staged(tmp_path, "complaints", PIVOT).questions == [("LABELS_ONCE", "sector.fill", ["down", "none"])]
    found = staged(tmp_path, "complaints", PIVOT, sector__fill="down").rows("sector", "compensation")
    assert sum(amount for sector, amount in found if sector == "Desk") == 60
    assert staged(tmp_path, "complaints", PIVOT, sector__fill="none").rows("sector")[1:3] == [None, None]


def test_rows_of_totals_are_no_rows_below_a_label(tmp_path):
    text = "complaint_id,opened_on,sector,compensation\n1,2025-01-02,Desk,10\nSubtotal Desk,,,10\n"
    found = staged(tmp_path, "complaints", text + "2,2025-01-03,Sales,5\nGrand total,,,15\n")
    assert (found.questions, found.aside) == ([], [(3, "TOTALS_ROW"), (5, "TOTALS_ROW")])


def test_labels_below_labels_are_one_question(tmp_path):
    assert staged(tmp_path, "sector_costs", NESTED).questions == [("LABELS_ONCE", "fill", ["down", "none"])]
    found = staged(tmp_path, "sector_costs", NESTED, fill="down").rows("month", "sector", "amount")
    assert found[4] == (date(2025, 2, 1), "Sales", 2)
    assert sum(amount for _, sector, amount in found if sector == "Sales") == 6  # 1 + 2 in each month


ENDS = (
    "customer_id,start date,contract end date,status\nT0,2021-01-10,2023-01-09,Cancelled\n"
    "T1,2021-02-10,2023-02-09,Active\nT2,2021-03-10,2023-03-09,Active\n"
)


@pytest.mark.parametrize("active, ended", [("Active", "Cancelled"), ("Activo", "Baja"), ("Ativo", "Encerrado")])
def test_an_end_in_the_past_beside_active_is_asked_about(tmp_path, active, ended):
    text = ENDS.replace("Active", active).replace("Cancelled", ended)
    asked = staged(tmp_path, "customers", text)
    assert asked.questions == [("STATUS_DISAGREES", "ended_on.active", ["open", "ended"])]
    assert staged(tmp_path, "customers", text, ended_on__active="open").rows("ended_on") == [
        date(2023, 1, 9),
        None,
        None,
    ]
    assert None not in staged(tmp_path, "customers", text, ended_on__active="ended").rows("ended_on")


def test_an_end_in_the_past_beside_not_left_is_asked_about(tmp_path):
    text = "customer_id,start date,contract end date,churn\nT0,2021-01-10,2023-01-09,Yes\nT1,2021-02-10,2023-02-09,No\n"
    assert staged(tmp_path, "customers", text).questions == [("STATUS_DISAGREES", "ended_on.active", ["open", "ended"])]
    assert staged(tmp_path, "customers", text, ended_on__active="open").rows("ended_on") == [date(2023, 1, 9), None]


def test_quotes_around_every_cell_are_no_part_of_it(tmp_path):
    text = "'complaint_id','opened_on','sector'\n'0800','2025-01-02','Sales'\n'0801','2025-01-31',\n"
    found = staged(tmp_path, "complaints", text)
    assert found.rows("complaint_id", "opened_on", "sector") == [
        ("0800", date(2025, 1, 2), "Sales"),
        ("0801", date(2025, 1, 31), None),
    ]
    prefixed = staged(tmp_path, "complaints", "complaint_id,opened_on\n'0800,2025-01-02\n'0801,2025-01-31\n")
    assert prefixed.rows("complaint_id") == ["0800", "0801"]
    some = staged(tmp_path, "complaints", "complaint_id,opened_on,sector\n1,2025-01-02,'t Gooi\n2,2025-01-31,Desk\n")
    assert some.rows("sector") == ["'t Gooi", "Desk"]


@pytest.mark.parametrize(("first", "second"), [("2 days", "3 days"), ("2", "14"), ("1:30", "0:45")])
def test_numbers_and_lengths_below_a_heading_of_yes_or_no_are_asked_about(tmp_path, first, second):
    text = f"complaint_id,opened_on,resolved\nC1,2025-03-13,{first}\nC2,2025-03-14,{second}\nC3,2025-03-15,1\n"
    asked = [("UNLIKELY_CELLS", "heading of resolved", ["none", "resolved"])]
    assert staged(tmp_path, "complaints", text).questions == asked


def test_yes_and_no_below_a_heading_of_amounts_are_asked_about(tmp_path):
    text = "complaint_id,opened_on,refund\nC1,2025-03-13,yes\nC2,2025-03-14,no\nC3,2025-03-15,yes\n"
    asked = [("UNLIKELY_CELLS", "heading of compensation", ["none", "refund"])]
    assert staged(tmp_path, "complaints", text).questions == asked


def test_a_zero_is_outside_the_scale_that_another_column_of_scores_shows(tmp_path):
    rows = "".join(f"2025-01-1{day},Desk,Transport,speed,7,{given}\n" for day, given in enumerate((5, 0, 4, 6, 0, 6)))
    asked = [("OUT_OF_SCALE", "perceived.missing", ["0", "none"])]
    assert staged(tmp_path, "service_survey", SURVEY + rows).questions == asked


@pytest.mark.parametrize("word", ["still active", "ongoing", "vigente", "até hoje", "unbefristet"])
def test_a_word_for_no_end_is_asked_about(tmp_path, word):
    text = f"customer_id,started_on,ended_on\n1,2020-02-13,{word}\n2,2020-03-14,2021-06-30\n"
    assert staged(tmp_path, "customers", text).questions == [("OPEN_DATE", "ended_on.missing", [word, "none"])]
    assert staged(tmp_path, "customers", text, ended_on__missing=word).rows("ended_on") == [None, date(2021, 6, 30)]


def test_a_status_says_who_has_left(tmp_path):
    text = "customer_id,tenure_months,churn\n1,12,Stayed\n2,24,Churned\n3,1,Joined\n4,5,Stayed\n"
    assert staged(tmp_path, "customers", text).rows("has_left") == [False, True, False, False]


def test_one_answer_holds_for_all_columns_of_days_or_amounts_that_can_be_read_in_two_ways(tmp_path):
    text = (
        'complaint_id,opened_on,closed_on,compensation,rework_cost\n1,02/03/2025,04/05/2025,"1,250","2,100"\n'
        '2,03/04/2025,05/06/2025,"2,500","1,000"\n'
    )
    asked = staged(tmp_path, "complaints", text).questions
    assert [setting for _, setting, _ in asked] == ["opened_on.order", "compensation.decimal"]
    found = staged(tmp_path, "complaints", text, opened_on__order="month-first", compensation__decimal="comma")
    assert found.rows("closed_on") == [date(2025, 4, 5), date(2025, 5, 6)]
    assert found.rows("rework_cost") == [Decimal("2.1"), Decimal(1)]


@pytest.mark.parametrize("word", ["Unassigned", "Sin asignar", "N/A", "nicht zugewiesen", "não atribuído"])
def test_nobody_is_no_sector_unasked(tmp_path, word):
    text = f"complaint_id,opened_on,department\n1,2025-03-13,{word}\n2,2025-03-14,Sales\n"
    assert staged(tmp_path, "complaints", text).questions == [("LIKE_MISSING", "sector.missing", [word, "none"])]


def test_customer_0_of_several_rows_is_asked_about(tmp_path):
    text = "complaint_id,opened_on,customer_id\n" + "".join(
        f"{row},2025-03-13,{customer}\n" for row, customer in enumerate((0, 0, 0, "A100", "A200"))
    )
    asked = [("LIKE_MISSING", "customer_id.missing", ["0", "none"])]
    assert staged(tmp_path, "complaints", text).questions == asked
    assert staged(tmp_path, "complaints", text.replace("A100", "1")).questions == []  # 1 is a customer as short

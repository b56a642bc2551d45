"""Rows of whole cases with a column of times for each stage: ends, promises, an order of their own."""

import pytest

WIDE = "order;ordered;approved;given to carrier;delivered;estimated delivery"
DAYS = ["1;2;4;9;10", "1;2;4;8;10", "1;2;4;9;8", "1;4;2;9;10", "1;2;4;;10"]


def wide(days, head=WIDE, order=range(5)):
    """The days of March of each order as a row a case, its columns of times in another order."""
    lines = [[f"2025-03-{int(day):02d} 00:00:00" if day else "" for day in row.split(";")] for row in days]
    names = head.split(";")
    rows = [[names[0], *(names[i + 1] for i in order)]]
    rows += [[f"K{number}", *(line[i] for i in order)] for number, line in enumerate(lines, 1)]
    return "\n".join(";".join(row) for row in rows)


@pytest.mark.parametrize("order", [range(5), (4, 0, 1, 2, 3), (3, 0, 1, 2, 4)])
def test_a_promise_is_no_stage_and_rows_against_the_order_are_set_aside(staged, order):
    read = staged(wide(DAYS, order=order), stage__approved__sector="Shop", stage__approved__assigned_hours="30")
    assert read.aside == [(5, "ENDED_BEFORE_STARTED")]
    stages = read.stages("sector", "assigned_hours::int", "promised_at::varchar")
    # a promised day counts until its end
    until = "2025-03-10 23:59:59.999999"
    assert [row for row in stages if row[0] == "K1"] == [
        ("K1", "ordered", 0, 24, None, None, until),
        ("K1", "approved", 24, 72, "Shop", 30, until),
        ("K1", "given to carrier", 72, 192, None, None, until),
        ("K1", "delivered", 192, 192, None, None, until),
    ]
    assert [row[1:4] for row in stages if row[0] == "K5"][-1] == ("given to carrier", 72, None)


def test_columns_of_ends_are_read_as_ends(staged):
    read = staged(wide(DAYS[:1]), times="ends")
    assert [row[2:4] for row in read.stages()] == [(0, 0), (0, 24), (24, 72), (72, 192)]


def test_stages_in_no_fixed_order_are_asked_about(staged):
    text = wide(["1;2;4;9;10", "1;4;2;9;10"])
    assert staged(text).question == ("STAGE_ORDER", ["columns", "times"], "--set stage-order=columns")
    assert staged(text, **{"stage-order": "columns"}).aside == [(3, "ENDED_BEFORE_STARTED")]
    assert staged(text, **{"stage-order": "times"}).aside == []


def test_a_time_that_may_be_a_promise_is_asked_about(staged):
    text = wide(["1;2;4;9;10"], WIDE.replace("estimated delivery", "planned handover"))
    assert staged(text).question == ("PROMISE", ["#6", "none"], "--map 'promised_at=#6'")
    assert len(staged(text, {"promised_at": "#6"}).stages("promised_at")) == 4


def test_a_promised_time_of_day_is_kept_and_the_end_of_a_case_asked_about(staged):
    text = "case,activity,team,timestamp,promised by\nK,order,V,2025-03-01 09:00,2025-03-03 12:00\n"
    text += "K,deliver,V,2025-03-02 09:00,2025-03-03 12:00\n"
    assert staged(text).question == ("CASE_END", ["deliver", "none"], "--set final=deliver")
    read = staged(text, final="deliver")
    assert read.stages("promised_at::varchar") == [("K", "order", 9, 33, "2025-03-03 12:00:00")]
    assert len(staged(text, final="none").stages()) == 2


def test_what_is_said_of_a_stage_must_fit(staged, put):
    assert "UNKNOWN_STAGE" in staged(wide(DAYS), stage__aproved__sector="Shop").notes
    settings = {"stage.a.assigned_hours": "a day"}
    assert put("stage_times", "case,stage,start\n", **settings)["error"]["code"] == "UNKNOWN_SETTING"


PAIRS = "order id,pick start,pick end,ship start,ship end\n"


def test_columns_of_start_and_end_are_pairs_and_not_stages_of_their_own(staged):
    found = staged(PAIRS + "O1,2025-03-01 08:00,2025-03-01 09:00,2025-03-01 12:00,2025-03-01 15:00\n")
    # the three hours from the end of picking to shipping are nobody's stage
    assert found.stages() == [("O1", "pick", 8, 9), ("O1", "ship", 12, 15)]
    assert found.notes == ["STAGES_IN_PAIRS"]


def test_pairs_may_overlap_and_be_open_but_none_ends_before_it_starts(staged):
    found = staged(
        PAIRS + "O1,2025-03-01 08:00,2025-03-01 13:00,2025-03-01 12:00,\n"
        "O2,2025-03-01 08:00,2025-03-01 07:00,2025-03-01 12:00,2025-03-01 13:00\n"
    )
    assert found.stages() == [("O1", "pick", 8, 13), ("O1", "ship", 12, None)]
    assert found.aside == [(3, "ENDED_BEFORE_STARTED")]


def test_columns_beside_pairs_are_asked_about(staged):
    text = "order id,approved,inicio revisión,fin revisión\nO1,2025-03-01 06:00,2025-03-01 08:00,2025-03-01 09:00\n"
    code, choices, _ = staged(text).question
    both = "inicio revisión,fin revisión"
    assert (code, choices) == ("WHICH_STAGES", [both, f"approved,{both}"])
    assert staged(text, stages=both).stages() == [("O1", "revisión", 8, 9)]


def test_of_several_promises_the_last_is_that_of_the_case(staged):
    text = "order id,planned ship,ship,planned delivery,delivery\nO1,2025-03-01,2025-03-02,2025-03-03,2025-03-04\n"
    codes = {question.code: question.choices for question in staged(text).staged.questions}
    assert codes["PROMISE"] == ["#4", "#2", "none"]

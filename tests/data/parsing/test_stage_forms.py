"""Lists of stages in their forms: one event a row, or one case a row with a column of times for each stage."""

from datetime import datetime

from data.commands.output import answer_with

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
    assert put("stage_times", text, stages="ordered,arrived")["error"]["code"] == "HEADING_NOT_THERE"


def test_dates_of_all_stages_are_read_in_one_order(put, stored):
    put("stage_times", "case,ordered,shipped\nK,03/01/2026 08:00,13/01/2026 09:00\n")
    assert stored("stage_times", "started_at", order="started_at") == [(at(3, 8),), (at(13, 9),)]

"""How long a stage took, beside one time: its other end follows, or it is asked which; never a list of events."""

import pytest


def rows(stamp: str, length: str, first: str, second: str) -> str:
    return f"case_id,activity,{stamp},{length}\nK1,pick,2025-03-01 08:00,{first}\nK1,ship,2025-03-01 20:00,{second}\n"


def test_a_stage_ends_so_long_after_its_start(staged):
    found = staged(rows("start time", "duration (min)", "90", "30"))
    # 8:00 and 90 minutes, 20:00 and 30 minutes; a list of events would have let pick last until 20:00
    assert found.stages() == [("K1", "pick", 8, 9.5), ("K1", "ship", 20, 20.5)]
    assert "ENDS_BY_DURATION" in found.notes and "EVENT_LOG" not in found.notes


def test_a_stage_began_so_long_before_its_end(staged):
    found = staged(rows("end time", "Dauer (Std.)", "2", ""))
    # 8:00 less 2 hours; a beginning that cannot be known is a missing length
    assert found.stages() == [("K1", "pick", 6, 8)]
    assert found.aside == [(3, "MISSING_VALUE")]


def test_a_stage_without_a_length_is_open(staged):
    found = staged(rows("inicio", "duración (horas)", "2", ""))
    assert found.stages() == [("K1", "pick", 8, 10), ("K1", "ship", 20, None)]


def test_lengths_say_their_own_units(staged):
    found = staged(rows("início", "duração", "1:30:00", "45 min"))
    assert found.stages() == [("K1", "pick", 8, 9.5), ("K1", "ship", 20, 20.75)]


def test_bare_numbers_without_a_unit_are_asked_about(staged):
    assert staged(rows("start", "duration", "90", "30")).question[0] == "NO_UNIT"
    found = staged(rows("start", "duration", "90", "30"), duration_hours__unit="minutes")
    assert found.stages() == [("K1", "pick", 8, 9.5), ("K1", "ship", 20, 20.5)]


@pytest.mark.parametrize(
    ("stamp", "length"),
    [("timestamp", "duration (min)"), ("start time", "time spent (min)"), ("fecha y hora", "duración (min)")],
)
def test_what_the_headings_leave_open_is_asked(staged, stamp, length):
    text = rows(stamp, length, "90", "30")
    choices = ["start", "end", "none"]
    assert staged(text).question == ("STAGE_DURATION", choices, "--set duration_hours.beside=start")
    assert staged(text, duration_hours__beside="end").stages() == [("K1", "pick", 6.5, 8), ("K1", "ship", 19.5, 20)]
    assert staged(text, duration_hours__beside="none").stages() == [("K1", "pick", 8, 20), ("K1", "ship", 20, None)]


def test_both_ends_say_it_themselves(staged):
    text = "case_id,activity,start,end,duration (min)\nK1,pick,2025-03-01 08:00,2025-03-01 10:00,90\n"
    found = staged(text)
    assert found.stages() == [("K1", "pick", 8, 10)] and "duration (min)" in found.staged.ignored


def test_the_same_length_in_all_rows_of_a_case_may_be_that_of_the_case(staged):
    text = rows("start time", "duration (h)", "14", "14")
    choices = ["none", "start", "end"]
    assert staged(text).question == ("STAGE_DURATION", choices, "--set duration_hours.beside=none")
    assert staged(text, duration_hours__beside="none").stages() == [("K1", "pick", 8, 20), ("K1", "ship", 20, None)]
    assert staged(text, duration_hours__beside="start").stages() == [("K1", "pick", 8, 22), ("K1", "ship", 20, 34)]


def test_pairs_of_rows_say_it_themselves(staged):
    text = (
        "case_id,activity,lifecycle:transition,timestamp,duration (min)\n"
        "K1,pick,start,2025-03-01 08:00,\nK1,pick,complete,2025-03-01 10:00,90\n"
    )
    assert staged(text).stages() == [("K1", "pick", 8, 10)]

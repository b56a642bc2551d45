"""Several rows of one key in a file: asked about where they are many, and the latest by a column holds."""

import pytest
from file_length import both_lengths

most_cells = both_lengths()

HISTORY = (
    "complaint_id,opened_on,compensation,Changed,Step\n"
    "C1,2026-01-05,10,{0},1\nC1,2026-01-05,25,{1},2\nC2,2026-01-06,7,{0},1\nC3,2026-01-07,1,{1},9\nC3,2026-01-07,2,{0},10\n"
)
DAYS = HISTORY.format("2026-02-01 10:00", "2026-02-01 11:30")


def amounts(store) -> dict[str, str]:
    frame = store.rows("complaints")
    return {key: str(int(amount)) for key, amount in zip(frame["complaint_id"], frame["compensation"])}


def test_doubled_keys_are_asked_about_with_the_columns_that_can_tell(put, store):
    answer = put("complaints", DAYS)
    ((code, setting, choices),) = [(q.code, q.setting, q.choices) for q in answer["questions"]]
    assert (code, setting) == ("DOUBLED_KEYS", "keep")
    assert choices == ["last-by:Changed", "last-by:Step", "none"]
    answer = put("complaints", DAYS, keep="none")
    assert (answer["rows"], amounts(store)) == ({"read": 5, "stored": 1, "quarantined": 4}, {"C2": "7"})


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("heading", "text", "expected", "out"),
    [
        ("Changed", DAYS, {"C1": "25", "C2": "7", "C3": "1"}, 2),
        ("Step", DAYS, {"C1": "25", "C2": "7", "C3": "2"}, 2),  # 10 is after 9: numbers, not texts
        ("Changed", HISTORY.format("13/02/2026", "2/3/2026"), {"C1": "25", "C2": "7", "C3": "1"}, 2),  # 2 March
        # 10:00 at UTC+2 is 8:00, before 9:30 at UTC
        (
            "Changed",
            HISTORY.format("2026-02-01T10:00+02", "2026-02-01T09:30Z"),
            {"C1": "25", "C2": "7", "C3": "1"},
            2,
        ),
        ("Changed", HISTORY.format("2026-02-01", ""), {"C2": "7"}, 0),  # nobody can say which is the latest
        ("Changed", HISTORY.format("2026-02-01", "2026-02-01"), {"C2": "7"}, 0),
        ("compensation", DAYS, {"C1": "25", "C2": "7", "C3": "2"}, 2),
    ],
)
def test_the_latest_row_holds_and_the_others_are_counted(put, store, heading, text, expected, out):
    answer = put("complaints", text, keep=f"last-by:{heading}")
    assert (answer["status"], amounts(store), answer["rows"].get("left_out", 0)) == ("stored", expected, out)
    assert [n["fields"]["count"] for n in answer["notes"] if n["code"] == "EARLIER_ROWS"] == [out]
    assert put("complaints", text, name="again.csv")["status"] == "unchanged"  # remembered for the heading


def test_an_unclear_order_of_its_days_is_asked_about(put, store):
    text = HISTORY.format("1/2/2026", "2/1/2026")
    (question,) = put("complaints", text, keep="last-by:Changed")["questions"]
    assert (question.setting, question.code) == ("keep.order", "AMBIGUOUS_DATE")
    put("complaints", text, keep="last-by:Changed", keep__order="day-first")
    assert amounts(store) == {"C1": "10", "C2": "7", "C3": "2"}  # 1 February is after 2 January


def test_a_flawed_latest_row_is_set_aside_and_none_takes_its_place(put, store):
    answer = put("complaints", DAYS.replace("05,25", "05,x"), keep="last-by:Changed")
    assert (answer["rows"]["quarantined"], sorted(amounts(store))) == (1, ["C2", "C3"])


@pytest.mark.parametrize(
    ("dataset", "code"), [("complaints", "HEADING_NOT_THERE"), ("satisfaction", "UNKNOWN_SETTING")]
)
def test_what_cannot_tell_is_refused(put, dataset, code):
    assert put(dataset, DAYS, keep="last-by:colour")["error"]["code"] == code

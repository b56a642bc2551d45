"""Rows without an id get one from their file and row: the same file again changes nothing, another brings new rows."""

import pytest

from data.repairs.repair import repair_rows

NO_ID = "opened_on,sector,compensation\n2026-01-05,Billing,10\n2026-01-05,Billing,10\n2026-01-06,Billing,x\n"
SAID = {"complaint_id.value": "#row"}


def ids(store) -> list[str]:
    return sorted(store.rows("complaints")["complaint_id"])


def test_the_refusal_names_the_option(put):
    error = put("complaints", NO_ID)["error"]
    assert error["code"] == "MISSING_COLUMN"
    assert error["fields"]["options"] == "--map complaint_id=HEADING --set complaint_id.value=#row"
    assert "#row" not in put("complaints", "complaint_id,sector\nC1,Billing\n")["error"]["fields"]["options"]


def test_the_same_file_again_changes_nothing_whatever_its_name(store, put):
    answer = put("complaints", NO_ID, **SAID)
    assert answer["rows"] == {"read": 3, "stored": 2, "quarantined": 1}  # two equal rows are two complaints
    assert [note["code"] for note in answer["notes"]] == ["ROW_IDS"] and answer["mapping"]["complaint_id"] == "=#row"
    before = ids(store)
    assert len({name.partition("-")[0] for name in before}) == 1 and [name[-2:] for name in before] == ["-2", "-3"]
    assert put("complaints", NO_ID, name="copy.csv", **SAID)["status"] == "unchanged"
    another = NO_ID.replace("05", "07")  # another file of that name
    assert put("complaints", another, **SAID)["changed"]["new"] == 2
    assert len(ids(store)) == 4 and set(before) < set(ids(store))


def test_a_row_repaired_later_has_the_id_of_its_file_and_row(store, put):
    put("complaints", NO_ID, **SAID)
    prefix = ids(store)[0].partition("-")[0]
    assert repair_rows(store, "i1", [{"row": 4, "compensation": "12"}])["status"] == "stored"
    assert ids(store) == [f"{prefix}-{row}" for row in (2, 3, 4)]
    assert put("complaints", NO_ID, **SAID)["status"] == "unchanged"


@pytest.mark.parametrize("name", ["customer_id.value", "category.value"])
def test_only_an_id_that_alone_tells_rows_apart_is_made_so(put, name):
    answer = put("complaints", "complaint_id,opened_on\nC1,2026-01-05\n", **{name: "#row"})
    assert (answer["status"], answer["error"]["code"]) == ("refused", "UNKNOWN_SETTING")


DAYS = [f"2026-01-{day:02},Billing,{day}\n" for day in range(1, 11)]
HEADINGS = "opened_on,sector,compensation\n"


def test_a_file_that_has_grown_is_asked_about_and_counts_its_new_rows_only(store, put):
    put("complaints", HEADINGS + "".join(DAYS[:8]), **SAID)
    grown = HEADINGS + "".join(DAYS) + DAYS[0]  # the first row is there twice now: one of the two is new
    asked = put("complaints", grown, **SAID)
    (question,) = asked["questions"]
    assert (question.code, question.setting, question.choices) == ("ROWS_REPEATED", "repeated", ["new", "add"])
    assert (question.fields["count"], question.fields["total"]) == (8, 11)
    assert put("complaints", grown, repeated="new", **SAID)["changed"]["new"] == 3
    assert store.rows("complaints")["compensation"].sum() == 56  # 1 + … + 10 = 55, and 1 again
    assert put("complaints", grown, repeated="new", **SAID)["status"] == "unchanged"
    # the next month's file repeats nothing
    assert put("complaints", HEADINGS + "2026-02-01,Billing,1\n", **SAID)["changed"]["new"] == 1


def test_rows_that_count_again_are_said_to(store, put):
    put("complaints", HEADINGS + "".join(DAYS[:3]), **SAID)
    assert put("complaints", HEADINGS + "".join(DAYS[:4]), repeated="add", **SAID)["changed"]["new"] == 4
    assert len(ids(store)) == 7


def test_one_equal_row_in_a_longer_file_is_chance(put):
    put("complaints", HEADINGS + DAYS[0], **SAID)
    assert put("complaints", HEADINGS + "".join(DAYS), **SAID)["changed"]["new"] == 10


def test_a_rejected_row_of_a_file_of_which_only_new_rows_count_can_be_corrected(store, put):
    put("complaints", HEADINGS + "".join(DAYS[:3]), **SAID)
    grown = HEADINGS + "".join(DAYS[:3]) + "2026-01-20,Billing,x\n"
    assert put("complaints", grown, repeated="new", **SAID)["rows"]["quarantined"] == 1
    assert repair_rows(store, "i2", [{"row": 5, "compensation": "4"}])["status"] == "stored"
    assert sorted(store.rows("complaints")["compensation"]) == [1, 2, 3, 4]

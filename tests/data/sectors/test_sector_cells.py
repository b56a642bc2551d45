"""Cells of a column of sectors that name several sectors, or numbers, are asked about; answers hold for later files."""

from data.sectors.changes import sector_changes
from models.engine.engine import Engine

TWO = (
    "complaint_id,opened_on,sector,compensation\nC1,2025-03-01,Billing; Logistics,100\n"
    'C2,2025-03-02,"Billing, Logistics",100\nC3,2025-03-31,Billing / Warehouse,100\n'
)
TICKETS = "number,opened_at,caused_by,assignment_group\n" + "".join(
    f"{i},2025-01-0{i},{cause},Desk\n" for i, cause in enumerate(("CHG0000097", "CHG0000132", "CHG0000977"), 1)
)


def test_a_cell_with_several_known_sectors_is_asked_about(put, store):
    put("sectors", "sector\nBilling\nLogistics\n")
    (question,) = put("complaints", TWO)["questions"]
    assert (question.code, question.setting, question.choices) == (
        "SEVERAL_SECTORS",
        "sector.split",
        ["share", "first", "new"],
    )
    assert question.fields == {"read": "Billing; Logistics", "count": 2}
    assert put("complaints", TWO, sector__split="first")["new_sectors"] == ["Billing / Warehouse"]
    found = store.connection.cursor().execute("select sector from raw_complaints order by complaint_id").fetchall()
    assert found == [("billing",), ("billing",), ("billing / warehouse",)]
    later = put("complaints", TWO.replace("C1", "D1").replace("C2", "D2").replace("C3", "D3"))
    assert (later["status"], "REMEMBERED_SETTING" in [note["code"] for note in later["notes"]]) == ("stored", True)


def test_sectors_that_share_a_cell_share_the_complaint_until_the_import_is_undone(put, store):
    put("sectors", "sector\nBilling\nLogistics\n")
    answer = put("complaints", TWO, sector__split="share")
    assert answer["status"] == "stored"
    points = Engine(store.connection).rows("causing_share", answer["version"])[1]
    assert sorted(row[:3] for row in points if row[0] == "C1") == [("C1", "Billing", 5000), ("C1", "Logistics", 5000)]
    corrected = "complaint_id,opened_on,sector\nC1,2025-03-01,Billing\n"
    points = Engine(store.connection).rows("causing_share", put("complaints", corrected)["version"])[1]
    assert [row[:3] for row in points if row[0] == "C1"] == [("C1", "Billing", 10000)]
    store.undo(answer["import_id"])
    assert [change["undone"] for change in sector_changes(store.connection.cursor())] == [True, True]


def test_a_column_of_numbers_is_no_sector(put):
    (question,) = put("complaints", TICKETS)["questions"]
    assert (question.code, question.setting) == ("SECTOR_NUMBERS", "heading of sector")
    assert question.choices == ["none", "caused_by"]
    assert put("complaints", TICKETS, {"sector": "none"})["new_sectors"] == ["Desk"]
    assert put("complaints", TICKETS, {"sector": "caused_by"})["status"] == "stored"


def test_numbers_of_sectors_that_are_known_are_not_asked_about(put):
    put("sectors", "sector\n4711\n4712\n")
    costs = "cost center,month,purpose,amount\n4711,2025-01,running,10\n4712,2025-01,running,20\n"
    assert put("sector_costs", costs)["status"] == "stored"


def test_several_headings_for_one_column_may_all_be_wrong(put):
    text = "complaint_id,opened_on,department,team\n1,2025-01-02,North,South\n2,2025-01-31,North,South\n"
    (question,) = put("complaints", text)["questions"]
    assert (question.code, question.choices) == ("DUPLICATE_COLUMN", ["#3", "#4", "none"])
    assert put("complaints", text, {"sector": "none"})["new_sectors"] == []
    again = put("complaints", text.replace("2025-01-02", "2025-01-03"))
    assert (again["status"], again["questions"], again["new_sectors"]) == ("stored", [], [])


def test_a_heading_chosen_by_its_place_is_remembered(put, store):
    text = "complaint_id,opened_on,Resolved,Closed\n{},2025-03-04,2025-03-05,2025-03-12\n"
    put("complaints", text.format("C1"), {"closed_on": "#4"})
    assert put("complaints", text.format("C2"))["mapping"]["closed_on"] == "Closed"
    put("complaints", text.format("C3"), {"closed_on": "#3"})
    assert put("complaints", text.format("C4"))["mapping"]["closed_on"] == "Resolved"
    assert len(store.rows("complaints")) == 4

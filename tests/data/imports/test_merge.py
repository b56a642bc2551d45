"""How files change what is stored: corrections, entries of several lines, release, sector spellings."""

from data.commands.output import answer_with
from data.import_options import Options
from data.imports.pipeline import import_file
from models.engine.selection import Selection


def complaints(store, version=None):
    frame = store.rows("complaints", version)
    return {
        row.complaint_id: (row.sector, None if row.compensation is None else str(row.compensation.normalize()))
        for row in frame.itertuples()
    }


FIRST = "complaint_id,opened_on,sector,compensation\nC1,2026-01-15,Billing,10\nC2,2026-01-16,Delivery,20\n"


def test_a_later_file_corrects_its_keys_and_leaves_the_others(store, put):
    put("complaints", FIRST)
    answer = put("complaints", "complaint_id,opened_on,compensation\nC2,2026-01-16,25\nC3,2026-01-17,30\n")
    assert answer["rows"] == {"read": 2, "stored": 2, "quarantined": 0} and answer["version"] == 2
    # C2 keeps its sector: the second file has no such column
    assert complaints(store) == {"C1": ("Billing", "1E+1"), "C2": ("Delivery", "25"), "C3": (None, "3E+1")}
    assert complaints(store, 1) == {"C1": ("Billing", "1E+1"), "C2": ("Delivery", "2E+1")}


def test_a_blank_cell_clears_only_when_asked(store, put):
    put("complaints", FIRST)
    blank = "complaint_id,opened_on,sector,compensation\nC1,2026-01-15,Billing,\n"
    assert put("complaints", blank)["status"] == "unchanged"
    assert put("complaints", blank, blanks="clear")["status"] == "stored"
    assert complaints(store)["C1"] == ("Billing", None)


def test_the_same_content_from_another_file_changes_nothing(store, put):
    put("complaints", FIRST)
    other_order = (
        "opened_on;complaint_id;compensation;sector\n16.01.2026;C2;20,00;delivery\n15.01.2026;C1;10,00;BILLING\n"
    )
    answer = put("complaints", other_order)
    assert (answer["status"], answer["version"], answer["rows"]["stored"]) == ("unchanged", 1, 2)


def test_lines_of_one_entry_add_up_and_are_replaced_as_a_whole(store, put):
    put(
        "sector_costs",
        "sector,month,purpose,amount\nBilling,2026-01,running,100\nBilling,2026-01,running,100\n"
        "Billing,2026-02,running,50\n",
    )
    answer = put("sector_costs", "sector,month,purpose,amount\nBilling,2026-01,running,150\n")
    assert [note["code"] for note in answer["notes"]] == ["ENTRIES_REPLACED"]
    assert sorted(int(amount) for amount in store.rows("sector_costs")["amount"]) == [50, 150]
    store.undo("i2")
    assert sorted(int(amount) for amount in store.rows("sector_costs")["amount"]) == [50, 100, 100]


def test_complaints_of_unknown_customers_wait_and_are_released(store, put):
    put("customers", "customer_id,started_on\n0007,2025-01-01\n")
    answer = put(
        "complaints",
        "complaint_id,opened_on,customer_id,sector,compensation\n"
        "C1,2026-01-15,0007,Billing,10\nC2,2026-01-16,0008,Billing,20\n",
    )
    assert [(p["row"], p["column"], p["read"], p["code"]) for p in answer["quarantine"]] == [
        (3, "customer_id", "0008", "UNKNOWN_CUSTOMER")
    ]
    assert answer["control_totals"] == {"compensation": "10.00"}
    assert answer["control_totals_quarantined"] == {"compensation": "20.00"}
    put("customers", "customer_id,started_on\n0008,2025-02-01\n")
    assert complaints(store) == {"C1": ("Billing", "1E+1"), "C2": ("Billing", "2E+1")} and not store.quarantine()
    store.undo("i3")
    assert list(complaints(store)) == ["C1"] and len(store.quarantine()) == 1


def test_without_customers_nobody_is_unknown(store, put):
    answer = put("complaints", "complaint_id,opened_on,customer_id\nC1,2026-01-15,0007\n")
    assert answer["rows"]["stored"] == 1


def test_a_sectors_list_that_comes_later_decides_the_spelling(store, put):
    assert put("complaints", FIRST.replace("Billing", "billing"))["new_sectors"] == ["billing", "Delivery"]
    put("sectors", "sector,hourly_cost\nBilling,30\n")
    assert complaints(store)["C1"][0] == "Billing" and complaints(store, 1)["C1"][0] == "billing"
    store.undo("i2")
    assert complaints(store)["C1"][0] == "billing"


def test_a_name_near_a_known_sector_is_asked_about_until_answered(store, put):
    put("complaints", FIRST)
    text = "complaint_id,opened_on,sector\nC5,2026-01-15,Biling\n"
    answer = put("complaints", text)
    assert (answer["status"], answer["version"]) == ("question", 1)
    assert answer_with(answer["questions"][0]) == "--set sector.Biling=Billing"
    put("complaints", text, **{"sector.Biling": "Billing"})
    assert complaints(store)["C5"] == ("Billing", None)


def test_a_name_said_to_be_new_is_new_and_known_from_then_on(store, put):
    put("complaints", FIRST)
    text = "complaint_id,opened_on,sector\nC5,2026-01-15,Biling\n"
    assert put("complaints", text, **{"sector.Biling": "Biling"})["new_sectors"] == ["Biling"]
    assert put("complaints", text.replace("C5", "C6"))["status"] == "stored"


def test_overlapping_dates_without_a_key_are_asked_about(store, put):
    text = "date,score,customer_id\n2026-01-10,4,a\n2026-01-20,2,b\n"
    put("satisfaction", text)
    assert put("satisfaction", text)["status"] == "unchanged"
    later = "date,score,customer_id\n2026-01-15,5,c\n2026-02-01,1,d\n"
    assert put("satisfaction", later)["questions"][0].code == "OVERLAPPING_PERIOD"
    put("satisfaction", later, overlap="replace")
    # 15 Jan to 1 Feb is replaced: b (20 Jan) goes, a (10 Jan) stays
    assert sorted(store.rows("satisfaction")["customer_id"]) == ["a", "c", "d"]


def test_a_dry_run_stores_nothing(store, tmp_path):
    path = tmp_path / "complaints.csv"
    path.write_text(FIRST, encoding="utf-8")
    answer = import_file(store, "complaints", path, Options(dry_run=True))
    assert answer["rows"]["stored"] == 2 and store.version == 0 and complaints(store) == {}


def test_the_original_is_kept_byte_for_byte(store, put):
    answer = put("complaints", FIRST)
    digest = store.imports()[0]["sha256"]
    assert (store.home / "originals" / digest).read_text(encoding="utf-8") == FIRST
    assert answer["version"] == 1


SPEND = "month,channel,amount,sector\n2026-01,Web,100,Marketing\n"
COSTS = "sector,month,purpose,amount\nMarketing,2026-01,acquisition,100\n"


def test_spend_that_stands_in_two_lists_is_asked_about_once(store, put):
    put("acquisition_spend", SPEND)
    asked = put("sector_costs", COSTS)
    assert (asked["status"], answer_with(asked["questions"][0])) == ("question", "--set spend-sector=same")
    assert put("sector_costs", COSTS, **{"spend-sector": "same"})["status"] == "stored"
    assert put("sector_costs", COSTS.replace("2026-01", "2026-02"))["status"] == "stored"
    assert put("acquisition_spend", SPEND.replace("2026-01", "2026-02"))["status"] == "stored"


def test_the_same_spend_counts_once(store, put):
    from models.engine.engine import Engine

    put("acquisition_spend", SPEND)
    put("sector_costs", COSTS + "Marketing,2026-02,acquisition,70\n", **{"spend-sector": "same"})
    engine = Engine(store.connection)

    def read(version, **overrides):
        rows = engine.read("acquisition_cost", version, Selection(overrides=overrides))
        return {row.channel: row.spend for row in rows.itertuples()}

    # January: 100 under Web, its twin left out; February: 70 stands in one list only
    assert read(2) == {"(no channel)": 70, "Web": 100, "all": 170}
    assert read(2, spend_sector="other") == {"(no channel)": 170, "Web": 100, "all": 270}


def test_shares_that_waited_and_exceed_one_stay_set_aside(store, put):
    put("complaints", "complaint_id,opened_on\nC0,2026-01-15\n")
    put("complaint_shares", "complaint_id,sector,share\nC1,Sales,0.7\n")
    put("complaint_shares", "complaint_id,sector,share\nC1,Billing,0.7\n")
    put("complaints", "complaint_id,opened_on\nC1,2026-01-15\n")
    assert store.rows("complaint_shares").empty
    assert {row["code"] for row in store.quarantine()} == {"SHARES_OVER_ONE"} and len(store.quarantine()) == 2


def test_a_list_of_events_ends_each_stage_with_the_next_event_of_its_case(store, put):
    answer = put(
        "stage_times",
        "case_id,activity,sector,timestamp\nK1,received,Sales,2026-01-13 08:00\n"
        "K2,received,Sales,2026-01-13 09:00\nK1,picked,Store,2026-01-13 10:30\n",
    )
    assert [note["code"] for note in answer["notes"]] == ["EVENT_LOG"]
    ends = {(row.case_id, row.stage): row.finished_at for row in store.rows("stage_times").itertuples()}
    assert str(ends["K1", "received"]) == "2026-01-13 10:30:00"
    assert ends["K1", "picked"] is None and ends["K2", "received"] is None


def test_a_trace_leads_to_the_row_that_holds_the_amount_even_after_a_correction(store, put):
    from models.engine.engine import Engine

    put(
        "complaints",
        "complaint_id,opened_on,sector,compensation,rework_cost\nC0,2026-01-01,Billing,1,1\n"
        "C1,2026-01-15,Billing,12,5\n",
    )
    put("complaints", "complaint_id,opened_on,category\nC1,2026-01-15,Late\n")
    put("complaints", "complaint_id,opened_on,rework_cost\nC1,2026-01-31,7\n")
    traced = Engine(store.connection).trace("ledger", store.version, Selection(where={"complaint_id": "C1"}))
    found = {(row.row, str(row.amount.normalize())) for row in traced.itertuples()}
    # compensation 12 stands in row 3 of the first file; rework 7 in row 2 of the third
    assert found == {(3, "12"), (2, "7")}

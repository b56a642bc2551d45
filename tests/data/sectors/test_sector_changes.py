"""Sectors that are renamed, merged and split with a date: history stays, later rows go where they belong."""

from datetime import date

from data.sectors.changes import change_sectors, sector_changes
from models.engine.engine import Engine

COMPLAINTS = (
    "complaint_id,opened_on,sector,compensation\nC1,2026-01-15,Billing,10\nC2,2026-02-16,Billing,20\n"
    "C3,2026-02-17,Delivery,5\nC4,2026-03-31,Delivery,1\n"
)
FEBRUARY = date(2026, 2, 1)


def costs(store, version=None):
    """Sector -> money, as the figures say: the stored compensations, shared among the sectors that caused them."""
    version = store.version if version is None else version
    engine = Engine(store.connection)
    paid = {row.complaint_id: row.compensation or 0 for row in store.rows("complaints", version).itertuples()}
    found = {}
    for complaint, sector, points in engine.rows("causing_share", version)[1]:
        found[sector] = found.get(sector, 0) + paid[complaint] * points / 10_000
    return {sector: str(amount.normalize()) for sector, amount in sorted(found.items()) if amount}


def test_a_renamed_sector_is_one_under_its_new_name_and_was_the_old_one_before(store, put):
    put("complaints", COMPLAINTS)
    assert change_sectors(store, "renamed", ["Billing"], ["Invoicing"]) == 2
    assert costs(store) == {"Delivery": "6", "Invoicing": "3E+1"}
    assert costs(store, 1) == {"Billing": "3E+1", "Delivery": "6"}
    answer = put("complaints", "complaint_id,opened_on,sector,compensation\nC9,2026-03-15,billing,7\n")
    assert [note["code"] for note in answer["notes"]] == ["SECTOR_NOW_CALLED"] and not answer["new_sectors"]
    assert costs(store) == {"Delivery": "6", "Invoicing": "37"}


def test_the_ledger_before_a_change_prints_the_same(store, put):
    put("complaints", COMPLAINTS)

    def ledger(version):
        return Engine(store.connection).rows("ledger", version)

    before = ledger(1)
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    change_sectors(store, "merged", ["Invoicing"], ["Delivery"], FEBRUARY)
    assert ledger(1) == before
    assert sorted({row[before[0].index("caused_by")] for row in ledger(3)[1]}) == ["Delivery", "Invoicing"]


def test_the_same_file_again_after_a_renaming_changes_nothing(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    assert put("complaints", COMPLAINTS)["status"] == "unchanged"
    assert put("complaints", COMPLAINTS.replace("Billing", "Invoicing"))["status"] == "unchanged"


def test_costs_under_the_new_name_replace_those_under_the_old_one(store, put):
    line = "sector,month,purpose,amount\n{},2026-01,running,{}\n"
    put("sector_costs", line.format("Billing", 100))
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    put("sector_costs", line.format("Invoicing", 150))
    assert [int(amount) for amount in store.rows("sector_costs")["amount"]] == [150]
    store.undo("i2")
    assert [int(amount) for amount in store.rows("sector_costs")["amount"]] == [100]


def test_a_listed_sector_keeps_one_line_after_its_renaming(store, put):
    put("sectors", "sector,hourly_cost\nBilling,30\nDelivery,20\n")
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    put("complaints", COMPLAINTS)
    put("sectors", "sector,hourly_cost\nInvoicing,35\n")
    assert sorted((row.sector, int(row.hourly_cost)) for row in store.rows("sectors").itertuples()) == [
        ("Delivery", 20),
        ("Invoicing", 35),
    ]


def test_merged_rows_count_for_the_new_sector_from_the_day_on(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "merged", ["Billing", "Delivery"], ["Back office"], FEBRUARY)
    # before February Billing stands with 10; from then on 20 + 5 + 1 = 26 count for Back office
    assert costs(store) == {"Back office": "26", "Billing": "1E+1"}
    assert costs(store, 1) == {"Billing": "3E+1", "Delivery": "6"}
    store.undo_sector_change("s1")
    assert costs(store) == costs(store, 1) and costs(store, 2) == {"Back office": "26", "Billing": "1E+1"}
    assert [change["undone"] for change in _listed(store)] == [True]


def test_work_on_a_complaint_goes_by_the_day_of_the_complaint(store, put):
    put("sectors", "sector,hourly_cost\nBilling,60\nBack office,120\n")
    put("complaints", "complaint_id,opened_on\nC1,2026-01-15\nC2,2026-02-16\nC3,2026-03-31\n")
    put("complaint_work", "complaint_id,sector,minutes\nC1,Billing,10\nC2,Billing,10\n")
    change_sectors(store, "merged", ["Billing"], ["Back office"], FEBRUARY)
    rows = Engine(store.connection).rows("ledger", store.version)
    found = {
        dict(zip(rows[0], row))["complaint_id"]: (
            dict(zip(rows[0], row))["incurred_by"],
            int(dict(zip(rows[0], row))["amount"]),
        )
        for row in rows[1]
    }
    # C1: 10 minutes at 60 an hour = 10; C2: 10 minutes at 120 = 20
    assert found == {"C1": ("Billing", 10), "C2": ("Back office", 20)}


def test_a_split_sector_takes_no_more_rows_after_its_day(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "split", ["Billing"], ["Invoicing", "Collections"], date(2026, 3, 1))
    answer = put(
        "complaints",
        "complaint_id,opened_on,sector\nC8,2026-02-28,Billing\nC9,2026-03-01,Billing\nC10,2026-03-01,Collections\n",
    )
    assert [(row["row"], row["code"], row["fields"]["names"]) for row in answer["quarantine"]] == [
        (3, "SECTOR_ENDED", "Invoicing, Collections")
    ]
    assert answer["rows"]["stored"] == 2


def test_a_customer_left_because_of_the_sector_there_was_on_the_day(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "merged", ["Delivery"], ["Back office"], FEBRUARY)
    change_sectors(store, "split", ["Billing"], ["Invoicing", "Collections"], date(2026, 3, 1))
    head = "customer_id,started_on,ended_on,left_because_of\n"
    answer = put(
        "customers",
        f"{head}c1,2025-01-01,2026-01-31,Delivery\nc2,2025-01-01,2026-02-28,Delivery\n"
        "c3,2025-01-01,2026-02-28,Billing\nc4,2025-01-01,2026-03-01,Billing\nc5,2025-01-01,,\n",
    )
    assert [(row["row"], row["code"]) for row in answer["quarantine"]] == [(5, "SECTOR_ENDED")]
    rows = Engine(store.connection).read("customers", store.version).dropna(subset=["left_because_of"])
    assert dict(zip(rows["customer_id"], rows["left_because_of"])) == {
        "c1": "Delivery",
        "c2": "Back office",
        "c3": "Billing",
    }


def test_shares_divide_the_complaints_that_still_name_the_old_sector(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(
        store, "split", ["Billing"], ["Invoicing", "Collections"], FEBRUARY, {"Invoicing": 7500, "Collections": 2500}
    )
    # 20 of February: 15 and 5; the 10 of January stay
    assert costs(store) == {"Billing": "1E+1", "Collections": "5", "Delivery": "6", "Invoicing": "15"}
    put("complaints", "complaint_id,opened_on,sector,compensation\nC9,2026-03-01,Billing,4\n")
    assert costs(store)["Invoicing"] == "18"


def test_a_name_that_ended_can_begin_again(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "merged", ["Billing"], ["Delivery"], FEBRUARY)
    change_sectors(store, "split", ["Delivery"], ["Delivery", "Billing"], date(2026, 3, 1))
    put("complaints", "complaint_id,opened_on,sector,compensation\nC9,2026-03-02,Billing,4\n")
    assert (
        put("complaints", "complaint_id,opened_on,sector,compensation\nC10,2026-03-05,Delivery,1\n")["rows"]["stored"]
        == 1
    )  # it goes on
    # January 10 and March 4 are Billing's; February's 20 went to Delivery: 20 + 5 + 1 + 1
    assert costs(store) == {"Billing": "14", "Delivery": "27"}


def test_changes_that_follow_each_other_lead_to_the_last(store, put):
    put("complaints", COMPLAINTS)
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    change_sectors(store, "merged", ["Invoicing"], ["Back office"], FEBRUARY)
    change_sectors(store, "renamed", ["Back office"], ["Finance"])
    assert costs(store) == {"Delivery": "6", "Finance": "2E+1", "Invoicing": "1E+1"}
    store.undo_sector_change("s1")
    assert costs(store) == {"Delivery": "6", "Billing": "3E+1"}


def _listed(store):
    with store.cursor() as cursor:
        return sector_changes(cursor)

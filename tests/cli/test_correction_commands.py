"""Files that correct, complete and release what is stored, and imports taken back, on the command line."""

from decimal import Decimal
from functools import partial

from command import run
from four_files import COSTS, FILES, bring, costs


def test_undo_restores_exactly_and_the_file_can_come_again(command, tmp_path):
    before = command("figure", "ledger", "--format", "csv").out
    rows = command("rows", "complaints", "--format", "csv").out
    text = "complaint_id,opened_on,sector,compensation\nK1,2026-01-15,Post room,99.00\nK9,2026-02-01,Delivery,5.00\n"
    said = bring(command, tmp_path, "complaints", text).json
    assert command("figure", "ledger", "--format", "csv").out != before
    assert command("undo", said["import_id"]).code == 0
    assert command("figure", "ledger", "--format", "csv").out == before
    assert command("rows", "complaints", "--format", "csv").out == rows
    assert [row["status"] for row in command("imports", "--json").json] == ["stored"] * 4 + ["undone"]
    assert command("imports", "--json").json[-1]["undone"]
    again = bring(command, tmp_path, "complaints", text).json
    assert (again["status"], again["rows"]["stored"]) == ("stored", 2)


def test_undoing_an_older_import_keeps_later_corrections(command, tmp_path):
    bring(command, tmp_path, "complaints", "complaint_id,opened_on,compensation\nK1,2026-01-15,31.00\n")
    complaints = [row for row in command("imports", "--json").json if row["dataset"] == "complaints"]
    assert command("undo", complaints[0]["import_id"]).code == 0
    (row,) = command("rows", "complaints", "--format", "json").json
    assert (row["complaint_id"], Decimal(str(row["compensation"]))) == ("K1", Decimal("31.00"))


def test_undo_takes_back_what_an_import_released_and_the_sectors_it_named(command, tmp_path):
    text = "complaint_id,opened_on,customer_id,sector,compensation\nK7,2026-03-15,C7,Post room,7.00\n"
    bring(command, tmp_path, "complaints", text)
    listed = (("quarantine", "--format", "json"), ("rows", "complaints"))
    before = [command(*arguments).out for arguments in listed]
    customers = bring(command, tmp_path, "customers", "customer_id,started_on\nC7,2025-07-07\n").json
    assert command("quarantine", "--format", "json").json == []
    command("undo", customers["import_id"])
    assert [command(*arguments).out for arguments in listed] == before
    command("undo", command("imports", "--json").json[4]["import_id"])  # the complaint that named the post room
    near = bring(command, tmp_path, "complaints", "complaint_id,opened_on,sector\nK8,2026-03-15,Post rooms\n")
    assert (near.code, near.json["new_sectors"]) == (0, ["Post rooms"])


def test_a_change_is_taken_back_by_its_version(fresh):
    fresh("assume", "horizon_months=24")
    assert fresh("undo", 1).out == "undone: version 1, version 2\n"
    again = fresh("undo", 1)
    assert (again.code, again.err) == (2, "The change of version 1 is already undone.\n")


def test_undoing_twice_or_something_unknown_is_refused(command):
    assert command("undo", "no-such-import").code == 2
    first = command("imports", "--json").json[-1]["import_id"]
    assert (command("undo", first).code, command("undo", first).code) == (0, 2)


# Corrections ----------------------------------------------------------------------------------------


def test_the_same_key_corrects_and_a_missing_column_keeps_its_value(command, tmp_path):
    said = bring(command, tmp_path, "complaints", "complaint_id,opened_on,compensation\nK1,2026-01-15,30.00\n").json
    assert said["rows"] == {"read": 1, "stored": 1, "quarantined": 0}
    row = command("rows", "complaints", "--format", "json").json
    assert len(row) == 3
    (first,) = [line for line in row if line["complaint_id"] == "K1"]
    assert Decimal(str(first["compensation"])) == Decimal("30.00")
    assert (first["sector"], first["customer_id"]) == ("Billing", "C1")


def test_a_blank_cell_clears_only_when_told_to(command, tmp_path):
    text = "complaint_id,opened_on,compensation\nK1,2026-01-15,\n"
    bring(command, tmp_path, "complaints", text)
    assert costs(command)[("Billing", "compensation")] == Decimal("25.00")
    assert bring(command, tmp_path, "complaints", text, "--set", "blanks=clear").json["status"] == "stored"
    assert ("Billing", "compensation") not in costs(command)


def test_lines_of_one_entry_add_up_and_a_later_file_replaces_the_entry(command, tmp_path):
    head = "sector,month,purpose,amount\n"
    lines = head + "Delivery,2026-01,service,100.00\nDelivery,2026-01,service,50.00\nBilling,2026-01,service,9.00\n"
    assert bring(command, tmp_path, "sector_costs", lines).json["rows"]["stored"] == 3
    bring(command, tmp_path, "sector_costs", head + "Delivery,2026-01,service,70.00\n")
    rows = command("rows", "sector_costs", "--format", "csv").rows
    service = [(row["sector"], Decimal(row["amount"])) for row in rows if row["purpose"] == "service"]
    assert sorted(service) == [("Billing", Decimal("9.00")), ("Delivery", Decimal("70.00"))]


def test_rows_of_one_key_with_different_content_are_all_set_aside(fresh, tmp_path):
    text = "customer_id,started_on\nC1,2025-01-01\nC2,2025-01-13\nC2,2025-01-14\nC1,2025-01-01\n"
    assert bring(fresh, tmp_path, "customers", text).json["questions"][0]["code"] == "DOUBLED_KEYS"
    said = bring(fresh, tmp_path, "customers", text, "--set", "keep=none").json
    assert said["rows"] == {"read": 4, "stored": 1, "quarantined": 3}  # C1 once; its copy and both C2 are set aside
    assert {problem["code"] for problem in said["quarantine"]} == {"DUPLICATE_ID"}


def test_shares_above_one_are_all_set_aside(command, tmp_path):
    text = "complaint_id,sector,share\nK1,Billing,0.7\nK1,Delivery,60 %\nK2,Billing,0.25\n"
    said = bring(command, tmp_path, "complaint_shares", text).json
    assert said["rows"] == {"read": 3, "stored": 1, "quarantined": 2}  # 0.7 + 0.6 is more than 1
    assert {problem["code"] for problem in said["quarantine"]} == {"SHARES_OVER_ONE"}
    found = costs(command)
    assert found[("Billing", "compensation")] == Decimal("27.625")  # 25.00, and a quarter of 10.50
    assert found[("(unattributed)", "compensation")] == Decimal("7.875")  # three quarters of 10.50


def test_ids_are_kept_as_written(fresh, tmp_path):
    text = "customer_id,started_on\n0007,2025-01-15\n9007199254740993,2025-01-16\nNA,2025-01-17\n"
    bring(fresh, tmp_path, "customers", text)
    assert [row["customer_id"] for row in fresh("rows", "customers", "--format", "csv").rows] == [
        "0007",
        "9007199254740993",
        "NA",
    ]


# Order does not matter ------------------------------------------------------------------------------


def test_a_later_customers_import_releases_what_waited_for_it(command, tmp_path):
    text = "complaint_id,opened_on,customer_id,sector,compensation\nK7,2026-03-15,C7,Billing,7.00\n"
    said = bring(command, tmp_path, "complaints", text).json
    assert (said["rows"]["quarantined"], said["quarantine"][0]["code"]) == (1, "UNKNOWN_CUSTOMER")
    assert costs(command) == COSTS
    bring(command, tmp_path, "customers", "customer_id,started_on\nC7,2025-07-07\n", name="more.csv")
    assert command("quarantine", "--format", "json").json == []
    assert costs(command)[("Billing", "compensation")] == Decimal("32.00")  # 25.00 + 7.00


def test_work_for_an_unknown_complaint_waits_for_the_complaint(command, tmp_path):
    said = bring(command, tmp_path, "complaint_work", "complaint_id,sector,minutes\nK8,Front desk,60\n").json
    assert said["quarantine"][0]["code"] == "UNKNOWN_COMPLAINT"
    bring(command, tmp_path, "complaints", "complaint_id,opened_on,sector\nK8,2026-01-31,Billing\n")
    assert costs(command)[("Billing", "handling")] == Decimal("60.00")  # 20.00 + 60 minutes at 40.00


def test_imports_in_the_opposite_order_give_the_same_figures(command, tmp_path):
    home = tmp_path / "opposite"
    opposite = partial(run, home)
    for dataset, text in reversed(FILES.items()):
        assert bring(opposite, tmp_path, dataset, text).code == 0
    for name in ("cost_by_sector", "ledger", "retention_curve", "sector_overview"):
        assert opposite("figure", name, "--format", "csv").out == command("figure", name, "--format", "csv").out

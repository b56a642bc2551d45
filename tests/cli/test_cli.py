"""What the command line promises: exit codes, what it prints, versions, corrections, questions, refusals."""

import shutil
import subprocess
import sys
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from command import run, run_apart

FILES = {
    "sectors": "sector,customer_facing\nFront desk,yes\nDelivery,no\nBilling,no\n",
    "customers": "customer_id,started_on,ended_on,segment\n"
    "C1,2025-01-15,,Homes\nC2,2025-02-20,,Homes\nC3,2025-03-25,2026-03-30,Firms\n",
    "complaints": "complaint_id,opened_on,customer_id,sector,handled_by,handling_minutes,compensation\n"
    "K1,2026-01-15,C1,Billing,Front desk,30,25.00\n"
    "K2,2026-02-20,C2,Delivery,Front desk,60,10.50\n"
    "K3,2026-03-31,C3,Delivery,Delivery,,\n",
    "sector_costs": "sector,month,purpose,amount,practical_hours\n"  # 40.00 an hour in January, 50.00 in February
    "Front desk,2026-01,running,4000.00,100\nFront desk,2026-02,running,5000.00,100\n",
}
COSTS = {  # 30 minutes at 40.00, 60 minutes at 50.00, and what was paid
    ("Billing", "handling"): Decimal("20.00"),
    ("Billing", "compensation"): Decimal("25.00"),
    ("Delivery", "handling"): Decimal("50.00"),
    ("Delivery", "compensation"): Decimal("10.50"),
}


def bring(command, folder: Path, dataset: str, text: str | bytes, *options, name: str = ""):
    """Imports this text as a file and returns the answer."""
    path = folder / (name or f"{dataset}.csv")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return command("import", dataset, path, "--json", *options)


def costs(command, *options) -> dict:
    """cost_by_sector as {(sector, component): amount}."""
    rows = command("figure", "cost_by_sector", "--format", "csv", *options).rows
    return {(row["sector"], row["component"]): Decimal(row["amount"]) for row in rows}


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A home with the four files, made once."""
    folder = tmp_path_factory.mktemp("filled")
    for dataset, text in FILES.items():
        assert bring(partial(run, folder / "home"), folder, dataset, text).code == 0
    return folder / "home"


@pytest.fixture
def command(filled, tmp_path):
    """Runs commands on a copy of the filled home."""
    shutil.copytree(filled, tmp_path / "home")
    return partial(run, tmp_path / "home")


@pytest.fixture
def fresh(tmp_path):
    """Runs commands on an empty home."""
    return partial(run, tmp_path / "home")


def version(command) -> int:
    return max(row["version"] for row in command("imports", "--json").json)


# What import prints ---------------------------------------------------------------------------------


def test_import_prints_one_object(fresh, tmp_path):
    answer = bring(fresh, tmp_path, "complaints", FILES["complaints"])
    assert answer.code == 0
    said = answer.json
    assert {
        "status",
        "dataset",
        "import_id",
        "version",
        "rows",
        "quarantine",
        "notes",
        "new_sectors",
        "questions",
        "control_totals",
        "control_totals_quarantined",
    } <= set(said)
    assert (said["status"], said["dataset"], said["version"]) == ("stored", "complaints", 1)
    assert said["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert said["control_totals"] == {"compensation": "35.50"}  # 25.00 + 10.50
    assert sorted(said["new_sectors"]) == ["Billing", "Delivery", "Front desk"]


def test_a_bad_row_is_set_aside_with_row_column_what_was_read_and_code(fresh, tmp_path):
    text = 'complaint_id,opened_on,compensation\nK1,2026-01-15,12.50\nK2,2026-01-16,"12,5O"\n'
    said = bring(fresh, tmp_path, "complaints", text).json
    assert said["rows"] == {"read": 2, "stored": 1, "quarantined": 1}
    (problem,) = said["quarantine"]
    assert {name: problem[name] for name in ("row", "column", "read", "code")} == {
        "row": 3,
        "column": "compensation",
        "read": "12,5O",
        "code": "NOT_A_NUMBER",
    }
    (listed,) = fresh("quarantine", said["import_id"], "--format", "json").json
    assert {name: listed[name] for name in ("row", "column", "read", "code")} == {
        "row": 3,
        "column": "compensation",
        "read": "12,5O",
        "code": "NOT_A_NUMBER",
    }
    assert problem["message"] and listed["message"] == problem["message"]


def test_rows_come_with_their_source(command):
    row = command("rows", "complaints", "--format", "json").json[0]
    assert (row["complaint_id"], row["opened_on"], row["sector"]) == ("K1", "2026-01-15", "Billing")
    assert (row["source_file"], row["source_row"]) == ("complaints.csv", 2)
    assert "source_sheet" in row and "25.00" in str(row["verbatim"])


def test_a_dry_run_stores_nothing(fresh, tmp_path):
    said = bring(fresh, tmp_path, "customers", FILES["customers"], "--dry-run").json
    assert said["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert fresh("imports", "--json").json == []
    assert fresh("rows", "customers", "--format", "csv").rows == []


# Versions -------------------------------------------------------------------------------------------


def test_every_accepted_change_raises_the_version_by_one(command, tmp_path):
    assert [row["version"] for row in command("imports", "--json").json] == [1, 2, 3, 4]
    said = bring(command, tmp_path, "customers", "customer_id,started_on\nC4,2025-05-05\n").json
    assert said["version"] == 5
    assert command("undo", said["import_id"]).code == 0  # version 6
    assert command("assume", "hourly_cost=30").code == 0  # version 7
    assert bring(command, tmp_path, "customers", "customer_id,started_on\nC5,2025-05-05\n").json["version"] == 8


def test_the_same_file_again_changes_nothing(command, tmp_path):
    answer = bring(command, tmp_path, "complaints", FILES["complaints"])
    assert answer.code == 0
    assert (answer.json["status"], answer.json["version"]) == ("unchanged", 4)
    assert answer.json["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert version(command) == 4


def test_an_earlier_version_prints_the_same_bytes_later(command, tmp_path):
    figures = ("cost_by_sector", "ledger", "sector_overview")
    before = [command("figure", name, "--format", "csv").out for name in figures]
    bring(command, tmp_path, "complaints", "complaint_id,opened_on,sector,compensation\nK1,2026-01-15,Delivery,99.00\n")
    command("assume", "hourly_cost=30")
    assert command("figure", "cost_by_sector", "--format", "csv").out != before[0]
    assert [command("figure", name, "--version", 4, "--format", "csv").out for name in figures] == before
    rows = command("rows", "complaints", "--version", 4, "--format", "json").json
    assert Decimal(str(rows[0]["compensation"])) == Decimal("25.00")


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


def test_a_file_with_bad_rows_again_changes_nothing(fresh, tmp_path):
    text = "complaint_id,opened_on,compensation\nK1,2026-01-15,3.00\nK2,2026-02-30,4.00\n"
    first, second = (bring(fresh, tmp_path, "complaints", text).json for _ in range(2))
    assert (first["status"], second["status"]) == ("stored", "unchanged")
    assert second["rows"] == {"read": 2, "stored": 1, "quarantined": 1}
    assert (first["control_totals"], first["control_totals_quarantined"]) == (
        {"compensation": "3.00"},
        {"compensation": "4.00"},
    )


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


# Questions ------------------------------------------------------------------------------------------


def ask_and_answer(command, folder: Path, dataset: str, text: str, code: str):
    """Checks that the file is asked about, answers as told and returns what was stored then."""
    before = len(command("imports", "--json").json)
    answer = bring(command, folder, dataset, text)
    assert (answer.code, answer.json["status"]) == (3, "question")
    (question,) = answer.json["questions"]
    assert question["code"] == code and question["choices"]
    assert len(command("imports", "--json").json) == before
    told = bring(command, folder, dataset, text, *question["answer_with"].split(" ", 1))
    assert (told.code, told.json["status"], told.json["questions"]) == (0, "stored", [])
    return told.json


def test_days_that_can_be_read_two_ways_are_asked_about(fresh, tmp_path):
    text = "customer_id,started_on\nC1,03/04/2025\nC2,05/06/2025\n"
    ask_and_answer(fresh, tmp_path, "customers", text, "AMBIGUOUS_DATE")
    days = {row["started_on"] for row in fresh("rows", "customers", "--format", "csv").rows}
    assert days in ({"2025-04-03", "2025-06-05"}, {"2025-03-04", "2025-05-06"})


def test_an_amount_that_can_be_read_two_ways_is_asked_about(fresh, tmp_path):
    text = "complaint_id;opened_on;compensation\nK1;2026-01-15;1.234\n"
    said = ask_and_answer(fresh, tmp_path, "complaints", text, "AMBIGUOUS_NUMBER")
    assert Decimal(said["control_totals"]["compensation"]) in (Decimal(1234), Decimal("1.234"))


def test_a_sector_near_a_known_one_is_asked_about(command, tmp_path):
    text = "complaint_id,opened_on,sector,compensation\nK5,2026-01-20,Biling,5.00\n"
    assert ask_and_answer(command, tmp_path, "complaints", text, "UNKNOWN_SECTOR")["new_sectors"] == []
    assert costs(command)[("Billing", "compensation")] == Decimal("30.00")  # 25.00 + 5.00


def test_dates_that_overlap_what_is_stored_are_asked_about_where_rows_have_no_key(fresh, tmp_path):
    bring(fresh, tmp_path, "satisfaction", "date,score\n2026-01-15,7\n2026-02-15,8\n")
    text = "date,score\n2026-02-10,5\n2026-03-15,9\n"
    said = ask_and_answer(fresh, tmp_path, "satisfaction", text, "OVERLAPPING_PERIOD")
    assert said["rows"]["read"] == 2


def test_headings_mapped_once_are_remembered(fresh, tmp_path):
    mapping = ("--map", "customer_id=Whoever", "--map", "started_on=Since then")
    first = bring(fresh, tmp_path, "customers", "Whoever,Since then\nC1,2025-01-15\n", *mapping)
    assert first.json["rows"]["stored"] == 1
    assert bring(fresh, tmp_path, "customers", "Whoever,Since then\nC2,2025-01-16\n").json["rows"]["stored"] == 1


# Refusals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "EMPTY_FILE"),
        (b"complaint_id,opened_on\n", "NO_ROWS"),
        (b"complaint_id,compensation\nK1,3.00\n", "MISSING_COLUMN"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "NOT_A_SPREADSHEET"),
        (b"<!doctype html><html><body><table><tr><td>K1</td></tr></table></body></html>", "NOT_A_SPREADSHEET"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(fresh, tmp_path, content, code):
    answer = bring(fresh, tmp_path, "complaints", content)
    assert (answer.code, answer.json["status"], answer.json["error"]["code"]) == (2, "refused", code)
    assert answer.json["error"]["message"] and "\n" not in answer.json["error"]["message"]
    assert "Traceback" not in answer.err
    assert fresh("imports", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("import", "no_such_dataset", "complaints.csv"),
        ("import", "complaints", "no-such-file.csv"),
        ("figure", "no_such_figure"),
        ("figure", "ledger", "--where", "no_such_column=1"),
        ("figure", "ledger", "--from", "May"),
        ("figure", "ledger", "--version", "99"),
        ("rows", "no_such_dataset"),
        ("trace", "no_such_figure"),
        ("assume", "no_such_name=1"),
        ("assume", "effect_months=soon"),
        ("restore", "no-such-file"),
        ("import", "complaints", "complaints.csv", "--set", "no-such-option=1"),
    ],
)
def test_what_is_unknown_is_refused_with_a_message(command, filled, tmp_path, arguments, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("complaints.csv").write_text(FILES["complaints"])
    answer = command(*arguments)
    assert answer.code == 2
    assert (answer.err or answer.out).strip() and "Traceback" not in answer.err


def test_a_running_app_that_holds_the_home_is_named_kindly(command, tmp_path):
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "home" / "ledger.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        answer = run_apart(tmp_path / "home", "imports")
    finally:
        holder.communicate("\n")
    assert answer.code == 2 and answer.out == ""
    assert len(answer.err.splitlines()) <= 2
    for technical in ("Traceback", "IO Error", "lock on file"):
        assert technical not in answer.err


# Figures, assumptions, checks -----------------------------------------------------------------------


def test_costs_stand_by_sector_and_component(command):
    assert costs(command) == COSTS


def test_a_figure_can_be_narrowed_by_month_and_by_column(command):
    assert costs(command, "--from", "2026-02", "--to", "2026-02") == {
        key: amount for key, amount in COSTS.items() if key[0] == "Delivery"
    }
    where = ("--where", "caused_by=Billing", "--where", "component=compensation")
    rows = command("figure", "ledger", *where, "--format", "json").json
    assert [
        (row["complaint_id"], row["month"], row["evidence"], row["incurred_by"], Decimal(str(row["amount"])))
        for row in rows
    ] == [("K1", "2026-01-01", "booked", "Front desk", Decimal("25.00"))]


def test_every_figure_of_the_main_job_can_be_read(command):
    columns = {
        "ledger": "complaint_id customer_id month component evidence incurred_by caused_by amount projected",
        "cost_by_sector": "sector component evidence amount",
        "sector_overview": "sector complaints dissatisfaction_cost loyalty_lost customers_lost replacement_cost "
        "keeping_cost loyalty_at_stake",
        "retention_curve": "segment month at_risk left_count retention low high",
        "customer_value": "segment customers monthly_margin value total_value",
        "avoidable_churn": "segment tenure_band complained complained_left comparable comparable_left "
        "excess_risk avoidable",
        "avoidable_churn_total": "avoidable low high level share_of_churn followed projected",
        "acquisition_cost": "channel spend new_customers cac payback_months value_to_cac",
        "win_or_keep": (
            "sector customers_lost replacement_cost keep_instead win_each keep_each win_to_keep loyalty_lost "
            "keeping_cost win_part keep_part failure_part break_even_spend"
        ),
        "sector_spend": "sector purpose month amount",
        "sector_distance": "sector distance",
        "reconciliation": "identity holds left_side right_side difference",
    }
    listed = command("figures").out
    for name, expected in columns.items():
        answer = command("figure", name, "--format", "csv")
        assert answer.code == 0 and name in listed
        assert set(expected.split()) <= set(answer.out.splitlines()[0].split(","))


def test_a_cell_leads_to_its_rows(command):
    rows = command(
        "trace", "cost_by_sector", "--where", "sector=Billing", "--where", "component=compensation", "--format", "json"
    ).json
    assert [(row["dataset"], row["file"], row["row"], Decimal(str(row["amount"]))) for row in rows] == [
        ("complaints", "complaints.csv", 2, Decimal("25.00"))
    ]


def test_an_assumption_is_stored_as_one_change_or_tried_for_one_calculation(command, tmp_path):
    bring(
        command,
        tmp_path,
        "complaints",
        "complaint_id,opened_on,sector,handled_by,handling_minutes\nK6,2026-01-20,Billing,Billing,30\n",
    )  # no hourly cost of Billing is known
    assert costs(command)[("Billing", "handling")] == Decimal("20.00")
    lines = ("figure", "ledger", "--where", "complaint_id=K6", "--format", "csv")
    rows = command(*lines, "--assume", "hourly_cost=36").rows
    assert [(row["evidence"], Decimal(row["amount"])) for row in rows] == [("estimated", Decimal("18.00"))]
    assert command(*lines).rows == []
    before = command("assume").out
    pairs = ("hourly_cost=36", "hourly_cost.low=30", "hourly_cost.high=42", "hourly_cost.source=Budget 2026")
    assert command("assume", *pairs).code == 0
    assert "Budget 2026" in command("assume").out and command("assume").out != before
    assert bring(command, tmp_path, "customers", "customer_id,started_on\nC8,2025-05-05\n").json["version"] == 7


def test_check_holds_and_fails_for_an_amount_without_a_rate(command, tmp_path):
    assert command("assume", "reporting_currency=EUR").code == command("check").code == 0
    text = "complaint_id,opened_on,sector,compensation,currency\nK4,2026-01-25,Billing,5.00,USD\n"
    assert bring(command, tmp_path, "complaints", text).json["rows"]["stored"] == 1
    assert command("check").code == 1
    bring(command, tmp_path, "exchange_rates", "month,currency,rate\n2026-01,USD,0.9\n")
    assert command("check").code == 0
    assert costs(command)[("Billing", "compensation")] == Decimal("29.50")  # 25.00 + 5.00 x 0.9


@pytest.mark.long
def test_a_backup_restores_to_the_same_figures_and_versions(command, tmp_path):
    assert command("backup", tmp_path / "saved").code == 0
    other = partial(run, tmp_path / "other")
    assert other("restore", tmp_path / "saved").code == 0
    for arguments in (
        ("figure", "ledger", "--format", "csv"),
        ("rows", "complaints", "--format", "csv"),
        ("imports", "--json"),
        ("figure", "cost_by_sector", "--version", 3, "--format", "csv"),
    ):
        assert other(*arguments).out == command(*arguments).out
    assert bring(other, tmp_path, "complaints", FILES["complaints"]).json["status"] == "unchanged"


def test_the_home_comes_from_the_environment_too(filled, tmp_path, monkeypatch):
    import cli

    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "elsewhere"))
    path = tmp_path / "customers.csv"
    path.write_text(FILES["customers"])
    assert cli.main(["import", "customers", str(path)]) == 0
    assert (tmp_path / "elsewhere" / "ledger.duckdb").exists()

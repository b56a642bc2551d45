"""What the command line promises: exit codes, what figures print, assumptions, checks, backups, refusals."""

import subprocess
import sys
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from command import run, run_apart
from four_files import COSTS, FILES, bring, costs


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

"""Links without a browser: made, listed and withdrawn by command, and refused with a sentence."""

import pytest
from command import run
from home_templates import copied

from data.sharing import opening
from data.sharing.shared_view import from_text
from data.store import Store

SECTORS = "sector\nBilling\nDelivery\n"
CUSTOMERS = "customer_id,started_on,segment\nA1,2025-01-01,Houses & co\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("links")
    (folder / "sectors.csv").write_text(SECTORS, encoding="utf-8")
    assert run(folder / "home", "import", "sectors", folder / "sectors.csv").code == 0
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    assert run(folder / "home", "import", "customers", folder / "customers.csv").code == 0
    return folder / "home"


def test_a_link_is_made_listed_and_withdrawn(home):
    made = run(
        home,
        "share",
        "create",
        "dissatisfaction",
        "--where",
        "segment=Houses & co",
        "--from",
        "2026-01",
        "--to",
        "2026-03",
        "--sector",
        "Billing",
        "--sector",
        "Delivery",
        "--expires",
        "7",
        "--base",
        "https://ledger.example.org/",
    )
    assert made.code == 0 and made.out.startswith("https://ledger.example.org/?t=") and made.out.count("\n") == 1
    token = made.out.strip().partition("?t=")[2]
    (row,) = run(home, "share", "list", "--format", "json").json
    assert (row["page"], row["sectors"], row["state"], row["opened"]) == (
        "dissatisfaction",
        "Billing, Delivery",
        "open",
        0,
    )
    assert token not in str(row) and made.err == f"{row['share_id']}: open for 7 days\n"
    view = kept(home, token)
    assert view.parameters == (
        ("from", ("2026-01",)),
        ("language", ("en",)),
        ("sectors", ()),
        ("segments", ("Houses & co",)),
        ("to", ("2026-03",)),
    )
    assert (view.version, view.sectors, view.mode, view.small_group, view.frames) == (
        2,
        ("Billing", "Delivery"),
        "seen",
        5,
        (),
    )
    assert run(home, "share", "revoke", row["share_id"]).code == 0
    assert run(home, "share", "list", "--format", "json").json[0]["state"] == "revoked"
    again = run(home, "share", "revoke", row["share_id"])
    assert again.code == 2 and row["share_id"] in again.err


def kept(home, token):
    """Return the view of a link."""
    store = Store(home)
    view = from_text(opening.read_view(store, opening.find_by_token(store, token).share_id))
    store.close()
    return view


def test_a_link_is_open_as_long_as_the_assumption_says(home):
    assert "open for 30 days" in run(home, "share", "create", "overview").err
    run(home, "assume", "share_expiry_days=14")
    assert "open for 14 days" in run(home, "share", "create", "overview").err


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["data"], "overview"),
        (["../overview"], "overview"),
        (["overview", "--where", "customer_id=1"], "customer_id"),
        (["overview", "--where", "sector=Bilding"], "Bilding"),
        (["overview", "--sector", "Nobody"], "Nobody"),
        (["overview", "--where", "segment=Nope"], "Nope"),
        (["overview", "--from", "2026-13"], "2026-13"),
        (["overview", "--expires", "0"], "0 days"),
        (["overview", "--where", "sector"], "sector"),
    ],
)
def test_a_link_to_what_is_not_there_is_refused(home, arguments, said):
    refused = run(home, "share", "create", *arguments)
    assert refused.code == 2 and said in refused.err and not refused.out


def test_a_link_keeps_the_levers_of_its_scenario_and_follows_the_rule_of_the_pages(templates, tmp_path):
    place = copied(templates.shared(), tmp_path)
    assert run(place, "scenario", "create", "Fix Billing", "fewer_complaints@Billing=10").code == 0
    made = run(place, "share", "create", "overview", "--scenario", "Fix Billing")
    assert made.code == 0, made.err
    held = kept(place, made.out.strip().partition("?t=")[2])
    assert held.mode == "seen" and held.assumptions == (
        ("scenario", "Fix Billing"),
        ("lever", "fewer_complaints"),
        ("percent", "10"),
        ("sector", "Billing"),
    )
    for refused, said in {
        ("--mode", "both"): "A link in a scenario is seen or live, never both",
        ("--sector", "Delivery"): "The scenario moves no lever of the sectors the link speaks of",
        ("--scenario", "None such"): 'no scenario named "None such"',
    }.items():
        answer = run(place, "share", "create", "overview", "--scenario", "Fix Billing", *refused)
        assert (answer.code, answer.out) == (2, "") and said in answer.err, answer.err
    assert run(place, "assume", "small_group=40").code == 0  # thirty customers complain of Billing
    few = run(place, "share", "create", "overview", "--scenario", "Fix Billing")
    assert few.code == 2 and "fewer_complaints@Billing changes" in few.err and "fewer than 40 customers" in few.err
    assert len(run(place, "share", "list", "--format", "json").json) == 1

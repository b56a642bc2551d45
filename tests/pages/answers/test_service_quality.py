"""The page Service quality: for who sees everything, by a link, without its data, and the forms of disputes."""

import pytest
from readers import as_person, by_all, by_link, plain
from sharing_home import fresh_server, said, settle
from small_organisation import built
from table_heads import unclear_heads

from data.access.actor import Actor, act_as
from data.disputes import listed
from pages.parts.runtime import services

# six of Sales rate Billing, speed 2 short and care 1 short; six of Billing rate themselves, and how they feel;
# two of Billing rate Sales: too few to be shown
SURVEY = "date,rated_by,sector,dimension,expected,perceived\n" + "".join(
    f"2025-03-10,{rated_by},{sector},{dimension},7,{points}\n" * times
    for times, rated_by, sector, dimension, points in (
        (6, "Sales", "Billing", "speed", 5),
        (6, "Sales", "Billing", "care", 6),
        (6, "Billing", "Billing", "speed", 7),
        (6, "Billing", "Billing", "morale", 3),
        (2, "Billing", "Sales", "speed", 1),
    )
)
# eight audits of Billing, two with the answer wrong, of which one is disputed and open: 75 %, 88 % if it is upheld;
# one of Sales
AUDITS = (
    "audit_id,criterion,date,sector,impact,result,family,disputed,upheld,case_id\n"
    + "".join(
        f"A-{n},answer,2025-03-{n + 1:02d},Billing,high,{'fail' if n < 2 else 'pass'},content,"
        f"{'yes' if n == 0 else 'no'},,K-{n}\n"
        for n in range(8)
    )
    + "B-1,greeting,2025-03-05,Sales,low,pass,contact,no,,\n"
)
FILES = {
    "complaints": "complaint_id,opened_on,sector,case_id\n"
    + "".join(f"k{n},2025-03-{n + 10},{('Billing', 'Sales')[n % 2]},K-{n % 2}\n" for n in range(19))
    + "last,2025-03-31,Billing,\n",
    "service_survey": SURVEY,
    "audits": AUDITS,
    "quality_levels": "month,sector,planned,delivered,received\n2025-03,Billing,95,90,88\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return built(tmp_path_factory.mktemp("quality"), FILES)


@pytest.fixture(autouse=True)
def server(made, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, made, tmp_path):
        yield


def words(app) -> str:
    assert not app.exception and not app.error and unclear_heads(said(app)) == []
    return plain(said(app))


def test_the_page_tells_gaps_own_views_morale_audits_levels_and_what_it_lacks():
    told = words(by_all("service_quality"))
    assert "Billing falls furthest short of what its colleagues expect: speed, 2.0 points below" in told
    # receivers give 5 and 6, itself 7 on speed: 7 − 5.5
    assert "Billing rates its own service 1.5 points higher than those who receive it" in told
    assert "Morale is lowest in Billing: 3.0 points" in told
    assert "Too few answers to show: Sales." in told
    assert "75 % of audits found no fault with high impact on the customer" in told
    # of the two cases with an error both were complained about, of the six others none
    assert "100 % of cases with an error in “answer” led to a complaint, 0 % of those without" in told
    assert "Most quality is lost in Billing, between plan and delivery: 5.0 of 100 points" in told
    assert "To see how suppliers are treated, import purchases from suppliers." in told
    assert "Shared views leave out" not in told


def test_a_link_tells_no_morale_no_dispute_and_nothing_about_few():
    told = words(by_link("service_quality", None))
    assert "speed, 2.0 points below" in told and "Billing rates its own service" in told
    assert "Too few answers" not in told and "at work" not in told and "Disputes" not in told
    assert "Open disputes" not in told and "before disputes" not in told
    assert "75 % of audits found no fault" in told and "led to a complaint" not in told
    assert "Shared views leave out morale" in told


def test_a_person_of_one_sector_sees_no_other(monkeypatch):
    app = as_person(monkeypatch, "service_quality", ("Sales",))
    assert "Billing" not in words(app)


def test_who_may_not_see_stored_rows_sees_no_single_answer(monkeypatch):
    for figure in ("service_answer", "service_side"):
        app = as_person(monkeypatch, "figures", None, figure=figure)
        assert "or are single answers. Only roles" in words(app) and not app.dataframe


def test_a_finding_is_disputed_and_answered_on_the_page():
    app = by_all("service_quality")
    assert "Disputes of findings (1 open)" in [one.label for one in app.expander]
    app.selectbox(key="dispute_finding_4").select(("A-1", "answer"))
    app.text_area(key="dispute_reason_4").input("The customer had asked for it.")
    button(app, "Open the dispute").click().run()
    assert [(one["audit_id"], one["outcome"]) for one in listed(services.services().store)] == [("A-1", "open")]
    settle()
    app = by_all("service_quality")
    app.selectbox(key="dispute_open_finding_5").select(("A-1", "answer"))
    app.selectbox(key="dispute_upheld_5").select(True)
    app.text_area(key="dispute_reply_5").input("The order says so.")
    button(app, "Answer").click().run()
    assert listed(services.services().store)[0]["outcome"] == "upheld"


def button(app, label: str):
    return next(one for one in app.button if one.label == label)


def test_who_may_not_change_data_sees_the_disputes_and_no_form(monkeypatch):
    app = as_person(monkeypatch, "service_quality", None)
    assert "came with the audits" in words(app) and not app.text_area
    with act_as(Actor("somebody", "viewer")):
        assert listed(services.services().store) == []

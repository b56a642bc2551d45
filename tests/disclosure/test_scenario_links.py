"""A link in a scenario: its visitor sees what was seen, in no other scenario, whatever becomes of the saved one."""

import io

import openpyxl
import pytest
from readers import plain
from sharing_home import again, app, begin_anew, restart, said, settle, share, shown
from small_organisation import SECTORS, bring

from data.access.actor import LOCAL, act_as
from data.sharing.opening import read_view
from data.sharing.registry import create, list_links
from data.sharing.shared_view import SharedView, from_text
from data.sharing.snapshots import thaw
from models.engine.selection import Selection
from models.scenarios.levers import as_texts, lever
from pages.parts.reports import make
from pages.parts.reports.request import PAGE, Reader, Request
from pages.parts.runtime import scenario_engines, services

TENTH, HALF, RARE, ONE, SHORTER = "A tenth fewer", "Half", "Three customers", "Fix Billing", "Shorter in Billing"
PERIOD = ("2025-01", "2025-11")
# three customers complain of what nobody else complains of
SEEN_BY_FEW = "complaint_id,opened_on,customer_id,category,sector,paid_by,compensation\n" + "".join(
    f"r{n},2025-0{n + 3}-10,c{n},Rare,Billing,Billing,700\n" for n in range(3)
)


@pytest.fixture(scope="module")
def linked(templates, tmp_path_factory):
    """The token of a link in a scenario that was deleted since, on a server that was started again since."""
    with act_as(LOCAL), pytest.MonkeyPatch.context() as monkeypatch:
        begin_anew(monkeypatch, templates.shared(), tmp_path_factory.mktemp("linked"))
        for name, sector, percent in ((TENTH, "", 10), (HALF, "", 50), (ONE, "Billing", 10)):
            save(name, lever("fewer_complaints", sector, percent=percent))
        token = share(in_scenario=TENTH)
        services.services().store.delete_scenario(TENTH)
        restart()
        yield token
        settle()
        services.services().store.close()


def save(name: str, *levers) -> None:
    services.services().store.save_scenario(name, [as_texts(one) for one in levers], seen={}, is_new=True)


def words(session) -> str:
    return plain(said(session))


def kept():
    """The view of the latest link as it is kept."""
    store = services.services().store
    return from_text(read_view(store, list_links(store)[0]["share_id"]))


def test_the_link_keeps_the_levers_and_the_numbers_of_the_page(linked):
    held, engine = kept(), services.services().engine
    assert held.assumptions == (("scenario", TENTH), ("lever", "fewer_complaints"), ("percent", "10"))
    assert held.mode == "seen" and held.numbers and "in_scenario" not in dict(held.parameters)
    (seen,) = [thaw(frame) for key, frame in held.frames if '"sector_overview"' in key]
    with scenario_engines.reading(held.assumptions, held.version) as changed:
        there = changed.read("sector_overview", held.version, Selection(PERIOD))
    base = engine.read("sector_overview", held.version, Selection(PERIOD))
    for column in ("complaints", "dissatisfaction_cost"):
        assert list(seen[column]) == list(there[column]) == pytest.approx([0.9 * float(one) for one in base[column]])


@pytest.mark.parametrize("forged", [{}, {"in_scenario": HALF}])
def test_a_visitor_sees_what_was_seen_and_no_other_scenario(linked, forged):
    # 6,268 in eleven months; a tenth fewer complaints: 5,641.20
    session = app(t=linked, **forged)
    assert not session.exception and not session.error
    assert "5,641" in words(session) and "6,268" not in words(session) and "3,134" not in words(session)
    assert f"Scenario “{TENTH}”. Levers: Fewer complaints 10 %." in words(session)
    assert "in_scenario" not in [one.key for one in session.selectbox]
    assert "As it is" not in words(session) and "has changed since" not in words(session)


def test_what_a_visitor_chooses_is_worked_out_in_the_scenario_too(linked):
    homes = services.services().engine.read("overview_total", kept().version, Selection(PERIOD, ("Homes",)))
    as_it_is = homes["dissatisfaction_cost"].iloc[0]
    session = app(t=linked, segments=["Homes"])
    assert not session.exception and "Homes" in words(session) and "Scenario “" in words(session)
    # nine tenths of what complaints of homes cost
    assert f"{as_it_is * 9 / 10:,.0f}" in words(session) and f"{as_it_is:,.0f}" not in words(session)


def test_a_report_by_a_link_is_in_its_scenario(linked):
    held, share_id = kept(), list_links(services.services().store)[0]["share_id"]
    reader, moment = Reader(held.sectors, held, share_id), make.moment_of(held.version)
    asked = Request(PAGE, held.version, moment, "en", Selection(PERIOD), "", "overview", TENTH, reader)
    book = openpyxl.load_workbook(io.BytesIO(make.write(asked, ".xlsx")))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(f"scenario “{TENTH}”" in one for one in cells) and not any(
        "not part of this file" in one for one in cells
    )
    costs = [row[2].value for row in book.worksheets[1].iter_rows() if row[0].value in SECTORS]
    assert sum(costs) == pytest.approx(5641.2)


def test_a_link_made_without_a_browser_records_what_its_first_visitor_sees_in_the_scenario(linked):
    store = services.services().store
    controls = (("from", (PERIOD[0],)), ("language", ("en",)), ("to", (PERIOD[1],)))
    view = SharedView("overview", controls, store.version, assumptions=kept().assumptions, small_group=5)
    _, token = create(store, view, 3)
    first = app(t=token)
    settle()
    again(first)
    assert kept().recorded_on and kept().frames and "in_scenario" not in dict(kept().parameters)
    assert "5,641" in words(app(t=token)) and any(TENTH in key for key, _ in kept().frames)


def test_a_live_link_shows_the_scenario_as_it_is_saved_today(linked):
    store, levers = services.services().store, [lever("fewer_complaints", percent=50)]
    save("Today", *levers)
    token = share("live", in_scenario="Today")
    # 6,268 in eleven months; half of it 3,134, nine tenths 5,641.20
    assert "Levers: Fewer complaints 50 %." in words(app(t=token)) and "3,134" in words(app(t=token))
    store.save_scenario("Today", [as_texts(lever("fewer_complaints", percent=10))])
    settled = app(t=token)
    settle()
    again(settled)
    assert "Levers: Fewer complaints 10 %." in words(settled) and "5,641" in words(settled)
    store.save_scenario("Today", [{"assumption": "effect_months", "value": "12"}])
    assert "was changed into one this link may not show" in words(app(t=token))
    store.delete_scenario("Today")
    session = app(t=token)
    assert not session.exception and "of this link was deleted" in words(session)


def test_a_link_of_some_sectors_keeps_the_levers_that_act_there(linked):
    save("Two", lever("fewer_complaints", "Billing", percent=10), lever("fewer_complaints", "Delivery", percent=20))
    session = app(t=share(sectors=("Billing",), in_scenario="Two"))
    assert kept().assumptions == (
        ("scenario", "Two"),
        ("lever", "fewer_complaints"),
        ("percent", "10"),
        ("sector", "Billing"),
    )
    assert not session.exception and "Levers: Fewer complaints (Billing) 10 %." in words(session)
    assert "Delivery" not in words(session)


def test_data_of_few_customers_that_come_later(linked, tmp_path):
    store = services.services().store
    plain_link = app(t=share(), in_scenario=HALF)  # takes no scenario from the address
    assert "6,268" in words(plain_link) and "Levers:" not in words(plain_link)
    narrow = app(t=share(sectors=("Billing",), in_scenario=ONE))
    assert not narrow.exception and "Levers: Fewer complaints (Billing) 10 %." in words(narrow)
    assert "Delivery" not in words(narrow)
    seen = shown(app(t=linked))
    bring(store, tmp_path, "complaints", SEEN_BY_FEW)
    session = app(t=linked)
    assert "the scenario is shown as it was" in words(session) and shown(session) == seen
    save(SHORTER, lever("shorter_handling", "Billing", percent=10))
    save(RARE, lever("fewer_complaints", category="Rare", percent=10), lever("less_compensation", percent=5))
    app(language="en")
    settle()
    held = list_links(store)
    refused(RARE, (), "What the lever Fewer complaints (Rare) changes", "fewer than 5 customers")
    refused(ONE, ("Delivery",), "changes nothing in the sectors of this link")
    refused(SHORTER, ("Delivery",), "the lever Shorter handling (Billing) names another one that works for them")
    assert list_links(store) == held


def refused(name: str, sectors: tuple, *sentences: str) -> None:
    session = app(language="en", in_scenario=name)
    for _ in ("figures", "scenario"):
        settle()
        again(session)
    session.button(key="share").click()
    again(session).multiselect(key="share_sectors").set_value([*sectors])
    session.button(key="share_make").click()
    session.session_state["sharing"] = True
    (error,) = again(session).error
    assert all(one in error.value.replace("\\", "") for one in sentences), error.value

"""Every page in a saved scenario: chosen in the filters, said above the answer, and nothing of it without the right."""

import pytest
from readers import as_person, by_all, plain
from sharing_home import fresh_server, said, settle

from models.scenarios.levers import as_texts, lever
from pages.parts.access.pages import ANSWERS
from pages.parts.runtime import derived_cache, scenario_engines, services

TENTH, GONE, LOST = "A tenth fewer", "Another company", "No such scenario"


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The home as that of a fresh server, with two saved scenarios, of which one names a sector that is not there."""
    with fresh_server(monkeypatch, templates.shared(), tmp_path):
        for name, sector in ((TENTH, ""), (GONE, "Kitchen")):
            levers = [as_texts(lever("fewer_complaints", sector, percent=10))]
            services.services().store.save_scenario(name, levers, seen={}, is_new=True)
        yield


def words(app) -> str:
    return plain(said(app))


def links(app) -> list[str]:
    return said(app).split('class="ask"')[1:]


def test_an_answer_is_told_in_the_scenario_and_as_it_is_again(served):
    # 6,268 in eleven months; a tenth fewer complaints: 5,641.20
    app = by_all("overview", in_scenario=TENTH)
    assert not app.exception and "5,641" in words(app) and "6,268" not in words(app)
    assert f"scenario “{TENTH}”" in words(app) and not links(app)
    line = words(app).split(f"Scenario “{TENTH}”.")[1]
    assert "It does not change: Avoidable churn in all." in line and "It changes nothing" not in line
    app.selectbox(key="in_scenario").set_value("").run()
    settle()
    assert "6,268" in words(app) and TENTH not in words(app) and links(app)


def test_a_scenario_of_a_sector_that_is_gone_says_so_on_every_page(served):
    for page in ("overview", "win_or_keep"):
        app = by_all(page, in_scenario=GONE)
        assert not app.exception
        assert f"Scenario “{GONE}” cannot be shown with these data." in words(app) and "Kitchen" in words(app)


def test_a_scenario_nobody_saved_is_said_and_left_out(served):
    app = by_all("overview", in_scenario=LOST)
    said_of_it = f"In the link, the scenario “{LOST}” does not exist. Showing As it is."
    assert said_of_it in words(app) and "6,268" in words(app)


def test_who_sees_some_sectors_only_is_offered_no_scenario(served, monkeypatch):
    app = as_person(monkeypatch, "overview", ("Billing",), in_scenario=TENTH)
    assert not app.exception and TENTH not in words(app).replace(f"“{TENTH}” does not exist", "")
    assert "in_scenario" not in [one.key for one in app.selectbox]


def test_only_the_scenarios_asked_for_last_are_kept(served, monkeypatch):
    monkeypatch.setattr(scenario_engines, "KEPT", 1)
    store = services.services().store
    store.save_scenario("Half", [as_texts(lever("fewer_complaints", percent=50))], seen={}, is_new=True)
    for name, total in ((TENTH, 5641.2), ("Half", 3134), (TENTH, 5641.2)):
        with scenario_engines.reading(name, store.version) as engine:
            assert engine.read("overview_total", store.version)["dissatisfaction_cost"].iloc[0] == pytest.approx(total)
    with store.cursor() as cursor:
        asked = "select count(*) from duckdb_schemas() where schema_name like 'scenario%'"
        assert cursor.execute(asked).fetchall() == [(1,)]


def test_a_scenario_is_read_from_the_data_that_take_their_place(served):
    # saving another scenario changes no number: nothing is worked out again; data that were exchanged are read anew
    store = services.services().store
    with scenario_engines.reading(TENTH, store.version) as first:
        pass
    store.save_scenario("Another", [as_texts(lever("fewer_complaints", percent=50))], seen={}, is_new=True)
    assert scenario_engines.is_ready(TENTH, store.version)
    derived_cache.forget()
    assert not scenario_engines.is_ready(TENTH, store.version)
    with scenario_engines.reading(TENTH, store.version) as second:
        total = second.read("overview_total", store.version)["dissatisfaction_cost"].iloc[0]
    assert second is not first and total == pytest.approx(5641.2)


def test_every_page_opens_in_a_scenario(served):
    for page in ANSWERS:
        assert not by_all(page, in_scenario=TENTH).exception, page


def test_the_page_of_scenarios_sets_the_filter_of_all_pages(served):
    app = by_all("scenarios", scenario=TENTH)
    app.button(key="scenario_see").click().run()
    assert app.session_state["in_scenario"] == TENTH and not app.exception

"""The page of scenarios without a browser: levers moved, costs entered, a copy saved, and who sees nothing of it."""

import json

import pytest
from readers import as_person, by_all, plain
from sharing_home import begin_anew, fresh_server, restart, said
from table_heads import unclear_heads

from data.access.actor import LOCAL, act_as
from data.store import Store
from pages.parts.access.pages import may_open
from pages.parts.runtime import services

# 220 complaints in eleven complete months: 30 minutes at 30 an hour are 15 each, 3,300; compensation 2,968; nobody left
RESPONSE = {
    "keep_spend": "10",
    "keep_share": "0.4",
    "keep_ceiling": "0.7",
    "win_spend": "10",
    "win_share": "0.1",
    "win_ceiling": "0.3",
}
FEWER, SHORTER = "scenario_lever_fewer_complaints__", "scenario_lever_shorter_handling__"


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The home as that of a fresh server."""
    with fresh_server(monkeypatch, templates.shared(), tmp_path):
        yield


def words(app) -> str:
    return plain(said(app))


def bridge(app) -> list[dict]:
    """The rows of the bridge."""
    spec = next(json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart") if "As it is" in chart.proto.spec)
    layers = [layer["data"].get("values") or [] for layer in spec["layer"]]
    return max((rows for rows in layers if rows and "kind" in rows[0]), key=len)


def moved(app, **percents):
    for widget, percent in percents.items():
        app.slider(key=widget).set_value(float(percent)).run()
    assert not app.exception, app.exception
    return app


def test_levers_move_the_headline_the_bridge_and_the_table(served):
    app = by_all("scenarios")
    assert "unhappy customers cost 6,268" in words(app) and not app.exception
    # alone a fifth of handling is 660, more than the 626.80 of a tenth of all: it comes first, and the other saves
    # a tenth of the 5,608 that are left. 1,220.80 in eleven months are 1,331.78 a year
    moved(app, **{FEWER: 10, SHORTER: 20})
    assert "2 changes together save 1,332 a year" in words(app)
    rows = bridge(app)
    assert [row["words"] for row in rows] == ["6,268", "−660", "−561", "5,047"]
    assert [row["to"] for row in rows] == [6268, 5608, 5047.2, 5047.2]
    assert [row["kind"] for row in rows] == ["total", "less_projected", "less_projected", "total"]
    moved(app, **{FEWER: 0, SHORTER: 0})
    assert "unhappy customers cost 6,268" in words(app)


def test_while_no_lever_is_moved_the_one_that_saves_most_is_named(served):
    # a tenth of 6,268 in eleven months is 683.78 a year
    app = by_all("scenarios")
    assert "At 10 % each, “Fewer complaints” saves most: 684 a year" in words(app)
    assert unclear_heads(said(app)) == []
    assert "saves most" not in words(moved(app, **{FEWER: 10}))


def test_what_is_no_lever_stands_beside_and_in_no_total(served):
    told = words(by_all("scenarios"))
    assert "Not offered: Shorter stages. Its effect takes 100 finished cases" in told
    assert "Not included above" in told and "it takes your response to spend" in told
    held = services.services()
    held.engine.build(held.store.assume({name: {"value": value} for name, value in RESPONSE.items()}))
    told = words(by_all("scenarios"))
    # one more kept costs 1 / (0.3 × 0.0847), one more won 1 / (0.2 × 0.0405): k = −ln(1 − share / ceiling) / 10
    assert "10,000 more on keeping254.2" in told and "10,000 more on winning81.1" in told
    assert "unhappy customers cost 6,268" in told


def test_the_address_shows_the_levers_as_they_were_moved(served):
    app = moved(by_all("scenarios"), **{FEWER: 10, SHORTER: 20})
    link = {"lever": app.query_params["lever"]}
    assert bridge(by_all("scenarios", **link)) == bridge(app)
    moved(app, **{FEWER: 0, SHORTER: 0})
    assert "lever" not in app.query_params


@pytest.mark.parametrize("text", ["x", "[1]", '{"lever": "magic"}', '{"lever": "fewer_complaints", "percent": "200"}'])
def test_a_lever_of_an_address_that_cannot_be_read_is_said_and_left_out(served, text):
    app = by_all("scenarios", lever=[text, '{"lever": "fewer_complaints", "percent": "10"}'])
    assert len(app.warning) == 1 and not app.exception
    assert "684 a year" in words(app)  # a tenth of 6,268 in eleven months, twelve times


def test_costs_make_a_pay_back_and_a_range_a_decision(served):
    app = moved(by_all("scenarios"), **{FEWER: 10})
    app.number_input(key="scenario_one_off_fewer_complaints__").set_value(1000.0).run()
    app.number_input(key="scenario_low_fewer_complaints__").set_value(2.0).run()
    # 683.78 a year pay 1,000 in 17.5 months; 36 months at 10 % a year are 31.4 months of today, worth 1,791:
    # 1,000 of them are 5.6 % of 220 complaints in eleven months, 13 a year
    assert "it pays from 13 fewer complaints a year on" in words(app)
    assert "paid back in month 18" in words(app)
    assert "What would change the decision: Fewer complaints at 5.6" in words(app)
    app.number_input(key="scenario_low_fewer_complaints__").set_value(20.0).run()
    assert "low end must not lie above" in app.warning[0].value and "paid back in month 18" in words(app)


def test_a_copy_is_saved_opened_and_left_as_it_was(served):
    app = moved(by_all("scenarios"), **{FEWER: 10})
    app.text_input(key="scenario_named").set_value("Fewer")
    app.button(key="FormSubmitter:scenario_form-Save").click().run()
    assert "Saved scenario Fewer" in app.success[0].value and "1 saved scenario" in words(app)
    store: Store = services.services().store
    assert [one["percent"] for one in store.scenario("Fewer")["levers"]] == ["10.0"]
    moved(app, **{FEWER: 30})
    assert [one["percent"] for one in store.scenario("Fewer")["levers"]] == ["10.0"]
    restart()
    again = by_all("scenarios", scenario="Fewer")
    assert again.slider(key=FEWER).value == 10.0 and "Scenario: copy of Fewer" in words(again)
    again.button(key="scenario_reset").click().run()
    assert again.slider(key=FEWER).value == 0.0


def test_levers_for_what_is_not_there_are_said_and_lost_nowhere(served):
    store = services.services().store
    store.save_scenario("Old", [{"lever": "fewer_complaints", "sector": "Gone", "percent": "10"}])
    app = by_all("scenarios", scenario="Old")
    assert "No cost of this period has the sector Gone" in app.warning[0].value.replace("\\", "")
    assert "its sector or type is not in this period" in words(app) and store.scenario("Old")["levers"]


def test_a_person_of_some_sectors_is_told_why_the_page_is_empty(served, monkeypatch):
    app = as_person(monkeypatch, "scenarios", ("Billing",))
    assert "Scenarios need the whole ledger" in words(app) and not app.slider


def test_a_scenario_is_not_shared_by_link(served):
    app = by_all("scenarios")
    assert "share" not in [button.key for button in app.button] and may_open("scenarios")


def test_an_empty_home_says_what_is_missing(tmp_path, monkeypatch):
    with act_as(LOCAL):
        Store(tmp_path / "empty").close()
        begin_anew(monkeypatch, tmp_path / "empty", tmp_path)
        app = by_all("scenarios")
        assert "Complaints" in words(app) and not app.exception and not app.slider
        services.services().store.close()

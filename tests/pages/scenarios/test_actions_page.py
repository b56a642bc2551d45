"""Actions on the pages: made of a moved lever, done, shown on the sector page, and to whom they are not told."""

from datetime import date

import pytest
from readers import as_person, by_all, by_link, plain
from sharing_home import again, app, fresh_server, said

from pages.parts.runtime import services

FEWER = "scenario_lever_fewer_complaints__"
BILLING = {"lever": "fewer_complaints", "sector": "Billing", "percent": "10"}
SAID = {"amount": "1200", "low": "800", "high": "1500"}


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The home as that of a fresh server; its months are those of 2025, the last one not complete."""
    with fresh_server(monkeypatch, templates.shared(), tmp_path):
        yield services.services().store


def words(page) -> str:
    assert not page.exception, page.exception
    return plain(said(page))


def test_a_lever_is_taken_on_and_done(served):
    page = by_all("scenarios")
    page.slider(key=FEWER).set_value(10.0).run()
    page.text_input(key="action_owner").set_value("ana@example.com")
    page.button(key="FormSubmitter:action_form-Save action").click().run()
    assert "not a person" in page.error[0].value and served.actions.held() == []
    page.text_input(key="action_owner").set_value("Head of service")
    page.date_input(key="action_due").set_value(date(2025, 8, 31))
    page.button(key="FormSubmitter:action_form-Save action").click().run()
    # a tenth of 6,268 in eleven months is 684 a year; nothing in it has a range
    told = words(page)
    assert "1 action, 1 open" in told and "1. Fewer complaints, 10 %" in told and "31 Aug 2025" in told
    assert "684" in told and "cannot be told yet: not done" in told
    page.date_input(key="action_done").set_value(date(2025, 9, 15))
    page.button(key="FormSubmitter:action_change_form-Mark as done").click().run()
    assert "done 15 Sept 2025" in words(page) or "done 15 Sep 2025" in words(page)
    assert "cannot be told yet: with the data of Dec 2025" in words(page)
    page.button(key="FormSubmitter:action_change_form-Delete action").click().run()
    assert "Deleted action 1" in page.success[0].value and served.actions.held() == []


def test_the_sector_page_has_its_open_actions(served):
    served.actions.create(BILLING, "Delivery", "2025-08-31", SAID)
    for sector in ("Billing", "Delivery"):
        told = words(by_all("sector", sector=sector))
        assert f"1 open action for {sector}" in told and "1,200 (800–1,500)" in told
    assert "open action" not in words(by_all("sector", sector="Repairs"))
    served.actions.done(1, "2025-08-31")
    assert "open action" not in words(by_all("sector", sector="Billing"))


def test_no_action_is_told_by_a_link_or_to_a_person_of_some_sectors(served, monkeypatch):
    served.actions.create(BILLING, "Billing", "2025-08-31", SAID)
    assert "open action" in words(by_all("sector", sector="Billing"))
    assert "open action" not in words(by_link("sector", None))
    assert "open action" not in words(as_person(monkeypatch, "sector", ("Billing",), sector="Billing"))
    assert "Fewer complaints" not in words(as_person(monkeypatch, "scenarios", ("Billing",)))


def test_the_history_says_what_was_done_and_undone(served):
    served.actions.create(BILLING, "Billing", "2025-08-31", SAID)
    served.actions.done(1, "2025-09-01")
    served.undo_change(served.version)
    told = words(again(app(language="en", part="history").switch_page("pages/data.py").run()))
    assert "Created action 1: Fewer complaints, owner Billing, due 31 Aug 2025." in told
    assert "Action 1 is done since" in told and "action 1 (Fewer complaints) as before." in told

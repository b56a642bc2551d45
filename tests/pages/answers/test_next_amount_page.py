"""Where the next 10,000 belongs on the page Win or keep: asked for, answered while it is typed, saved; to whom not."""

import pytest
from readers import as_person, by_all, by_link, plain
from sharing_home import fresh_server, said

from pages.parts.runtime import services

POINT = {"keep_spend": 10, "keep_share": 40, "keep_ceiling": 80, "win_spend": 20, "win_share": 10, "win_ceiling": 20}


@pytest.fixture
def served(templates, tmp_path, monkeypatch):
    """The home as that of a fresh server."""
    with fresh_server(monkeypatch, templates.shared(), tmp_path):
        yield services.services().store


def words(page) -> str:
    assert not page.exception, page.exception
    return plain(said(page))


def test_the_answer_follows_what_is_typed_and_is_saved(served):
    page = by_all("win_or_keep")
    assert "Enter both points" in words(page)
    for name, value in POINT.items():
        page.number_input(key=f"next_{name}").set_value(float(value))
    page.run()
    # one more kept costs 10 / (0.4 × ln 2) = 36.07, one more won 20 / (0.1 × ln 2) = 288.54; 10,000 / 36.07 = 277.3
    told = words(page)
    assert "The next 10,000 is best spent on keeping customers" in told
    assert "36.07" in told and "288.54" in told and "277.3" in told
    page.number_input(key="next_win_spend").set_value(2.0).run()
    assert "The next 10,000 is best spent on winning customers" in words(page)
    page.button(key="next_save").click().run()
    assert "keep_share" in str(served.changes()[-1]["detail"]) and served.changes()[-1]["kind"] == "assumption"


def test_no_sector_is_compared_where_nobody_knows_who_was_lost(served):
    assert "complaint prevented" not in words(by_all("win_or_keep"))


def test_it_is_told_to_nobody_who_sees_less(served, monkeypatch):
    assert not by_link("win_or_keep", None).number_input
    assert not as_person(monkeypatch, "win_or_keep", ("Billing",)).number_input

"""What somebody hostile may do with a link: choose for others, subtract versions, send files."""

import pytest
from servers import PATIENCE_SECONDS
from sharing_home import again, app, fresh_server, said, settle, share, shown
from small_organisation import CORRECTED, bring

from data.sharing import opening, registry, tokens
from data.sharing.opening import read_view
from data.sharing.shared_view import SharedView, from_text
from pages.parts.runtime import services
from pages.parts.runtime.derived_cache import forget
from pages.parts.sharing import enter_link
from pages.parts.view import disclosure


@pytest.fixture(scope="module")
def filled(templates):
    return templates.shared()


@pytest.fixture(autouse=True)
def server(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "GUESSES", tokens.Throttle(sleep=lambda seconds: None))
    with fresh_server(monkeypatch, filled, tmp_path):
        yield


@pytest.mark.parametrize("forged", [{"sectors": ["Billing"]}, {"from": "2025-05"}])
def test_the_first_visitor_settles_nothing_for_the_others(forged):
    store = services.services().store
    view = SharedView("overview", (("language", ("en",)),), store.version, services.services().engine.models_hash())
    share_id, token = registry.create(store, view, 3)
    hostile = app_with(forged, token)  # a client can send any value of a control with its first message
    assert not hostile.exception and not hostile.error
    kept = from_text(read_view(store, share_id))
    assert not kept.recorded_on or not kept.parameter("sectors") + kept.parameter("segments")
    app(t=token)
    kept = from_text(read_view(store, share_id))
    assert kept.recorded_on and not kept.parameter("sectors") + kept.parameter("segments")
    assert (kept.parameter("from"), kept.parameter("language")) == (("2025-01",), ("en",))


def app_with(forged: dict, token: str):
    """A session whose first message carries values of controls."""
    from streamlit.testing.v1 import AppTest

    from pages.parts.runtime.services import ROOT

    session = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
    session.query_params["t"] = token
    for name, value in forged.items():
        session.session_state[name] = value
    return again(session)


ONE = "complaint_id,opened_on,compensation\nk3,2025-04-10,555\n"


@pytest.mark.long
@pytest.mark.parametrize(("brought", "is_told"), [(CORRECTED, True), (ONE, False)])
def test_the_recorded_and_the_live_view_stand_together_only_where_enough_people_changed(tmp_path, brought, is_told):
    token = share("both")
    bring(services.services().store, tmp_path, "complaints", brought)
    live = [_settled(token, shown="live") for _ in range(3)][-1]
    line = next(block for block in map(str, (block.proto.body for block in live.get("html"))) if "Shared view" in block)
    seen = _settled(token)
    assert ("of the live data" in line) is is_told
    assert ("instead of" in said(seen)) is is_told and (
        "the difference concerns too few people" in said(seen)
    ) is not is_told
    assert (len(seen.get("button_group")) == 2) is is_told  # the language, and the switch
    assert is_told or shown(live) == shown(seen)


def _settled(token: str, **more):
    session = app(t=token, **more)
    settle()
    assert not session.exception and not session.error
    return session


def test_nothing_of_a_link_is_remembered_when_the_data_were_exchanged():
    app(t=share("both"))
    share_id = registry.list_links(services.services().store)[0]["share_id"]
    view = enter_link.stored(share_id)
    plan = disclosure.disclosure_plan(view, view.version)
    assert enter_link.stored(share_id) is view and disclosure.disclosure_plan(view, view.version) is plan
    forget()  # an erasure leaves no note in memory, a restored version of the same number no plan of another
    assert enter_link.stored(share_id) is not view and disclosure.disclosure_plan(view, view.version) is not plan

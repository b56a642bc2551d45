"""A shared link as its visitor has it: the recorded page and nothing else,
whatever happens to the data or the address."""

from datetime import UTC, datetime, timedelta

import pytest
from sharing_home import again, app, fresh_server, made, restart, said, settle, share, shown
from small_organisation import CORRECTED, bring
from streamlit.testing.v1 import AppTest

from data import moments
from data.access import audit
from data.sharing import opening, registry, tokens
from data.sharing.opening import read_view
from data.sharing.shared_view import SharedView, from_text
from pages.parts.runtime import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work import figure_work as waiting
from pages.parts.view import disclosure


@pytest.fixture(scope="module")
def filled(templates):
    return templates.shared()


@pytest.fixture(autouse=True)
def server(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "GUESSES", tokens.Throttle(sleep=lambda seconds: None))
    with fresh_server(monkeypatch, filled, tmp_path):
        yield


def test_a_link_shows_what_was_seen_after_corrections_undo_assumptions_and_other_models(tmp_path, monkeypatch):
    token = share("both")
    before = app(t=token)
    seen = shown(before)
    assert "snapshot of" in said(before) and "Billing" in said(before) and not before.exception and not before.error
    store = services.services().store
    imported = bring(store, tmp_path, "complaints", CORRECTED)
    assert shown(app(t=token)) == seen
    store.undo(imported["import_id"])
    store.assume(
        {"hourly_cost": {"value": "99"}, "small_group": {"value": "9"}, "reporting_currency": {"value": "CHF"}}
    )
    for held in store.imports():
        if held["dataset"] == "complaints" and not held["undone"]:
            store.undo(held["import_id"])
    assert shown(app(t=token)) == seen
    restart()
    monkeypatch.setattr(waiting, "begin", lambda version: background.Work(failure="not now"))
    monkeypatch.setattr(type(services.services().engine), "models_hash", lambda engine: "another release")
    monkeypatch.setattr(disclosure, "read_for_link", lambda view, ask: pytest.fail(f"worked out again: {ask}"))
    last = app(t=token)
    assert shown(last) == seen and not last.exception and not last.error


@pytest.mark.parametrize(
    "password, who", [("", "Anyone with the link can open it."), ("three-long-words", "It is password-protected.")]
)
def test_whoever_makes_a_link_is_told_who_may_open_it(password, who):
    assert who in said(made(password=password))


def test_every_password_is_asked_in_a_form_so_that_none_is_left_unsent():
    maker = app(language="en")
    settle()
    again(maker).button(key="share").click()
    for session in (again(maker), app(t=share(password="three-long-words"))):
        secret = [field.proto.form_id for field in session.text_input if field.proto.type == field.proto.PASSWORD]
        assert len(secret) == 1 and all(secret)


def test_the_line_over_a_view_says_what_the_live_data_say_and_why(tmp_path):
    token = share("both")
    bring(services.services().store, tmp_path, "complaints", CORRECTED)
    app(t=token)
    settle()
    app(t=token)
    settle()
    session = app(t=token)
    line = next(block.proto.body for block in session.get("html") if "Shared view" in block.proto.body)
    assert "instead of" in line and "20 complaints" in line and "Mar 2025" in line, line
    live = app(t=token, shown="live")
    assert "Shared view of the live data" in said(live) and shown(live) != shown(session)


def test_a_link_as_seen_has_no_live_side(tmp_path):
    token = share("seen")
    seen = shown(app(t=token))
    bring(services.services().store, tmp_path, "complaints", CORRECTED)
    assert shown(app(t=token, shown="live")) == seen


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "altered",
    [
        {"page": "data"},
        {"version": "1"},
        {"mode": "live"},
        {"part": "aside"},
        {"figure": "ledger"},
        {"open": ["rows_behind", "explain_figures", "panel_rows", "panel_sql"]},
        {"explain": "ledger.amount", "cell": ["complaint_id=k1"]},
        {"explain": "complaints.compensation", "cell": ["complaint_id=k1"]},
        {"explain": "cost_matrix.amount", "cell": ["caused_by=Billing", "incurred_by=Repairs"]},
        {"behind_component": "compensation"},
        {"list": "customers"},
    ],
)
def test_an_altered_address_leads_to_the_same_page_and_to_no_rows(altered):
    token = share()
    plain, session = app(t=token), app(t=token, **altered)
    assert said(session).count("<h1>") == 1 and not session.exception and not session.error
    words = " ".join(
        [said(session), *(text.value for text in session.get("text")), *(code.value for code in session.code)]
    )
    assert "complaint_id" not in words and "select " not in words and ">k1<" not in words
    assert not session.dataframe and not session.get("download_button") and not session.get("page_link")
    keys = [button.key for button in session.button if button.key]
    assert [key for key in keys if not key.startswith(("period_", "language_"))] == ["report"]  # of what the link tells
    assert [block for block in shown(session) if "<h1>" in block] == [
        block for block in shown(plain) if "<h1>" in block
    ]


def test_a_link_of_some_sectors_never_speaks_of_the_others():
    token = share(sectors=("Billing", "Delivery"))
    for asked in (
        {},
        {"sectors": ["Repairs"]},
        {"sectors": ["Billing", "Repairs"]},
        {"sectors": [""]},
        {"segments": ["Homes"], "language": "es"},
    ):
        session = app(t=token, **asked)
        words = " ".join(shown(session))
        assert not session.exception and not session.error and "Billing" in words
        assert "Repairs" not in words.replace("In the link, the sector “Repairs”", "") or asked.get("sectors"), asked
        assert all("Repairs" not in box.options for box in session.multiselect)
        table = next((block for block in shown(session) if "<table" in block), "")
        assert "Repairs" not in table


def test_the_visitor_may_change_the_filters_within_the_view():
    token = share()
    session = app(t=token, segments=["Homes"], language="es")
    assert "Homes" in said(session) and "Vista compartida" in said(session)
    assert shown(session) != shown(app(t=token)) and not session.exception and not session.error


def test_a_session_that_came_by_a_link_stays_one(monkeypatch):
    token = share()
    session = app(t=token)
    del session.query_params["t"]
    session.query_params["language"] = "en"
    assert "Shared view" in said(again(session)) and "share" not in [button.key for button in session.button]
    for row in registry.list_links(services.services().store):
        registry.revoke_link(services.services().store, row["share_id"])
    assert "cannot be opened" in said(again(session)) and said(session).count("<h1>") == 1
    assert "<table" not in said(session)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("token", ["", "x", "../..", "' or 1=1 --", "A" * 10_000, "\u202e", "null"])
def test_an_unknown_token_opens_nothing_and_says_always_the_same(token):
    share()
    session = app(t=token)
    assert "This link cannot be opened." in said(session) and said(session).count("<h1>") == 1
    assert not session.button and not session.selectbox and not session.exception


def test_an_ended_link_says_so(monkeypatch):
    token = share()
    later = datetime.now(UTC) + timedelta(days=31)
    monkeypatch.setattr(moments, "now", lambda: later)
    assert "was valid until" in said(app(t=token)) and "was valid until" not in said(app(t=token + "x"))


def test_a_password_stands_before_the_view():
    token = share(password="long enough")
    session = app(t=token)
    assert "is password-protected" in said(session) and "<table" not in said(session)
    for typed, opens in (("wrong", False), ("", False), ("long enough", True)):
        session.text_input(key="link_password").set_value(typed)
        session.button[0].click()
        again(session)
        assert ("Shared view, snapshot" in said(session)) is opens
    assert registry.list_links(services.services().store)[0]["opened"] == 1


def test_a_part_that_runs_alone_notices_that_its_link_was_revoked():
    share("seen")
    (link,) = registry.list_links(services.services().store)
    alone = AppTest.from_function(_dialog_of_a_visitor, default_timeout=60)
    alone.session_state["share_id"] = link["share_id"]
    assert [one.value for one in alone.run().text] == ["still open"]
    registry.revoke_link(services.services().store, link["share_id"])
    assert [one.value for one in alone.run().text] == ["the whole page runs again"]


def _dialog_of_a_visitor():
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

    from data.sharing.opening import Link
    from pages.parts.access import link_session

    link = Link(st.session_state["share_id"], None, False)
    st.session_state[link_session.VISIT] = link_session.Visit("token", link)
    get_script_run_ctx().fragment_ids_this_run = ["dialog"]  # as when the platform runs a dialog alone
    try:
        link_session.end_if_closed()
        st.text("still open")
    except RerunException:
        st.text("the whole page runs again")


def test_what_a_command_linked_to_is_recorded_when_it_is_first_opened(tmp_path):
    store = services.services().store
    view = SharedView(
        "dissatisfaction",
        (("language", ("en",)), ("segments", ("Shops",))),
        store.version,
        services.services().engine.models_hash(),
    )
    share_id, token = registry.create(store, view, 3)
    first = app(t=token)
    settle()
    again(first)
    kept = from_text(read_view(store, share_id))
    assert kept.recorded_on and kept.frames and kept.parameter("segments") == ("Shops",) and len(kept.numbers) == 1
    bring(store, tmp_path, "complaints", CORRECTED)
    assert shown(app(t=token)) == shown(app(t=token, language="en")) and "Shops" in said(first)
    assert from_text(read_view(store, share_id)) == kept
    assert {row["share_id"]: row["opened"] for row in registry.list_links(store)}[share_id] == 3
    with store.cursor() as cursor:
        assert audit.is_intact(cursor) and [event["action"] for event in audit.events(cursor)].count("share-open") == 3

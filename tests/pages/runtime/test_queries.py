"""Queries of abandoned page runs and overlong ones are ended; work several people wait for is not."""

import queue
import threading
import time

import pytest
import streamlit
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.storage.connection import Interrupted, this_thread
from data.store import Store
from pages.parts.runtime import query_watchdog, services
from pages.parts.runtime import query_watchdog as queries

LONG = "select count(*) from range(100000000000) as a, range(1000) as b"


class Asking(threading.Thread):
    """Somebody who asks a long question in a thread of their own; `ended` says how it ended."""

    def __init__(self, doorway, owner, query=LONG):
        super().__init__(daemon=True)
        self.doorway, self.owner, self.query, self.ended = doorway, owner, query, None
        self.started = threading.Event()

    def run(self):
        SELF.owner = self.owner
        cursor = self.doorway.cursor()
        self.started.set()
        try:
            cursor.execute(self.query).fetchall()
            self.ended = "done"
        except Interrupted:
            self.ended = "interrupted"


SELF = threading.local()
ASKING: list[Asking] = []


@pytest.fixture
def doorway(tmp_path):
    store = Store(tmp_path / "home")
    store.connection.owner = lambda: getattr(SELF, "owner", None)
    yield store.connection
    end(store.connection, ASKING)
    ASKING.clear()
    store.connection.close()


def end(doorway, threads: list) -> None:
    """Ends the questions of threads, again and again: a cursor that has not begun yet does not notice."""
    while any(one.is_alive() for one in threads):
        doorway.end_all()
        for one in threads:
            one.join(0.05)


def asking(doorway, *owners) -> list[Asking]:
    found = [Asking(doorway, owner) for owner in owners]
    ASKING.extend(found)
    for one in found:
        one.start()
        one.started.wait()
    return found


def ended(one: Asking, ending) -> str | None:
    """How a question ended of which ending() ends some, called until it takes effect."""
    while one.is_alive():
        ending()
        one.join(0.05)
    return one.ended


def test_a_new_run_of_a_session_ends_the_queries_of_its_earlier_run_only(doorway, monkeypatch):
    mine, others, shared = asking(doorway, "me", "other", None)
    monkeypatch.setattr(queries, "owner", lambda: "me")
    assert ended(mine, lambda: query_watchdog.begin(doorway)) == "interrupted"
    assert others.is_alive() and shared.is_alive()  # a build in the background belongs to nobody


def test_a_query_that_takes_too_long_is_ended_but_not_a_build(doorway, monkeypatch):
    monkeypatch.setenv("LEDGER_QUERY_SECONDS", "30")
    mine, shared = asking(doorway, "me", None)
    assert query_watchdog.end_idle(doorway, time.monotonic() + 29) == 0 and mine.is_alive()
    late = time.monotonic() + 31
    assert ended(mine, lambda: query_watchdog.end_idle(doorway, late)) == "interrupted" and shared.is_alive()


def test_queries_of_a_session_that_went_away_are_ended(doorway, monkeypatch):
    gone, here = asking(doorway, "gone", "here")
    monkeypatch.setattr(queries, "_is_gone", lambda session: session == "gone")
    now = time.monotonic()
    assert ended(gone, lambda: query_watchdog.end_idle(doorway, now)) == "interrupted" and here.is_alive()


def test_an_ended_query_does_no_harm_to_the_next(doorway):
    cursor = doorway.cursor()
    cursor.interrupt()
    assert cursor.execute("select 42").fetchone() == (42,)


def page():
    """A page that asks a long question in its first run and a short one in the next."""
    import streamlit as st

    from pages.parts.runtime import errors
    from pages.parts.runtime.services import services as house
    from tests.pages.runtime.test_queries import LONG

    errors.listen()
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    if st.session_state["runs"] > 1:
        st.session_state["over"].set()  # what runs again is ended no more
    try:
        house().store.connection.cursor().execute(LONG if st.session_state["runs"] == 1 else "select 1").fetchall()
        st.text("the page")
    except Exception as failure:
        if st.session_state.get("told_by") != "handler":
            errors.tell(failure, "overview")
        else:
            raise


def ended_by(ending, monkeypatch, tmp_path, told_by: str) -> AppTest:
    """The page after the query of its first run was ended by ending(doorway)."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LEDGER_QUERY_SECONDS", "120")
    streamlit.cache_resource.clear()
    doorway = services.services().store.connection
    session = AppTest.from_function(page, default_timeout=PATIENCE_SECONDS)
    session.session_state["told_by"] = told_by
    over = session.session_state["over"] = threading.Event()
    ender = threading.Thread(target=lambda: until(over, lambda: ending(doorway)))
    ender.start()
    try:
        return session.run()
    finally:
        over.set()
        ender.join()
        doorway.close()
        streamlit.cache_resource.clear()


def until(over: threading.Event, ending) -> None:
    """End what is asked, again and again: a cursor that has not begun yet does not notice."""
    while not over.wait(0.05):
        ending()


@pytest.mark.parametrize("told_by", ["page", "handler"])
def test_a_page_whose_query_was_ended_for_another_reason_than_its_length_runs_again(monkeypatch, tmp_path, told_by):
    seen = ended_by(lambda doorway: doorway.interrupt(lambda taken: True), monkeypatch, tmp_path, told_by)
    assert [text.value for text in seen.text] == ["the page"] and not seen.error


@pytest.mark.parametrize("told_by", ["page", "handler"])
def test_only_a_query_that_took_too_long_is_said_to_have(monkeypatch, tmp_path, told_by):
    late = time.monotonic() + 3600
    seen = ended_by(lambda doorway: query_watchdog.end_idle(doorway, late), monkeypatch, tmp_path, told_by)
    assert "This took too long" in seen.error[0].value and not seen.text


def test_a_cursor_kept_since_an_earlier_run_ends_nobody_else_and_is_no_long_query(doorway):
    kept, now = doorway.cursor(), time.monotonic()
    query_watchdog.begin(doorway)  # the thread goes on with another run
    query_watchdog.end_idle(doorway, now + 3600)
    assert not query_watchdog.took_too_long()
    doorway.owner = lambda: "another session"
    doorway.lend(kept)
    leases = []
    doorway.interrupt(lambda taken: leases.append(taken.owner))
    assert leases == ["another session"]


def test_an_earlier_ending_for_length_is_not_told_of_a_later_one():
    query_watchdog._overlong.add(this_thread())
    assert query_watchdog.took_too_long() and not query_watchdog.took_too_long()


def test_what_is_told_of_a_thread_is_not_told_of_a_later_one_with_its_number():
    told = queue.SimpleQueue()

    def _first():
        query_watchdog._overlong.add(this_thread())
        told.put((threading.get_ident(), None))

    def _later():
        told.put((threading.get_ident(), query_watchdog.took_too_long()))

    (number, _), *later = [in_a_thread(one, told) for one in [_first, *[_later] * 100]]
    assert number in [one for one, _ in later]  # numbers do come back
    assert not any(overlong for _, overlong in later)


def in_a_thread(work, told: queue.SimpleQueue) -> tuple:
    """What work put into `told` from a thread that has ended since."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return told.get()

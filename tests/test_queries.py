"""Queries of abandoned page runs and overlong ones are ended; work several people wait for is not."""

import threading
import time

import pytest

from data.doorway import Interrupted
from data.store import Store
from pages.parts import queries

LONG = "select count(*) from range(100000000000) as a, range(1000) as b"


class Asking(threading.Thread):
    """Somebody who asks a long question in a thread of their own; `ended` says how it ended."""

    def __init__(self, doorway, owner, query=LONG):
        super().__init__(daemon=True)
        self.doorway, self.owner, self.query, self.ended = doorway, owner, query, None
        self.started = threading.Event()

    def run(self):
        OWNERS[threading.get_ident()] = self.owner
        cursor = self.doorway.cursor()
        self.started.set()
        try:
            cursor.execute(self.query).fetchall()
            self.ended = "done"
        except Interrupted:
            self.ended = "interrupted"


OWNERS: dict[int, str | None] = {}


@pytest.fixture
def doorway(tmp_path):
    store = Store(tmp_path / "home")
    store.connection.owner = lambda: OWNERS.get(threading.get_ident())
    yield store.connection
    for cursor, _ in store.connection._open_ones():
        cursor.interrupt()
    time.sleep(0.1)
    store.connection.close()


def asking(doorway, *owners) -> list[Asking]:
    found = [Asking(doorway, owner) for owner in owners]
    for one in found:
        one.start()
        one.started.wait()
    time.sleep(0.2)
    return found


def test_a_new_run_of_a_session_ends_the_queries_of_its_earlier_run_only(doorway, monkeypatch):
    mine, others, shared = asking(doorway, "me", "other", None)
    monkeypatch.setattr(queries, "owner", lambda: "me")
    queries.begin(doorway)
    mine.join(5)
    assert mine.ended == "interrupted"
    assert others.is_alive() and shared.is_alive()  # a build in the background belongs to nobody


def test_a_query_that_takes_too_long_is_ended_but_not_a_build(doorway, monkeypatch):
    monkeypatch.setenv("LEDGER_QUERY_SECONDS", "30")
    mine, shared = asking(doorway, "me", None)
    assert queries.end_idle(doorway, time.monotonic() + 29) == 0 and mine.is_alive()
    assert queries.end_idle(doorway, time.monotonic() + 31) == 1
    mine.join(5)
    assert mine.ended == "interrupted" and shared.is_alive()


def test_queries_of_a_session_that_went_away_are_ended(doorway, monkeypatch):
    gone, here = asking(doorway, "gone", "here")
    monkeypatch.setattr(queries, "_is_gone", lambda session: session == "gone")
    queries.end_idle(doorway, time.monotonic())
    gone.join(5)
    assert gone.ended == "interrupted" and here.is_alive()


def test_an_ended_query_does_no_harm_to_the_next(doorway):
    cursor = doorway.cursor()
    cursor.interrupt()
    assert cursor.execute("select 42").fetchone() == (42,)

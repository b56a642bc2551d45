"""Guessing at a link: how often from one place and from all together, who is held up by it, what the log keeps."""

import threading

import pytest

from data.access import audit
from data.problems import Problem
from data.sharing import guess_limit, opening, registry, tokens
from data.sharing.opening import count_opening, find_by_token, unlock
from data.sharing.shared_view import SharedView

RIGHT = "three blind mice"


class Clock:
    """A clock that goes on when it is told to."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(opening, "PASSWORDS", guess_limit.Passwords(clock))
    monkeypatch.setattr(opening, "TALLY", guess_limit.Tally(clock))
    monkeypatch.setattr(opening, "GUESSES", tokens.Throttle(clock, sleep=lambda seconds: None))
    return clock


@pytest.fixture
def link(store, clock, monkeypatch):
    """A link with a password; the hash of guesses is left out of the time of the tests, not out of what decides."""
    monkeypatch.setitem(tokens.WORK, "n", 2)
    _, token = registry.create(store, SharedView("overview"), 1, RIGHT)
    return find_by_token(store, token)


def waits(store, link, password: str, place: str) -> int:
    """How many seconds a guess has to wait; 0: it was looked at, and was what it was."""
    try:
        assert unlock(store, link, password, place) == (password == RIGHT)
    except Problem as refused:
        assert refused.code == "LINK_WAIT"
        return refused.fields["seconds"]
    return 0


def test_one_place_guesses_ten_times_and_then_once_a_minute(store, link, clock):
    assert [waits(store, link, f"wrong {n}", "a") for n in range(12)] == [0] * 10 + [60, 60]
    assert (
        waits(store, link, RIGHT, "a") == 60
    )  # the right one is not looked at either, or waiting would be no hindrance
    clock.now += 59
    assert waits(store, link, "wrong", "a") == 1
    clock.now += 1
    assert [waits(store, link, "wrong", "a") for _ in range(2)] == [0, 60]
    clock.now += 60
    assert waits(store, link, RIGHT, "a") == 0


def test_who_guesses_holds_up_no_other_place_and_no_other_link(store, link):
    for n in range(50):
        waits(store, link, f"wrong {n}", "a")
    assert waits(store, link, RIGHT, "b") == 0
    _, token = registry.create(store, SharedView("overview"), 1, RIGHT)
    assert waits(store, find_by_token(store, token), RIGHT, "a") == 0


def test_right_passwords_are_not_counted(store, link):
    assert [waits(store, link, RIGHT, "a") for _ in range(150)] == [0] * 150


def test_a_link_is_guessed_a_hundred_times_from_everywhere_and_then_every_quarter_of_a_minute(store, link, clock):
    assert waits(store, link, RIGHT, "colleague") == 0
    assert [waits(store, link, "wrong", f"place {n}") for n in range(102)] == [0] * 100 + [15, 15]
    assert waits(store, link, RIGHT, "newcomer") == 15
    assert waits(store, link, RIGHT, "colleague") == 0  # a place that knew the password before is not held up
    clock.now += 15
    assert waits(store, link, RIGHT, "newcomer") == 0


def test_one_address_alone_never_uses_up_what_the_link_has(store, link, clock):
    for _ in range(600):  # ten hours of a guess a minute
        waits(store, link, "wrong", "a")
        clock.now += 60
    assert waits(store, link, RIGHT, "b") == 0


def test_many_guesses_at_once_are_no_more_than_one_after_another(store, link):
    looked_at, start = [], threading.Barrier(40)

    def guess():
        start.wait()
        looked_at.append(waits(store, link, "wrong", "a") == 0)

    threads = [threading.Thread(target=guess) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(looked_at) == 10


def test_a_wrong_token_that_waits_holds_up_nobody(store, clock, monkeypatch):
    waiting, go_on = threading.Event(), threading.Event()
    monkeypatch.setattr(opening, "GUESSES", tokens.Throttle(clock, sleep=lambda _: (waiting.set(), go_on.wait(60))))
    _, token = registry.create(store, SharedView("overview"), 1)

    def guess():
        with pytest.raises(Problem):
            find_by_token(store, "wrong", "a")

    thread = threading.Thread(target=guess)
    thread.start()
    assert waiting.wait(60)
    count_opening(store, find_by_token(store, token, "a"), "overview")  # also what writes to the log
    assert thread.is_alive()
    go_on.set()
    thread.join()


def test_openings_are_all_counted_but_cannot_fill_the_log(store):
    share_id, token = registry.create(store, SharedView("overview"), 1)
    link = find_by_token(store, token)
    for _ in range(110):
        count_opening(store, link, "overview")
    assert next(row for row in registry.list_links(store) if row["share_id"] == share_id)["opened"] == 110
    with store.cursor() as cursor:
        noted = [event["detail"]["this_hour"] for event in audit.events(cursor) if event["action"] == "share-open"]
    assert noted == [None] * 20 + [100]  # each of the first twenty, then the hundredth


def test_guesses_stand_in_the_log_but_cannot_fill_it(store, link, clock):
    for n in range(120):
        waits(store, link, "wrong", f"place {n}")
        with pytest.raises(Problem):
            find_by_token(store, "wrong", "b")
    clock.now += 3601
    waits(store, link, "wrong", "c")
    with store.cursor() as cursor:
        noted = [event for event in audit.events(cursor) if event["action"] == "share-refused"]
        assert audit.is_intact(cursor)
    # a hundred wrong passwords were looked at, of 120; a new hour begins with its first
    of_link = [event["detail"] for event in noted if event["on"] == link.share_id]
    assert [detail["this_hour"] for detail in of_link] == [1, 10, 100, 1]
    assert [detail["from_address"] for detail in of_link] == ["place 0", "place 9", "place 99", "c"]
    assert [event["detail"]["this_hour"] for event in noted if event["on"] == ""] == [1, 10, 100]
    assert "wrong" not in str(noted) and RIGHT not in str(noted)

"""Parts of pages are made a few at a time; what is made is handed out meanwhile, and nobody waits for ever."""

import threading
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from pages.parts.runtime import turns as turns_module
from pages.parts.runtime.derived_cache import forget
from pages.parts.runtime.turns import Turns
from pages.parts.view.view_cache import MOST_MADE_AT_ONCE, drawn

PATIENCE_SECONDS, MOMENT_SECONDS = 30, 0.3
MAKING_SECONDS = 2 * PATIENCE_SECONDS  # a part in the making ends by itself, so that a fault here stops nothing else
VIEW = SimpleNamespace(key="of everybody")


@pytest.fixture(autouse=True)
def nothing_made():
    forget()
    yield
    forget()


def together(*asked: Callable[[], object]) -> list[threading.Thread]:
    """Let each visitor ask in a thread of their own."""
    visitors = [threading.Thread(target=ask, daemon=True) for ask in asked]
    for visitor in visitors:
        visitor.start()
    return visitors


def all_served(visitors: list[threading.Thread]) -> bool:
    for visitor in visitors:
        visitor.join(PATIENCE_SECONDS)
    return not any(visitor.is_alive() for visitor in visitors)


def until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold."""
    tired = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < tired:
        time.sleep(0.001)
    return holds()


def test_only_so_many_are_made_at_once_and_what_is_made_waits_for_none():
    begun, may_end = threading.Semaphore(0), threading.Event()
    assert all_served(together(lambda: drawn(VIEW, "made before", lambda view: None)))

    def draw(view):
        begun.release()
        may_end.wait(MAKING_SECONDS)

    asked = MOST_MADE_AT_ONCE + 2
    visitors = together(*(lambda name=name: drawn(VIEW, name, draw) for name in range(asked)))
    assert all(begun.acquire(timeout=PATIENCE_SECONDS) for _ in range(MOST_MADE_AT_ONCE))
    assert not begun.acquire(timeout=MOMENT_SECONDS)
    assert all_served(together(lambda: drawn(VIEW, "made before", draw)))
    may_end.set()
    assert all_served(visitors)
    assert all(begun.acquire(timeout=0) for _ in range(2))  # the two that waited


def test_a_part_within_a_part_needs_no_other_place():
    all_begun, made = threading.Barrier(MOST_MADE_AT_ONCE, timeout=PATIENCE_SECONDS), []

    def draw(view, name):
        all_begun.wait()  # no place is left now
        drawn(view, ("within", name), lambda _: made.append(name))

    assert all_served(together(*(lambda name=name: drawn(VIEW, name, draw, name) for name in range(MOST_MADE_AT_ONCE))))
    assert sorted(made) == list(range(MOST_MADE_AT_ONCE))


def test_a_part_many_ask_for_takes_one_place():
    """While it is made by one and all others ask for it, there is a place left for another part."""
    begun, may_end, made = threading.Event(), threading.Event(), []

    def draw(view):
        made.append("asked for by many")
        begun.set()
        may_end.wait(MAKING_SECONDS)

    many = together(*[lambda: drawn(VIEW, "asked for by many", draw)] * (3 * MOST_MADE_AT_ONCE))
    assert begun.wait(PATIENCE_SECONDS)
    assert all_served(together(lambda: drawn(VIEW, "another", lambda view: made.append("another"))))
    may_end.set()
    assert all_served(many)
    assert made == ["asked for by many", "another"]


def test_whoever_began_first_goes_first():
    """A page has several parts, and waits with its second one behind nobody who came after its first."""
    turns, order, may_end, asks = Turns(1), [], threading.Event(), [threading.Event() for _ in range(3)]

    def works(name, asked):
        turns_module.begin()
        begun[name].set()
        asked.wait(MAKING_SECONDS)
        with turns.turn():
            order.append(name)
            may_end.wait(MAKING_SECONDS)

    begun = {name: threading.Event() for name in ("first", "second", "third")}
    visitors = []
    for name, asked in zip(begun, asks, strict=True):
        visitors += together(lambda name=name, asked=asked: works(name, asked))
        assert begun[name].wait(PATIENCE_SECONDS)
    with turns.turn():
        for waiting, asked in enumerate(reversed(asks), start=1):
            asked.set()
            assert until(lambda waiting=waiting: turns.waiting == waiting)
    may_end.set()
    assert all_served(visitors)
    assert order == ["first", "second", "third"]


def test_a_part_that_fails_gives_its_place_back():
    failed, made = [], []

    def draw(view):
        raise LookupError

    def asks(name):
        try:
            drawn(VIEW, name, draw)
        except LookupError:
            failed.append(name)

    assert all_served(together(*(lambda name=name: asks(name) for name in range(MOST_MADE_AT_ONCE + 1))))
    assert len(failed) == MOST_MADE_AT_ONCE + 1
    assert all_served(together(lambda: drawn(VIEW, "another", made.append)))
    assert made == [VIEW]

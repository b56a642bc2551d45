"""Work in the background: one list of it, begun once for a key, and forgotten by one rule."""

import threading
import time

import pytest

from pages.parts.runtime import process, services
from pages.parts.runtime.work import background
from pages.parts.runtime.work.background import begin, works


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty home of the pages, and no work in the list."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    process.forget()
    yield
    for work in list(background.works().by_key.values()):
        work.thread.join()
    services.services().store.close()
    process.forget()


def ended(key: tuple, **how) -> background.Work:
    """Work that is over."""
    work = background.begin(key, lambda tell: key, **how)
    work.thread.join()
    return work


def test_work_is_begun_once_for_a_key_and_hands_its_result_on():
    first = ended(("figures", 1))
    assert first.result == ("figures", 1) and ended(("figures", 1)) is first
    assert ended(("figures", 1), again=lambda known: not known.is_running) is not first


def test_work_that_fails_says_so_and_can_be_begun_again():
    work = background.begin(("figures", 1), lambda tell: 1 / 0)
    work.thread.join()
    assert (work.failure, work.result) == ("ZeroDivisionError", None)
    assert ended(("figures", 1), again=lambda known: bool(known.failure)).failure == ""


def test_figures_that_are_there_are_forgotten_after_an_hour(monkeypatch):
    for version in range(3):
        ended(("figures", version))
    monkeypatch.setattr(background, "KEPT_SECONDS", -1)
    ended(("weighing", "a number"))
    assert list(works().by_key) == [("weighing", "a number")]


def test_only_the_latest_are_kept_and_what_runs_is_never_forgotten(monkeypatch):
    monkeypatch.setattr(background, "KEPT", 2)
    goes_on = threading.Event()
    begin(("upload", "slow"), lambda tell: goes_on.wait())
    for number in range(5):
        ended(("upload", number)).ended_at = time.time() + number  # one after the other, also where the clock is coarse
    # the two latest that had ended when the last began, and the last one itself
    assert list(works().by_key) == [("upload", "slow"), ("upload", 2), ("upload", 3), ("upload", 4)]
    goes_on.set()


def test_only_so_many_of_a_kind_work_at_a_time(monkeypatch):
    monkeypatch.setattr(background, "AT_ONCE", {"weighing": 1, "upload": 1})
    goes_on, second = threading.Event(), threading.Event()
    begin(("weighing", 1), lambda tell: goes_on.wait())
    waits = begin(("weighing", 2), lambda tell: second.set())
    assert ended(("upload", 1)).result == ("upload", 1)  # another kind is not held up
    assert waits.is_running and not second.is_set()
    goes_on.set()
    waits.thread.join()
    assert second.is_set()

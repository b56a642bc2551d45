"""How often a password may be guessed, from one place and from all together, and which guesses the log names."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

# Wrong passwords looked at: so many at once, then one every so many seconds.
# One address alone never uses up what a link has.
PLACE_AT_ONCE, PLACE_SECONDS = 10, 60.0
LINK_AT_ONCE, LINK_SECONDS = 100, 15.0
WORTH_A_LINE, TALLIED_SECONDS = (1, 10, 100, 1_000, 10_000), 3600.0
KEYS_KEPT = 5000


class Allowance:
    """How often something may happen for a key: so many times at once, then one more every so many seconds."""

    def __init__(self, at_once: int, seconds: float, clock=time.monotonic):
        self._at_once, self._seconds, self._clock = at_once, seconds, clock
        self._whole_at: OrderedDict[object, float] = OrderedDict()  # key -> when nothing of it is used any more
        self._guard = threading.Lock()

    def take(self, key: object) -> float:
        """Takes one and returns 0; takes none when there is none left, and returns the seconds until there is."""
        with self._guard:
            now = self._clock()
            whole_at = max(self._whole_at.get(key, now), now)
            wait = whole_at - now - (self._at_once - 1) * self._seconds
            if wait <= 0:
                self._put(key, whole_at + self._seconds)
        return max(wait, 0.0)

    def give_back(self, key: object) -> None:
        """Gives back one that was taken."""
        with self._guard:
            self._put(key, self._whole_at.get(key, 0.0) - self._seconds)

    def _put(self, key: object, whole_at: float) -> None:
        self._whole_at.pop(key, None)
        self._whole_at[key] = whole_at
        keep_latest(self._whole_at)


class Passwords:
    """Which guesses of a link's password are looked at. What has to wait is told so at once and holds up nobody.

    A guess counts as wrong until it proved right, so that many at once are no more than one after another. A place that
    knew the password does not use up what the link has for all places together.
    """

    def __init__(self, clock=time.monotonic):
        self._places = Allowance(PLACE_AT_ONCE, PLACE_SECONDS, clock)
        self._links = Allowance(LINK_AT_ONCE, LINK_SECONDS, clock)
        self._known: OrderedDict[tuple[str, str], bool] = OrderedDict()

    def begin(self, link: str, place: str) -> float:
        """Returns 0 when a guess may be looked at, else after how many seconds one may be."""
        wait = self._places.take((link, place))
        if wait or (link, place) in self._known:
            return wait
        if wait := self._links.take(link):
            self._places.give_back((link, place))
        return wait

    def right(self, link: str, place: str) -> None:
        """Takes the guess that was begun out of the count, and knows the place from now on."""
        self._places.give_back((link, place))
        if (link, place) not in self._known:
            self._links.give_back(link)
        self._known[link, place] = True
        keep_latest(self._known)


class Tally:
    """Counts what happens within an hour and tells the few worth a line in the log: the 1st, 10th, 100th."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._counts: OrderedDict[object, tuple[int, float]] = OrderedDict()
        self._guard = threading.Lock()

    def count(self, key: object) -> int:
        """Counts one more; returns how many there were when that is worth a line, else 0."""
        count, is_worth = self.counted(key)
        return count if is_worth else 0

    def counted(self, key: object) -> tuple[int, bool]:
        """Counts one more; returns how many there were in this hour, and whether that is worth a line."""
        with self._guard:
            count, since = self._counts.get(key, (0, self._clock()))
            if self._clock() - since > TALLIED_SECONDS:
                count, since = 0, self._clock()
            self._counts[key] = count + 1, since
            keep_latest(self._counts)
        return count + 1, count + 1 in WORTH_A_LINE


def keep_latest(held: OrderedDict) -> None:
    """Drops what was put in longest ago, so that no number of keys fills the memory."""
    while len(held) > KEYS_KEPT:
        held.popitem(last=False)

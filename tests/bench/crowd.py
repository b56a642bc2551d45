"""Fifty people for thirty minutes: thirty change filters and turn pages, ten open a link, ten sit in a room, and two
files are brought meanwhile.

python -m tests.bench.crowd HOME; CROWD_MINUTES sets for how long (30). Prints, for each sixth of the time, how long
filter changes took and what the server held; exits 1 when anybody was shown an error.
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / "support" / name) for name in ("", "access"))]

from room_phones import Phone  # noqa: E402  # after the path they stand on
from visitors import Visit, Visitor, connected, visit  # noqa: E402

from data.store import Store  # noqa: E402
from data.workshop import entry, rooms  # noqa: E402
from tests.bench.large_upload import Tab  # noqa: E402
from tests.bench.server import Server  # noqa: E402
from tests.bench.visits import OVERVIEW, _next_look, _prepare, _wait_until_made  # noqa: E402

EXPLORERS, LINK_VISITORS, PHONES, UPLOADS, PARTS = 30, 10, 10, 2, 6
SECONDS = float(os.environ.get("CROWD_MINUTES", "30")) * 60
THOUGHT_SECONDS, LINK_SECONDS, POLL_SECONDS = 15.0, 30.0, 2.0
NEW_COMPLAINTS = 200


class Crowd:
    """What everybody saw so far, and until when they stay."""

    def __init__(self, server: Server, seconds: float):
        self.server, self.until = server, time.monotonic() + seconds
        self.changes: list[float] = []
        self.polls: list[float] = []
        self.errors: list[str] = []
        self.uploads = 0

    def note(self, found: Visit, is_change: bool = False) -> None:
        """Keep what one look brought."""
        self.errors += found.errors
        if is_change:
            self.changes.append(found.seconds)

    def people(self, work: Callable, count: int) -> list[threading.Thread]:
        """Start as many people who do the same until the time is over."""
        threads = [threading.Thread(target=self._one, args=(work, number), daemon=True) for number in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def _one(self, work: Callable, number: int) -> None:
        try:
            work(self, number, random.Random(number))
        except Exception as failure:
            self.errors.append(f"{work.__name__} {number}: {type(failure).__name__}: {failure}")


def explore(crowd: Crowd, number: int, chance: random.Random) -> None:
    """Change a filter or turn a page, look at it, go on."""
    with Visitor(crowd.server.address) as person:
        time.sleep(chance.uniform(0, THOUGHT_SECONDS))
        crowd.note(person.open(OVERVIEW))
        while time.monotonic() < crowd.until:
            time.sleep(chance.uniform(0.5, 1.5) * THOUGHT_SECONDS)
            crowd.note(_next_look(person, chance), is_change=True)


def open_link(crowd: Crowd, number: int, chance: random.Random, token: str) -> None:
    """Open the link again and again."""
    while time.monotonic() < crowd.until:
        crowd.note(visit(crowd.server.address, f"t={token}"))
        time.sleep(chance.uniform(0.5, 1.5) * LINK_SECONDS)


def sit_in_room(crowd: Crowd, number: int, chance: random.Random, token: str) -> None:
    """Join, answer, and let the phone ask for news."""
    phone = Phone(crowd.server.address, token, f"crowd-{number}")
    phone.press("Join")
    phone.press("Send my estimate", takes=number + 1.0, should=1.0)
    while time.monotonic() < crowd.until:
        time.sleep(POLL_SECONDS)
        phone.poll()
        crowd.polls.append(phone.seconds)
        crowd.errors += phone.alerts
    phone.close()


def bring_files(crowd: Crowd, number: int, chance: random.Random, folder: Path) -> None:
    """Bring a file of new complaints a third of the way, and another at two thirds."""
    begun = time.monotonic()
    for place in range(1, UPLOADS + 1):
        time.sleep(max(0, begun + SECONDS * place / (UPLOADS + 1) - time.monotonic()))
        path = folder / f"new_{place}.csv"
        days = (date(2026, 3, 1) + timedelta(days=n % 200) for n in range(NEW_COMPLAINTS))
        rows = [f"CROWD-{place}-{n},{day},Delivery,Delivered late,{n % 90}" for n, day in enumerate(days)]
        path.write_text("complaint_id,opened_on,sector,category,handling_minutes\n" + "\n".join(rows) + "\n")
        with connected(crowd.server.address) as connection:
            tab = Tab(connection)
            tab.run()
            tab.page = tab.pages["data"]
            tab.run()
            tab.run(file_uploader=tab.send(crowd.server.address, path))
            tab.until("accept")
            tab.run(accept=True)
            tab.until("file_uploader")
        crowd.uploads += 1


def main(home: str) -> None:
    """Print what each sixth of the time was like; exit 1 when anybody was shown an error."""
    with tempfile.TemporaryDirectory() as folder:
        served = Path(shutil.copytree(home, Path(folder) / "served"))
        token, room = _prepare(served), _room(served)
        with Server(served) as server:
            _wait_until_made(server, OVERVIEW)
            crowd = Crowd(server, SECONDS)
            threads = crowd.people(explore, EXPLORERS)
            threads += crowd.people(_given(open_link, token), LINK_VISITORS)
            threads += crowd.people(_given(sit_in_room, room), PHONES)
            threads += crowd.people(_given(bring_files, Path(folder)), 1)
            _watch(crowd)
            for thread in threads:
                thread.join()
    print(f"{crowd.uploads} of {UPLOADS} files brought; errors shown: {len(crowd.errors)}")
    sys.exit("\n".join(crowd.errors[:5]) if crowd.errors or crowd.uploads < UPLOADS else 0)


def _given(work: Callable, thing: object) -> Callable:
    def given(crowd: Crowd, number: int, chance: random.Random) -> None:
        work(crowd, number, chance, thing)

    given.__name__ = work.__name__
    return given


def _room(home: Path) -> str:
    store = Store(home)
    room = rooms.open_room(store, "category", "Delivered late", ("2025-11", "2026-10"), days=2)
    rooms.go_to(store, room.room_id, "estimates")
    token = entry.token_of(store, room)
    store.close()
    return token


def _watch(crowd: Crowd) -> None:
    titles = ("minutes", "changes", "median s", "p95 s", "poll p95 s", "processors", "memory MB", "home MB", "load")
    print("".join(f"{title:>11}" for title in titles))
    for part in range(1, PARTS + 1):
        changes, polls, since = len(crowd.changes), len(crowd.polls), crowd.server.processor_seconds()
        time.sleep(SECONDS / PARTS)
        new, told = crowd.changes[changes:], crowd.polls[polls:]
        measured = (
            part * SECONDS / PARTS / 60,
            len(new),
            statistics.median(new or [0]),
            _p95(new),
            _p95(told),
            (crowd.server.processor_seconds() - since) / (SECONDS / PARTS),
            crowd.server.memory_mb(),
            crowd.server.room_mb(),
            os.getloadavg()[0],
        )
        print("".join(f"{number:>11,.2f}" for number in measured), flush=True)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else sum(seconds)


if __name__ == "__main__":
    main(sys.argv[1])

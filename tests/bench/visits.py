"""The server as it is used: one visit, fifty at the same instant, twenty people exploring, a filter set in a browser.

python -m tests.bench.visits HOME; EXPLORING sets for how many seconds the twenty explore (60).
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from data.sharing import registry
from data.sharing.shared_view import SharedView
from data.store import Store
from models.engine.engine import Engine
from tests.bench.server import Server
from tests.support.access.visitors import Visit, Visitor, visit, visit_together

ALONE, TOGETHER, EXPLORERS, CHANGES = 20, 50, 20, 10
THOUGHT_SECONDS = 3.0
EXPLORING_SECONDS = float(os.environ.get("EXPLORING", "60"))
OVERVIEW = "language=en"
MOST_PROCESSOR, MOST_TIMES, MOST_P95, MOST_GROWTH, MOST_CHANGE = 40, 25, 1500, 1.05, 250


def main(home: str) -> None:
    """Prints a line for each target; exits 1 when a visitor was shown an error."""
    with tempfile.TemporaryDirectory() as folder:
        served = Path(shutil.copytree(home, Path(folder) / "served"))
        token = _prepare(served)
        print(f"\n{'the server as it is used':<58}{'measured':>12}{'target':>10}  met")
        with Server(served) as server:
            for title, query in (("the overview", OVERVIEW), ("a shared link", f"t={token}")):
                _wait_until_made(server, query)
                _rush(title, query, _alone(server, title, query), server)
            _explore(server)
            _in_a_browser(server)


def _prepare(home: Path) -> str:
    """Make a link, and have all month ends there as some minutes after the server began; returns the link's token."""
    store = Store(home)
    engine = Engine(store.connection, month_ends=True)
    engine.build(store.version)
    engine.month_ends.prepare(store.version, lambda: True)
    _, token = registry.create(store, SharedView("dissatisfaction", (("language", ("en",)),), store.version), 1)
    store.close()
    return token


def _wait_until_made(server: Server, query: str) -> None:
    """Visit until the page shows tables: a version is worked out once, for whoever comes first."""
    while not any("<table" in html for html in _sound([visit(server.address, query)])[0].html):
        time.sleep(1)
    visit(server.address, query)


def _alone(server: Server, title: str, query: str) -> float:
    """One visitor after the other; returns the seconds of one visit."""
    before = server.processor_seconds()
    visits = _sound([visit(server.address, query) for _ in range(ALONE)])
    _line(f"{title}: processor of a visit, ms", (server.processor_seconds() - before) / ALONE * 1000, MOST_PROCESSOR)
    seconds = statistics.median(one.seconds for one in visits)
    _line(f"{title}: a visit, ms", seconds * 1000)
    return seconds


def _rush(title: str, query: str, alone: float, server: Server) -> None:
    visits = _sound(visit_together(server.address, query, TOGETHER))
    slowest = max(one.seconds for one in visits)
    _line(f"{title}: {TOGETHER} at the same instant, slowest, ms", slowest * 1000)
    _line(f"{title}: the slowest of {TOGETHER} / a visit", slowest / alone, MOST_TIMES)


def _explore(server: Server) -> None:
    """Twenty people who think, choose other months, sectors and segments, and turn pages; half of it warms up."""
    waited: list[Visit] = []
    sizes = []
    for _ in range(2):
        waited.clear()
        until = time.monotonic() + EXPLORING_SECONDS / 2
        people = [
            threading.Thread(target=_one_explores, args=(server, seed, until, waited)) for seed in range(EXPLORERS)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        sizes.append((server.memory_mb(), server.room_mb()))
    seconds = statistics.quantiles((one.seconds for one in _sound(waited)), n=20)
    _line(f"{EXPLORERS} exploring, {len(waited)} changes: median, ms", statistics.median(seconds) * 1000)
    _line(f"{EXPLORERS} exploring, {len(waited)} changes: p95, ms", seconds[-1] * 1000, MOST_P95)
    for place, what in enumerate(("memory", "home")):
        _line(f"{EXPLORERS} exploring: {what} at the end / half way", sizes[1][place] / sizes[0][place], MOST_GROWTH)


def _one_explores(server: Server, seed: int, until: float, waited: list[Visit]) -> None:
    chance = random.Random(seed)
    try:
        with Visitor(server.address) as person:
            time.sleep(chance.uniform(0, THOUGHT_SECONDS))
            waited.append(person.open(OVERVIEW))
            while time.monotonic() < until:
                time.sleep(chance.uniform(0.5, 1.5) * THOUGHT_SECONDS)
                waited.append(_next_look(person, chance))
    except Exception as failure:
        waited.append(Visit(errors=[f"{type(failure).__name__}: {failure}"]))


def _next_look(person: Visitor, chance: random.Random) -> Visit:
    what = chance.choice(("from", "to", "sectors", "segments", "page"))
    if what == "page":
        return person.go(chance.choice(("", "dissatisfaction", "loyalty", "win_or_keep")))
    options = person.filters[what][1]
    if what in ("from", "to"):
        return person.choose(what, chance.choice(options))
    return person.choose(what, chance.sample(options, chance.randint(0, 2)))


def _in_a_browser(server: Server) -> None:
    """From the click on another first month to the page redrawn."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("a filter changed in a browser: not measured, playwright is not installed")
        return
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        page = playwright.chromium.launch(executable_path=path).new_page(locale="en-GB")
        page.goto(f"{server.address}/?{OVERVIEW}")
        page.locator("table.compact").first.wait_for()
        milliseconds = [_changed(page, place % 2) for place in range(CHANGES + 2)][2:]
    _line(
        f"a filter change, from click to redrawn, median of {CHANGES}, ms", statistics.median(milliseconds), MOST_CHANGE
    )


def _changed(page, place: int) -> float:
    """Choose one of two first months; the browser's own clock runs from the click until the run of the page is over."""
    still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    still.wait_for()
    before = page.locator("p.eyebrow").inner_text()
    if not page.locator(".st-key-from_shown").count():
        page.locator(".st-key-period button").first.click()
    page.locator(".st-key-from_shown input").click()
    options = page.locator("[role=option]")
    options.first.wait_for()
    page.evaluate(
        "addEventListener('click', () => { window.clicked = performance.now() }, {capture: true, once: true})"
    )
    options.nth(place).click()
    return page.evaluate(_REDRAWN, before)


_REDRAWN = """(before) => new Promise((resolve) => {
  const look = () => {
    const said = document.querySelector('p.eyebrow')
    const still = document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
    if (still && said && said.innerText !== before) resolve(performance.now() - window.clicked)
    else requestAnimationFrame(look)
  }
  look()
})"""


def _sound(visits: list[Visit]) -> list[Visit]:
    if errors := [one.errors for one in visits if one.errors]:
        sys.exit(f"{len(errors)} of {len(visits)} visits were shown an error, first: {errors[0]}")
    return visits


def _line(title: str, measured: float, most: float | None = None) -> None:
    verdict = f"{most:>10,.2f}  {_verdict(measured <= most)}" if most else ""
    print(f"{title:<58}{measured:>12,.2f}{verdict}", flush=True)


def _verdict(is_met: bool) -> str:
    is_busy = os.getloadavg()[0] > os.cpu_count() + 1
    return "yes" if is_met else "too much other load to tell" if is_busy else "no"


if __name__ == "__main__":
    main(sys.argv[1])

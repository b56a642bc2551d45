"""Homes and servers of their own for the browser tests, and a Chromium to look at them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from paths import ROOT
from servers import PATIENCE_MS, free_port, stop, when_up

CALM = """document.getAnimations().every(
  one => one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""
# a page draws what a run has sent after the run has ended; then its script gives links their places for the Tab key
SET_UP = """(() => {
  const isStop = (one) => one.tabIndex === 0 && one.getClientRects().length
  const stops = (group) => [...group.querySelectorAll('a.ask, a.way')].filter(isStop).length
  const [wanted, drawn] = ['.st-key-defs_asking', '.st-key-defs_asking [data-testid^=stBidi]']
  return (!document.querySelector(wanted) || document.querySelector(drawn))
    && [...document.querySelectorAll('.rc-overflow-item-rest button')].every((one) => one.hasAttribute('aria-label'))
    && [...document.querySelectorAll('.lk :is(table, .ans, .figs)')].every((group) => stops(group) <= 1)
})()"""
MENU_PATIENCE_MS, MENU_TRIES = 10_000, 6


@pytest.fixture(scope="session")
def browser():
    """A Chromium: the one of the environment, or Playwright's own."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        api.expect.set_options(timeout=PATIENCE_MS)
        chromium = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"))
        chromium.new_page, chromium.new_context = _patient(chromium.new_page), _patient(chromium.new_context)
        yield chromium
        chromium.close()


def _patient(open_: Callable) -> Callable:
    """What opens a tab or a context that waits as long as PATIENCE_MS says, and draws no frames of signs that move."""

    def opened(**look):
        made = open_(**{"reduced_motion": "reduce"} | look)
        made.set_default_timeout(PATIENCE_MS)
        return made

    return opened


@pytest.fixture(scope="session")
def filled_home(templates) -> Path:
    """A home that holds the made-up organisation, worked out, and that nobody has open."""
    return templates.sample()


@pytest.fixture
def home(filled_home, tmp_path) -> Path:
    """A copy of the filled home, for a test that needs it alone."""
    return Path(shutil.copytree(filled_home, tmp_path / "home"))


@contextmanager
def _servers(logs: Path) -> Iterator[Callable[..., str]]:
    """A function that starts a fresh server over a home and returns its address; all are stopped at the end.

    Further arguments are options of `streamlit run`; environment holds variables of the server's own.
    """
    running = []

    def start(home: Path, *options: str, entry: str = "app.py", environment: dict | None = None) -> str:
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", entry, f"--server.port={port}", *options]
        log = open(logs / f"{port}.txt", "w")
        variables = os.environ | {"LEDGER_HOME": str(home)} | (environment or {})
        running.append(subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=log))
        return when_up(f"http://127.0.0.1:{port}")

    try:
        yield start
    finally:
        for server in running:
            stop(server)


@pytest.fixture
def start_server(tmp_path) -> Iterator[Callable[..., str]]:
    """Starts servers that end with the test."""
    with _servers(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def start_module_server(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """Starts servers that end with the tests of the file."""
    with _servers(tmp_path_factory.mktemp("log")) as start:
        yield start


@pytest.fixture(scope="session")
def address(filled_home, tmp_path_factory) -> Iterator[str]:
    """The address of one server over the filled home, shared by tests that only read."""
    with _servers(tmp_path_factory.mktemp("log")) as start:
        yield start(Path(shutil.copytree(filled_home, tmp_path_factory.mktemp("shared") / "home")))


@pytest.fixture
def page(browser):
    """A fresh tab, patient enough for figures to be worked out; it notes what it asks the outside for.

    until_still() waits for the page to have run to its end, until_calm() also for its script and for what moves on it;
    choose(menu, item, path) goes to a page by a menu, or by its own link (menu ""); too_late is raised by what was
    waited for in vain.
    """
    from playwright.sync_api import TimeoutError

    tab = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
    tab.asked_outside = []
    tab.on("request", lambda request: _is_outside(request.url) and tab.asked_outside.append(request.url))
    tab.until_still = tab.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for
    tab.until_calm = partial(_until_calm, tab)
    tab.too_late = TimeoutError
    tab.choose = partial(_choose, tab)
    yield tab
    tab.close()


def _until_calm(tab) -> None:
    tab.until_still()
    tab.wait_for_function(SET_UP)
    tab.wait_for_function(CALM)


def _choose(tab, menu: str, item: str, path: str) -> None:
    """Choose a page in the menu, which a page that is drawn anew closes; it is opened again, as a person does.

    A link of its own is clicked once: each click is a step for the button that leads back.
    """
    if not menu:
        tab.get_by_text(item, exact=True).first.click()
        return tab.wait_for_function("path => location.pathname === path", arg=path)
    for _ in range(MENU_TRIES):
        try:
            tab.get_by_text(menu, exact=True).first.click()
            tab.get_by_text(item, exact=True).first.click(timeout=MENU_PATIENCE_MS)
            return tab.wait_for_function("path => location.pathname === path", arg=path, timeout=MENU_PATIENCE_MS)
        except tab.too_late:
            continue
    raise AssertionError(f"{item} was not reached by the menu {menu or 'of links'}")


def _is_outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))

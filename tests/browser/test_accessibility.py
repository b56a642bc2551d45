"""axe-core finds nothing of ours: every page in both themes, an open panel, dialog and menu, a phone, an empty home.
No page has sixty stops of the Tab key, and each shows where it stands."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError

from pages.parts.access import pages

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Streamlit's own, which no page can change; each with where it is seen
PLATFORM = {
    "presentation-role-conflict",  # its drop zone for files
    "list",  # its drawer of pages on a phone
    "listitem",
}
NUMBER = "?language=en&explain=cost_matrix.amount&cell=caused_by%3DDelivery&cell=incurred_by%3DCall+centre"
MOST_STOPS = 59
STOPS = """[...document.querySelectorAll('a[href], button, input, summary, [tabindex]')]
  .filter((one) => one.tabIndex >= 0 && one.getClientRects().length).length"""
# Whether a line around what had the focus, or around what it stands in, went with the focus; a tint alone is not seen.
# What is gone from the page since has to have had one.
STEP = """() => {
  const linesOf = (one) => {
    const lines = [];
    for (let each = one, up = 0; each && up < 5; each = each.parentElement, up++) {
      const look = getComputedStyle(each);
      const outline = look.outlineStyle === 'none' ? '' : look.outlineWidth + look.outlineColor;
      lines.push([outline, look.boxShadow, look.borderColor]);
    }
    return lines;
  };
  document.getAnimations().forEach((each) => Number.isFinite(each.effect.getComputedTiming().endTime) && each.finish());
  const last = window.lastStop, one = document.activeElement;
  const isSeen = last && (last.one.isConnected ? JSON.stringify(linesOf(last.one)) !== JSON.stringify(last.lines)
    : last.lines.some(([outline, shadow]) => outline || shadow !== 'none'));
  const isOver = one === document.body || 'stopped' in one.dataset;
  one.dataset.stopped = 'yes';
  window.lastStop = { one, lines: linesOf(one), what: one.outerHTML.slice(0, 160) };
  return [isOver, last ? [isSeen, last.what] : null];
}"""
NAMES = tuple("" if page.name == pages.FIRST else page.name for page in pages.PAGES if page.name != pages.ACCOUNT)


def faults(tab) -> list[str]:
    """What axe finds on the page as it stands, in a line each: the rule and the piece of the page."""
    found = Axe().run(tab, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    ours = [one for one in found if one["id"] not in PLATFORM]
    return [f"{one['id']}: {node['html'][:160]}" for one in ours for node in one["nodes"]]


def opened(tab, address: str, awaited: str = ".lk h1") -> None:
    """Open a page and wait until it is drawn."""
    tab.goto(address)
    tab.locator(awaited).first.wait_for()
    tab.until_calm()


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_fault_in_either_theme(page, address, name):
    opened(page, f"{address}/{name}?language=en")
    light = faults(page)
    assert page.evaluate(STOPS) <= MOST_STOPS  # of the Tab key
    page.emulate_media(color_scheme="dark")
    page.until_calm()
    assert light + faults(page) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", NAMES)
def test_where_the_tab_key_stands_is_seen(page, address, name):
    opened(page, f"{address}/{name}?language=en")
    page.until_still()
    stops, is_over = [], False
    while not is_over and len(stops) <= MOST_STOPS:
        page.keyboard.press("Tab")
        is_over, before = page.evaluate(STEP)
        stops += [before] if before else []
    assert len(stops) > 10  # pages and what belongs to every page alone
    assert [what for is_seen, what in stops if not is_seen] == []


def opened_by_key(page, tries: int = 10):
    """The search, which opens by a key too: one pressed while the page is drawn anew is lost, as it is for people."""
    for left in reversed(range(tries)):
        page.keyboard.press("/")
        try:
            page.locator(".st-key-sought input").wait_for(timeout=15_000)
            return
        except TimeoutError:
            if not left:
                raise


def test_what_opens_over_a_page_has_no_fault(page, address):
    opened(page, f"{address}/{NUMBER}", "[role=dialog] .lk .asked")
    panel = faults(page)
    opened(page, f"{address}/?language=en")
    page.locator("body[data-slash=ready]").wait_for(state="attached")
    page.until_still()
    opened_by_key(page)
    page.until_calm()
    search = faults(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-sought input").wait_for(state="detached")
    page.locator(".st-key-language_menu button").click()
    page.get_by_text("Português", exact=True).wait_for()
    assert panel + search + faults(page) == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", ["", "dissatisfaction", "data"])
def test_a_phone_has_no_fault(page, address, name):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{address}/{name}?language=en")
    page.locator("button.unfolding:not(:empty)").wait_for(state="attached")
    assert faults(page) == []


@pytest.mark.long
def test_an_empty_home_has_no_fault(page, start_server, tmp_path):
    opened(page, f"{start_server(tmp_path / 'home')}/?language=en", ".lk .step")
    assert faults(page) == []

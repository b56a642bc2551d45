"""Every page draws, in both languages, on a wide and a narrow screen, without asking anybody outside."""

import pytest

from data.languages import LANGUAGES
from pages.parts.access import pages
from pages.parts.i18n.language import say

# as an address names them: the first page stands at /
ANSWERS = tuple("" if name == pages.FIRST else name for name in pages.ANSWERS)
PAGES = (*ANSWERS, *(page.name for page in pages.PAGES if page.group == "data"))
WITH_CHARTS = {"": 2, "dissatisfaction": 1, "loyalty": 1, "win_or_keep": 2, "value_chain": 3, "service_quality": 2}
CELLS = (
    "Delivery",
    "Delivery",
    "Households",
    "Shop",
    "Delivery",
    "Delivery",
    "Delivery",
)  # a choice of the rows behind
LEVELS = "[...document.querySelectorAll('h1,h2,h3')].filter(e => e.closest('.lk')).map(e => +e.tagName[1])"
FIRST_ANSWERS = ANSWERS[:4]
LONGEST_ON_A_PHONE = 3000  # pixels
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
BRIEF_GRAPHIC = ".stElementContainer:has(.ct.brief) + .stPrintGraphic"
TOO_WIDE = "(main => main.scrollWidth - main.clientWidth)(document.querySelector('[data-testid=stMain]'))"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_and_asks_nobody_outside(page, address, name):
    page.goto(f"{address}/{name}?language=en")
    page.locator(".lk h1").wait_for()
    for place in range(WITH_CHARTS.get(name, 0)):
        page.locator(".stVegaLiteChart svg").nth(place).wait_for()
    assert page.locator("[data-testid=stAlert], [data-testid=stException]").count() == 0
    levels = page.evaluate(LEVELS)
    assert levels[0] == 1 and levels.count(1) == 1 and max(levels) <= 2
    assert page.asked_outside == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(page, address, name):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{name}?language=es")
    page.locator(".lk h1").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name, language", [(name, language) for name in FIRST_ANSWERS for language in LANGUAGES])
def test_an_answer_is_short_on_a_phone(page, address, name, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{name}?language={language}")
    page.get_by_text(say(language, "notes.title", count=0)).wait_for()  # the last line of a page
    page.until_calm()
    assert page.evaluate(HEIGHT) <= LONGEST_ON_A_PHONE
    assert page.evaluate(TOO_WIDE) <= 0


def test_a_graphic_a_phone_leaves_out_is_seen_with_its_table(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?language=en")
    graphic, table = page.locator(BRIEF_GRAPHIC), page.locator(f"{BRIEF_GRAPHIC} + * summary")
    table.wait_for()
    page.until_still()
    graphic.wait_for(state="hidden")
    table.click()
    graphic.locator("svg.marks").wait_for()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ANSWERS)
def test_a_page_explains_itself(page, address, name):
    page.goto(f"{address}/{name}?language=en")
    page.get_by_text("How this is calculated").wait_for()
    page.until_still()
    page.get_by_text("How this is calculated").click()
    page.locator("dl dt", has_text="Formula").wait_for()
    page.get_by_text("SQL", exact=True).click()
    page.locator("[data-testid=stCode]", has_text="select").first.wait_for()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name, cell", list(zip(ANSWERS, CELLS, strict=True)))
def test_a_page_leads_from_a_cell_to_its_rows(page, address, name, cell):
    page.goto(f"{address}/{name}?language=en")
    page.get_by_text("Source rows").wait_for()
    page.until_still()
    page.get_by_text("Source rows").click()
    choice = page.locator("[class*=st-key-behind_] input").first
    choice.wait_for()
    page.until_calm()  # the section opens with a movement, and a list that opens meanwhile closes again
    choice.click()
    choice.press_sequentially(cell)
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Download these rows (CSV)").wait_for()


def test_filters_wait_behind_one_word_on_a_phone(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?language=en")
    page.locator(".lk .ans").wait_for()
    page.until_calm()
    page.locator(".st-key-period").wait_for(state="hidden")
    page.get_by_role("button", name="Filters", expanded=False).click()
    page.locator(".st-key-period").wait_for()


@pytest.mark.long
def test_the_colours_follow_the_mode_of_the_screen(browser, address):
    paint = "getComputedStyle(document.querySelector('.lk .bar.bk')).backgroundColor"
    found = {}
    for mode in ("light", "dark"):
        tab = browser.new_page(color_scheme=mode)
        tab.goto(f"{address}/?language=en")
        tab.locator(".lk .bar.bk").first.wait_for()
        found[mode] = tab.evaluate(paint)
        tab.close()
    assert found == {"light": "rgb(180, 67, 43)", "dark": "rgb(232, 131, 106)"}  # #B4432B, #E8836A

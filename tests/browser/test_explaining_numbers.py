"""A number opens its panel, is copied as text, and its link opens the same panel again."""

import pytest
from playwright.sync_api import expect


def test_a_number_is_opened_copied_and_reopened_by_its_link(browser, address):
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{address}/?language=en")
    page.locator(".lk table.compact a.ask").first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator(".lk table.compact a.ask").first.click()
    panel = page.locator("[role=dialog]")
    number = panel.locator(".asked").inner_text()
    panel.get_by_text("Copy as text, with a link").click()
    panel.locator("[data-testid=stCode]").hover()
    panel.get_by_label("Copy to clipboard").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert number in copied.splitlines()[0]
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    page.wait_for_function("!location.search.includes('explain')")
    page.goto(copied.splitlines()[-1])
    assert panel.locator(".asked").inner_text() == number
    context.close()


@pytest.mark.long
def test_the_panel_has_the_colours_of_the_page(browser, address):
    for mode, ink in (("light", "rgb(28, 36, 48)"), ("dark", "rgb(236, 234, 228)")):  # #1C2430, #ECEAE4
        page = browser.new_page(color_scheme=mode)
        page.goto(f"{address}/?language=en&explain=overview_total.cac")
        page.locator("[role=dialog] .asked").wait_for()
        expect(page.locator("[role=dialog] .asked")).to_have_css("color", ink)
        page.close()


def test_a_bar_and_a_number_in_a_sentence_open_their_panel(browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/?language=en")
    bar = page.locator(".vega-embed path[role=link][aria-label^='Oct 2026']").last  # of the chart of months
    bar.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    bar.click()
    panel = page.locator("[role=dialog]")
    panel.locator(".asked").wait_for()
    page.wait_for_function(
        "location.search.includes('explain=monthly_cost.amount')"
    )  # in this session: the page was not loaded again
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    stops = """[...document.querySelectorAll('.lk :is(table, .ans, h1)')].map(
      (group) => [...group.querySelectorAll('a[href]')]).filter((links) => links.length > 1)
      .map((links) => links.filter((one) => one.tabIndex >= 0).length)"""
    assert set(page.evaluate(stops)) == {1}  # what has many links, each of them one stop
    page.locator(".lk table a[tabindex='0']").first.focus()
    page.keyboard.press("ArrowDown")  # a table is one stop; the arrows lead from link to link
    assert page.evaluate("document.activeElement.closest('tr').sectionRowIndex") == 1
    cost = page.locator("h1 a.ask").first
    cost.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement === document.querySelectorAll('h1 a.ask')[1]")
    written = cost.inner_text()
    cost.click()
    panel.locator(".asked").wait_for()
    assert "overview_total.dissatisfaction_cost" in page.url and written
    page.close()

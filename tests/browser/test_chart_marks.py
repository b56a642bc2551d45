"""The marks of a chart by keyboard: one stop of the Tab key, arrows from mark to mark, Enter for its number."""

from urllib.parse import quote

MARKS = '.vega-embed svg [role="link"]'
FOCUSED = "document.activeElement.getAttribute('aria-label')"


def test_the_marks_of_a_chart_lead_to_their_numbers_by_keyboard(page, address):
    page.goto(f"{address}/dissatisfaction?language=en")
    page.locator(MARKS).first.wait_for()
    page.until_calm()
    chart = page.locator(".vega-embed").first
    stops = chart.locator('[role="link"][tabindex="0"]')
    assert stops.count() == 1 and chart.locator('[role="link"]').count() > 5
    stops.first.focus()
    first = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == chart.locator('[role="link"]').nth(1).get_attribute("aria-label") != first
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == first and stops.count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**explain=cost_by_category.amount**")


LEVER = quote('{"lever": "fewer_complaints", "sector": "Delivery", "percent": "30"}')


def test_marks_without_a_number_to_lead_to_are_reached_and_told_as_well(page, address):
    page.goto(f"{address}/scenarios?language=pt&lever={LEVER}")
    chart = page.locator(".vega-embed").first
    chart.locator("svg [tabindex='0'][role='img']").wait_for()
    page.until_calm()
    told = [mark.get_attribute("aria-label") for mark in chart.locator("svg [aria-label]").all()]
    assert len(told) == 2 and all(one.startswith("Risco adicional após uma reclamação, ") for one in told)
    chart.locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == told[1]
    page.locator("#vg-tooltip-element.visible", has_text=told[1]).wait_for()  # what the mouse is told
    page.keyboard.press("Tab")
    page.locator("#vg-tooltip-element:not(.visible)").wait_for(state="attached")  # it covers nothing that follows

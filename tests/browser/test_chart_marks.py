"""The marks of a chart by keyboard: one stop of the Tab key, arrows from mark to mark, Enter for its number."""

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

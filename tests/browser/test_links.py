"""A link opens its page with its filters, even as the first request of a server's life."""

from urllib.parse import parse_qs, urlparse

FILTERS = "from=2025-03&to=2025-08&sectors=Delivery&sectors=Billing&segments=Households&language=es"
PATIENCE_MS = 120_000


def test_the_first_request_of_a_server_may_be_a_deep_link(browser, start_server, sample_home):
    page = browser.new_page()
    page.goto(f"{start_server(sample_home)}/loyalty?{FILTERS}")
    eyebrow = page.locator(".lk .eyebrow")
    eyebrow.wait_for(timeout=PATIENCE_MS)
    assert "Delivery y Billing · Households · mar 2025 – ago 2025" in eyebrow.inner_text()
    assert page.locator("[role=dialog]").count() == 0
    assert urlparse(page.url).path == "/loyalty"
    assert parse_qs(urlparse(page.url).query) == parse_qs(FILTERS)

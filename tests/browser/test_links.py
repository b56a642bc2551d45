"""A link opens its page with its filters, even as the first request of a server's life."""

from urllib.parse import parse_qs, urlparse

import pytest
from servers import WORKED_OUT_MS
from visitors import Visitor

from data.store import Store

FILTERS = "from=2025-03&to=2025-08&sectors=Delivery&sectors=Billing&segments=Households&language=es"
IN_WORDS = "Delivery y Billing · Households · mar 2025 – ago 2025"


def codes(url: str) -> dict[str, list[str]]:
    """Return the filters of a link."""
    return parse_qs(urlparse(url).query)


def test_the_first_request_of_a_server_may_be_a_deep_link(page, start_server, home):
    page.goto(f"{start_server(home)}/win_or_keep?{FILTERS}")
    page.locator(".lk h1").wait_for()
    assert IN_WORDS in page.locator(".lk .eyebrow").inner_text()
    assert page.locator("[role=dialog]").count() == 0
    assert urlparse(page.url).path == "/win_or_keep"
    assert codes(page.url) == codes("?" + FILTERS)


def test_every_address_opens_a_page_and_the_tab_names_it(page, address):
    for name, title in (
        ("overview", "Resumen"),
        ("loyalty", "Fidelidad"),
        ("nowhere", "Resumen"),
    ):
        page.goto(f"{address}/{name}?{FILTERS}")
        page.locator(".lk h1").wait_for()
        page.wait_for_function("title => document.title === title", arg=f"{title} – Loyalty Ledger")
        page.until_still()
        assert page.locator("[role=dialog]").count() == 0
        assert urlparse(page.url).path == ("/loyalty" if name == "loyalty" else "/")
        assert codes(page.url) == codes("?" + FILTERS)
    assert "“nowhere”" in page.locator(".lk .misread").inner_text()


def test_the_link_names_the_period_also_while_it_is_the_one_to_start_with(page, address):
    page.goto(address)
    page.locator(".lk .ans").wait_for()
    page.wait_for_url("**from=*")
    assert codes(page.url) == {"from": ["2025-11"], "to": ["2026-10"], "language": ["en"]}


def test_the_menu_keeps_the_filters_and_back_returns(page, address):
    page.goto(f"{address}/dissatisfaction?{FILTERS}")
    page.locator(".lk .matrix").wait_for()
    page.until_still()
    page.choose("", "Captar o retener", "/win_or_keep")
    assert codes(page.url) == codes("?" + FILTERS)
    page.locator(".lk .matrix").wait_for(state="detached")
    page.until_still()
    page.go_back()
    page.locator(".lk .matrix").wait_for()
    assert urlparse(page.url).path == "/dissatisfaction"
    assert codes(page.url) == codes("?" + FILTERS)


def test_a_code_nobody_knows_gives_way_to_the_one_to_start_with(page, address):
    page.goto(f"{address}/?from=yesterday&to=2026-02&language=en")
    page.locator(".lk .ans").wait_for()
    assert "Nov 2025 – Feb 2026" in page.locator(".lk .eyebrow").inner_text()


@pytest.mark.parametrize(
    "taken_over", ["", "language=es", "from=2025-03&language=es", "sectors=Delivery&sectors=Billing"]
)
def test_a_page_chosen_before_the_filters_are_drawn_has_them_all(address, taken_over):
    with Visitor(address) as visitor:
        visitor.open(FILTERS)
        for _ in range(2):  # a menu is clicked twice by many
            visit = visitor.go_early("dissatisfaction", taken_over)
            assert IN_WORDS in str(visit.html)
            assert codes("?" + visitor.query) == codes("?" + FILTERS)
        visitor.choose("sectors", [])
        visit = visitor.go("win_or_keep")
        assert "Delivery" not in visitor.query and IN_WORDS not in str(visit.html)


def test_a_link_keeps_its_filters_while_its_figures_are_worked_out(page, start_server, home):
    store = Store(home)
    store.assume({"horizon_months": {"value": "24"}})  # a version nobody has worked out yet
    store.close()
    page.goto(f"{start_server(home)}/dissatisfaction?{FILTERS}")
    page.get_by_text("Calculando las cifras de esta versión.").wait_for()
    page.choose("", "Resumen", "/")
    page.locator(".lk .ans").wait_for(timeout=WORKED_OUT_MS)
    assert IN_WORDS in page.locator(".lk .eyebrow").inner_text()


def test_the_menu_of_the_pages_that_find_no_room_is_named_in_the_readers_language(page, address):
    page.set_viewport_size({"width": 1024, "height": 800})
    page.goto(f"{address}/overview?language=pt")
    rest = page.locator(".rc-overflow-item-rest button")
    rest.first.wait_for()
    page.get_by_role("button", name="Mais", exact=True).wait_for()  # one; two would be an error

"""A link from one browser to another: made on a page, opened on a cold server, on a phone, and withdrawn."""

import shutil
from pathlib import Path

import pytest
from small_organisation import CORRECTED, bring

from data.sharing import registry
from data.store import Store


@pytest.fixture(scope="module")
def shared_home(templates) -> Path:
    return templates.shared()


@pytest.fixture
def visit(browser):
    """A function that opens an address in a browser of its own, and gives the tab."""
    contexts = []

    def open_in(address: str, **look):
        contexts.append(browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | look))
        tab = contexts[-1].new_page()
        tab.goto(address)
        tab.locator(".lk h1").wait_for()
        tab.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        return tab

    yield open_in
    for context in contexts:
        context.close()


def table(tab) -> list[str]:
    """The matrix as it is read."""
    tab.locator(".lk table.matrix").wait_for()
    return tab.locator(".lk table.matrix tr").all_inner_texts()


def test_a_shared_view_is_the_same_for_everybody_until_it_is_withdrawn(visit, start_server, shared_home, tmp_path):
    home = Path(shutil.copytree(shared_home, tmp_path / "home"))
    maker = visit(
        f"{start_server(home)}/dissatisfaction?from=2025-01&to=2025-11&segments=Homes&language=en&open=twin_pareto"
    )
    table(maker)
    maker.get_by_role("button", name="Share", exact=True).click()
    maker.get_by_role("button", name="Create link").click()
    box = maker.locator("[role=dialog] .copying textarea")
    box.wait_for()
    link = box.input_value()
    assert (
        maker.evaluate(
            "document.activeElement.value.substring(document.activeElement.selectionStart, "
            "document.activeElement.selectionEnd)"
        )
        == link
    )

    guest = visit(link)
    seen = table(guest)
    words = guest.locator(".st-key-shared_banner").inner_text()
    assert "Shared view, snapshot of" in words and "Homes" in guest.locator(".lk .eyebrow").first.inner_text()
    assert guest.locator("[data-testid=stTopNavLink], [data-testid=stTopNavSection]").count() == 0
    assert guest.get_by_role("button", name="Share", exact=True).count() == 0
    assert guest.locator("meta[name=robots]").get_attribute("content").startswith("noindex")
    token = link.partition("?t=")[2]
    assert f"t={token}" in guest.url and "segments=Homes" in guest.url and "open=twin_pareto" in guest.url

    phone = visit(link, viewport={"width": 390, "height": 844}, locale="es-ES", is_mobile=True, has_touch=True)
    phone.get_by_role("button", name="Copy link").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    # the home as a stopped server leaves it, with corrections made since,
    # under a server whose first request is the link
    later = Path(shutil.copytree(home, tmp_path / "later"))
    store = Store(later)
    bring(store, tmp_path, "complaints", CORRECTED)
    share_id = registry.list_links(store)[0]["share_id"]
    store.close()
    address = start_server(later)
    cold = visit(f"{address}/?t={token}")
    assert table(cold) == seen
    cold.get_by_text("20 complaints corrected").wait_for()
    assert "instead of" in cold.locator(".st-key-shared_banner").inner_text() and table(cold) == seen

    altered = visit(f"{address}/?t={token[:-2]}xx")
    assert (
        altered.locator(".lk h1").inner_text() == "This link cannot be opened."
        and altered.locator("table").count() == 0
    )

    admin = visit(f"{address}/admin?part=links")
    admin.get_by_role("button", name="Revoke").click()
    admin.get_by_text("revoked on").wait_for()
    assert share_id in admin.locator(".st-key-history_links").inner_text()
    cold.reload()
    cold.get_by_text("This link cannot be opened.").wait_for()
    assert cold.locator("table").count() == 0


def test_a_password_left_with_tab_locks_the_link(visit, start_server, shared_home, tmp_path):
    home = Path(shutil.copytree(shared_home, tmp_path / "home"))
    maker = visit(f"{start_server(home)}/?from=2025-01&to=2025-11&language=en")
    maker.get_by_role("button", name="Share", exact=True).click()
    field = maker.get_by_label("Password (optional)", exact=True)
    field.fill("short")
    field.press("Tab")
    maker.get_by_role("button", name="Create link").click()
    maker.get_by_text("The password is too short.").wait_for()
    field.fill("three-long-words")
    field.press("Tab")
    maker.get_by_role("button", name="Create link").click()
    maker.get_by_text("It is password-protected.").wait_for()
    guest = visit(maker.locator("[role=dialog] .copying textarea").input_value())
    assert guest.locator(".lk h1").inner_text() == "This view is password-protected."


@pytest.mark.long
def test_without_the_clipboard_the_link_stands_selected(visit, address):
    tab = visit(f"{address}/loyalty?segments=Households&language=en&open=section_tenure")
    tab.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tab.get_by_role("button", name="Copy link").click()
    box = tab.locator(".copying textarea:visible")
    link = box.input_value()
    assert all(
        part in link
        for part in (
            "/loyalty?",
            "from=",
            "to=",
            "sectors=",
            "segments=Households",
            "language=en",
            "open=section_tenure",
        )
    )
    assert tab.evaluate("document.activeElement.tagName") == "TEXTAREA"
    other = visit(link)
    other.locator(".st-key-section_tenure details[open]").wait_for()
    assert "Households" in other.locator(".lk .eyebrow").first.inner_text()
    assert other.get_by_text("In the link, ").count() == 0

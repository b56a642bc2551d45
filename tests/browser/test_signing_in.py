"""People sign in through a provider of the tests' own;
who may see nothing is shown the way in, and comes back to the link."""

import time
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from identity_provider import IdentityProvider
from proxy import proxy

FILTERS = "from=2025-03&to=2025-08&sectors=Delivery&sectors=Billing&segments=Households&language=en"
FINANCE = {"email": "fin@example.com", "roles": ["staff", "finance"]}


@pytest.fixture(scope="module")
def provider():
    with IdentityProvider() as running:
        yield running


@pytest.fixture(scope="module")
def entrance(start_module_server, provider, filled_home, tmp_path_factory):
    """The address of a server where people sign in, and its home."""
    import shutil

    home = Path(shutil.copytree(filled_home, tmp_path_factory.mktemp("people") / "home"))
    secrets = provider.secrets_file(tmp_path_factory.mktemp("secrets"))
    return start_module_server(home, f"--secrets.files={secrets}"), home


@pytest.fixture
def tab(browser):
    """A tab of a browser of its own, without anybody's cookies."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    yield page
    context.close()


def sign_in(tab, provider, **says):
    """Sign in as the person the claims speak of, from wherever the tab is."""
    provider.says = says
    tab.get_by_role("button", name="Sign in").click()


def refused_at(tab) -> str:
    """The title of the page that ends the way in."""
    tab.locator(".lk h1").wait_for()
    return tab.locator(".lk h1").inner_text()


def test_a_deep_link_is_kept_through_the_sign_in(tab, entrance, provider):
    tab.goto(f"{entrance[0]}/win_or_keep?{FILTERS}")
    assert refused_at(tab) == "Please sign in to see the figures."
    assert tab.get_by_text("Win or keep").count() == 0
    sign_in(tab, provider, **FINANCE)
    tab.get_by_text("Delivery and Billing · Households · Mar 2025 – Aug 2025").wait_for()
    assert urlparse(tab.url).path == "/win_or_keep"
    assert parse_qs(urlparse(tab.url).query) == parse_qs(FILTERS)
    tab.wait_for_function("!document.cookie.includes('ledger_link')")


def test_the_menu_has_what_the_role_may_open_and_no_more(tab, entrance, provider):
    tab.goto(entrance[0])
    sign_in(tab, provider, email="ana@example.com", roles="viewer")
    tab.locator(".lk .ans").wait_for()
    tab.get_by_text("Data", exact=True).first.click()
    tab.get_by_text("Assumptions", exact=True).wait_for()
    assert tab.get_by_text("Data", exact=True).count() == 1  # the group, and no page of that name in it
    for page in ("data", "admin"):
        tab.goto(f"{entrance[0]}/{page}?part=log")
        tab.locator(".lk .ans").wait_for()  # the first page, and not the one asked for
        assert tab.get_by_text("Actions, newest first").count() == 0


@pytest.mark.sampled(1)
@pytest.mark.parametrize("says", [{"aud": "another-app"}, {"exp": 1_700_000_000}, {"iss": "http://elsewhere"}])
def test_a_token_for_another_app_or_from_another_time_lets_nobody_in(tab, entrance, provider, says):
    tab.goto(entrance[0])
    with tab.expect_response(lambda answer: "/oauth2callback" in answer.url):
        sign_in(tab, provider, **FINANCE, **says)
    tab.wait_for_url(lambda url: urlparse(url).path == "/")
    assert refused_at(tab) == "Please sign in to see the figures."
    assert not [cookie for cookie in tab.context.cookies() if cookie["name"] == "_streamlit_user" and cookie["value"]]


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "says", [{}, {"roles": ["boss"]}, {"roles": {"admin": True}}, {"roles": "admin", "email_verified": False}]
)
def test_somebody_without_a_role_is_told_whom_to_ask_and_sees_nothing(tab, entrance, provider, says):
    tab.goto(f"{entrance[0]}/?{FILTERS}")
    sign_in(tab, provider, email="new@example.com", **says)
    tab.get_by_text("but you have no role here yet").wait_for()
    assert tab.locator("table, .ans, [data-testid=stMultiSelect]").count() == 0
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_text("Please sign in to see the figures.").wait_for()


@pytest.mark.long
def test_a_sign_in_ends_with_its_token_in_a_running_session_and_after_a_reload(tab, entrance, provider):
    tab.goto(f"{entrance[0]}/account?{FILTERS}")
    ends = time.time() + 20
    sign_in(tab, provider, **FINANCE, exp=int(ends))
    tab.get_by_text("You are signed in as fin@example.com.").wait_for()
    tab.wait_for_timeout(max(ends - time.time(), 0) * 1000)
    tab.locator(".st-key-search button").first.click()  # any button runs the page again
    tab.get_by_text("Your session has expired.").wait_for()
    assert tab.get_by_text("fin@example.com").count() == 0
    tab.reload()
    tab.get_by_text("Your session has expired.").wait_for()
    provider.says = FINANCE
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_text("You are signed in as fin@example.com.").wait_for()
    assert parse_qs(urlparse(tab.url).query)["sectors"] == ["Delivery", "Billing"]


def test_signing_out_is_for_good(tab, entrance, provider):
    tab.goto(f"{entrance[0]}/account")
    sign_in(tab, provider, **FINANCE)
    tab.get_by_text("You are signed in as fin@example.com.").wait_for()
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_text("Please sign in to see the figures.").wait_for()
    tab.go_back()
    tab.get_by_text("Please sign in to see the figures.").wait_for()


@pytest.mark.long
def test_a_server_for_others_without_sign_in_says_why_it_ends_and_ends(tab, start_server, home):
    address = start_server(home, "--server.address=0.0.0.0")
    tab.goto(f"{address}/win_or_keep?{FILTERS}")
    assert refused_at(tab) == "The server cannot start with these settings."
    assert "--server.address 127.0.0.1" in tab.locator(".lk .why").inner_text()
    assert tab.locator("table, [data-testid=stMultiSelect], [data-testid=stSidebarNav]").count() == 0
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            tab.request.get(f"{address}/_stcore/health", timeout=1000)
            time.sleep(0.3)
        except Exception:
            return
    raise AssertionError("the server still answers")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("handed_on", ["X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.7"])
def test_a_proxy_in_front_of_a_server_nobody_signs_in_to_gets_nothing(tab, address, handed_on):
    with proxy(address, handed_on) as in_front:
        tab.goto(in_front)
        assert refused_at(tab) == "This server can only be used on the computer it runs on."
    with proxy(address, "X-Other: of no meaning") as in_front:
        tab.goto(f"{in_front}/?language=en")
        assert "cost" in refused_at(tab)

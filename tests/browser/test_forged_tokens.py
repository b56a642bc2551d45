"""Somebody signs in with a token the provider did not make, or with an answer that was meant for another browser."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from identity_provider import IdentityProvider
from joserfc import jwt
from joserfc.jwk import RSAKey

ADMIN = {"email": "eve@example.com", "roles": ["admin"]}


@pytest.fixture(scope="module")
def provider():
    with IdentityProvider() as running:
        yield running


@pytest.fixture(scope="module")
def entrance(start_module_server, provider, filled_home, tmp_path_factory):
    import shutil

    home = Path(shutil.copytree(filled_home, tmp_path_factory.mktemp("forged") / "home"))
    return start_module_server(home, f"--secrets.files={provider.secrets_file(tmp_path_factory.mktemp('secrets'))}")


@pytest.fixture
def fresh_tab(browser):
    """A function that gives a tab of a browser of its own."""
    contexts = []

    def fresh():
        contexts.append(browser.new_context(locale="en-GB"))
        tab = contexts[-1].new_page()
        return tab

    yield fresh
    for context in contexts:
        context.close()


def unsigned(provider, claims):
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def with_the_public_key_as_secret(provider, claims):
    signed = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
    secret = provider.key.as_pem(private=False)
    return f"{signed}.{_text(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def with_another_key(provider, claims):
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048, {"kid": "one"}))


def altered(provider, claims):
    head, _, signature = provider.sign(claims | {"roles": ["viewer"]}).split(".")
    return f"{head}.{_part(claims)}.{signature}"


def for_another_sign_in(provider, claims):
    return provider.sign(claims | {"nonce": "another"})


def without_an_end(provider, claims):
    return provider.sign({name: value for name, value in claims.items() if name != "exp"})


def test_a_forged_token_lets_nobody_in(fresh_tab, entrance, provider):
    tab = fresh_tab()
    tab.goto(entrance)
    for forged in (
        unsigned,
        with_the_public_key_as_secret,
        with_another_key,
        altered,
        for_another_sign_in,
        without_an_end,
    ):
        provider.says, provider.forge = ADMIN, lambda claims, forged=forged: forged(provider, claims)
        with tab.expect_request(lambda request: "/oauth2callback" in request.url):
            tab.get_by_role("button", name="Sign in").click()
        tab.get_by_role("button", name="Sign in").wait_for()
        assert tab.locator("table, .ans").count() == 0, forged.__name__


def test_an_answer_of_the_provider_counts_once_and_in_the_browser_that_asked(fresh_tab, entrance, provider):
    provider.says, provider.forge = ADMIN, None
    tab, answers = fresh_tab(), []
    tab.on("request", lambda request: "/oauth2callback" in request.url and answers.append(request.url))
    tab.goto(entrance)
    tab.get_by_role("button", name="Sign in").click()
    tab.locator(".lk .ans").wait_for()
    for other in (fresh_tab(), tab):
        other.context.clear_cookies(name="_streamlit_user")
        other.goto(answers[0])
        other.get_by_role("button", name="Sign in").wait_for()
        assert other.locator("table, .ans").count() == 0


def test_an_identity_nobody_signed_is_nobody(fresh_tab, entrance):
    tab = fresh_tab()
    claims = json.dumps(ADMIN | {"is_logged_in": True, "exp": 4_000_000_000, "origin": entrance})
    for value in (
        claims,
        _text(claims.encode()),
        f"2|1:0|10:4000000000|15:_streamlit_user|{len(claims)}:{_text(claims.encode())}|{'0' * 64}",
    ):
        tab.context.add_cookies(
            [{"name": "_streamlit_user", "value": value.replace(" ", "").replace(",", "%2C"), "url": entrance}]
        )
        tab.goto(entrance)
        tab.get_by_role("button", name="Sign in").wait_for()
        assert tab.locator("table, .ans").count() == 0


def _part(values: dict) -> str:
    return _text(json.dumps(values).encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()

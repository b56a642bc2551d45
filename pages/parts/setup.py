"""How people are told apart here: nobody signs in (this machine alone), a provider signs them in,
or a proxy names them."""

from functools import cache

import streamlit as st

from data.people.identity import Claims
from data.people.listening import host_is_here, is_loopback, refuse_open_listening
from data.problems import Problem

LOCAL, SIGN_IN, HEADERS = "local", "sign-in", "headers"
SHARED_KEYS = ("redirect_uri", "cookie_secret")
PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")


def mode() -> str:
    """Return how people are told apart: LOCAL, SIGN_IN or HEADERS."""
    if _section("auth"):
        return SIGN_IN
    return HEADERS if st.get_option("server.trustedUserHeaders") else LOCAL


def check() -> None:
    """Raise Problem when others could come in as anybody, or nobody could; its text says how to cure it."""
    _looked_up.cache_clear()
    address, auth = st.get_option("server.address"), _section("auth")
    headers = bool(st.get_option("server.trustedUserHeaders"))
    if auth and headers:
        raise Problem("SIGN_IN_TWICE", {})
    if headers and not is_loopback(address):
        raise Problem("HEADERS_FROM_ANYWHERE", {"address": address or "0.0.0.0"})
    refuse_open_listening(address, bool(auth) or headers)
    missing = [key for key in SHARED_KEYS if not auth.get(key)] if auth else []
    missing += [key for key in PROVIDER_KEYS if not _provider(auth).get(key)] if auth else []
    if missing:
        raise Problem("SIGN_IN_INCOMPLETE", {"missing": ", ".join(missing)})


def providers() -> list[str | None]:
    """Return the names of the identity providers to choose from; [None] for the one without a name."""
    auth = _section("auth")
    return [name for name in auth if hasattr(auth[name], "keys") and name != "client_kwargs"] or [None]


def claims() -> Claims:
    """Return which claims say who somebody is and what their role is: [people] in the secrets."""
    people = _section("people")
    return Claims(people.get("name", "email"), people.get("roles", "roles"), must_expire=mode() == SIGN_IN)


def comes_from_here() -> bool:
    """Return whether the request was made on this machine, to this machine's name, and not handed on by a proxy.

    A request without any headers is none: the page is run by a test.
    """
    headers = st.context.headers
    if not headers.to_dict():
        return True
    handed_on = any(name in headers for name in ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip"))
    from_here = st.context.ip_address is None or is_loopback(st.context.ip_address)
    return from_here and not handed_on and host_is_here(headers.get("Host"))


def _section(name: str):
    return _looked_up(name)


@cache
def _looked_up(name: str):
    """A section of the secrets. It is looked up once a run, which `check` begins: a page asks a dozen times."""
    return (st.secrets.load_if_toml_exists() and st.secrets.get(name)) or {}


def _provider(auth):
    """Return where the provider's own settings stand: beside the shared ones, or in a section of its own."""
    named = [auth[name] for name in auth if hasattr(auth[name], "keys") and name != "client_kwargs"]
    return named[0] if named else auth

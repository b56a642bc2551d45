"""How people are told apart here: nobody signs in (this machine alone), a provider signs them in,
or a proxy names them."""

import os
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from data import settings as installation
from data.access.identity import Claims
from data.access.network import (
    is_local_host,
    is_loopback,
    origin_is_own,
    refuse_unnamed_host,
    require_sign_in_unless_local,
)
from data.problems import Problem

LOCAL, SIGN_IN, HEADERS = "local", "sign-in", "headers"
SECONDS_SHOWN = 10.0  # as long as a slow browser takes to show why a server ends
SHARED_KEYS = ("redirect_uri", "cookie_secret")
PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")
PROXIES = "FORWARDED_ALLOW_IPS"  # read by uvicorn; without it, uvicorn believes whatever runs on this machine
HANDED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


@dataclass(frozen=True)
class Settings:
    """What the configuration and the secrets say of the way in."""

    auth: Mapping
    people: Mapping
    trusts_headers: bool
    address: str
    allowed_hosts: list[str]
    has_certificate: bool


_held: Settings | None = None


def settings() -> Settings:
    """Return the settings as they were looked up last: once a run, which `check` begins, for a page asks dozens of
    times, and each question to Streamlit waits for a lock that all visitors share."""
    return _held or _looked_up()


def _looked_up() -> Settings:
    global _held
    _held = Settings(
        _section("auth"),
        _section("people"),
        bool(st.get_option("server.trustedUserHeaders")),
        st.get_option("server.address") or "",
        st.get_option("server.allowedHosts") or [],
        bool(st.get_option("server.sslCertFile")),
    )
    return _held


def mode() -> str:
    """Return how people are told apart: LOCAL, SIGN_IN or HEADERS."""
    if settings().auth:
        return SIGN_IN
    return HEADERS if settings().trusts_headers else LOCAL


def check() -> None:
    """Raise Problem when others could come in as anybody, or nobody could; its text says how to cure it.

    The same for a setting of the installation that cannot be.
    """
    installation.check()
    now = _looked_up()
    address, auth, headers = now.address, now.auth, now.trusts_headers
    if auth and headers:
        raise Problem("SIGN_IN_TWICE", {})
    if headers and not is_loopback(address):
        raise Problem("HEADERS_FROM_ANYWHERE", {"address": address or "0.0.0.0"})
    require_sign_in_unless_local(address, bool(auth) or headers)
    refuse_unnamed_host(address, now.allowed_hosts)
    if "*" in os.environ.get(PROXIES, ""):
        raise Problem("PROXY_ANYBODY", {"setting": PROXIES})
    missing = [key for key in SHARED_KEYS if not auth.get(key)] if auth else []
    missing += [key for key in PROVIDER_KEYS if not _provider(auth).get(key)] if auth else []
    if missing:
        raise Problem("SIGN_IN_INCOMPLETE", {"missing": ", ".join(missing)})


def providers() -> list[str | None]:
    """Return the names of the identity providers to choose from; [None] for the one without a name."""
    auth = settings().auth
    return [name for name in auth if hasattr(auth[name], "keys") and name != "client_kwargs"] or [None]


def claims() -> Claims:
    """Return which claims say who somebody is and what their role is: [people] in the secrets."""
    people = settings().people
    return Claims(people.get("name", "email"), people.get("roles", "roles"), must_expire=mode() == SIGN_IN)


def comes_from_here() -> bool:
    """Return whether the app's own page asks, on this machine, by this machine's name, and no proxy handed it on.

    A request without any headers is none: the page is run by a test.
    """
    headers = st.context.headers
    if not headers.to_dict():
        return True
    from_here = st.context.ip_address is None or is_loopback(st.context.ip_address)
    scheme = "https" if settings().has_certificate else "http"
    own_page = origin_is_own(headers.get("Origin"), scheme, headers.get("Host"))
    return from_here and own_page and not _was_handed_on(headers) and is_local_host(headers.get("Host"))


def came_from() -> str:
    """Return the address a request came from; empty where a proxy nobody named says so: anybody can say anything."""
    is_believed = os.environ.get(PROXIES) or not _was_handed_on(st.context.headers)
    return (st.context.ip_address or "") if is_believed else ""


def _was_handed_on(headers: Mapping) -> bool:
    return any(name in headers for name in HANDED_ON)


def _section(name: str) -> Mapping:
    return (st.secrets.load_if_toml_exists() and st.secrets.get(name)) or {}


def _provider(auth):
    """Return where the provider's own settings stand: beside the shared ones, or in a section of its own."""
    named = [auth[name] for name in auth if hasattr(auth[name], "keys") and name != "client_kwargs"]
    return named[0] if named else auth


def stop_server_soon(seconds: float = SECONDS_SHOWN) -> None:
    """End this process once a browser has had the time to show why. Only the entry of the app may ask for it."""
    timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGTERM))
    timer.daemon = True
    timer.start()

"""Who can reach the server: this machine alone, or others, who then have to sign in."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from data.problems import Problem

SCHEMES = {"ws": "http", "wss": "https"}


@lru_cache(maxsize=256)  # a page asks dozens of times who looks at it
def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches a server that listens there; no address means all of them."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address((address or "").strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_unnamed_host(address: str | None, hosts: list[str]) -> None:
    """Raises Problem when others reach the server and nobody said under which names; its text says how to cure it."""
    if not is_loopback(address) and not hosts:
        raise Problem("HOSTS_UNNAMED", {"address": address or "0.0.0.0"})


def require_sign_in_unless_local(address: str | None, has_sign_in: bool) -> None:
    """Raises Problem when others could reach a server that asks nobody who they are; its text says how to cure it."""
    if not has_sign_in and not is_loopback(address):
        raise Problem("OPEN_WITHOUT_SIGN_IN", {"address": address or "0.0.0.0"})


def is_local_host(host: str | None) -> bool:
    """Whether a request's Host header names this machine; another name came through a proxy or a foreign page."""
    try:
        return is_loopback(urlsplit(f"//{host}").hostname)
    except ValueError:
        return False


def origin_is_own(origin: str | None, scheme: str, host: str | None) -> bool:
    """Whether a page that names this Origin is the app's own: the scheme, host and port under which it was asked.

    To the letter, as browsers write both: the platform compares so too, and of any other it would ask the outside.
    """
    return bool(host) and origin == f"{SCHEMES.get(scheme, scheme)}://{host}"

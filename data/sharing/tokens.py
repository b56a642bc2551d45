"""The secret of a link: made, hashed and compared; passwords; and wrong tokens answered late."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict

from data.sharing.guess_limit import keep_latest

TOKEN_BYTES = 32
LONGEST_TOKEN = 200
SALT_BYTES = 16
WORK = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, FORGOTTEN_AFTER_SECONDS = 0.1, 4.0, 300.0
_FEW_AT_ONCE = threading.BoundedSemaphore(4)  # each hash takes 16 MB


def place_of(address: str | None) -> str:
    """Where guesses from an address are counted: whoever has one IPv6 address has the 2^64 beside it as well.

    What is no address counts as one place.
    """
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def new_token() -> str:
    """A secret that fits into an address: 256 bits of chance."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """The SHA-256 of a token, the only thing kept of it."""
    return hashlib.sha256(token[:LONGEST_TOKEN].encode("utf-8", "surrogatepass")).hexdigest()


def find(token: str, digests: dict[str, str]) -> str | None:
    """The key (of key -> digest) whose digest is the token's, None without; takes as long wherever it stands."""
    sought, found = digest(token), None
    for key, held in digests.items():
        if hmac.compare_digest(sought, held):
            found = key
    return found


def hash_password(password: str) -> tuple[str, str]:
    """A salt and the scrypt hash of a password, as texts; two empty texts for no password."""
    if not password:
        return "", ""
    salt = secrets.token_bytes(SALT_BYTES)
    return salt.hex(), _scrypt(password, salt)


def password_matches(password: str, salt: str, held: str) -> bool:
    """Whether the password is the one of the hash."""
    with _FEW_AT_ONCE:
        return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)), held)


def _scrypt(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, **WORK).hex()


class Throttle:
    """Answers each wrong token later than the one before it from the same place; nobody else waits."""

    def __init__(self, clock=time.monotonic, sleep=time.sleep) -> None:
        self._clock, self._sleep = clock, sleep
        self._places: OrderedDict[object, tuple[int, float]] = OrderedDict()
        self._guard = threading.Lock()

    def wrong(self, key: object) -> None:
        """Counts a wrong guess and comes back after a wait that doubles with each, up to four seconds."""
        with self._guard:
            wrong, at = self._places.pop(key, (0, 0.0))
            wrong = wrong + 1 if self._clock() - at <= FORGOTTEN_AFTER_SECONDS else 1
            self._places[key] = wrong, self._clock()
            keep_latest(self._places)
        self._sleep(min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(wrong - 1, 16)))

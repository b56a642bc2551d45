"""The secret of a link: made, hashed and compared; passwords; and guessing made slow."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict

TOKEN_BYTES = 32
LONGEST_TOKEN = 200
SALT_BYTES = 16
WORK = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, FORGOTTEN_AFTER_SECONDS = 0.1, 4.0, 300.0
KEYS_KEPT = 5000
_ONE_PASSWORD_AT_A_TIME = threading.Lock()


def place_of(address: str | None) -> str:
    """Where guesses from an address are counted: whoever has one IPv6 address has the 2^64 beside it as well."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
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


def lock_with(password: str) -> tuple[str, str]:
    """A salt and the scrypt hash of a password, as texts; two empty texts for no password."""
    if not password:
        return "", ""
    salt = secrets.token_bytes(SALT_BYTES)
    return salt.hex(), _scrypt(password, salt)


def unlocks(password: str, salt: str, held: str) -> bool:
    """Whether the password is the one of the hash. One at a time:
    many guesses at once are no faster than one after another."""
    with _ONE_PASSWORD_AT_A_TIME:
        return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)), held)


def _scrypt(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, **WORK).hex()


class Guesses:
    """Makes each wrong guess slower than the one before it, by what is guessed at and from where; nobody else waits.

    In a turn guesses of one key go one at a time, so that opening many windows does not help.
    """

    def __init__(self, clock=time.monotonic, sleep=time.sleep):
        self._clock, self._sleep = clock, sleep
        self._places: OrderedDict[object, dict] = OrderedDict()
        self._guard = threading.Lock()

    def turn(self, key: object) -> threading.Lock:
        """The lock to hold while one guess is looked at and answered."""
        return self._place(key)["turn"]

    def wrong(self, key: object) -> None:
        """Counts a wrong guess and comes back after a wait that doubles with each, up to four seconds."""
        place = self._place(key)
        with self._guard:
            place["wrong"], place["at"] = place["wrong"] + 1, self._clock()
            wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(place["wrong"] - 1, 16))
        self._sleep(wait)

    def _place(self, key: object) -> dict:
        with self._guard:
            place = self._places.pop(key, None)
            if place is None or self._clock() - place["at"] > FORGOTTEN_AFTER_SECONDS:
                place = {"wrong": 0, "at": self._clock(), "turn": place["turn"] if place else threading.Lock()}
            self._places[key] = place
            while len(self._places) > KEYS_KEPT:
                self._places.popitem(last=False)
            return place

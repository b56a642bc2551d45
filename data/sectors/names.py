"""Sector names: when two spellings are one sector, and when that has to be asked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

RESERVED = ("(unattributed)", "(outside)", "(company)")
CUSTOMER_COLUMNS = {("stage_times", "sector"), ("chain_links", "receiver")}
# keys that stand for the customer, who is no sector: in the languages of the product, and others often met
CUSTOMER_WORDS = frozenset(
    name
    for word in (
        "customer,customers,client,clients,cliente,clientes,consumer,outside customer,external customer,end customer,"
        "external client,cliente externo,cliente final,clientes externos,consumidor,the customer,the client,el cliente,"
        "o cliente,kunde,kunden,endkunde,klant,klient"
    ).split(",")
    for name in (word, f"({word})")
)
# Cyrillic and Greek letters that look like Latin ones, small and capital.
LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁɡАВЕКМНОРСТУХІЈЅԀαβεηικμνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijsdgABEKMHOPCTYXIJSDabenikmvoptuxABEZHIKMNOPTYX",
)
ACCENTS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
BETWEEN = re.compile(r"\s*[;,/|&+\n]\s*|\s+(?:and|y|e|und|et)\s+")
FILLERS = "\u115f\u1160\u3164\uffa0\u2800"  # letters and signs that show nothing
LONG = 8


@dataclass(frozen=True)
class NearName:
    """A name in the file that may be a misspelling of a known sector."""

    name: str
    near: str


@lru_cache(maxsize=1 << 16)
def sector_key(name: str) -> str:
    """The name without case, accents, width, invisible signs and surplus blanks: equal keys are one sector.

    Vowel signs of other scripts are letters, not accents.
    """
    shown = "".join(sign for sign in name if not _is_invisible(sign))
    wide = unicodedata.normalize("NFKC", shown).casefold()
    return " ".join(ACCENTS.sub("", unicodedata.normalize("NFD", wide)).split())


def _is_invisible(sign: str) -> bool:
    return (
        not sign.isascii()
        and (unicodedata.category(sign) == "Cf" or sign in FILLERS)
        or (sign < " " and not sign.isspace())
    )


def parts_of(text: str, names: set[str], known: set[str]) -> list[str]:
    """The names in a text, when each is among `names` (keys) and the whole is no sector that is known; else none."""
    if sector_key(text) in known:
        return []
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    return parts if len(parts) > 1 and all(sector_key(part) in names for part in parts) else []


def is_near(name: str, known: str) -> bool:
    """Whether somebody should be asked if `name` means `known`: a slip of the pen, not another sector."""
    one, other = sector_key(name), sector_key(known)
    if min(len(one), len(other)) < 4 or _without_label(name) == _without_label(known):
        return False
    slips = _slips(one, other)
    return _looks(name) == _looks(known) or edit_distance(one, other, slips) <= slips


def _slips(one: str, other: str) -> int:
    return 2 if min(len(one), len(other)) >= LONG else 1


def edit_distance(one: str, other: str, enough: int = 1000) -> int:
    """The number of letters to insert, delete or replace to get from one text to the other (Levenshtein).

    Counting stops above `enough`.
    """
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, sign in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != sign)))
        if min(now) > enough:
            return enough + 1
        before = now
    return before[-1]


@lru_cache(maxsize=1 << 16)
def _looks(name: str) -> str:
    return sector_key(unicodedata.normalize("NFKC", name).translate(LOOKALIKES))


@lru_cache(maxsize=1 << 16)
def _without_label(name: str) -> str:
    """The name without its digits and a one-letter label: 'Team B', 'TeamB', 'Team 2b' and 'Team (B)' are 'team'."""
    text = re.sub(r"[\s)\]}.]+$", "", name)
    last, before = text[-1:], text[-2:-1]
    if (
        last.isalpha()
        and before
        and (before.isdigit() or not before.isalnum() or (last.isupper() and before.islower()))
    ):
        text = text[:-1]
    return sector_key(re.sub(r"[\s\-_./()\[\]]+$", "", re.sub(r"\d+", "", text)))


def near_names(new: list[str], known: list[str]) -> list[NearName]:
    """For each new name the known sector it is nearest to, if it is near to any; of equals the first."""
    parts, looks = _index(known)
    found = []
    for name in new:
        place = min(
            ((_distance(name, known[i]), i) for i in _candidates(name, parts, looks) if is_near(name, known[i])),
            default=None,
        )
        if place is not None:
            found.append(NearName(name, known[place[1]]))
    return found


def _distance(name: str, known: str) -> int:
    return 0 if _looks(name) == _looks(known) else edit_distance(sector_key(name), sector_key(known))


def _index(known: list[str]) -> tuple[dict, dict]:
    """The known names by each third of their key, and by how they look: two slips leave one third as it is."""
    parts, looks = defaultdict(list), defaultdict(list)
    for i, name in enumerate(known):
        key = sector_key(name)
        for start, end in _thirds(len(key)):
            parts[len(key), start, key[start:end]].append(i)
        looks[_looks(name)].append(i)
    return parts, looks


def _thirds(length: int) -> list[tuple[int, int]]:
    cuts = [0, length // 3, 2 * length // 3, length]
    return list(zip(cuts, cuts[1:]))


def _candidates(name: str, parts: dict, looks: dict) -> set[int]:
    key, found = sector_key(name), set(looks.get(_looks(name), ()))
    for length in range(max(1, len(key) - 2), len(key) + 3):
        for start, end in _thirds(length):
            for shift in range(-2, 3):
                found.update(
                    parts.get((length, start, key[max(start + shift, 0) : end + shift]), ())
                    if start + shift >= 0
                    else ()
                )
    return found

"""Currencies as they stand beside amounts: a sign is a hint, an ISO code or a locale a statement."""

import re
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import list_currencies

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "BRL", "TWD")
SIGNS = {
    "€": ("EUR",),
    "$": DOLLARS,
    "US$": ("USD",),
    "R$": ("BRL",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "C$": ("CAD", "NIO"),
    "CA$": ("CAD",),
    "NZ$": ("NZD",),
    "HK$": ("HKD",),
    "S$": ("SGD",),
    "MX$": ("MXN",),
    "£": ("GBP", "EGP", "LBP", "SYP"),
    "¥": ("JPY", "CNY"),
    "￥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "₫": ("VND",),
    "₴": ("UAH",),
    "₦": ("NGN",),
    "₱": ("PHP",),
    "฿": ("THB",),
    "₲": ("PYG",),
    "₡": ("CRC",),
    "S/": ("PEN",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "Ft": ("HUF",),
    "lei": ("RON",),
    "Fr": ("CHF",),
    "Fr.": ("CHF",),
    "B/.": ("PAB",),
    "Bs": ("BOB", "VES"),
    "Q": ("GTQ",),
    "L": ("HNL",),
    "R": ("ZAR",),
    "kr.": ("SEK", "NOK", "DKK", "ISK"),
    "Rs": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
    "Rs.": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
}
LOCALE_FORMAT = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")


@cache
def codes() -> frozenset:
    """All ISO codes of currencies."""
    return frozenset(list_currencies())


def is_currency(token: str) -> bool:
    """Whether the token is a currency sign or ISO code."""
    return token in SIGNS or token in codes()


def possible(token: str) -> frozenset:
    """The ISO codes a sign or code can stand for."""
    return frozenset((token,)) if token in codes() else frozenset(SIGNS[token])


def is_statement(token: str) -> bool:
    """Whether the token names one currency beyond doubt: an ISO code."""
    return token in codes()


@cache
def of_format(code: str) -> tuple[str, bool] | None:
    """The currency token in a number format and whether it is a statement (code or locale)."""
    found = LOCALE_FORMAT.search(code)
    if found and is_currency(found[1].strip()):
        return found[1].strip(), True
    quoted = [q.strip() for q in re.findall(r'"([^"]*)"', code)]
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\', "", code)
    for token in (*quoted, *re.findall(r"[^\s\d#0.,;()_*?/%+-]+", bare)):
        if is_currency(token) and token not in ("L", "Q", "R"):
            return token, is_statement(token)
    return None


@lru_cache(8192)
def of_heading(heading: str) -> tuple[str, str | None]:
    """The heading without the currency or unit written beside it, and that currency (or None)."""
    rest, token = heading, None
    for word in re.findall(r"[^\s()\[\],;:]+", heading):
        if is_statement(word) or (is_currency(word) and not word.isalpha()):
            rest, token = rest.replace(word, " ", 1), word
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", rest).strip(" ,;:/")
    return re.sub(r" (in|en|em)$", "", rest) if token else rest, token


def code_of(text: str) -> str | None:
    """The ISO code a cell of a currency column means: a code, a sign of one currency, or its English name."""
    text = text.strip()
    if text.upper() in codes():
        return text.upper()
    if text in SIGNS and len(SIGNS[text]) == 1:
        return SIGNS[text][0]
    return _names().get(text.casefold())


@cache
def _names() -> dict:
    names = Locale("en").currencies
    return {name.casefold(): code for code, name in names.items() if code in codes()} | {"euro": "EUR", "euros": "EUR"}


# Codes that are words too: "in all departments" speaks of no lek.
ALSO_WORDS = frozenset("ALL TOP TRY CUP PEN MAD GEL ANG SOS COP LAK BAM MOP DOP MUR BOB SEK".split())
NAMES_ONE = re.compile(
    r"\b(?:currency|moneda|divisa|moeda|w[äa]hrung|valuta|devise|monnaie)\W{0,3}([A-Za-z]{3})\b", re.I
)
BEFORE_ONE = (
    r"\b(?:[Ii]n|[Ee]n|[Ee]m)\s|\b(?i:ts?d|mio|mln|mil)\.?\s",
    r"(?i:thousands?|tausend|miles de|millones de|milioni di|migliaia di|duizend)\s",
)
IN_ONE = re.compile(rf"(?:{'|'.join(BEFORE_ONE)})\s*[kKTM]?(?P<code>[A-Z]{{3}})\b")
# Three letters in brackets, or of which something is, are a currency where no other word follows: Costs of SLE team.
OF_ONE = re.compile(
    r"(?:\b(?:of|de|von|van|di)\s|[(\[])\s*[kKTM]?(?P<code>[A-Z]{3})\b"
    r"(?=\s*(?:$|[^\w\s]|(?i:ts?d|mio|mln|mil|th|thousands?|millions?|miles|tausend)\b))"
)


def named_in(text: str) -> str | None:
    """The ISO code of the currency a title names for its amounts: USD of "Costs in USD", or of a sheet called USD."""
    said = NAMES_ONE.search(text)
    if said and said[1].upper() in codes():
        return said[1].upper()
    found = [text.strip(), *(match["code"] for form in (IN_ONE, OF_ONE) for match in form.finditer(text))]
    return next((code for code in found if code in codes() and code not in ALSO_WORDS), None)

"""Words within a cell of amounts: scales such as K and Mio., and marks of debit and credit such as Dr and H."""

import re

from data.contracts.definitions import fold
from data.parsing.values.currencies import is_currency
from data.parsing.values.debit_credit import PAIRS, word_key
from data.parsing.values.numbers import SIGNS, read_number
from data.parsing.values.scale_words import MILLIARD, MILLION, SCALES, THOUSAND

# What such a word stands for differs by language and trade; the likelier meaning first.
UNCLEAR = {
    "m": (MILLION, THOUSAND),
    "mil": (THOUSAND, MILLION),
    "mi": (MILLION, THOUSAND),
    "b": (MILLIARD, MILLIARD * THOUSAND),
    "bi": (MILLIARD, MILLIARD * THOUSAND),
    "t": (THOUSAND, MILLIARD * THOUSAND),
    "billion": (MILLIARD, MILLIARD * THOUSAND),
    "billions": (MILLIARD, MILLIARD * THOUSAND),
    "billon": (MILLIARD * THOUSAND, MILLIARD),
    "billones": (MILLIARD * THOUSAND, MILLIARD),
}
# Words of one column that settle an unclear one: "2 mil" beside "1,5 milhões" is a thousand.
SETTLED = {
    "m": ((MILLION, {"k", "tsd", "tds", "thousand", "mil"}), (THOUSAND, {"mm"})),
    "mil": ((THOUSAND, {fold(w) for w in "millón millones milhão milhões miles mi bilhão bilhões".split()}),),
    "mi": ((MILLION, {fold(w) for w in "mil k milhão milhões bi bilhão bilhões".split()}),),
}
BEFORE_A_CURRENCY = {"k": THOUSAND, "t": THOUSAND, "m": MILLION, "mm": MILLION, "mn": MILLION, "mio": MILLION}
BEHIND = re.compile(r"(?<=[\d.])\s*([^\W\d_]+)\.?")
AT_THE_ENDS = (re.compile(r"^([^\W\d_]+)\.?(?=[\s\d])"), re.compile(r"(?<=[\d\s])([^\W\d_]+)\.?$"))
MARKS = [pair for pair in PAIRS if all(word.isalpha() for word in pair)]


def scale_in(text: str) -> tuple[str, str] | None:
    """The word of a scale behind a number and the text without it, which is a number; None: there is none."""
    plain = text.translate(SIGNS).strip()
    found = BEHIND.search(plain)
    if not found:
        return None
    word, currency = found[1], ""
    if fold(word) not in SCALES and fold(word) not in UNCLEAR:
        word, currency = _before_currency(word)
    if re.search(r"\d", plain[found.end() :]):
        return None  # 1k500 is no number that is written twice the same way
    rest = f"{plain[: found.start()]}{' ' * bool(currency)}{currency}{plain[found.end() :]}"
    return (word, rest) if word and read_number(rest) else None


def _before_currency(token: str) -> tuple[str, str]:
    """kEUR as k and EUR; empty texts for any other token."""
    for size in (1, 2, 3):
        begins, rest = fold(token[:size]), token[size:]
        if begins in BEFORE_A_CURRENCY and len(rest) > 1 and is_currency(rest):
            return f"{begins} {rest}", rest
    return "", ""


def scales_of(word: str, beside: set) -> tuple:
    """What the word of a scale may stand for, likeliest first; beside: the words of the other cells of its column."""
    key, others = fold(word), {fold(other) for other in beside}
    if " " in word:
        return (BEFORE_A_CURRENCY[word.partition(" ")[0]],)
    if key in SCALES:
        return (SCALES[key],)
    settled = [scale for scale, words in SETTLED.get(key, ()) if words & others]
    return tuple(settled[:1]) or UNCLEAR[key]


def mark_in(text: str) -> tuple[str, str] | None:
    """The mark of debit or credit before or behind a number, as written, and the text without it; or None."""
    plain = text.translate(SIGNS).strip()
    for found in filter(None, (shape.search(plain) for shape in AT_THE_ENDS)):
        mark, rest = found[1], f"{plain[: found.start()]} {plain[found.end() :]}".strip()
        is_mark = any(word_key(mark) in pair for pair in MARKS)
        if is_mark and read_number(rest) and not re.search(r"[-(]", rest):
            return mark, rest
    return None


def sides_of(marks: list) -> dict | None:
    """Mark → 0 for a debit, 1 for a credit, where all of them belong to one pair; None where they do not."""
    for pair in MARKS:
        if all(word_key(mark) in pair for mark in marks):
            return {mark: pair.index(word_key(mark)) for mark in marks}
    return None

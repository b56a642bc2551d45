"""Texts and numbers of many cells at once: the same text as cell_values.py gives one by one."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.reading.workbooks.cell_values import FIRST_DAY, LAST_SERIAL, number_cell, number_text
from data.reading.workbooks.xlsx.bulk_tags import NotPlainXml

REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
WRITTEN_RIGHT = r"^(-?\d{1,14}|\d{15}|-?(0|[1-9]\d{0,12})\.\d*[1-9])$"
LONG = r"^-?\d+\.\d*[1-9]$"
DIGITS = 15
MOST_DIGITS = 18  # what an int64 holds


def pieces(content: np.ndarray, first: np.ndarray, last: np.ndarray) -> pa.StringArray:
    """The texts from first to last (byte positions); Odd when they are not UTF-8."""
    lengths = last - first
    ends = np.zeros(lengths.size + 1, np.int64)
    np.cumsum(lengths, out=ends[1:])
    positions = np.arange(ends[-1]) + np.repeat(first - ends[:-1], lengths)
    texts = pa.StringArray.from_buffers(
        lengths.size, pa.py_buffer(ends.astype(np.int32)), pa.py_buffer(content[positions])
    )
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid as error:
        raise NotPlainXml from error
    return texts


def unescaped(texts: pa.Array) -> pa.Array:
    """The texts with &amp; and the like read."""
    return replaced(texts, pc.match_substring(texts, "&"), lambda text: REFERENCE.sub(_character, _checked(text)))


def _checked(text: str) -> str:
    if text.count("&") != len(REFERENCE.findall(text)):
        raise NotPlainXml
    return text


def _character(found: re.Match) -> str:
    number = int(found[1]) if found[1] else int(found[2], 16) if found[2] else None
    if number is None:
        if found[3] not in NAMED:
            raise NotPlainXml
        return NAMED[found[3]]
    if not (
        number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    ):
        raise NotPlainXml
    return chr(number)


def replaced(texts: pa.Array, mask: pa.Array, change) -> pa.Array:
    """The texts with change(text) in place of those under the mask; worked out once for each distinct text."""
    if not pc.any(mask).as_py():
        return texts
    chosen = texts.filter(mask).dictionary_encode()
    changed = pa.array([change(text) for text in chosen.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(texts, mask, changed.take(chosen.indices))


def number_texts(raw: pa.Array) -> pa.Array:
    """number_text of every raw number."""
    right = pc.match_substring_regex(raw, WRITTEN_RIGHT)
    length = pc.subtract(pc.binary_length(raw), pc.cast(pc.starts_with(raw, "-"), pa.int32()))
    wrong = pc.invert(pc.and_(right, pc.less_equal(length, DIGITS + 1)))
    if not pc.any(wrong).as_py():
        return raw
    rest = raw.filter(wrong)
    long = pc.and_(pc.match_substring_regex(rest, LONG), pc.less_equal(pc.binary_length(rest), MOST_DIGITS + 1))
    texts = replaced(rest, pc.invert(long), number_text)
    if pc.any(long).as_py():
        texts = pc.replace_with_mask(texts, long, _rounded(rest.filter(long)))
    return pc.replace_with_mask(raw, wrong, texts)


def _rounded(raw: pa.Array) -> pa.Array:
    """Decimal fractions of at most 18 digits, rounded half to even to 15 significant ones."""
    is_negative = pc.starts_with(raw, "-")
    plain = pc.utf8_ltrim(raw, "-")
    places = (
        pc.subtract(pc.subtract(pc.binary_length(plain), pc.find_substring(plain, ".")), 1).to_numpy().astype(np.int64)
    )
    number = pc.cast(pc.replace_substring(plain, ".", ""), pa.int64()).to_numpy()
    surplus = np.maximum(np.char.str_len(number.astype("U20")) - DIGITS, 0)
    step = 10**surplus
    rest, number = number % step, number // step
    number += (2 * rest > step) | ((2 * rest == step) & (surplus > 0) & (number % 2 == 1))
    texts = _written(number, places - surplus)
    hard = (places <= surplus) | (number == 0)  # whole numbers keep all their digits
    texts = pc.if_else(is_negative, pc.binary_join_element_wise("-", texts, ""), texts)
    return pc.replace_with_mask(
        texts,
        pa.array(hard),
        pa.array([number_text(text) for text in raw.filter(pa.array(hard)).to_pylist()], pa.string()),
    )


def _written(number: np.ndarray, places: np.ndarray) -> pa.Array:
    """Whole numbers with a point `places` digits from their end, without idle zeros."""
    places = np.clip(places, 0, MOST_DIGITS)
    scale = 10**places
    whole = pc.cast(pa.array(number // scale), pa.string())
    behind = pc.utf8_slice_codeunits(pc.cast(pa.array(number % scale + scale), pa.string()), 1)
    return pc.utf8_rtrim(pc.utf8_rtrim(pc.binary_join_element_wise(whole, behind, "."), "0"), ".")


def other_numbers(raw: pa.Array, code: str, epoch: int) -> tuple[pa.Array, np.ndarray]:
    """Texts and kinds (letters) of the numbers of one format that is not a plain one."""
    distinct = raw.dictionary_encode()
    cells = [number_cell(text, code, epoch) for text in distinct.dictionary.to_pylist()]
    texts, kinds = (
        pa.array([text for text, _ in cells], pa.string()),
        np.array([ord(kind) for _, kind in cells], np.uint8),
    )
    return texts.take(distinct.indices), kinds[distinct.indices.to_numpy()]


def day_texts(raw: pa.Array, code: str, epoch: int) -> tuple[pa.Array, np.ndarray]:
    """Texts and kinds of numbers that are days, counted from the epoch."""
    distinct = raw.dictionary_encode()
    try:
        serials = pc.cast(distinct.dictionary, pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        return other_numbers(raw, code, epoch)
    seconds = np.rint(serials * 86_400)
    if not ((serials > 60) & (serials <= LAST_SERIAL) & (seconds >= 61 * 86_400)).all():
        return other_numbers(raw, code, epoch)
    first = np.datetime64(FIRST_DAY[epoch], "s")
    instants = pa.array(first + seconds.astype(np.int64).astype("timedelta64[s]"))
    texts = pc.replace_substring(pc.cast(instants, pa.string()), " ", "T")
    whole = pa.array(seconds % 86_400 == 0)
    texts = pc.if_else(whole, pc.utf8_slice_codeunits(texts, 0, 10), texts)
    return texts.take(distinct.indices), np.full(len(raw), ord("d"), np.uint8)

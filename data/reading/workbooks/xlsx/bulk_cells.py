"""The rows and cells of a block of worksheet XML as arrays."""

import re
from dataclasses import dataclass

import numpy as np

from data.reading.workbooks.xlsx import bulk_tags
from data.reading.workbooks.xlsx.bulk_tags import END_F, END_ROW, C, F, NotPlainXml, T, Tags, V, digits, need

ROW_TAG = re.compile(rb"<row ([^>]*)>")
HIDDEN = re.compile(rb'\bhidden="(1|true)"')
KNOWN_ROW = re.compile(rb'([\w:]+="[^"<&]*"\s*)*/?')
TYPES = {
    b"s": ord("s"),
    b"n": ord("n"),
    b"b": ord("b"),
    b"e": ord("e"),
    b"d": ord("d"),
    b"str": ord("r"),
    b"inlineStr": ord("i"),
}


@dataclass
class Cells:
    """Cells in the order of the file: row (0-based within the block), column, style, type (s shared, n number,
    b, e, d, r and i text), where their text begins and ends (equal: none), and whether they hold a formula."""

    row: np.ndarray
    column: np.ndarray
    style: np.ndarray
    type: np.ndarray
    first: np.ndarray
    last: np.ndarray
    formula: np.ndarray

    def take(self, which: np.ndarray) -> "Cells":
        """Some of the cells, by mask or number."""
        return Cells(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def rows_of(tags: Tags, block: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The number of each row and whether it is hidden."""
    positions = tags.starts[tags.codes == bulk_tags.ROW_TAG]
    need(positions + 5, tags.content, b'r="')
    numbers, length = digits(tags.content, positions + 8, 7)
    need(positions + 8 + length, tags.content, b'"')
    _check_closed(tags)
    hidden = np.zeros(positions.size, bool)
    if b"hidden" in block or b"'" in block:
        attributes = ROW_TAG.findall(block)
        if not all(map(KNOWN_ROW.fullmatch, attributes)):
            raise NotPlainXml
        hidden[:] = [HIDDEN.search(text) is not None for text in attributes]
    return numbers, hidden


def _check_closed(tags: Tags) -> None:
    """Odd unless rows and formulas are closed exactly where they are not self-closing."""
    for opening, closing in ((bulk_tags.ROW_TAG, (C, END_ROW)), (F, (END_F,))):
        which = np.flatnonzero(tags.codes == opening)
        if which.size:
            itself = tags.close_themselves(which)
            following = tags.codes[np.minimum(which + 1, tags.codes.size - 1)]
            if (itself == np.isin(following, closing)).any():
                raise NotPlainXml


def cells_of(tags: Tags, row_digits: np.ndarray) -> Cells:
    """The cells of a block; row_digits is how many digits the number of each row has."""
    content, which = tags.content, np.flatnonzero(tags.codes == C)
    row = (np.cumsum(tags.codes == bulk_tags.ROW_TAG) - 1)[which]
    positions = tags.starts[which]
    need(positions + 3, content, b'r="')
    column, at = _columns(content, positions + 6)
    at = at + row_digits[row]
    need(at, content, b'"')
    style, kind, at = _attributes(content, at + 1)
    itself = _is_closed(content, at)
    if (itself != np.isin(tags.codes[which + 1], (C, END_ROW))).any():
        raise NotPlainXml
    order = row * (1 << 15) + column
    if (np.diff(order) <= 0).any():
        raise NotPlainXml
    first, last = _texts(tags, which, kind)
    formula = np.isin(tags.codes[which + 1], (F,))
    return Cells(row, column, style, kind, first, last, formula)


def _columns(content: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    column = np.zeros(at.size, np.int64)
    alive = np.ones(at.size, bool)
    for _ in range(3):
        letter = content[at].astype(np.int64) - 64
        alive = alive & (letter >= 1) & (letter <= 26)
        column = np.where(alive, column * 26 + letter, column)
        at = at + alive
    if not column.all():
        raise NotPlainXml
    return column - 1, at


def _attributes(content: np.ndarray, at: np.ndarray) -> tuple:
    """Style and type of each cell, and where its tag goes on behind them."""
    style, kind = np.zeros(at.size, np.int64), np.full(at.size, ord("n"), np.int64)
    for _ in range(2):
        has_more = np.flatnonzero((content[at] == 32) & (content[at + 1] != 47))
        if not has_more.size:
            break
        where = at[has_more]
        need(where + 2, content, b'="')
        is_style = content[where + 1] == ord("s")
        need(where[~is_style] + 1, content, b"t")
        style_at = where[is_style] + 4
        style[has_more[is_style]], length = digits(content, style_at, 6)
        at[has_more[is_style]] = style_at + length
        kind[has_more[~is_style]], length = _types(content, where[~is_style] + 4)
        at[has_more[~is_style]] += 4 + length
        need(at[has_more], content, b'"')
        at[has_more] += 1
    return style, kind, at


def _types(content: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    kind, length = np.zeros(at.size, np.int64), np.zeros(at.size, np.int64)
    for name, code in TYPES.items():
        fits = np.flatnonzero((kind == 0) & (content[at] == name[0]) & (content[at + len(name)] == 34))
        need(at[fits], content, name)
        kind[fits], length[fits] = code, len(name)
    if not kind.all():
        raise NotPlainXml
    return kind, length


def _is_closed(content: np.ndarray, at: np.ndarray) -> np.ndarray:
    at = at + (content[at] == 32)
    itself = content[at] == 47
    if not (content[at + itself] == 62).all():
        raise NotPlainXml
    return itself


def _texts(tags: Tags, which: np.ndarray, kind: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the text of each cell begins and ends."""
    owner = np.cumsum(tags.codes == C) - 1
    first, last = np.zeros(which.size, np.int64), np.zeros(which.size, np.int64)
    values = np.flatnonzero(tags.codes == V)
    first[owner[values]], last[owner[values]] = tags.starts[values] + 3, tags.starts[values + 1]
    inline = np.flatnonzero(tags.codes == T)
    if inline.size:
        if not np.isin(kind[owner[inline]], (ord("i"), ord("r"))).all():
            raise NotPlainXml
        first[owner[inline]], last[owner[inline]] = text_starts(tags, inline), tags.starts[inline + 1]
    return first, last


def text_starts(tags: Tags, which: np.ndarray) -> np.ndarray:
    """Where the text of these <t> tags begins."""
    starts = tags.starts[which]
    marked = np.flatnonzero(tags.content[starts + 2] == 32)
    begins = starts + 3
    need(starts[marked] + 3, tags.content, b'xml:space="preserve">')
    begins[marked] = starts[marked] + 24
    return begins

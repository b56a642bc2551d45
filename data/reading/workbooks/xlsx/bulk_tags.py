"""Its XML in blocks of whole rows, and their tags."""

import re
import zipfile
from dataclasses import dataclass

import numpy as np

from data.reading.workbooks.merged_cells import MergedCells, across, by_row, downwards
from data.reading.workbooks.xml_stream import parse_bytes

NOTHING, ROW_TAG, END_ROW, C, END_C, V, END_V, F, END_F, IS, END_IS, T, END_T = range(13)
NAMES = {
    b"ro": ROW_TAG,
    b"/r": END_ROW,
    b"c ": C,
    b"/c": END_C,
    b"v>": V,
    b"/v": END_V,
    b"f>": F,
    b"f ": F,
    b"f/": F,
    b"/f": END_F,
    b"is": IS,
    b"/i": END_IS,
    b"t>": T,
    b"t ": T,
    b"/t": END_T,
}
TAILS = {
    ROW_TAG: (3, b"w "),
    END_ROW: (3, b"ow>"),
    END_C: (3, b">"),
    END_V: (3, b">"),
    END_F: (3, b">"),
    IS: (3, b">"),
    END_IS: (3, b"s>"),
    END_T: (3, b">"),
}
FOLLOWS = {
    ROW_TAG: (C, END_ROW, ROW_TAG),
    END_ROW: (ROW_TAG,),
    C: (V, F, IS, END_C, C, END_ROW),
    END_C: (C, END_ROW),
    V: (END_V,),
    END_V: (END_C,),
    F: (END_F, V, END_C),
    END_F: (V, END_C),
    IS: (T,),
    T: (END_T,),
    END_T: (END_IS,),
    END_IS: (END_C,),
}
PADDING = b" " * 64


class NotPlainXml(Exception):
    """The XML is not written in the plain way; it has to be read tag by tag."""


def _code_table() -> np.ndarray:
    table = np.zeros(1 << 16, np.uint8)
    for name, code in NAMES.items():
        table[name[0] << 8 | name[1]] = code
    return table


def _pair_table() -> np.ndarray:
    table = np.zeros(16 * 16, bool)
    for first, others in FOLLOWS.items():
        table[[first * 16 + other for other in others]] = True
    return table


CODES, PAIRS = _code_table(), _pair_table()


@dataclass
class Tags:
    """The bytes of some whole rows, where their tags begin, and what they are."""

    content: np.ndarray
    starts: np.ndarray
    codes: np.ndarray

    def close_themselves(self, which: np.ndarray) -> np.ndarray:
        """Whether each of these tags (by number) ends in />."""
        following = np.append(self.starts, self.content.size - len(PADDING))[which + 1]
        ends = following - 1
        if not (self.content[ends] == 62).all():  # blanks or text before the next tag
            closing = np.flatnonzero(self.content == 62)
            ends = closing[np.searchsorted(closing, self.starts[which])]
        return self.content[ends - 1] == 47


def find_tags(block: bytes) -> Tags:
    """The tags of a block of whole rows; Odd when one is unknown or out of place."""
    content = np.frombuffer(block + PADDING, np.uint8)
    refuse_signs(content)
    starts = np.flatnonzero(content == 60)
    codes = CODES[content[starts + 1].astype(np.uint16) << 8 | content[starts + 2]]
    for code, (offset, tail) in TAILS.items():
        need(starts[codes == code] + offset, content, tail)
    if not codes.all() or not PAIRS[codes[:-1] * 16 + codes[1:]].all():
        raise NotPlainXml
    if codes.size and (codes[0] != ROW_TAG or codes[-1] not in (ROW_TAG, END_ROW)):
        raise NotPlainXml
    return Tags(content, starts, codes)


def need(positions: np.ndarray, content: np.ndarray, expected: bytes) -> None:
    """Raises Odd unless these bytes stand at every position."""
    for offset, byte in enumerate(expected):
        if not (content[positions + offset] == byte).all():
            raise NotPlainXml


def refuse_signs(content: np.ndarray) -> None:
    """Raises Odd when there are control characters that XML forbids or changes."""
    low = content[content < 32]
    if low.size and not np.isin(low, (9, 10)).all():  # a carriage return would have to be read as a line feed
        raise NotPlainXml


def digits(content: np.ndarray, positions: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """The whole number written at each position and how many digits it has; Odd above `most` digits or without any."""
    number, count = np.zeros(positions.size, np.int64), np.zeros(positions.size, np.int64)
    alive = np.ones(positions.size, bool)
    for offset in range(most + 1):
        digit = content[positions + offset].astype(np.int64) - 48
        alive &= (digit >= 0) & (digit <= 9)
        if not alive.any():
            break
        number = np.where(alive, number * 10 + digit, number)
        count += alive
    if alive.any() or not count.all():
        raise NotPlainXml
    return number, count


READ_BYTES, MOST_BYTES = 2 << 20, 64 << 20
BEGIN, FINISH, ROW = b"<sheetData>", b"</sheetData>", b"<row "
OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)


def sheet_blocks(archive: zipfile.ZipFile, member: str, merged: MergedCells):
    """Blocks of whole rows and whether each is the last; Odd when the sheet is not written plainly.

    Odd may come after some blocks, for what stands behind the rows: cells merged downwards. Those merged across
    are noted in `merged` when all blocks are given.
    """
    with archive.open(member) as stream:
        head, begin, rest = stream.read(READ_BYTES).partition(BEGIN)
        if not begin:
            raise NotPlainXml
        while FINISH not in rest:
            more = stream.read(READ_BYTES)
            if not more or len(rest) > MOST_BYTES:
                raise NotPlainXml
            rest += more
            cut = rest.rfind(ROW)
            if cut > 0 and FINISH not in rest:
                yield rest[:cut], False
                rest = rest[cut:]
        block, _, tail = rest.partition(FINISH)
        yield block, True
        tail = FINISH + tail + stream.read()
        _check_around(head + BEGIN, tail)
        merged.spans = by_row(set(across(tail)))


def _check_around(head: bytes, tail: bytes) -> None:
    """Odd unless the document without its rows is sound and merges no cells downwards."""
    if b"<!" in head or b"<!" in tail or OTHER_ENCODING.search(head) or next(downwards(tail), None):
        raise NotPlainXml
    parse_bytes(head + tail)

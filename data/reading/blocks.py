"""Cuts the XML of a worksheet into blocks of whole rows, after checking what stands around them."""

import re
import zipfile

from data.reading.markup import parse_bytes
from data.reading.merged import MergedCells, across, by_row, downwards
from data.reading.tags import Odd

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
            raise Odd
        while FINISH not in rest:
            more = stream.read(READ_BYTES)
            if not more or len(rest) > MOST_BYTES:
                raise Odd
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
        raise Odd
    parse_bytes(head + tail)

"""The shared texts of an XLSX by number: in bulk where they are written plainly, tag by tag where not."""

import zipfile

import numpy as np
import pyarrow as pa

from data.reading.workbooks.xlsx.bulk_tags import OTHER_ENCODING, PADDING, NotPlainXml, need, refuse_signs
from data.reading.workbooks.xlsx.bulk_values import pieces, unescaped
from data.reading.workbooks.xml_stream import parse, parse_bytes

MEMBER = "xl/sharedStrings.xml"
READ_BYTES = 2 << 20
FIRST, LAST = b"<si>", b"</si>"


def shared_texts(archive: zipfile.ZipFile) -> pa.Array:
    """The shared texts by number; phonetic hints are left out."""
    if MEMBER not in archive.namelist():
        return pa.array([], pa.string())
    try:
        return pa.concat_arrays(list(_blocks(archive)) or [pa.array([], pa.string())])
    except NotPlainXml:
        collect = _Collect()
        parse(archive, MEMBER, collect.start, collect.end, collect.text)
        return pa.array(collect.texts, pa.string())


def _blocks(archive: zipfile.ZipFile):
    with archive.open(MEMBER) as stream:
        head, begin, rest = stream.read(READ_BYTES).partition(FIRST)
        if not begin or b"<!" in head or OTHER_ENCODING.search(head):
            raise NotPlainXml
        rest = begin + rest
        while more := stream.read(READ_BYTES):
            rest += more
            cut = rest.rfind(FIRST)
            if cut > 0:
                yield _texts_of(rest[:cut])
                rest = rest[cut:]
        cut = rest.rfind(LAST) + len(LAST)
        if cut < len(LAST) or b"<!" in rest[cut:]:
            raise NotPlainXml
        yield _texts_of(rest[:cut])
        parse_bytes(head + rest[cut:])


def _texts_of(block: bytes) -> pa.Array:
    try:
        return _plain_texts(block)
    except NotPlainXml:
        if b"<!" in block:
            raise
        collect = _Collect()
        parse_bytes(b"<sst>" + block + b"</sst>", collect.start, collect.end, collect.text)
        return pa.array(collect.texts, pa.string())


def _plain_texts(block: bytes) -> pa.Array:
    """The texts of a block of <si><t>text</t></si>; Odd when anything else is in it."""
    content = np.frombuffer(block + PADDING, np.uint8)
    refuse_signs(content)
    starts = np.flatnonzero(content == 60)
    if starts.size % 4:
        raise NotPlainXml
    si, t, end_t, end_si = starts.reshape(-1, 4).T
    for positions, tag in ((si, b"<si><t"), (end_t, b"</t></si>")):
        need(positions, content, tag)
    first = t + 3
    marked = content[t + 2] == 32
    need(t[marked] + 3, content, b'xml:space="preserve">')
    need(t[~marked] + 2, content, b">")
    first[marked] = t[marked] + 24
    return unescaped(pieces(content, first, end_t))


class _Collect:
    """Handlers that collect the text of each <si>."""

    def __init__(self):
        self.texts, self.parts, self.is_text, self.is_hint = [], [], False, False

    def start(self, tag, _):
        """Takes note of the tags that hold text."""
        if tag == "si":
            self.parts.clear()
        elif tag == "rPh":
            self.is_hint = True
        elif tag == "t":
            self.is_text = not self.is_hint

    def end(self, tag):
        """Finishes a text."""
        if tag == "si":
            self.texts.append("".join(self.parts))
        elif tag == "rPh":
            self.is_hint = False
        elif tag == "t":
            self.is_text = False

    def text(self, characters):
        """Takes characters that belong to a text."""
        if self.is_text:
            self.parts.append(characters)

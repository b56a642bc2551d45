"""Streams the XML inside a workbook, without entities and without holding the document."""

import zipfile
from xml.parsers import expat

from data.reading.text_table import ReadError

BLOCK_BYTES = 1 << 20


class StopReading(Exception):
    """Raised by a handler that has seen all it needs."""


def parse(archive: zipfile.ZipFile, name: str, start=None, end=None, text=None) -> None:
    """Calls start(tag, attributes), end(tag) and text(characters) for one member of the archive.

    Tags come without their namespace prefix. Refuses documents with a DTD, and broken ones.
    """
    parser = _parser(start, end, text)
    try:
        with archive.open(name) as stream:
            while block := stream.read(BLOCK_BYTES):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except StopReading:
        return
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, KeyError) as error:
        raise ReadError("DAMAGED_FILE") from error


def parse_bytes(content: bytes, start=None, end=None, text=None) -> None:
    """The same for a document held in memory."""
    parser = _parser(start, end, text)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ReadError("DAMAGED_FILE") from error


def _parser(start, end, text):
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    if start:
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = text
    return parser


def attribute(attributes: dict, name: str) -> str | None:
    """The value of an attribute whatever its namespace prefix; None when absent."""
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == name), None)


def _refuse(*_):
    raise ReadError("UNSAFE_FILE")

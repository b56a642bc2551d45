"""Streams the XML inside a workbook, without entities and without holding the document."""

import zipfile
from xml.parsers import expat

from data.reading.text_table import ReadError

BLOCK_BYTES = 1 << 20
EXTENSIONS = "extLst"


class StopReading(Exception):
    """Raised by a handler that has seen all it needs."""


def parse(archive: zipfile.ZipFile, name: str, start=None, end=None, text=None) -> None:
    """Calls start(tag, attributes), end(tag) and text(characters) for one member of the archive.

    Tags come without their namespace prefix; what stands in a list of extensions is not told, because it repeats names
    of the document with other meanings. Refuses documents with a DTD, and broken ones.
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
    _hear(parser, start, end, text)
    return parser


def _hear(parser, start, end, text) -> None:
    """Lets the handlers hear all but what stands in lists of extensions."""

    def _started(tag, attributes):
        name = tag.rpartition(":")[2]
        if name == EXTENSIONS:
            _pass_over(parser, lambda: _hear(parser, start, end, text))
        elif start:
            start(name, attributes)

    parser.StartElementHandler = _started
    parser.EndElementHandler = (lambda tag: end(tag.rpartition(":")[2])) if end else None
    parser.CharacterDataHandler = text


def _pass_over(parser, go_on) -> None:
    """Hears nothing until the element that has just begun ends."""
    inside = 1

    def _started(_tag, _attributes):
        nonlocal inside
        inside += 1

    def _ended(_tag):
        nonlocal inside
        inside -= 1
        if not inside:
            go_on()

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = _started, _ended, None


def attribute(attributes: dict, name: str) -> str | None:
    """The value of an attribute whatever its namespace prefix; None when absent."""
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == name), None)


def _refuse(*_):
    raise ReadError("UNSAFE_FILE")

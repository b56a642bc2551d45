"""Tells how the bytes of a text file are to be read, or asks."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from data.reading.mojibake import is_garbled
from data.reading.text_table import ReadError

BLOCK_BYTES = 1 << 20
SAMPLE_LINES = 5000
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LETTER = "[^\\W\\d_]"
SIGN = "[^\\w\\s\x00-\x7f’‘“”„–—…«»¿¡€°ºª·®™©]"
# In Western text a high character inside a word is a letter or an apostrophe, they are not all high,
# and signs stand alone.
UNLIKELY = re.compile(
    f"{LETTER}[^\\w\\s\x00-\x7f’‘–—]{LETTER}|{LETTER}[–—][a-z]{{1,2}}\\b|[\x80-\x9f]|[^\\W\\d_\x00-\x7f]{{4}}|[¹²³]{LETTER}|{SIGN}{{2}}"
)

WESTERN = frozenset("áéíóúñüçãõâêôàèìòùäöëïßåæøÁÉÍÓÚÑÜÇÃÕÄÖ¿¡ºª€")
USUAL = ("cp1252", "mac_roman", "cp850", "cp1250", "cp1251", "utf-8")


@dataclass(frozen=True)
class Encoding:
    """How to decode: a codec name, whether it was guessed, and whether text is garbled already."""

    name: str
    guessed: bool = False
    garbled: bool = False


def detect_encoding(path: Path, asked: str | None) -> Encoding:
    """The encoding of a text file; refuses NUL padding, asks when several readings are possible."""
    with path.open("rb") as file:
        head = file.read(4096)
    known = _known(asked) if asked else None
    name = known or _from_head(head)
    if name is None or not name.startswith(("utf-16", "utf-32")):
        _refuse_padding(path)
    if known:
        return Encoding(known)
    try:
        return Encoding(name or "utf-8", garbled=_decodes(path, name or "utf-8"))
    except UnicodeDecodeError:
        return _single_byte(path)


def _known(asked: str) -> str:
    try:
        found = codecs.lookup(asked)
        "".encode(asked)
        return found.name
    except (LookupError, UnicodeError) as error:
        raise ReadError("UNKNOWN_SETTING", setting="encoding", value=asked) from error


def _from_head(head: bytes) -> str | None:
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 5 and even < odd / 10:
        return "utf-16-le"
    if even > len(head) / 5 and odd < even / 10:
        return "utf-16-be"
    return None


def _refuse_padding(path: Path) -> None:
    last = b""
    for block in _blocks(path):
        if b"\0" * 16 in block:
            raise ReadError("NUL_BYTE")
        last = block[-1:]
    if last == b"\0":
        raise ReadError("NUL_BYTE")


def _decodes(path: Path, name: str) -> bool:
    """Whether the text is garbled; UnicodeDecodeError when the file is not in this encoding."""
    decoder = codecs.getincrementaldecoder(name)()
    garbled = False
    is_plain = name.startswith("utf-8")  # a block of ASCII between whole characters needs no look
    for block in _blocks(path):
        if not (is_plain and block.isascii() and not decoder.getstate()[0]):
            garbled = is_garbled(decoder.decode(block)) or garbled
    decoder.decode(b"", final=True)
    return garbled


def _single_byte(path: Path) -> Encoding:
    good, bad = _count_lines(path)
    if good >= len(bad) and good:
        return Encoding("utf-8")
    sample = b"\n".join(bad)
    if good or UNLIKELY.search(sample.decode("cp1252", "replace").replace("\ufffd", "\x81")):
        _ask(sample)
    return Encoding("cp1252", guessed=True)


def _ask(sample: bytes) -> None:
    from charset_normalizer import from_bytes  # only here: importing it takes longer than reading a small file

    likely = [match.encoding for match in from_bytes(sample)][:3]
    choices = tuple(sorted(dict.fromkeys([*likely, *USUAL]), key=lambda name: -_western(sample, name)))
    read = next((word for word in sample.decode(choices[0], "replace").split() if not word.isascii()), "")
    raise ReadError("BAD_ENCODING", choices, "encoding", encodings=", ".join(choices), read=read[:60])


def _western(sample: bytes, name: str) -> float:
    """How many of the high characters are letters of Western languages, read so; 0 where that makes unlikely words."""
    text = sample.decode(name, "replace")
    high = [character for character in text if not character.isascii()]
    if not high or "\ufffd" in text or UNLIKELY.search(text):
        return 0
    return sum(character in WESTERN for character in high) / len(high)


def _count_lines(path: Path) -> tuple[int, list[bytes]]:
    good, rest = 0, b""
    bad: list[bytes] = []
    for block in _blocks(path):
        *lines, rest = (rest + block).replace(b"\r", b"\n").split(b"\n")
        for line in lines:
            good += _sort(line, bad)
    return good + _sort(rest, bad), bad


def _sort(line: bytes, bad: list) -> int:
    if line.isascii():
        return 0
    try:
        line.decode("utf-8")
        return 1
    except UnicodeDecodeError:
        if len(bad) < SAMPLE_LINES:
            bad.append(line)
        return 0


def _blocks(path: Path):
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield block

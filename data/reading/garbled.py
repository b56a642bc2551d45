"""Text that was decoded wrongly before it came here: Ã­ for í."""

import re

WESTERN = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)) + "\x81\x8d\x8f\x90\x9d"
SUSPECT = re.compile(f"(?:[\u00c2-\u00df][{re.escape(WESTERN)}]|[\u00e0-\u00ef][{re.escape(WESTERN)}]{{2}})+")
_BYTES = {chr(b): b for b in range(256)} | {
    bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def is_garbled(text: str) -> bool:
    """Whether part of the text reads as UTF-8 that was taken for Windows-1252."""
    return not text.isascii() and any(_undone(m.group()) for m in SUSPECT.finditer(text))


def repaired(text: str) -> str:
    """The text with its garbled parts read as they were meant."""
    if text.isascii():
        return text
    return SUSPECT.sub(lambda m: _undone(m.group()) or m.group(), text)


def _undone(part: str) -> str | None:
    try:
        return bytes(_BYTES[c] for c in part).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None

"""Wrongly decoded text: told and repaired."""

import re

import pyarrow as pa
import pyarrow.compute as pc

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


CONTROL = re.compile("_x([0-9A-Fa-f]{4})_")  # how a workbook writes a carriage return


class MojibakeRepair:
    """What was said of garbled text (setting mojibake), and whether there is some nobody spoke of."""

    def __init__(self, settings: dict):
        self.repairs = settings.get("mojibake") == "repair"
        self.is_decided = "mojibake" in settings
        self.garbled = False

    def text(self, text: str) -> str:
        """One text, repaired when asked to."""
        if "_x" in text:
            text = CONTROL.sub(_character, text)
        if text.isascii():
            return text
        self.garbled = self.garbled or (not self.is_decided and is_garbled(text))
        return repaired(text) if self.repairs else text

    def texts(self, texts: pa.Array) -> pa.Array:
        """Many texts, repaired when asked to."""
        marked = pc.or_(pc.invert(pc.string_is_ascii(texts)), pc.match_substring(texts, "_x"))
        if not pc.any(marked).as_py():
            return texts
        chosen = texts.filter(marked).dictionary_encode()
        mended = pa.array(list(map(self.text, chosen.dictionary.to_pylist())), pa.string())
        return pc.replace_with_mask(texts, marked, mended.take(chosen.indices))


def _character(found: re.Match) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number < 0xE000 else chr(number)

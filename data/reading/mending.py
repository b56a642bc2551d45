"""The texts of a workbook as they were typed: control characters read,
text that was decoded wrongly before watched for."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from data.reading.garbled import is_garbled, repaired

CONTROL = re.compile("_x([0-9A-Fa-f]{4})_")  # how a workbook writes a carriage return


class Mending:
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

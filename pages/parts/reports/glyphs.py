"""Which characters the fonts of reports can draw; any other is shown as a box, since nothing may vanish unseen."""

import re
import struct
import unicodedata
from functools import cache

from pages.parts.charts.picture import FONTS

BOX = "□"
KEPT = "\n\t\u2066\u2067\u2068\u2069"  # the last four keep a name from turning what stands beside it
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # what XML cannot hold
ALIKE = {"▲": "↑", "▼": "↓", "△": "↑", "▽": "↓"}


def writable(text: str) -> str:
    """Return a text without what a file of XML cannot hold."""
    return UNWRITABLE.sub("", text)


def drawable(text: str) -> str:
    """Return a text without what has no sign (controls, joiners), and with a box for what no font here can draw."""
    return _others().sub(_shown, unicodedata.normalize("NFC", text))


def _shown(found: re.Match) -> str:
    sign = found.group()
    if sign in ALIKE:
        return ALIKE[sign]
    if unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me", "Cs", "Sk"):
        return ""
    return BOX


@cache
def _others() -> re.Pattern:
    """What matches each character that is in none of the fonts."""
    known = sorted({code for font in FONTS.glob("*.ttf") for code in _codes(font.read_bytes())} | {*map(ord, KEPT)})
    runs: list[list[int]] = []
    for code in known:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return re.compile("[^" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs) + "]")


def _codes(font: bytes) -> set[int]:
    """The characters of a TrueType font: those of its tables of segments (format 4) and of groups (format 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", font, start + 4 + 8 * place)[2]
        kind = struct.unpack_from(">H", font, at)[0]
        if kind == 4:
            count = struct.unpack_from(">H", font, at + 6)[0] // 2
            lasts = struct.unpack_from(f">{count}H", font, at + 14)
            firsts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
            found |= {code for first, last in zip(firsts, lasts) if first < 0xFFFF for code in range(first, last + 1)}
        elif kind == 12:
            for group in range(struct.unpack_from(">I", font, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
                found |= set(range(first, last + 1))
    return found

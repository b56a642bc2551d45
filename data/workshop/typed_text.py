"""What somebody typed in a room: on one line, not empty, not too long; and words that point at a person."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from data.languages import LANGUAGES, TEXT
from data.problems import Problem
from data.scenarios import one_line

LONGEST = 280


def checked(text: str, longest: int = LONGEST) -> str:
    """The text on one line; raises Problem for an empty one, and for one that is too long or points at a person."""
    said = one_line(text)
    if not said:
        raise Problem("ROOM_EMPTY")
    if len(said) > longest:
        raise Problem("ROOM_LONG", {"count": len(said), "most": longest})
    if found := pointed(said):
        raise Problem("ROOM_POINTS", {"words": ", ".join(dict.fromkeys(found))})
    return said


def pointed(text: str) -> list[str]:
    """The words of a text, as typed, that name or point at a person, in any language of the product; empty: none."""
    letters = [(sign, place) for place, letter in enumerate(text) for sign in _bare(letter)]
    found = _pattern().finditer("".join(sign for sign, _ in letters))
    return [text[letters[match.start()][1] : letters[match.end() - 1][1] + 1] for match in found]


@cache
def _pattern() -> re.Pattern:
    """All phrases of data/text/<language>/people.txt, longest first, as whole words."""
    phrases: set[str] = set()
    for language in LANGUAGES:
        lines = (TEXT / language / "people.txt").read_text(encoding="utf-8").splitlines()
        phrases |= {_bare(line) for line in lines if line.strip() and not line.startswith("#")}
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def _bare(text: str) -> str:
    """Small letters without accents, apostrophes as typed on any keyboard."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))

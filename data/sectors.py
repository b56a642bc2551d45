"""Sector names: when two spellings are one sector, and when that has to be asked."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

RESERVED = ("(unattributed)", "(outside)", "(company)")
CUSTOMER_COLUMNS = {("stage_times", "sector"), ("chain_links", "receiver")}
CUSTOMER_WORDS = {"customer", "cliente", "(customer)"}
# Cyrillic and Greek letters that look like Latin ones, after case folding.
LOOKALIKES = str.maketrans("авекмнорстухіјѕԁɡαβεηικμνορτυχ", "abekmhopctyxijsdgabenikmvoptux")


@dataclass(frozen=True)
class NearName:
    """A name in the file that may be a misspelling of a known sector."""

    name: str
    near: str


def sector_key(name: str) -> str:
    """The name without case, accents, width, invisible signs and surplus blanks: equal keys are one sector."""
    shown = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    wide = unicodedata.normalize("NFKC", shown).casefold()
    bare = "".join(sign for sign in unicodedata.normalize("NFD", wide) if unicodedata.category(sign) != "Mn")
    return " ".join(bare.split())


def is_near(name: str, known: str) -> bool:
    """Whether somebody should be asked if `name` means `known`: a slip of the pen, not another sector."""
    one, other = sector_key(name), sector_key(known)
    if min(len(one), len(other)) < 4 or _differ_only_in_label(name, known):
        return False
    if one.translate(LOOKALIKES) == other.translate(LOOKALIKES):
        return True
    return edit_distance(one, other) <= (2 if min(len(one), len(other)) >= 8 else 1)


def edit_distance(one: str, other: str) -> int:
    """The number of letters to insert, delete or replace to get from one text to the other (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, sign in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != sign)))
        before = now
    return before[-1]


def _differ_only_in_label(name: str, known: str) -> bool:
    without_digits = [re.sub(r"\d+", "", sector_key(text)) for text in (name, known)]
    if without_digits[0] == without_digits[1]:
        return True
    stems = [_without_letter_suffix(text) for text in (name, known)]
    return stems[0] == stems[1]


def _without_letter_suffix(name: str) -> str:
    """'Team B' and 'TeamB' without their label: 'team'."""
    found = re.match(r"^(.*?)(?:[\s\-_./]+[^\W\d_]|(?<=[a-z\d])[A-Z])$", name.strip())
    return sector_key(found.group(1) if found else name)


def near_names(new: list[str], known: list[str]) -> list[NearName]:
    """For each new name the first known sector it is near to, if any."""
    found = []
    for name in new:
        near = next((other for other in known if is_near(name, other)), None)
        if near is not None:
            found.append(NearName(name, near))
    return found

"""Event lists whose stages say in their own name whether they begin or end: register_start, register_end."""

import re

from data.contracts.definitions import fold
from data.parsing.cell_text import trimmed
from data.parsing.layout.headings import Heading
from data.parsing.layout.lifecycle_words import ENDS, STARTS
from data.parsing.source import Events
from data.reading.text_table import TextTable

MOST_NAMES = 200
SEPARATORS = r"[\s_:.\-–/+()\[\]]+"
OF = frozenset(("of", "de", "da", "do", "del", "der", "des", "the"))


def events_in_names(cursor, table: TextTable, heading: Heading, position: int, is_told: bool = False) -> Events | None:
    """What the stamps mark where every stage has a text for its beginning and one for its end; None for other lists.

    is_told: that they do was settled before, for a whole file of which these are only some rows.
    """
    found = cursor.execute(
        f"select distinct {trimmed(position)} as read from read_parquet(?) t "
        "where t.source_row > ? and read is not null order by read limit ?",
        [table.path, heading.row, MOST_NAMES + 1],
    ).fetchall()
    sides = {word: side for (word,) in found if (side := side_of(word))}
    begun, ended = ({fold(name) for name, mark in sides.values() if mark == side} for side in ("start", "end"))
    if not sides or (not is_told and (len(sides) < len(found) or begun != ended or len(found) > MOST_NAMES)):
        return None
    marks = {word: mark for word, (_, mark) in sides.items()}
    return Events("both", position, marks, {word: name for word, (name, _) in sides.items()})


def events_in_headings(headings: list[str]) -> Events | None:
    """The pairs among the headings of columns of times, pick start and pick end; None where there is none."""
    sides = {word: side for word in headings if (side := side_of(word))}
    begun, ended = (_by_name(sides, side) for side in ("start", "end"))
    paired = {word for name in begun.keys() & ended.keys() for word in (begun[name], ended[name])}
    if not paired:
        return None
    marks = {word: mark for word, (_, mark) in sides.items() if word in paired}
    return Events("both", -1, marks, {word: name for word, (name, _) in sides.items() if word in paired})


def _by_name(sides: dict, side: str) -> dict[str, str]:
    return {fold(name): word for word, (name, mark) in sides.items() if mark == side}


def side_of(word: str) -> tuple[str, str] | None:
    """The name of the stage and whether the text begins or ends it; None where it says neither."""
    apart = re.split(SEPARATORS, word.strip("()[] "))
    if len(apart) < 2:
        return None
    for text, rest in ((apart[-1], word.strip("()[] ")[: -len(apart[-1])]), (apart[0], _after(word, apart))):
        mark = "start" if fold(text) in STARTS else "end" if fold(text) in ENDS else None
        name = re.sub(f"^{SEPARATORS}|{SEPARATORS}$", "", rest)
        if mark and name:
            return name, mark
    return None


def _after(word: str, apart: list) -> str:
    """What follows the first word, and the "of" behind it."""
    skipped = 2 if len(apart) > 2 and fold(apart[1]) in OF else 1
    return re.sub(f"^(?:.*?{SEPARATORS}){{{skipped}}}", "", word.strip("()[] "), count=1)

"""Event lists that say of each row whether it begins or ends its stage, or whose stamps are all ends."""

from data.contracts.definitions import fold
from data.import_options import Options
from data.parsing.cell_text import trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.event_names import events_in_names
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping, place_of
from data.parsing.layout.lifecycle_words import ENDS, HEADINGS, OTHERS, SHORT_ENDS, SHORT_STARTS, STARTS
from data.parsing.source import Events
from data.reading.text_table import TextTable

MOST_WORDS = 12


def words_of(cursor, table: TextTable, heading: Heading, position: int) -> list:
    """The distinct texts of a column, at most one more than a lifecycle may have."""
    found = cursor.execute(
        f"select distinct {trimmed(position)} as read from read_parquet(?) t "
        "where t.source_row > ? and read is not null order by read limit ?",
        [table.path, heading.row, MOST_WORDS + 1],
    ).fetchall()
    return [read for (read,) in found]


def marks_of(words: list, short: bool = True) -> dict:
    """Text → start, end or other, for texts that all are words of a lifecycle; else empty."""
    marks = {}
    for word in words:
        key = fold(word)
        if key in STARTS or (short and key in SHORT_STARTS):
            marks[word] = "start"
        elif key in ENDS or (short and key in SHORT_ENDS):
            marks[word] = "end"
        elif key in OTHERS:
            marks[word] = "other"
    return marks if len(marks) == len(words) <= MOST_WORDS else {}


def find_events(
    cursor, table: TextTable, heading: Heading, mapping: Mapping, options: Options
) -> Events | ColumnQuestion:
    """What the stamps of an event list mark, or the question about it."""
    said = options.settings.get("lifecycle")
    if said and fold(said) != NOT_THERE:
        return _told(cursor, table, heading, mapping, said)
    found = None if said else _lifecycle(cursor, table, heading, mapping)
    times = options.settings.get("times")
    if isinstance(found, ColumnQuestion) and not times:
        return found
    if isinstance(found, Events) and set(found.marks.values()) >= {"start", "end"} and not times:
        return found
    if times:
        return Events(times)
    if not found and not said and (named := events_in_names(cursor, table, heading, mapping.positions["stage"])):
        return named
    if isinstance(found, Events) and "end" in found.marks.values():
        name = heading.cells[found.position].strip()
        return _ask(f"{name}: {', '.join(found.marks)}")
    return Events()


def _ask(said: str) -> ColumnQuestion:
    return ColumnQuestion("EVENT_TIMES", ("ends", "starts"), "times", {"said": said})


def ask_about_heading(heading: Heading, position: int) -> ColumnQuestion:
    """The question whether a stamp ends its stage, as its heading says."""
    return _ask(heading.cells[position].strip())


def _told(cursor, table: TextTable, heading: Heading, mapping: Mapping, said: str) -> Events:
    """HEADING, or HEADING=WORD where WORD is the text that begins a stage and every other text ends it."""
    name, _, first = said.partition("=")
    position = place_of(heading, name)
    if position is None:
        return Events()
    if position == mapping.positions["stage"]:
        return events_in_names(cursor, table, heading, position, is_told=True) or Events()
    words = words_of(cursor, table, heading, position)
    if first:
        marks = {word: "start" if fold(word) == fold(first) else "end" for word in words}
    else:
        marks = {word: mark for word in words for mark in marks_of([word]).values()}
    return Events("both", position, marks)


def _lifecycle(cursor, table: TextTable, heading: Heading, mapping: Mapping) -> Events | ColumnQuestion | None:
    """The column that says start and complete, known by its heading or by its cells."""
    free = [i for i in range(min(heading.width, table.width)) if i not in mapping.positions.values()]
    free.sort(key=lambda i: fold(heading.cells[i]) not in HEADINGS)
    asked = None
    for position in free:
        words, is_named = words_of(cursor, table, heading, position), fold(heading.cells[position]) in HEADINGS
        if is_named:
            marks = {word: mark for word in words for mark in marks_of([word]).values()}
        else:
            marks = marks_of(words)
        kinds = set(marks.values())
        if kinds >= {"start", "end"} and (is_named or _alternates(cursor, table, heading, mapping, position, marks)):
            return Events("both", position, marks)
        if "end" in kinds and "start" not in kinds and (is_named or marks_of(words, short=False)):
            return Events("ends", position, marks)
        if len(words) == 2 and not marks and not asked:
            asked = _ask_about_words(cursor, table, heading, mapping, position, words)
    return asked


def _alternates(cursor, table: TextTable, heading: Heading, mapping: Mapping, position: int, marks: dict) -> bool:
    """Whether most stages that begin also end: each stage of a case has as many of the one as of the other."""
    named = {mark: [word for word in marks if marks[word] == mark] for mark in ("start", "end")}
    return _share_of_pairs(cursor, table, heading, mapping, position, named["start"], named["end"]) >= 0.5


def _ask_about_words(cursor, table, heading, mapping, position: int, words: list) -> ColumnQuestion | None:
    """The question which of two unknown texts begins a stage, where nearly every stage of a case has both once."""
    if _share_of_pairs(cursor, table, heading, mapping, position, words[:1], words[1:]) < 0.9:
        return None
    choices = (*(f"#{position + 1}={word}" for word in words), NOT_THERE)
    fields = {"heading": heading.cells[position].strip(), "words": ", ".join(words)}
    return ColumnQuestion("LIFECYCLE_WORDS", choices, "lifecycle", fields)


def _share_of_pairs(cursor, table, heading, mapping, position: int, firsts: list, lasts: list) -> float:
    """Of the stages of a case with the one or the other, the share that has both equally often."""
    case, stage = (trimmed(mapping.positions[name]) for name in ("case_id", "stage"))
    word = trimmed(position)
    found = cursor.execute(
        "select avg(case when starts = ends then 1 else 0 end) from (select "
        f"count(*) filter (list_contains(?, {word})) as starts, count(*) filter (list_contains(?, {word})) as ends "
        "from read_parquet(?) t "
        f"where t.source_row > ? group by {case}, {stage}) where starts + ends > 0",
        [firsts, lasts, table.path, heading.row],
    ).fetchall()[0][0]
    return found or 0

"""A day in one column and its time of day in another: which belong together, read as one moment."""

import re
from dataclasses import dataclass, field, replace

from data.contracts.definitions import DATES, Contract, fold
from data.import_options import CLOCK, Options
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.calendar.column_texts import texts_of
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping, place_of
from data.parsing.layout.lifecycle_words import ENDS, STARTS, folded
from data.parsing.values.dates import read_date
from data.reading.text_table import TextTable

SHOWN = re.compile(
    r"(?:(?:1899-12-3[01]|1900-01-0[01]|1970-01-01)[ T])?(?:[01]?\d|2[0-4])[:.hH][0-5]\d(?:[:.m][0-5]\d)?"
    r"(?:[.,]\d+)?\s*s?"
    r"(?:[ap]\.?\s?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{2,4}T|uhr|hrs?|h)?",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
CLOCK_WORDS = {
    fold(w) for w in "time hora horas uhrzeit zeit heure ora clock tijd horario horário hour hh:mm hhmm hms".split()
}
DAY_WORDS = {fold(w) for w in "date day fecha data datum día dia tag jour giorno".split()}
FILLERS = {
    fold(w) for w in "of de del do da di du des der the at on el la o a em en um am le hh mm ss dd yyyy aaaa".split()
}
ALIKE = {
    "start": STARTS | folded("from, von, desde"),
    "end": ENDS | folded("final, stop, to, until, bis, hasta, até"),
}
ALIKE |= {
    "open": folded("opened, open, apertura, abertura, created, creation, creación, criação, alta, ouverture, eröffnet")
}
ALIKE |= {"close": folded("closed, close, cierre, fechamento, encerramento, resolved, clôture, geschlossen")}
SAME = {word: name for name, words in ALIKE.items() for word in words}
COLUMNS = {"start": "started_at", "end": "finished_at"}
HALF = 0.5


@dataclass(frozen=True)
class Clocks:
    """The heading without the columns that are now part of another; place → (day, clock) of a moment; what to ask.

    said: heading of a clock → that of its day. A moment whose place is its clock is empty where the clock is.
    """

    heading: Heading
    moments: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)
    asks: list = field(default_factory=list)


def find_clocks(
    cursor, table: TextTable, heading: Heading, contract: Contract, options: Options, remembered: dict
) -> Clocks:
    """Which columns of times of day belong to which columns of days; asks where it is not clear."""
    moments = {fold(h) for c in contract.columns if c.type == "instant" for h in (*c.headings, *c.weak)}
    free = [i for i in range(min(heading.width, table.width)) if heading.cells[i].strip()]
    others = _lengths(contract, options, remembered)
    named = [
        i
        for i in free
        if (_words(heading.cells[i]) & CLOCK_WORDS or fold(heading.cells[i]) in moments)
        and fold(heading.cells[i]) not in others
    ]
    told = _told(heading, options)
    clocks = [i for i in named if i not in told and _are_clocks(heading.cells[i], texts_of(cursor, table, heading, i))]
    clocks = sorted({*clocks, *told})
    if not clocks:
        return Clocks(heading)
    days = [i for i in free if i not in clocks and _are_days(texts_of(cursor, table, heading, i))]
    found = _pairs(heading, clocks, days, told, moments)
    pairs = {clock: day for clock, day in found.items() if isinstance(day, int)}
    unsure = [clock for clock, day in found.items() if day is None and days]
    asks = [_ask(heading, clock, days) for clock in unsure] if has_moments(contract) else []
    return _joined(heading, pairs, options, asks)


def _told(heading: Heading, options: Options) -> dict:
    """Clock → its day, or NOT_THERE, as options said."""
    said = {n.removeprefix(f"{CLOCK}."): day for n, day in options.settings.items() if n.startswith(f"{CLOCK}.")}
    places = {place_of(heading, clock): place_of(heading, day) for clock, day in said.items()}
    return {clock: NOT_THERE if day is None else day for clock, day in places.items() if clock is not None}


def _lengths(contract: Contract, options: Options, remembered: dict) -> set:
    """The headings that feed something else than days and moments, such as the handling time."""
    columns = [c for c in contract.columns if c.type not in DATES]
    names = {column.name for column in columns}
    said = [h for column, h in options.mapping.items() if column in names]
    said += [h for h, column in remembered.items() if column in names]
    return {fold(heading) for heading in (*(h for c in columns for h in (*c.headings, *c.weak)), *said)}


def has_moments(contract: Contract) -> bool:
    """Whether a data set has columns of moments; in others the time of day says nothing."""
    return any(column.type == "instant" for column in contract.columns)


def _words(heading: str) -> set:
    return {fold(word) for word in re.findall(r"[^\W_]+(?::[^\W_]+)*", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))}


def _rest(heading: str) -> frozenset:
    """What a heading says besides day or time: start of "Start time", nothing of "Date"."""
    words = _words(heading) - CLOCK_WORDS - DAY_WORDS - FILLERS
    return frozenset(SAME.get(word, word) for word in words)


def _are_clocks(heading: str, texts: dict) -> bool:
    says_clock = bool(_words(heading) & CLOCK_WORDS)
    fits = [t for t in texts if SHOWN.fullmatch(t) or (says_clock and DIGITS.fullmatch(t))]
    is_point = all(re.match(r"\d{1,2}\.\d\d$", text) for text in texts)  # 14.30 is a number too
    return bool(texts) and len(fits) >= HALF * len(texts) and (says_clock or not is_point)


def _are_days(texts: dict) -> bool:
    readings = [read_date(text) for text in texts if not text.isdigit() or len(text) == 8]
    days = [reading for reading in readings if reading and not reading.is_month and not reading.seconds]
    return bool(texts) and len(days) >= HALF * len(texts)


def _pairs(heading: Heading, clocks: list, days: list, told: dict, moments: set) -> dict:
    """Clock → its day, or None where it has to be asked; clocks that were said to belong to none are left out."""
    found: dict[int, int | None] = {}
    for clock in clocks:
        if told.get(clock) != NOT_THERE:
            found[clock] = told[clock] if clock in told else _alike(heading, clock, days)
    for clock in [clock for clock, day in found.items() if day is None]:
        left = [day for day in days if day not in found.values()]
        plain, rest = [day for day in days if not _rest(heading.cells[day])], _rest(heading.cells[clock])
        if not rest and len(left) == 1:
            found[clock] = left[0]
        elif rest and not (rest <= set(ALIKE) or fold(heading.cells[clock]) in moments):
            del found[clock]  # "Response time" is no time of one of these days
        elif rest and len(plain) == 1:
            found[clock] = plain[0]
    return found


def _alike(heading: Heading, clock: int, days: list) -> int | None:
    """The only day of which the heading says the same but for day and time."""
    rest = _rest(heading.cells[clock])
    same = [day for day in days if rest and _rest(heading.cells[day]) == rest]
    return same[0] if len(same) == 1 else None


def _ask(heading: Heading, clock: int, days: list) -> ColumnQuestion:
    name = heading.cells[clock].strip()
    choices = (*(heading.cells[day].strip() for day in days), NOT_THERE)
    return ColumnQuestion("CLOCK_OF_WHICH", choices, f"{CLOCK}.{name}", {"heading": name})


def _joined(heading: Heading, pairs: dict, options: Options, asks: list) -> Clocks:
    by_hand = {fold(name) for name in options.mapping.values()}
    moments, hidden = {}, set()
    for clock, day in pairs.items():
        is_shared = list(pairs.values()).count(day) > 1 or fold(heading.cells[clock]) in by_hand
        moments[clock if is_shared else day] = (day, clock)
        hidden.add(day if is_shared else clock)
    cells = tuple("" if i in hidden else cell for i, cell in enumerate(heading.cells))
    said = {heading.cells[clock].strip(): heading.cells[day].strip() for clock, day in pairs.items()}
    return Clocks(replace(heading, cells=cells), moments, said, asks)


def feed_moments(clocks: Clocks, whole: Heading, mapping: Mapping, contract: Contract) -> None:
    """Feeds the start and the end of a stage by moments whose headings say no more than that: "Hora inicio"."""
    for place, (day, clock) in clocks.moments.items():
        says = _rest(whole.cells[clock]) or _rest(whole.cells[day])
        column = next((name for word, name in COLUMNS.items() if says == {word}), None)
        if column in contract.names and column not in mapping.positions and place not in mapping.positions.values():
            mapping.positions[column] = place
            mapping.ignored = [cell for cell in mapping.ignored if cell != clocks.heading.cells[place]]

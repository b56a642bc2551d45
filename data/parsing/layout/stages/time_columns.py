"""Which column of times of a list of stages is which: beginning, end, stamp of an event, promise."""

from data.contracts.definitions import Contract, fold
from data.import_options import Options
from data.parsing.cell_text import trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping
from data.parsing.layout.stages.lifecycle import ENDS, STARTS, words_of
from data.parsing.layout.stages.wide_format import is_promise, time_columns
from data.parsing.values.dates import instant, read_date
from data.reading.text_table import TextTable

STAMPS = frozenset(
    map(
        fold,
        "timestamp,time stamp,time:timestamp,change date+time,change date,changed at,changed on,change time,event time,"
        "event timestamp,event date,event datetime,occurred at,date time,date/time,date+time,fecha y hora,fecha/hora,"
        "fecha hora,marca de tiempo,marca temporal,fecha del evento,fecha de cambio,data e hora,data/hora,data hora,"
        "carimbo de data/hora,data do evento,data da mudança,zeitstempel,zeitpunkt".split(","),
    )
)
SEARCHED_ROWS = 200_000
SAMPLE_ROWS = 500
MOST = 0.9


def settle_times(
    cursor, table: TextTable, heading: Heading, contract: Contract, mapping: Mapping, options: Options
) -> None:
    """Feeds started_at and finished_at by what the cells say; what a person has mapped stays."""
    if "case_id" not in mapping.positions:
        return
    said = {*options.mapping, *(c for c in ("started_at", "finished_at") if options.about(c, "value") is not None)}
    _leave_out_lifecycle(cursor, table, heading, mapping, said)
    if "started_at" not in said:
        _take_start_beside_stamp(cursor, table, heading, contract, mapping, "finished_at" in said)
    if "finished_at" not in said and "stage" in mapping.positions:
        _doubt_end(cursor, table, heading, mapping)


def _leave_out_lifecycle(cursor, table: TextTable, heading: Heading, mapping: Mapping, said: set) -> None:
    """Where the column of stages says only start and complete it holds no stages; another of that name is taken."""
    asked = next((ask for column, ask in mapping.asks if column == "stage" and ask.code == "DUPLICATE_COLUMN"), None)
    if "stage" in said or "stage" not in mapping.positions:
        return
    found = (
        [int(choice[1:]) - 1 for choice in asked.choices if choice != NOT_THERE]
        if asked
        else [mapping.positions["stage"]]
    )
    stages = [i for i in found if not _says_start_and_end(cursor, table, heading, i)]
    if len(stages) == len(found):
        return
    if asked and len(stages) == 1:
        mapping.asks = [(column, ask) for column, ask in mapping.asks if ask is not asked]
    if stages:
        mapping.positions["stage"] = stages[0]
    else:
        mapping.ignored.append(heading.cells[mapping.positions.pop("stage")])


def _says_start_and_end(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    words = {fold(word) for word in words_of(cursor, table, heading, position)} if position < table.width else set()
    return bool(words & STARTS and words & ENDS) and words <= STARTS | ENDS


def _take_start_beside_stamp(
    cursor, table: TextTable, heading: Heading, contract: Contract, mapping: Mapping, knows_end: bool
) -> None:
    """A stamp beside the start of each event is its end; a start that a whole case shares is none of its stages'."""
    if "started_at" not in mapping.positions:
        return
    names = {fold(name) for name in contract.column("started_at").headings}
    taken = {i for column, i in mapping.positions.items() if column != "started_at"}
    found = [i for i in range(heading.width) if fold(heading.cells[i]) in names and i not in taken]
    stamps = [i for i in found if fold(heading.cells[i]) in STAMPS]
    starts = [i for i in found if i not in stamps]
    if len(stamps) != 1 or len(starts) != 1:
        return
    if belongs_to_case(cursor, table, heading, mapping, starts[0], stamps[0]):
        _settle(mapping, heading, {"started_at": stamps[0]}, starts[0])
        return
    if knows_end or "finished_at" in mapping.positions:
        return
    pairs = _pairs(cursor, table, heading, starts[0], stamps[0])
    if pairs and sum(start <= stamp for start, stamp in pairs) >= MOST * len(pairs) and any(a < b for a, b in pairs):
        _settle(mapping, heading, {"started_at": starts[0], "finished_at": stamps[0]}, None)


def _settle(mapping: Mapping, heading: Heading, positions: dict, ignored: int | None) -> None:
    mapping.positions |= positions
    mapping.asks = [(column, ask) for column, ask in mapping.asks if column not in positions]
    used = {heading.cells[i] for i in positions.values()}
    mapping.ignored = [cell for cell in mapping.ignored if cell not in used]
    if ignored is not None and heading.cells[ignored] not in mapping.ignored:
        mapping.ignored.append(heading.cells[ignored])


def _pairs(cursor, table: TextTable, heading: Heading, first: int, second: int) -> list:
    """Two columns of times as moments, of the first rows where both can be read."""
    rows = cursor.execute(
        f"select {trimmed(first)} as a, {trimmed(second)} as b from read_parquet(?) t where t.source_row > ? "
        "and a is not null and b is not null limit ?",
        [table.path, heading.row, SAMPLE_ROWS],
    ).fetchall()
    read = [(read_date(a), read_date(b)) for a, b in rows]
    days = [(a, b, a.under(None), b.under(None)) for a, b in read if a and b]
    return [(instant(x, a), instant(y, b)) for a, b, x, y in days if x and y]


def belongs_to_case(cursor, table: TextTable, heading: Heading, mapping: Mapping, position: int, other: int) -> bool:
    """Whether a column says the same in all rows of a case while the other does not."""
    case = trimmed(mapping.positions["case_id"])
    many, alike = cursor.execute(
        f"select count(*), count(*) filter (texts <= 1) from (select count(distinct {trimmed(position)}) as texts, "
        f"count(distinct {trimmed(other)}) as others from read_parquet(?) t "
        f"where t.source_row > ? and t.source_row < ? group by {case}) where others > 1",
        [table.path, heading.row, heading.row + SEARCHED_ROWS],
    ).fetchall()[0]
    return bool(many) and alike >= MOST * many


def _doubt_end(cursor, table: TextTable, heading: Heading, mapping: Mapping) -> None:
    """Asks about ends that a whole case shares, with none as the first answer, as of an incident closed in the end."""
    place, start = mapping.positions.get("finished_at"), mapping.positions.get("started_at")
    if place is None or start is None:
        return
    asked = next((ask for column, ask in mapping.asks if column == "finished_at"), None)
    found = [int(choice[1:]) - 1 for choice in asked.choices if choice != NOT_THERE] if asked else [place]
    own = [i for i in found if not belongs_to_case(cursor, table, heading, mapping, i, start)]
    if len(own) == len(found):
        return
    first = [f"#{i + 1}" for i in own] or [NOT_THERE]
    rest = [f"#{i + 1}" for i in found if i not in own] + ([NOT_THERE] if own else [])
    headings = ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in found)
    mapping.asks = [(column, ask) for column, ask in mapping.asks if column != "finished_at"]
    mapping.asks.append(("finished_at", ColumnQuestion("END_OF_CASE", (*first, *rest), "map", {"headings": headings})))


def _mean_day(cursor, table: TextTable, heading: Heading, position: int) -> float:
    """On which day the times of a column lie in the middle, by its first rows."""
    rows = cursor.execute(
        f"select {trimmed(position)} as a from read_parquet(?) t where t.source_row > ? and a is not null limit ?",
        [table.path, heading.row, SAMPLE_ROWS],
    ).fetchall()
    days = [day.toordinal() for (text,) in rows if (reading := read_date(text)) and (day := reading.under(None))]
    return sum(days) / len(days) if days else 0


def ask_about_promise(
    cursor, table: TextTable, heading: Heading, mapping: Mapping, options: Options
) -> ColumnQuestion | None:
    """The question whether a column of a wide file, such as an estimate, is when the case was promised to be done."""
    if "promised_at" in (*mapping.positions, *options.mapping) or options.about("promised_at", "value"):
        return None
    used = {*mapping.positions.values(), *mapping.parts}
    free = [i for i in range(heading.width) if i not in used and is_promise(heading.cells[i])]
    found = time_columns(cursor, table, heading, free)
    if not found:
        return None
    found.sort(key=lambda i: -_mean_day(cursor, table, heading, i))  # the case is done when its last stage is
    headings = ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in found)
    return ColumnQuestion("PROMISE", (*(f"#{i + 1}" for i in found), NOT_THERE), "map", {"headings": headings})

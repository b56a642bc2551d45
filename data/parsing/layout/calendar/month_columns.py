"""A month in one column and its year in another, in a title or nowhere: read together, or asked about."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from data.contracts.definitions import Contract, fold
from data.import_options import Options
from data.parsing.cell_text import said_text, trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.calendar.column_texts import texts_of
from data.parsing.layout.calendar.month_beside import YEAR
from data.parsing.layout.headings import Heading
from data.parsing.layout.surroundings import Surroundings
from data.parsing.values.dates import month_names
from data.reading.text_table import TextTable

# Books are closed in up to four periods after the twelfth; exports of columns with empty cells write 3.0 for 3.
NUMBER = re.compile(r"(?:0{0,2}[1-9]|0?1[0-6])(?:[.,]0+)?")
YEAR_CELL = re.compile(r"(?P<fiscal>(?:fy|gj|ej) ?)?['’]?(?P<year>(?:19|20)?\d\d)(?:[.,]0+)?", re.I)
YEARS = {fold(w) for w in "year|yr|calendar year|año|anio|ano|jahr|kalenderjahr|année|anno|jaar".split("|")}
FISCAL = {
    fold(w)
    for w in "fiscal year|financial year|fy|fiscalyear|ejercicio|año fiscal|ejercicio fiscal|exercício|ano fiscal"
    "|geschäftsjahr|wirtschaftsjahr|exercice|esercizio|boekjaar|gjahr".split("|")
}
PERIODS = {
    fold(w)
    for w in "period|periodo|período|periode|période|posting period|accounting period|fiscal period|buchungsperiode"
    "|período contable|período contábil|perbl|fp".split("|")
}
YEARS_OFFERED = 3
ENOUGH, SEVERAL = 4, 2  # rows that show that a year is written once, above others
DOWN = "down"
MONTH_READ = r"^0*(\d{1,2})(?:[.,]0+)?$"
YEAR_READ = r"^(?:(?:fy|gj|ej) ?)?['’]?((?:19|20)?\d\d)(?:[.,]0+)?$".replace("'", "''")


@dataclass(frozen=True)
class Years:
    """What is known of months without a year, and what has to be asked.

    Place of a month → SQL of its whole text, given whether it is filled down (texts), and → place of its year (parts);
    (column, question) of `asks`.
    """

    texts: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    asks: list = field(default_factory=list)


def find_years(
    cursor,
    table: TextTable,
    heading: Heading,
    positions: dict,
    contract: Contract,
    options: Options,
    around: Surroundings,
) -> Years:
    """The years of months that are written without one; where no column says them, sheet, title or file name may."""
    found = Years()
    for column in contract.columns:
        place = positions.get(column.name)
        if column.type != "month" or place is None or place >= table.width:
            continue
        months = texts_of(cursor, table, heading, place)
        if not (_are_numbers(months) or _are_names(months)):
            continue
        fill = options.about(column.name, "fill") or options.settings.get("fill")
        if told := options.about(column.name, "year"):
            found.texts[place] = _told(place, told)
        elif (year := _year_column(cursor, table, heading, positions, place)) is None:
            beside = [table.sheet or "", *around.texts, table.file_name]
            found.asks.append((column.name, _ask(list(months), beside)))
        elif not ((is_fiscal := _is_fiscal(cursor, table, heading, year)) and _are_names(months)):
            is_period = is_fiscal or fold(heading.cells[place]) in PERIODS
            blank = _blanks(cursor, table, heading, positions, year)
            found.texts[place] = partial(_whole, place, _year_text(place, year, fill, bool(blank)), is_period)
            found.parts[place] = year
            if blank and not fill:
                found.asks.append((column.name, _ask_to_fill(heading.cells[year], *blank)))
    return found


def _are_most(texts: dict, is_one) -> bool:
    """Whether most rows are so; a row of totals says Total, a remark below the table anything."""
    return sum(count for text, count in texts.items() if is_one(text)) * 2 > sum(texts.values())


def _are_numbers(texts: dict) -> bool:
    return _are_most(texts, NUMBER.fullmatch)


def _are_names(texts: dict) -> bool:
    return _are_most(texts, lambda text: fold(text.strip(" .")) in month_names())


def _is_year(text: str) -> bool:
    """Whether a text is a year, of four figures or of the last two of one that is no later than the next."""
    found = YEAR_CELL.fullmatch(text)
    return found is not None and (len(found["year"]) > 2 or int(found["year"]) <= date.today().year % 100 + 1)


def _is_fiscal(cursor, table: TextTable, heading: Heading, year: int) -> bool:
    """Whether a column of years says, in its heading or its cells, that they are fiscal ones."""
    found = (YEAR_CELL.fullmatch(text) for text in texts_of(cursor, table, heading, year))
    is_said = any(one["fiscal"] for one in found if one)
    return is_said or fold(heading.cells[year]) in FISCAL


def _year_column(cursor, table: TextTable, heading: Heading, positions: dict, place: int) -> int | None:
    """The column that says it holds years, and does: the fiscal one beside periods, else the one of the calendar."""
    free = [i for i in range(min(heading.width, table.width)) if i not in positions.values()]
    named = [i for i in free if fold(heading.cells[i]) in YEARS | FISCAL]
    years = [i for i in named if _are_most(texts_of(cursor, table, heading, i), _is_year)]
    wanted = FISCAL if fold(heading.cells[place]) in PERIODS else YEARS
    years = [i for i in years if fold(heading.cells[i]) in wanted] or years
    is_same = years and all(_are_same(cursor, table, heading, years[0], other) for other in years[1:])
    return years[0] if is_same else None


def _are_same(cursor, table: TextTable, heading: Heading, one: int, other: int) -> bool:
    return not cursor.execute(
        f"select 1 from read_parquet(?) t where t.source_row > ? and {trimmed(one)} is distinct from {trimmed(other)} "
        "limit 1",
        [table.path, heading.row],
    ).fetchall()


def _blanks(cursor, table: TextTable, heading: Heading, positions: dict, year: int) -> tuple | None:
    """How many rows have no year, and of how many, where each year is written once, above its months."""
    fed = ", ".join(trimmed(place) for place in positions.values() if place < table.width)
    rows, filled, years, begins = cursor.execute(
        f"select count(*), count(year), count(distinct year), arg_min(year is not null, source_row) from "
        f"(select t.source_row, {_year_of(year)} as year from read_parquet(?) t "
        f"where t.source_row > ? and coalesce({fed}) is not null) t",
        [table.path, heading.row],
    ).fetchall()[0]
    blank = rows - filled
    is_once = begins and years == filled and rows >= ENOUGH and blank >= SEVERAL and blank * 2 >= filled
    return (blank, rows) if is_once else None


def _ask_to_fill(name: str, count: int, rows: int) -> ColumnQuestion:
    return ColumnQuestion("LABELS_ONCE", (DOWN, "none"), "fill", {"column": name, "count": count, "rows": rows})


def _told(place: int, year: str) -> Callable:
    """The months with a year that was said; as they are written, where that was said."""
    return partial(_whole, place, f"'{int(year)}'" if year.isdigit() else "", False)


def _down(text: str) -> str:
    """The SQL of the last text that is not empty, of this row and those above."""
    return f"last_value({text} ignore nulls) over (order by t.source_row)"


def _year_of(place: int) -> str:
    """The SQL of the year in four figures; null where a cell holds something else."""
    read = f"nullif(regexp_extract({trimmed(place)}, '{YEAR_READ}', 1, 'i'), '')"
    return f"case when length({read}) = 2 then '20' || {read} else {read} end"


def _year_text(place: int, year: int, fill: str | None, is_once: bool) -> str:
    """The SQL of the year of a row: where its month is filled down from above, so is its year."""
    if fill != DOWN or is_once:
        return _down(_year_of(year)) if fill == DOWN else _year_of(year)
    return f"case when {said_text(place)} is null then {_down(_year_of(year))} else {_year_of(year)} end"


def _whole(place: int, year: str, is_period: bool, is_filled: bool) -> str:
    """The SQL of a month with its year: 2024-03, March 2024, or the third period of a year (0032024)."""
    month = _down(said_text(place)) if is_filled else said_text(place)
    number = f"nullif(regexp_extract({month}, '{MONTH_READ}', 1), '')"
    numbered = f"lpad({number}, 3, '0') || {year}" if is_period else f"{year} || '-' || lpad({number}, 2, '0')"
    named = f"case when regexp_matches({month}, '(19|20)\\d\\d') then {month} else {month} || ' ' || {year} end"
    whole = f"case when {number} is not null then {numbered} else {named} end" if year else "null"
    return f"coalesce({whole}, {month}, '')"


def _ask(months: list, beside: list) -> ColumnQuestion:
    """The question which year is meant: those that stand beside the table, or the last ones."""
    said = dict.fromkeys(year for text in beside for year in YEAR.findall(text))
    last = (str(date.today().year - back) for back in range(YEARS_OFFERED))
    return ColumnQuestion("MONTH_WITHOUT_YEAR", tuple(said or last), "year", {"read": ", ".join(sorted(months)[:3])})

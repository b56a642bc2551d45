"""A month in one column and its year in another, in a title or nowhere: read together, or asked about."""

import re
from dataclasses import dataclass, field
from datetime import date

from data.contracts.definitions import Contract, fold
from data.import_options import Options
from data.parsing.decision import EMPTY_WORDS, ColumnQuestion
from data.parsing.layout.calendar.month_beside import YEAR
from data.parsing.layout.headings import Heading
from data.parsing.layout.surroundings import Surroundings
from data.parsing.source import trimmed
from data.parsing.values.dates import month_names
from data.reading.text_table import TextTable

NUMBER = re.compile(r"0{0,2}[1-9]|0?1[0-6]")  # books are closed in up to four periods after the twelfth
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
ROWS, TEXTS, YEARS_OFFERED = 5000, 200, 3


@dataclass(frozen=True)
class Years:
    """Place of a month → SQL of its whole text, and → place of its year; what has to be asked: (column, question)."""

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
        months = _texts(cursor, table, heading, place)
        if any(map(YEAR.search, months)) or not (_are_numbers(months) or _are_names(months)):
            continue
        if told := options.about(column.name, "year"):
            found.texts[place] = _whole(place, f"'{int(told)}'", False) if told.isdigit() else trimmed(place)
        elif (year := _year_column(cursor, table, heading, positions)) is None:
            beside = [table.sheet or "", *around.texts, table.file_name]
            found.asks.append((column.name, _ask(months, beside)))
        elif not (fold(heading.cells[year]) in FISCAL and _are_names(months)):
            is_period = fold(heading.cells[year]) in FISCAL or fold(heading.cells[place]) in PERIODS
            found.texts[place] = _whole(place, trimmed(year), is_period)
            found.parts[place] = year
    return found


def _texts(cursor, table: TextTable, heading: Heading, place: int) -> list:
    found = cursor.execute(
        f"select distinct {trimmed(place)} as read from (from read_parquet(?) t where t.source_row > ? limit ?) t "
        "where read is not null limit ?",
        [table.path, heading.row, ROWS, TEXTS],
    ).fetchall()
    return [read for (read,) in found if read.lower() not in EMPTY_WORDS]


def _are_numbers(texts: list) -> bool:
    """Whether most texts are numbers of months; a row of totals among them says Total."""
    return sum(NUMBER.fullmatch(text) is not None for text in texts) * 2 > len(texts)


def _are_names(texts: list) -> bool:
    return sum(fold(text.strip(" .")) in month_names() for text in texts) * 2 > len(texts)


def _year_column(cursor, table: TextTable, heading: Heading, positions: dict) -> int | None:
    """The only column that says it holds years, and does."""
    free = [i for i in range(min(heading.width, table.width)) if i not in positions.values()]
    named = [i for i in free if fold(heading.cells[i]) in YEARS | FISCAL]
    years = [i for i in named if (texts := _texts(cursor, table, heading, i)) and all(map(YEAR.fullmatch, texts))]
    return years[0] if len(years) == 1 else None


def _whole(place: int, year: str, is_period: bool) -> str:
    """The SQL of a month with its year: 2024-03, March 2024, or the third period of a year (0032024)."""
    month = trimmed(place)
    period = f"lpad(ltrim({month}, '0'), 3, '0') || {year}"
    numbered = period if is_period else f"{year} || '-' || lpad(ltrim({month}, '0'), 2, '0')"
    whole = f"case when regexp_matches({month}, '^\\d{{1,3}}$') then {numbered} else {month} || ' ' || {year} end"
    return f"coalesce({whole}, {month}, '')"


def _ask(months: list, beside: list) -> ColumnQuestion:
    """The question which year is meant: those that stand beside the table, or the last ones."""
    said = dict.fromkeys(year for text in beside for year in YEAR.findall(text))
    last = (str(date.today().year - back) for back in range(YEARS_OFFERED))
    return ColumnQuestion("MONTH_WITHOUT_YEAR", tuple(said or last), "year", {"read": ", ".join(sorted(months)[:3])})

"""Months with two digits behind them: "Mar 26" is a month of 2026, "Mar 10" may be the tenth of March."""

from dataclasses import replace
from datetime import date

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.decision import ColumnQuestion

YEARS_BACK = 10
YEARS_AHEAD = 1
YEARS_OFFERED = 5
WRITTEN = "written"


def settle_short_years(column: Column, readings: dict, options: Options) -> ColumnQuestion | None:
    """Reads the two digits as the day of a year that was told; the question where they may be days or years."""
    short = {key: reading.day_first for key, reading in readings.items() if reading and reading.is_short}
    told = options.about(column.name, "year")
    if not short or told == WRITTEN:
        return None
    if told:
        readings |= {key: _day_of(readings[key], int(told)) for key in short}
        return None
    if column.type != "month" or not _may_be_days(list(dict.fromkeys(short.values()))):
        return None
    this_year = date.today().year
    years = (str(this_year - back) for back in range(YEARS_OFFERED))
    return ColumnQuestion("DAY_OR_YEAR", (*years, WRITTEN), "year", {"read": next(iter(short))[0]})


def _may_be_days(months: list) -> bool:
    """Whether a year is unlikely, one month has several years, or the file runs through days and not through months."""
    numbers = [month.year - 2000 for month in months]
    if not all(1 <= number <= 31 for number in numbers):
        return False
    this_year = date.today().year
    if any(not this_year - YEARS_BACK <= month.year <= this_year + YEARS_AHEAD for month in months):
        return True
    if len(months) > 1 and len({month.month for month in months}) == 1:
        return True
    as_days = [(month.month, month.year) for month in months]
    return len(months) > 2 and as_days == sorted(as_days) and months != sorted(months)


def _day_of(reading, year: int):
    month = reading.day_first
    try:
        day = date(year, month.month, month.year - 2000)
    except ValueError:
        return None
    return replace(reading, day_first=day, month_first=day, year_first=day, is_month=False, is_short=False)

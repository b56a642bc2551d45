"""Decides once for a whole column in which order its dates are written."""

import re
from dataclasses import replace
from datetime import date, timedelta

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.date_columns.day_month_swap import exchange_days
from data.parsing.date_columns.markers import PLANNED_YEARS, ask_about_markers, marker_name, told_markers
from data.parsing.date_columns.short_years import settle_short_years
from data.parsing.date_columns.time_zones import offset_in
from data.parsing.decision import ColumnDecision, ColumnQuestion, without_empty_cells
from data.parsing.values.dates import DateReading, from_serial, instant, is_serial, read_date
from data.parsing.values.fiscal_periods import first_year, is_quarter, period_choices, period_month, read_period

FIRST = date(1900, 1, 1)
EVENT_DAYS = 31
ORDERS = ("day-first", "month-first", "year-first")
TWO_DIGITS = re.compile(r"\s*(\d{2})[-/. ]\d{1,2}[-/. ]\d{2}(?!\d)")


def latest(column: Column) -> date:
    """The last day a column of dates accepts: 31 days from today, or ten years for what is planned."""
    today = date.today()
    if column.window == "event" and column.type != "month":
        return today + timedelta(days=EVENT_DAYS)
    return date(today.year + PLANNED_YEARS, today.month, min(today.day, 28))


def decide_dates(column: Column, cells: list, options: Options) -> ColumnDecision:
    """The values of a column of days, months or instants."""
    decision = ColumnDecision()
    cells = without_empty_cells(cells, decision)
    serials = [c for c in cells if c.kind != "d" and is_serial(c.text)]
    readings = {(c.text, c.kind): read_date(c.text) for c in cells if c not in serials}
    order = _order(column, readings, options, decision)
    epoch = options.about(column.name, "serial")
    if serials and not epoch:
        decision.asks.append(ColumnQuestion("EXCEL_SERIAL", ("1900", "1904"), "serial", {"read": serials[0].text}))
    decision.how = order or ""
    decision.asks += [ask for ask in _settle(column, readings, options) if ask]
    for cell in serials:
        day = from_serial(cell.text, int(epoch or 1900))
        readings[cell.text, cell.kind] = DateReading(day, day, day, seconds=round(float(cell.text) % 1 * 86_400))
    _enter_days(column, readings, order, options, decision)
    counts = {(c.text, c.kind): c.count for c in cells}
    days = {key: reading and reading.under(order) for key, reading in readings.items()}
    if ask := ask_about_markers(column, days, counts, told_markers(column, options)):
        decision.asks.append(ask)
    if column.type == "month":
        _decide_periods(column, options, decision)
    return decision


def _settle(column: Column, readings: dict, options: Options) -> list:
    """Settles in the readings what does not depend on the order; gives what has to be asked."""
    return [settle_short_years(column, readings, options), exchange_days(column, readings, options)]


def _enter_days(column: Column, readings: dict, order: str | None, options: Options, decision: ColumnDecision) -> None:
    """Enters the value or the code of each cell; the days that stand for none become empty."""
    told, zone = told_markers(column, options), options.about(column.name, "zone")
    for key, reading in readings.items():
        if marker_name(key[0], reading and reading.under(order)) in told - {"none"}:
            decision.values[key] = (None, None)
        else:
            decision.values[key] = _value(column, reading, order, zone, decision, key)


def _order(column: Column, readings: dict, options: Options, decision: ColumnDecision) -> str | None:
    asked = options.about(column.name, "order")
    if asked:
        return asked
    orders = {r.only_order for r in readings.values() if r} - {None}
    if len(orders) > 1:
        examples = {r.only_order: text for (text, _), r in readings.items() if r and r.only_order}
        decision.asks.append(
            ColumnQuestion(
                "MIXED_DATE_ORDER", fields={"first": examples["day-first"], "second": examples["month-first"]}
            )
        )
        return None
    if _year_may_come_first(column, readings):
        doubtful = sorted(text for text, _ in readings if TWO_DIGITS.match(text))
        decision.asks.append(
            ColumnQuestion(
                "AMBIGUOUS_DATE", ("year-first", "day-first", "month-first"), "order", _ways(readings, doubtful)
            )
        )
        return None
    open_ones = sorted(text for (text, _), r in readings.items() if r and r.is_ambiguous)
    if open_ones and not orders:
        decision.asks.append(
            ColumnQuestion("AMBIGUOUS_DATE", ("day-first", "month-first"), "order", _ways(readings, open_ones))
        )
    return orders.pop() if orders else None


def _ways(readings: dict, texts: list) -> dict:
    """The first text that reads several ways with its days, and up to three such under `examples`."""
    meant = {text: reading for (text, _), reading in readings.items()}
    examples = [
        {"read": text} | {order.replace("-", "_"): str(day) for order in ORDERS if (day := meant[text].under(order))}
        for text in texts[:3]
    ]
    means = ", ".join(f"{name.replace('_', '-')}: {day}" for name, day in examples[0].items() if name != "read")
    return examples[0] | {"means": means, "examples": examples}


def _year_may_come_first(column: Column, readings: dict) -> bool:
    """Whether all dates with a year of two digits may begin with it, and the usual orders are unlikely.

    They are when one of the dates lies too far ahead in both, or when all begin with this or the last year.
    """
    short = {text: reading for (text, _), reading in readings.items() if TWO_DIGITS.match(text)}
    if not short or not all(reading and _is_in_range(column, reading.year_first) for reading in short.values()):
        return False
    begins = {int(found[1]) for found in map(TWO_DIGITS.match, short) if found}
    is_this_year = (
        len(short) > 1 and len(begins) == 1 and begins <= {date.today().year % 100, date.today().year % 100 - 1}
    )
    return is_this_year or any(
        not _is_in_range(column, r.day_first) and not _is_in_range(column, r.month_first) for r in short.values()
    )


def _is_in_range(column: Column, day: date | None) -> bool:
    return day is not None and FIRST <= day <= latest(column)


def _decide_periods(column: Column, options: Options, decision: ColumnDecision) -> None:
    """Fiscal periods become months once it is known which month is period 1; quarters never do."""
    unread = [key for key, (_, code) in decision.values.items() if code == "NOT_A_DATE"]
    periods = {key: found for key in unread if (found := read_period(key[0]))}
    if periods:
        _decide_fiscal(column, options, decision, periods)
    quarters = [key for key in unread if key not in periods and is_quarter(key[0])]
    for key in quarters:
        decision.values[key] = (None, "NO_ONE_MONTH")
    if quarters and len(quarters) == len(decision.values):
        decision.asks.append(ColumnQuestion("NO_ONE_MONTH", fields={"read": quarters[0][0]}))


def _decide_fiscal(column: Column, options: Options, decision: ColumnDecision, periods: dict) -> None:
    told = options.about(column.name, "period-one")
    said, _, begins = (told or "").rpartition(":")  # a repair says of which year, for the earliest may not be among its
    first = int(said or first_year(periods.values()))
    if told:
        decision.decided["period-one"] = f"{first}:{begins}"
    else:
        fields = {"read": next(iter(periods))[0], "year": first}
        decision.asks.append(ColumnQuestion("FISCAL_PERIOD", period_choices(first), "period-one", fields))
    for key, (year, period) in periods.items():
        month = period_month(year, period, first, begins or f"{first}-01")
        is_far = month is not None and month > latest(column)
        decision.values[key] = (
            (None, "DATE_OUT_OF_RANGE" if is_far else "NO_ONE_MONTH") if is_far or not month else (month, None)
        )


def _value(column, reading, order, zone, decision, key) -> tuple:
    day = reading and reading.under(order)
    if day is None or (reading.is_month and column.type != "month"):
        return None, "NOT_A_DATE"
    if not FIRST <= day <= latest(column):
        return None, "DATE_OUT_OF_RANGE"
    if column.type == "month":
        return day.replace(day=1), None
    if column.type == "instant":
        if zone and reading.offset is None:
            reading = replace(reading, offset=offset_in(zone, instant(day, reading)))
        decision.offsets[key] = reading.offset
        return instant(day, reading), None
    return day, None

"""Decides once for a whole column in which order its dates are written."""

from datetime import date, timedelta

from data.contracts import Column
from data.options import Options
from data.typing.dates import DateReading, from_serial, instant, is_serial, read_date
from data.typing.decision import Ask, Decision, sort_out

FIRST = date(1900, 1, 1)
EVENT_DAYS = 31
PLANNED_YEARS = 10
MARKER_DAYS = ((12, 31), (12, 30), (1, 1))


def latest(column: Column) -> date:
    """The last day a column of dates accepts: 31 days from today, or ten years for what is planned."""
    today = date.today()
    if column.window == "event" and column.type != "month":
        return today + timedelta(days=EVENT_DAYS)
    return date(today.year + PLANNED_YEARS, today.month, min(today.day, 28))


def decide_dates(column: Column, cells: list, options: Options) -> Decision:
    """The values of a column of days, months or instants."""
    decision = Decision()
    cells = sort_out(cells, decision)
    serials = [c for c in cells if c.kind != "d" and is_serial(c.text)]
    readings = {(c.text, c.kind): read_date(c.text) for c in cells if c not in serials}
    order = _order(column, readings, options, decision)
    epoch = options.about(column.name, "serial")
    if serials and not epoch:
        decision.asks.append(Ask("EXCEL_SERIAL", ("1900", "1904"), "serial", {"read": serials[0].text}))
    decision.how = order or ""
    for key, reading in readings.items():
        decision.values[key] = _value(column, reading, order, options, decision, key)
    for cell in serials:
        day = from_serial(cell.text, int(epoch or 1900))
        reading = DateReading(day, day, day, seconds=round(float(cell.text) % 1 * 86_400))
        decision.values[cell.text, cell.kind] = _value(column, reading, order, options, decision, (cell.text, cell.kind))
    return decision


def _order(column: Column, readings: dict, options: Options, decision: Decision) -> str | None:
    asked = options.about(column.name, "order")
    if asked:
        return asked
    orders = {r.only_order for r in readings.values() if r} - {None}
    if len(orders) > 1:
        examples = {r.only_order: text for (text, _), r in readings.items() if r and r.only_order}
        decision.asks.append(Ask("MIXED_DATE_ORDER", fields={
            "first": examples["day-first"], "second": examples["month-first"]}))
        return None
    open_ones = [text for (text, _), r in readings.items() if r and r.is_ambiguous]
    if open_ones and not orders:
        decision.asks.append(Ask("AMBIGUOUS_DATE", ("day-first", "month-first"), "order", {"read": open_ones[0]}))
    return orders.pop() if orders else None


def _value(column, reading, order, options, decision, key) -> tuple:
    day = reading and reading.under(order)
    if day is None or (reading.is_month and column.type != "month"):
        return None, "NOT_A_DATE"
    if day < FIRST:
        return None, "DATE_OUT_OF_RANGE"
    if day > latest(column):
        return _far_ahead(column, day, options, decision)
    if column.type == "month":
        return day.replace(day=1), None
    if column.type == "instant":
        decision.offsets[key] = reading.offset
        return instant(day, reading), None
    return day, None


def _far_ahead(column: Column, day: date, options: Options, decision: Decision) -> tuple:
    """A day such as 9999-12-31 may stand for "still open", where a column can be open."""
    told = options.about(column.name, "open")
    if told == day.isoformat():
        return None, None
    is_marker = day.year > date.today().year + PLANNED_YEARS and (day.month, day.day) in MARKER_DAYS or day.year == 9999
    if column.open_marker and is_marker and told is None:
        if not any(ask.code == "OPEN_DATE" for ask in decision.asks):
            decision.asks.append(Ask("OPEN_DATE", (day.isoformat(), "none"), "open", {"read": day.isoformat()}))
    return None, "DATE_OUT_OF_RANGE"

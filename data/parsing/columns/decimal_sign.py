"""Decides once for a whole column what its decimal sign is, and what currency it is in."""

from decimal import Decimal

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.decision import ColumnDecision, ColumnQuestion, without_empty_cells
from data.parsing.values.currencies import is_statement, of_format, possible
from data.parsing.values.numbers import NumberReading, read_number

LARGEST = Decimal(10) ** 18
MONEY_PLACES = Decimal("0.000001")
FINEST = Decimal("0.000000000001")  # finer than any factor that is said
OTHER_PLACES = Decimal("0.0000000001")


def decide_numbers(
    column: Column,
    cells: list,
    options: Options,
    formats: dict,
    heading_currency: str | None,
    has_currency_column: bool,
    factor: Decimal = Decimal(1),
    parts: dict | None = None,
) -> ColumnDecision:
    """The values of a column of numbers; formats counts its cells by number format (workbooks).

    factor: what numbers without a percent sign are multiplied by. parts: text → the part of it that is a number, and
    what that is multiplied by.
    """
    decision, parts = ColumnDecision(), parts or {}
    cells = without_empty_cells(cells, decision)
    numbers = {text: part for text, (part, _) in parts.items()}
    readings = {(c.text, c.kind): read_number(numbers.get(c.text, c.text)) if c.kind != "b" else None for c in cells}
    sign = _decimal_sign(column, readings, options, decision)
    decision.how = sign or ""
    for key, reading in readings.items():
        own = parts.get(key[0], ("", Decimal(1)))[1]
        by = min(factor, Decimal(1)) * own if own > 1 else factor * own  # a scale in the cell says all
        decision.values[key] = _value(column, reading, "point" if key[1] not in "tb" else sign, by)
    if column.type in ("money", "price") and not has_currency_column:
        _decide_currency(column, readings, options, formats, heading_currency, decision)
    return decision


def _decimal_sign(column: Column, readings: dict, options: Options, decision: ColumnDecision) -> str | None:
    written = [r for (_, kind), r in readings.items() if r and kind == "t"]
    asked = options.about(column.name, "decimal")
    signs = {r.only_sign for r in written} - {None}
    open_ones = sorted(text for (text, kind), r in readings.items() if r and kind == "t" and r.is_ambiguous)
    decided = asked or (signs.pop() if len(signs) == 1 else None)
    if not open_ones or asked:
        return decided
    highest = _highest_ungrouped(written, decided)
    doubtful = [t for t in open_ones if decided is None or _is_thousandth(column, readings[t, "t"], decided, highest)]
    if doubtful:
        choices = ("comma", "point") if decided == "comma" else ("point", "comma")
        decision.asks.append(ColumnQuestion("AMBIGUOUS_NUMBER", choices, "decimal", {"read": doubtful[0]}))
    return decided


def _is_thousandth(column: Column, reading: NumberReading, sign: str, highest: Decimal) -> bool:
    """Money with exactly three digits after its decimal sign is more likely a grouped number.

    Not beside numbers over a thousand without groups, when it would be higher than all of them.
    """
    value, grouped = (reading.comma, reading.point) if sign == "comma" else (reading.point, reading.comma)
    if column.type != "money" or value is None or value.as_tuple().exponent != -3:
        return False
    return not highest or (grouped is not None and abs(grouped) <= highest)


def _highest_ungrouped(written: list, sign: str | None) -> Decimal:
    """The highest number of the column over a thousand that is written without groups and has decimals; 0: none."""
    values = (r.comma if sign == "comma" else r.point for r in written if r.only_sign == sign and not r.is_grouped)
    return max((abs(value) for value in values if value is not None and abs(value) >= 1000), default=Decimal(0))


def _value(column: Column, reading: NumberReading | None, sign: str | None, factor: Decimal) -> tuple:
    if reading is None:
        return None, "NOT_A_NUMBER"
    value = reading.comma if sign == "comma" else reading.point
    if value is None:
        value = reading.point if reading.comma is None else reading.comma
    if value is None:
        return None, "NOT_A_NUMBER"
    if reading.is_percent:
        if column.type != "share":
            return None, "NOT_MONEY" if column.type == "money" else "NOT_A_NUMBER"
        return in_range(column, value / 100)
    amount = value * factor
    is_part = column.type == "money" and factor != factor.quantize(FINEST)  # a twelfth
    return in_range(column, amount.quantize(MONEY_PLACES) if is_part and abs(amount) <= LARGEST else amount)


def in_range(column: Column, value: Decimal) -> tuple:
    """The number as it is stored, or why it cannot be stored: (value, code)."""
    if not value.is_finite() or abs(value) > LARGEST:
        return None, "AMOUNT_TOO_LARGE"
    places = MONEY_PLACES if column.type == "money" else OTHER_PLACES
    rounded = value.quantize(places) if value.adjusted() > -40 else Decimal(0)
    if column.type == "money" and rounded != value:
        return None, "TOO_PRECISE"
    if column.minimum == 0 and value < 0:
        return None, "NEGATIVE_AMOUNT"
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return None, "OUT_OF_RANGE"
    return rounded, None


def _decide_currency(column, readings, options, formats, heading_currency, decision) -> None:
    """A code or locale beside bare cells is asked about, two currencies are refused."""
    told = options.about(column.name, "currency")
    written = [r.currency for r in readings.values() if r]
    shown = [of_format(code) for code in formats]
    tokens = {t for t in written if t} | {f[0] for f in shown if f} | {t for t in (heading_currency, told) if t}
    if tokens and not frozenset.intersection(*map(possible, tokens)):
        decision.asks.append(ColumnQuestion("MIXED_CURRENCY", fields={"currencies": ", ".join(sorted(tokens))}))
        return
    codes = {next(iter(c)) for c in map(possible, tokens) if len(c) == 1}
    code = codes.pop() if len(codes) == 1 else None
    stated = [t for t in written if t and is_statement(t)] + [f for f in shown if f and f[1]]
    bare = [r for (_, kind), r in readings.items() if r and kind == "t" and not r.currency]
    bare += [code for code, seen in zip(formats, shown) if not seen and not _all_written(code)]
    if stated and bare and not told and not heading_currency:
        choices = (code, "none") if code else ("none",)
        decision.asks.append(
            ColumnQuestion("MIXED_CURRENCY", choices, "currency", {"currencies": ", ".join(sorted(tokens))})
        )
    if told or heading_currency and is_statement(heading_currency) or (stated and not bare):
        decision.currency = None if told == "none" else code


def _all_written(code: str) -> bool:
    return code == "@"

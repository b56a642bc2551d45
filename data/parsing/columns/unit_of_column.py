"""What the numbers of a column are multiplied by, because of what stands beside them: thousands, hours, percent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.contracts.definitions import NUMBERS, Column, fold
from data.import_options import Options
from data.parsing.decision import ColumnQuestion
from data.parsing.source import Source
from data.parsing.values.numbers import read_number
from data.parsing.values.units import (
    MONTHS,
    SECONDS,
    period_of,
    says_percent,
    scale_of,
    unit_of,
    units_for,
    words_of_format,
)

ONE, HUNDREDTH = Decimal(1), Decimal("0.01")
LONGEST_TENURE = 50  # years: whoever counts beyond counts months, and beyond as many months, days
ABOUT = Decimal("0.02")
PER_MONTH, PERIODS = "currency per month", {"months": 1, "quarters": 3, "years": 12}
SEEN = 20_000
NATURAL = {"minutes": "minutes", "hours": "hours"}
UNSAID = {
    "months": ("months", "years"),
    "minutes": ("minutes", "seconds", "hours"),
    "hours": ("hours", "days", "minutes"),
}


@dataclass(frozen=True)
class Factor:
    """What to multiply by, and the setting and its value that says so; or the question that has to be answered."""

    factor: Decimal = ONE
    decided: tuple = ()
    ask: ColumnQuestion | None = None


def factor_of(cursor, source: Source, column: Column, options: Options) -> Factor:
    """What the numbers of a column that the file holds are to be multiplied by."""
    if column.type not in NUMBERS or column.name not in source.positions:
        return Factor()
    if column.unit == PER_MONTH:
        return _period(source, column, options)
    if told := options.about(column.name, "scale"):
        return _told("scale", told, Decimal(told))
    if column.type in ("money", "price"):
        return _scale(source, column, options)
    if column.type == "rate":
        return _units(source, column)
    if column.type == "share":
        return _percent(cursor, source, column, options)
    if column.type in NATURAL or column.name == "tenure_months":
        return _time(cursor, source, column, options)
    if column.type == "number" and (said := next((text for text in beside(source, column) if scale_of(text)), None)):
        return _asked_scale(said)
    return _whole(cursor, source, column, options)


def _asked_scale(said: str, is_here: bool = True) -> Factor:
    scale = format(scale_of(said) or ONE, "f")
    ask = ColumnQuestion("BESIDE_SCALE", (scale, "1"), "scale", {"read": said, "scale": scale})
    return Factor(ask=ask if is_here else None)


def _told(setting: str, value: str, factor: Decimal) -> Factor:
    return Factor(factor, (setting, value))


def beside(source: Source, column: Column) -> list:
    """The heading of a column, the cell of units under it, the comment on it, and the words of its number formats."""
    position = source.positions[column.name]
    heading = source.heading.cells[position] if position < len(source.heading.cells) else ""
    said = [heading, source.around.units.get(position, ""), source.around.remarks.get(position, "")]
    return [text for text in (*said, *map(words_of_format, source.formats(column.name))) if text.strip()]


def _scale(source: Source, column: Column, options: Options) -> Factor:
    """Amounts in thousands: said at the column, or of all columns of the table in its title."""
    own = next((text for text in beside(source, column) if scale_of(text)), None)
    said = own or next((text for text in source.around.texts if scale_of(text)), None)
    if not said:
        return Factor()
    money = [c.name for c in source.columns if c.type in ("money", "price") and c.name in source.positions]
    if not own and (told := next((t for name in money if (t := options.about(name, "scale"))), None)):
        return _told("scale", told, Decimal(told))
    return _asked_scale(said, bool(own) or column.name == money[0])


def _period(source: Source, column: Column, options: Options) -> Factor:
    """Amounts of a year in a column of amounts a month, besides their scale."""
    told_scale = options.about(column.name, "scale")
    scale = Factor(Decimal(told_scale), ("scale", told_scale)) if told_scale else _scale(source, column, options)
    if scale.ask:
        return scale
    months = PERIODS.get(options.about(column.name, "unit") or "")
    if months:
        return Factor(scale.factor / months, scale.decided)
    said = next((text for text in (*beside(source, column), *source.around.texts) if period_of(text)), None)
    others = [c.name for c in source.columns if c.unit == PER_MONTH and c.name in source.positions]
    told = next((unit for name in others if (unit := options.about(name, "unit")) in PERIODS), None)
    if not said or told:
        return Factor(scale.factor / PERIODS.get(told or "months", 1), scale.decided)
    fields = {"read": said, "unit": "months"}
    ask = ColumnQuestion("BESIDE_UNIT", (period_of(said) or "years", "months"), "unit", fields)
    return Factor(ask=ask if column.name == others[0] else None)


def _units(source: Source, column: Column) -> Factor:
    """Rates said to be for 100 units."""
    said = next((text for text in (*beside(source, column), *source.around.texts) if units_for(text)), None)
    if not said or not (units := units_for(said)) or units == 1:
        return Factor()
    part = format(ONE / units, "f")
    return Factor(ask=ColumnQuestion("BESIDE_SCALE", (part, "1"), "scale", {"read": said, "scale": part}))


def _time(cursor, source: Source, column: Column, options: Options) -> Factor:
    """Hours in a column of minutes, years in one of months."""
    natural = NATURAL.get(column.type, "months")
    sizes: Mapping[str, int | Decimal] = SECONDS if column.type in NATURAL else MONTHS
    if told := options.about(column.name, "unit"):
        is_known = told in sizes
        return _told("unit", told, Decimal(sizes[told]) / sizes[natural]) if is_known else Factor()
    bare, _ = _numbers(cursor, source, column)
    if column.type in NATURAL and not bare:
        return Factor()  # lengths of time say their units themselves
    texts = beside(source, column)
    heading = source.heading.cells[source.positions[column.name]].strip()
    naming = next((text for text in reversed(texts) if unit_of(text) and (text != heading or len(text) > 1)), None)
    said = naming and unit_of(naming)
    if said == natural:
        return Factor()
    fields = {"read": naming or next(iter(texts), column.name), "unit": natural}
    if (
        said and said in sizes and column.instead and natural == "hours"
    ):  # any unit will do there, and the heading says it
        return _told("unit", said, Decimal(sizes[said]) / sizes[natural])
    if said:
        choices = dict.fromkeys((said, natural)) if said in sizes else dict.fromkeys((natural, *sizes))
        return Factor(ask=ColumnQuestion("BESIDE_UNIT", tuple(choices), "unit", fields))
    return _without_unit(column, fields, max(bare, default=Decimal(0)), column.name in options.mapping)


def _without_unit(column: Column, fields: dict, longest: Decimal, is_mapped: bool) -> Factor:
    """Numbers of time below a heading that names no unit: asked about, unless the column's own name was said."""
    natural = fields["unit"]
    ask = Factor(ask=ColumnQuestion("NO_UNIT", UNSAID[natural], "unit", fields))
    if natural == "months" and longest > 12 * LONGEST_TENURE:
        return Factor(ask=ColumnQuestion("NO_UNIT", ("days", "months"), "unit", fields))
    if is_mapped or fold(fields["read"]) == fold(column.name) or (natural == "months" and longest > LONGEST_TENURE):
        return Factor(decided=("unit", natural) if natural == "months" else ())
    return ask


def _whole(cursor, source: Source, column: Column, options: Options) -> Factor:
    """Parts of one in a column that counts to 100; what is said of one such column holds for all of them."""
    if column.maximum != 100 or not (bare := _parts_of_one(cursor, source, column)):
        return Factor()
    alike = [c for c in source.columns if c.maximum == 100 and c.name in source.positions]
    if told := next((scale for other in alike if (scale := options.about(other.name, "scale"))), None):
        return _told("scale", told, Decimal(told))
    if any(_parts_of_one(cursor, source, other) for other in alike[: alike.index(column)]):
        return Factor()  # asked there
    return Factor(ask=ColumnQuestion("PERCENT_OR_PART", ("100", "1"), "scale", {"read": str(max(bare))}))


def _parts_of_one(cursor, source: Source, column: Column) -> list:
    """The numbers of a column that has none above one, and not only none and one."""
    bare, _ = _numbers(cursor, source, column)
    return bare if bare and max(map(abs, bare)) <= 1 and any(number not in (0, 1) for number in bare) else []


def _percent(cursor, source: Source, column: Column, options: Options) -> Factor:
    """Whether bare numbers of a column of shares are percentages: all of them, or none."""
    if told := options.about(column.name, "percent"):
        return _told("percent", told, HUNDREDTH if told == "yes" else ONE)
    bare, signed = _numbers(cursor, source, column)
    largest = max(map(abs, bare), default=Decimal(0))
    said = any(map(says_percent, beside(source, column)))
    ones, hundreds, mixed = _sums(cursor, source, column)
    ask = Factor(ask=ColumnQuestion("PERCENT_OR_PART", ("yes", "no"), "percent", {"read": str(largest)}))
    if mixed:
        return ask
    if not largest or ones:
        return Factor(decided=("percent", "no") if said else ())
    if largest > 1 and (said or hundreds):
        return _told("percent", "yes", HUNDREDTH)
    if largest > 1:
        return ask if largest >= 2 else Factor()
    return ask if said and not signed else Factor()


def _sums(cursor, source: Source, column: Column) -> tuple[bool, bool, bool]:
    """Whether the shares of most keys add up to one, or to 100, as they are written; or those of some to each."""
    key = source.contract.key[0]
    if len(source.contract.key) < 2 or key not in source.positions:
        return False, False, False
    texts = cursor.execute(
        f"select {source.trimmed(source.positions[key])}, {source.trimmed(source.positions[column.name])} "
        "from stage_text t limit 20000"
    ).fetchall()
    sums: dict[str, Decimal] = {}
    lines: dict[str, int] = {}
    for name, text in texts:
        reading = read_number(text) if text else None
        if reading and name:
            value = _value(reading) * (HUNDREDTH if reading.is_percent else ONE)
            sums[name], lines[name] = sums.get(name, Decimal(0)) + value, lines.get(name, 0) + 1
    shared = [total for name, total in sums.items() if lines[name] > 1]
    ones = sum(abs(total - 1) <= ABOUT for total in shared)
    hundreds = sum(abs(total - 100) <= 100 * ABOUT for total in shared)
    most_hundreds = bool(hundreds and hundreds * 2 > len(shared))
    return bool(ones and ones * 2 >= len(shared)), most_hundreds, bool(ones and hundreds)


def _numbers(cursor, source: Source, column: Column) -> tuple[list, list]:
    """The distinct numbers of a column: those written bare, and those with a percent sign."""
    position = source.positions[column.name]
    found = cursor.execute(
        f"select distinct {source.trimmed(position)} as read from {source.texts(position)} "
        f"where read is not null limit {SEEN}"
    ).fetchall()
    readings = [reading for (read,) in found if (reading := read_number(read))]
    bare = [_value(reading) for reading in readings if not reading.is_percent]
    return bare, [_value(reading) for reading in readings if reading.is_percent]


def _value(reading) -> Decimal:
    return reading.comma if reading.point is None else reading.point

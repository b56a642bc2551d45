"""What each number of a column is multiplied by because of another cell of its row: debit or credit, for 100 units."""

import re
from decimal import Decimal

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.cell_text import literal
from data.parsing.columns.two_sides import less, other_side
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.direction import inverted, turned_round
from data.parsing.layout.headings import place_of
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.debit_credit import CREDIT_FLAG, HEADING, is_same_kind, side, word_key
from data.parsing.values.units import SECONDS, is_unit, scale_of, unit_of

NONE = "none"
UNIT_CHARACTERS = 20  # a longer text is no unit, though it may hold a word that is one
PRICE_HEADING = re.compile(
    r"price unit|unit of price|preiseinheit|\bper\b|unidad de precio|unidade de preço|\bpeinh\b", re.IGNORECASE
)
PROMISING = re.compile(
    f"{HEADING.pattern}|{CREDIT_FLAG.pattern}|{PRICE_HEADING.pattern}|unit|einheit|unidad", re.IGNORECASE
)
UNIT_HEADING = re.compile(r"unit|einheit|unidad|unité|scale|escala|skala|faktor|factor|fator|per\b", re.IGNORECASE)
MANY_COLUMNS = 50
POWERS = {Decimal(10) ** n for n in range(7)}
FEW, MANY, SAMPLE_ROWS = 12, 1000, 1000
IS_NEGATIVE = "regexp_matches({text}, '^\\s*[(−–-]|[)−–-]\\s*$')"


def with_row_factors(cursor, staged: ParseResult, source: Source, options: Options) -> dict:
    """Column → the SQL of its value with {value} in it; asks where it is not known whether another cell counts."""
    found: dict[str, str] = {}
    for column in source.columns:
        if column.name not in source.positions:
            continue
        told = [way(cursor, staged, source, column, options) for way in WAYS.get(column.type, ())]
        for template in filter(None, told):
            found[column.name] = template.format(value=found.get(column.name, "{value}"))
    return found


def _signed(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> str | None:
    """Amounts whose sign stands in another column."""
    told = options.about(column.name, "negative")
    heading = options.about(column.name, "sign-from")
    if NONE in (told, heading):
        return None
    place = place_of(source.heading, heading) if heading else _mark_column(cursor, source, column)
    if place is None:
        return None
    words = _distinct(cursor, source, place)
    credits = [word for word in words if side(words, source.heading.cells[place], word) == 1]
    if told and not any(is_same_kind(told.split(","), word) for word in words):
        told = None  # said of other marks
    if not told and (not heading or not credits):
        others = [word for word in words if word not in credits]
        fields = {"heading": source.heading.cells[place], "read": ", ".join(words)}
        question = ColumnQuestion("BESIDE_SIGN", (*credits, *others, NONE), "negative", fields)
        staged.take(column.name, question)
        return None
    meant = {word_key(word) for word in (told.split(",") if told else credits)}
    negative = [literal(word) for word in words if (word_key(word)) in meant]
    staged.decided |= {f"{column.name}.sign-from": source.heading.cells[place]}
    staged.decided |= {f"{column.name}.negative": told or ",".join(credits)}
    mark = f"coalesce({source.trimmed(place)} in ({', '.join(negative)}), false)" if negative else "false"
    return f"case when {mark} then -abs({{value}}) else {{value}} end"


def _mark_column(cursor, source: Source, column: Column) -> int | None:
    """The column of debit and credit marks beside amounts without a sign of their own."""
    for place in _free(source):
        words = _distinct(cursor, source, place)
        sides = [side(words, source.heading.cells[place], word) for word in words]
        if words and 1 in sides and None not in sides and not _is_signed(cursor, source, column, place, words, sides):
            return place
    return None


def _is_signed(cursor, source: Source, column: Column, place: int, words: list, sides: list) -> bool:
    """Whether most amounts of one of the marks have a sign already, so that the mark only repeats it."""
    text, mark = source.trimmed(source.positions[column.name]), source.trimmed(place)
    credits = ", ".join(literal(word) for word, which in zip(words, sides) if which == 1)
    found = cursor.execute(
        f"select {mark} in ({credits}), avg({IS_NEGATIVE.format(text=text)}::integer) from stage_text t "
        f"where {text} is not null and {mark} is not null group by 1"
    ).fetchall()
    return any(share >= 0.5 for _, share in found)


def _divided(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> str | None:
    """Rates and prices for as many units as another column says."""
    place = _place_of(cursor, staged, source, column, options, "per", "FOR_UNITS", _is_units)
    if place is None:
        return None
    units = {word: _number(word) for word in _distinct(cursor, source, place, MANY)}
    parts = [
        f"when {literal(word)} then {1 / number:.6f}" for word, number in units.items() if number in POWERS and number
    ]
    if not parts:
        return None
    part = f"case {source.trimmed(place)} {' '.join(parts)} end"
    return f"cast({{value}} * cast({part} as decimal(7, 6)) as decimal(28, 10))"


def _in_units(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> str | None:
    """Amounts and times in the unit another column says: TEUR, h."""
    place = _place_of(cursor, staged, source, column, options, "unit-from", "UNIT_BESIDE", _names_units)
    if place is None:
        return None
    words = _distinct(cursor, source, place, MANY)
    sizes = {word: size for word in words if (size := _size(column, word))}
    parts = [f"when {literal(word)} then {{value}} * {over} / {under}" for word, (over, under) in sizes.items()]
    if column.type == "money":  # decimal numbers, so that nothing is divided
        parts = [
            f"when {literal(word)} then {{value}} * {Decimal(over) / under:f}" for word, (over, under) in sizes.items()
        ]
    kind = "decimal(38, 6)" if column.type == "money" else "decimal(28, 10)"
    return f"cast(case {source.trimmed(place)} {' '.join(parts)} end as {kind})" if parts else None


def _two_sided(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> str | None:
    """Amounts of which another column holds the other side: credits beside debits."""
    told = options.about(column.name, "minus")
    place = None if told == NONE else place_of(source.heading, told) if told else None
    if told and place is not None:
        staged.decided |= {f"{column.name}.minus": told}
        return less(cursor, source, place, column, options, staged.factors.get(column.name, 1))
    place = None if told else other_side(source, column, _free(source))
    if place is not None:
        own = source.heading.cells[source.positions[column.name]]
        fields = {"heading": source.heading.cells[place], "read": own}
        staged.take(column.name, ColumnQuestion("OTHER_SIDE", (source.heading.cells[place], NONE), "minus", fields))
    return None


WAYS = {"money": (_signed, _in_units, _two_sided), "rate": (_divided, inverted), "price": (_divided,)}
WAYS |= {"minutes": (_in_units,), "hours": (_in_units,), "score": (turned_round,)}


def _size(column: Column, word: str) -> tuple[int, int] | None:
    """How many of the column's own units a unit is, as a fraction; None: it is none of its units."""
    if len(word) > UNIT_CHARACTERS:
        return None
    if column.type == "money":
        scale = scale_of(word)
        return scale.as_integer_ratio() if scale else (1, 1) if is_unit(word) and not unit_of(word) else None
    unit = unit_of(word)
    return (SECONDS[unit], SECONDS[column.type]) if unit in SECONDS else None


def _names_units(cursor, source: Source, column: Column, place: int) -> bool:
    words = _distinct(cursor, source, place)
    if all(word.isdigit() for word in words) and not UNIT_HEADING.search(source.heading.cells[place]):
        return False  # amounts of another kind, such as those planned
    sizes = [_size(column, word) for word in words]
    return bool(sizes) and None not in sizes and any(size[0] != size[1] for size in sizes if size)


def _place_of(cursor, staged, source, column, options, setting: str, code: str, is_it) -> int | None:
    """The column a setting names; asks about the one that seems to be meant where nothing was said."""
    told = options.about(column.name, setting)
    if told == NONE:
        return None
    if told:
        place = place_of(source.heading, told)
        staged.decided |= {f"{column.name}.{setting}": told}
        return place
    for place in _free(source):
        if is_it(cursor, source, column, place):
            heading = source.heading.cells[place]
            fields = {"heading": heading, "read": ", ".join(_distinct(cursor, source, place))}
            staged.take(column.name, ColumnQuestion(code, (heading, NONE), setting, fields))
            break
    return None


def _is_units(cursor, source: Source, column: Column, place: int) -> bool:
    if column.type == "price" and not PRICE_HEADING.search(source.heading.cells[place].replace("_", " ")):
        return False
    words = _distinct(cursor, source, place)
    numbers = [_number(word) for word in words]
    return 0 < len(words) < FEW and all(n in POWERS for n in numbers) and any(n != 1 for n in numbers)


def _number(text: str) -> Decimal | None:
    """The one number of a text such as 100, "1,000" or "100 JPY"."""
    found = re.findall(r"\d+", re.sub(r"(?<=\d)[.,' ](?=000)", "", text))
    return Decimal(found[0]) if len(found) == 1 else None


def _free(source: Source) -> list:
    """The headed columns that feed nothing; of very many only those whose heading promises a mark."""
    used = {*source.positions.values(), *source.stages}
    width = min(len(source.heading.cells), source.table.width)
    found = {i: cell.strip() for i, cell in enumerate(source.heading.cells[:width]) if i not in used and cell.strip()}
    return [i for i, cell in found.items() if len(found) <= MANY_COLUMNS or PROMISING.search(cell.replace("_", " "))]


def _distinct(cursor, source: Source, place: int, limit: int = FEW) -> list:
    """The different texts of a column; none where they are too many to be marks."""
    if (place, limit) not in source.few_texts:
        source.few_texts[place, limit] = _look_up(cursor, source.trimmed(place), limit)
    return source.few_texts[place, limit]


def _look_up(cursor, text: str, limit: int) -> list:
    """In the first rows, and in all where those have few."""
    found: list[tuple] = []
    for rows in (f"(select * from stage_text limit {SAMPLE_ROWS})", "stage_text"):
        found = cursor.execute(
            f"select distinct {text} as read from {rows} t where read is not null order by 1 limit {limit}"
        ).fetchall()
        if len(found) == limit:
            return []
    return [read for (read,) in found]

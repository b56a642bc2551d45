"""What each number of a column is multiplied by because of another cell of its row: debit or credit, for 100 units."""

import re
from decimal import Decimal, InvalidOperation

from data.contracts.definitions import Column, fold
from data.import_options import Options
from data.parsing.decision import ColumnQuestion
from data.parsing.result import ParseResult
from data.parsing.source import Source, literal

NONE = "none"
# what stands for a charge, and what for the opposite
PAIRS = (
    "s/h soll/haben d/c dr/cr db/cr debit/credit débit/crédit debe/haber d/h débito/crédito cargo/abono dare/avere "
    "+/- debet/credit debet/kredit 40/50 deudor/acreedor devedor/credor d/a"
)
DOCUMENTS = (
    (
        "invoice",
        "rechnung",
        "factura",
        "fatura",
        "sale",
        "sales",
        "venta",
        "venda",
        "verkauf",
        "charge",
        "purchase",
        "order",
        "payment",
        "pago",
        "pagamento",
        "compra",
        "pedido",
    ),
    (
        "credit note",
        "credit memo",
        "credit",
        "gutschrift",
        "abono",
        "nota de crédito",
        "nota de abono",
        "refund",
        "return",
        "returns",
        "reversal",
        "storno",
        "devolución",
        "devolução",
        "reembolso",
        "estorno",
        "erstattung",
        "retoure",
    ),
)
HEADING = re.compile(
    r"debit|credit|débit|crédit|soll|haben|debe|haber|cargo|abono|shkzg|vorzeichen|signo|sinal|sign\b|"
    r"\b[sd] ?/ ?[hca]\b|\bdr ?/ ?cr\b|\bdc\b|\bposting key\b|\bbschl\b",
    re.IGNORECASE,
)
UNITS_HEADING = re.compile(
    r"unit|unidad|einheit|\bper\b|\bpor\b|quantity|nominal|multipl|factor|faktor|amount|množství|menge|cantidad|base|basis",
    re.IGNORECASE,
)
PRICE_HEADING = re.compile(
    r"price unit|unit of price|preiseinheit|\bper\b|unidad de precio|unidade de preço|\bpeinh\b", re.IGNORECASE
)
POWERS = {Decimal(10) ** n for n in range(7)}
FEW, SAMPLE_ROWS = 12, 1000
IS_NEGATIVE = "regexp_matches({text}, '^\\s*[(−–-]|[)−–-]\\s*$')"


def with_row_factors(cursor, staged: ParseResult, source: Source, options: Options) -> dict:
    """Column → the SQL of its value with {value} in it; asks where it is not known whether another cell counts."""
    found = {}
    for column in source.columns:
        if column.name not in source.positions:
            continue
        if column.type == "money":
            found |= _signed(cursor, staged, source, column, options)
        if column.type in ("rate", "price"):
            found |= _divided(cursor, staged, source, column, options)
    return found


def _signed(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> dict:
    """Amounts whose sign stands in another column."""
    told = options.about(column.name, "negative")
    heading = options.about(column.name, "sign-from")
    if NONE in (told, heading):
        return {}
    place = _place(staged, source, column, heading) if heading else _mark_column(cursor, source, column)
    if place is None:
        return {}
    words = _distinct(cursor, source, place)
    credits = [word for word in words if _side(words, source.heading.cells[place], word) == 1]
    if not told and (not heading or not credits):
        others = [word for word in words if word not in credits]
        fields = {"heading": source.heading.cells[place], "read": ", ".join(words)}
        question = ColumnQuestion("BESIDE_SIGN", (*credits, *others, NONE), "negative", fields)
        staged.take(column.name, question)
        return {}
    meant = {fold(word) or word.strip() for word in (told.split(",") if told else credits)}
    negative = [literal(word) for word in words if (fold(word) or word.strip()) in meant]
    staged.decided |= {f"{column.name}.sign-from": source.heading.cells[place]}
    staged.decided |= {f"{column.name}.negative": told or ",".join(credits)}
    mark = f"coalesce({source.trimmed(place)} in ({', '.join(negative)}), false)" if negative else "false"
    return {column.name: f"case when {mark} then -abs({{value}}) else {{value}} end"}


def _mark_column(cursor, source: Source, column: Column) -> int | None:
    """The column of debit and credit marks beside amounts without a sign of their own."""
    for place in _free(source):
        words = _distinct(cursor, source, place)
        sides = [_side(words, source.heading.cells[place], word) for word in words]
        if words and 1 in sides and None not in sides and not _is_signed(cursor, source, column, place, words, sides):
            return place
    return None


def _side(words: list, heading: str, word: str) -> int | None:
    """0 for a charge, 1 for its opposite; None when the words of a column are no such marks."""
    folded = {_key(w) for w in words}
    pairs = [tuple(map(_key, pair.split("/"))) for pair in PAIRS.split()]
    for pair in pairs:
        if folded <= set(pair) and (len(folded) == 2 or HEADING.search(heading)):
            return pair.index(_key(word))
    documents = [{_key(w) for w in side} for side in DOCUMENTS]
    if folded <= documents[0] | documents[1] and folded & documents[0] and folded & documents[1]:
        return 1 if _key(word) in documents[1] else 0
    return None


def _key(word: str) -> str:
    return fold(word) or word.strip()


def _is_signed(cursor, source: Source, column: Column, place: int, words: list, sides: list) -> bool:
    """Whether most amounts of one of the marks have a sign already, so that the mark only repeats it."""
    text, mark = source.trimmed(source.positions[column.name]), source.trimmed(place)
    credits = ", ".join(literal(word) for word, side in zip(words, sides) if side == 1)
    found = cursor.execute(
        f"select {mark} in ({credits}), avg({IS_NEGATIVE.format(text=text)}::integer) from stage_text t "
        f"where {text} is not null and {mark} is not null group by 1"
    ).fetchall()
    return any(share >= 0.5 for _, share in found)


def _divided(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> dict:
    """Rates and prices for as many units as another column says."""
    told = options.about(column.name, "per")
    if told == NONE:
        return {}
    if told is None:
        place = next((p for p in _free(source) if _is_units(cursor, source, column, p)), None)
        if place is not None:
            heading = source.heading.cells[place]
            fields = {"heading": heading, "read": ", ".join(_distinct(cursor, source, place))}
            staged.take(column.name, ColumnQuestion("FOR_UNITS", (heading, NONE), "per", fields))
        return {}
    place = _place(staged, source, column, told)
    if place is None:
        return {}
    staged.decided |= {f"{column.name}.per": source.heading.cells[place]}
    units = {word: _number(word) for word in _distinct(cursor, source, place, 1000)}
    parts = [f"when {literal(word)} then {1 / units[word]:.6f}" for word in units if units[word] in POWERS]
    if not parts:
        return {}
    part = f"case {source.trimmed(place)} {' '.join(parts)} end"
    return {column.name: f"cast({{value}} * cast({part} as decimal(7, 6)) as decimal(28, 10))"}


def _is_units(cursor, source: Source, column: Column, place: int) -> bool:
    heading = source.heading.cells[place]
    if not (UNITS_HEADING if column.type == "rate" else PRICE_HEADING).search(heading.replace("_", " ")):
        return False
    words = _distinct(cursor, source, place)
    numbers = [_number(word) for word in words]
    return 0 < len(words) < FEW and all(n in POWERS for n in numbers) and any(n != 1 for n in numbers)


def _number(text: str) -> Decimal | None:
    plain = re.sub(r"(?<=\d)[.,' ](?=000)", "", text.strip())
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _place(staged: ParseResult, source: Source, column: Column, heading: str) -> int | None:
    """Where a heading stands that was named (#3 by position); refuses the file when there is none."""
    cells = source.heading.cells
    found = [i for i, cell in enumerate(cells) if f"#{i + 1}" == heading or fold(cell) == fold(heading) and cell]
    if not found:
        fields = {"heading": heading, "headings": ", ".join(cell for cell in cells if cell)}
        staged.take(column.name, ColumnQuestion("UNKNOWN_HEADING", fields=fields))
    return found[0] if found else None


def _free(source: Source) -> list:
    """The headed columns that feed nothing."""
    used = {*source.positions.values(), *source.stages}
    width = min(len(source.heading.cells), source.table.width)
    return [i for i in range(width) if i not in used and source.heading.cells[i].strip()]


def _distinct(cursor, source: Source, place: int, limit: int = FEW) -> list:
    """The different texts of a column; none where they are too many to be marks."""
    text = source.trimmed(place)
    for rows in (f"(select * from stage_text limit {SAMPLE_ROWS})", "stage_text"):
        found = cursor.execute(
            f"select distinct {text} as read from {rows} t where read is not null order by 1 limit {limit}"
        ).fetchall()
        if len(found) == limit:
            return []
    return [read for (read,) in found]

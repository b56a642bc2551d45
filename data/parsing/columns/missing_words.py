"""Words and numbers that stand for an empty cell: said by a setting, or asked about."""

from decimal import Decimal

from data.contracts.definitions import Column, fold
from data.import_options import Options
from data.parsing.cell_text import literal
from data.parsing.decision import Cell, ColumnDecision, ColumnQuestion
from data.parsing.source import Source
from data.parsing.values.numbers import read_number
from data.parsing.values.status_words import STILL

WORDS = frozenset(
    (
        "?|??|???|.|..|...|--|---|----|*|(?)|tbd|tbc|n/k|n.k.|not known|unknown|unk|(unknown)|<unknown>|"
        "not available|not applicable|n.a.|#n/d|not recorded|not provided|not specified|unspecified|not set|"
        "no answer|no data|don't know|missing|(blank)|[blank]|blank|(empty)|empty|<null>|(null)|\\n|(none)|"
        "<none>|not stated|n/d|n.d.|s/d|s.d.|ns/nc|sin dato|sin datos|sin información|sin especificar|"
        "desconocido|desconocida|se desconoce|no consta|no disponible|no aplica|no informado|no sabe|no contesta|"
        "vacío|(vacío)|(en blanco)|en blanco|(vacías)|por definir|desconhecido|desconhecida|não informado|"
        "não informada|sem informação|sem dados|não consta|não disponível|não se aplica|não aplicável|(vazio)|"
        "vazio|em branco|(em branco)|unbekannt|k.a.|k. a.|keine angabe|keine angaben|nicht bekannt|(leer)|leer|"
        "entfällt|inconnu|inconnue|non renseigné|(vide)|sconosciuto|onbekend|"
        "unassigned|not assigned|none assigned|to be assigned|unallocated|not allocated|n/a|sin asignar|no asignado|"
        "no asignada|por asignar|não atribuído|não atribuída|sem atribuição|a atribuir|nicht zugewiesen|"
        "nicht zugeordnet|ohne zuordnung|non attribué|non affecté|guest|anonymous|anónimo|anônimo|anonym|invitado|gast"
    ).split("|")
)
COUNTED = ("money", "price", "minutes", "hours", "number")
NINES = ("999", "9999", "99999", "999999", "9999999", "999.99", "9999.99", "99999.99", "999.00", "9999.00", "99999.00")
FAR = 10  # how far above all others such a number stands
FEW = 3  # fewer bad cells in a column of numbers or days are set aside
ANSWERS = frozenset(
    (*("77", "88", "97", "98", "99", "777", "888", "997", "998", "999", "7777", "8888", "9998", "9999", "99999"),)
)
REFUSALS = frozenset(("-1", "-7", "-8", "-9", "-88", "-98", "-99", "-999", "-9999"))
NARROW, LONG = 7, 10  # the ends of the scales in use that begin at 1, and of those that begin at 0
SHOWN = 1000


def told_of(options: Options, column: Column) -> str | None:
    """What was said of this column, or of all that hold no free text; None: nothing."""
    of_file = None if column.type == "text" else options.settings.get("missing")
    return options.about(column.name, "missing") or of_file


def said(options: Options, column: Column) -> frozenset:
    """The texts that mean an empty cell in this column, in small letters."""
    told = told_of(options, column)
    return frozenset(word.strip().lower() for word in told.split(",")) - {"none", ""} if told else frozenset()


def without_missing(cells: list, options: Options, column: Column) -> tuple[list, list]:
    """The cells that hold something, and those that were said to mean nothing."""
    words = said(options, column)
    return [c for c in cells if c.text.lower() not in words], [c for c in cells if c.text.lower() in words]


def without_words(text: str, options: Options, column: Column) -> str:
    """The SQL condition that a text means nothing here; empty where nothing was said."""
    words = said(options, column)
    return f"lower({text}) in ({', '.join(map(literal, sorted(words)))})" if words else ""


def ask_about_words(column: Column, cells: list, options: Options, decision: ColumnDecision) -> None:
    """Asks about words that are no value of the column and may mean that there is none."""
    if told_of(options, column) or decision.asks:
        return
    bad = [c for c in cells if decision.values[c.text, c.kind][1]]
    found = [c for c in bad if c.text.lower() in WORDS]
    if sum(c.count for c in found) >= FEW:
        decision.asks.append(_question("LIKE_MISSING", found))
    elif column.open_marker and (still := [c for c in bad if fold(c.text) in STILL]):
        decision.asks.append(_question("OPEN_DATE", still))


def ask_about_names(cursor, source: Source, column: Column, options: Options) -> ColumnQuestion | None:
    """The question about words that would become a sector, or a number of something; None where there are none."""
    is_name = column.type == "sector" or (column.type == "id" and column.name not in source.contract.key)
    position = source.positions.get(column.name)
    if not is_name or position is None or told_of(options, column):
        return None
    text = source.trimmed(position)
    words = ", ".join(map(literal, sorted(WORDS)))
    test = f"ascii({text}) not between 48 and 57 and lower({text}) in ({words})"
    nobody = _nobody(cursor, source, position) if column.type == "id" else []
    found = (
        nobody
        or cursor.execute(
            f"select {text} as read, sum(t.times)::bigint from {source.texts(position)} "
            f"where {source.first_texts(position)} and {test} group by 1 order by 2 desc"
        ).fetchall()
    )
    return _question("LIKE_MISSING", [Cell(read, "t", count) for read, count in found]) if found else None


def _nobody(cursor, source: Source, position: int) -> list:
    """0 or -1 where an id should stand, with its rows, when other ids are longer and it is in several rows."""
    text = source.trimmed(position)
    found = cursor.execute(
        f"select {text} as read, sum(t.times)::bigint from {source.texts(position)} where {text} in ('0', '-1') "
        "group by 1 having sum(t.times) >= ?",
        [FEW],
    ).fetchall()
    if not found:
        return []
    short = f"select 1 from {source.texts(position)} where length({text}) < 3 and {text} not in ('0', '-1') limit 1"
    return [] if cursor.execute(short).fetchall() else found


def ask_about_scores(cursor, source: Source, column: Column, options: Options) -> ColumnQuestion | None:
    """The question about numbers far outside all others of a scale, as surveys write "no answer"; None without such."""
    position = source.positions.get(column.name)
    if column.type != "score" or column.name == "scale_max" or column.maximum is not None or position is None:
        return None
    if told_of(options, column):
        return None
    found = cursor.execute(
        f"select {source.trimmed(position)} as read, sum(t.times)::bigint from {source.texts(position)} "
        f"where read is not null group by 1 limit {SHOWN + 1}"
    ).fetchall()
    numbers = {read: Decimal(value) for read, _ in found if (value := _value(read)) is not None}
    counts = dict(found)
    limit, end = highest_score(cursor, source), _end(cursor, source)
    outside = _outside(numbers, counts, limit, end) if len(found) <= SHOWN else []
    return _question("OUT_OF_SCALE", [Cell(read, "t", counts[read]) for read in outside]) if outside else None


def ask_about_nines(cursor, source: Source, column: Column, options: Options) -> ColumnQuestion | None:
    """The question about 999, 9999 … in a column of amounts or times whose other numbers stay far below."""
    position = source.positions.get(column.name)
    if column.type not in COUNTED or position is None or told_of(options, column):
        return None
    text = source.trimmed(position)
    nines = ", ".join(map(literal, NINES))
    found = cursor.execute(
        f"select {text} as read, sum(t.times)::bigint from {source.texts(position)} where {text} in ({nines}) "
        "group by 1 having sum(t.times) >= ? order by 2 desc",
        [FEW],
    ).fetchall()
    if not found:
        return None
    number = f"try_cast(replace({text}, ',', '.') as double)"
    highest = cursor.execute(
        f"select max({number}) from {source.texts(position)} where {text} not in ({nines})"
    ).fetchall()[0][0]
    words = [Cell(read, "t", count) for read, count in found if highest and float(read) > FAR * highest]
    return _question("FAR_ABOVE", words) if words else None


def _value(text: str) -> Decimal | None:
    number = read_number(text)
    return None if number is None else number.point if number.point is not None else number.comma


def highest_score(cursor, source: Source) -> Decimal | None:
    """The highest score that the file itself allows; what lies above it is set aside without a question."""
    if "scale_max" in source.constants:
        return _value(source.constants["scale_max"])
    position = source.positions.get("scale_max")
    if position is None:
        return None
    found = cursor.execute(
        f"select distinct {source.trimmed(position)} from {source.texts(position)} limit {SHOWN}"
    ).fetchall()
    return max((value for (read,) in found if read and (value := _value(read)) is not None), default=None)


def _end(cursor, source: Source) -> Decimal | None:
    """The highest score of all columns of scores, which are points of one scale; None: no other column has scores."""
    scores = [source.positions[c.name] for c in source.columns if c.type == "score" and c.name in source.positions]
    if len(scores) < 2 or "scale_max" in source.positions:
        return None
    found = [
        read
        for position in scores
        for (read,) in cursor.execute(
            f"select distinct {source.trimmed(position)} from {source.texts(position)} limit {SHOWN}"
        ).fetchall()
    ]
    return max(
        (value for read in found if read and (value := _value(read)) is not None and value <= LONG), default=None
    )


def _outside(numbers: dict, counts: dict, limit: Decimal | None, end: Decimal | None) -> list:
    """The texts of the numbers that are no points of the scale which all others span, up to its end."""
    within = {text: value for text, value in numbers.items() if limit is None or value <= limit}
    usual = {t: v for t, v in within.items() if v > 0 and _plain(v) not in ANSWERS}
    usual = {t: v for t, v in usual.items() if t not in _slips(usual, counts)}
    if not usual:
        return []
    highest, lowest = max(usual.values()), min(usual.values())
    has_negative = any(v < 0 and _plain(v) not in REFUSALS for v in within.values())
    above = _skipped({int(v) for v in usual.values() if v == int(v)})
    tests = (
        lambda v: v > 3 * highest,
        lambda v: _plain(v) in REFUSALS and highest >= 3 and not has_negative,
        lambda v: v == 0 and lowest >= 1 and (limit or end or highest) in (5, 7),
        lambda v: v in above,
    )
    return sorted((t for t, v in within.items() if any(test(v) for test in tests)), key=lambda text: numbers[text])


def _slips(usual: dict, counts: dict) -> list:
    """A few numbers of two signs or more on a scale of up to 10: far above all others, and rare."""
    small = [t for t, v in usual.items() if v <= LONG]
    large = [t for t, v in usual.items() if v > LONG]
    if not small or not large or min(usual[t] for t in large) <= 3 * max(usual[t] for t in small):
        return []
    return large if sum(counts[t] for t in large) * 4 <= sum(counts[t] for t in small) else []


def _skipped(steps: set) -> set:
    """8 and 9 above the scale 1 to 3 … 7, where the number after its end never stands."""
    scale = {step for step in steps if step <= NARROW}
    is_whole = len(scale) >= 3 and scale == set(range(1, len(scale) + 1))
    return steps & {8, 9} if is_whole and not steps - scale - {8, 9} and len(scale) + 1 not in steps else set()


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _question(code: str, found: list) -> ColumnQuestion:
    words = [c.text for c in sorted(found, key=lambda c: -c.count)]
    count = sum(c.count for c in found)
    return ColumnQuestion(code, (",".join(words), "none"), "missing", {"read": ", ".join(words), "count": count})
